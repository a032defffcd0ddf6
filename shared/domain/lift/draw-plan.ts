import { logChoose } from '../statistics/beta.ts';
import { type Random, seededRandom, shuffle } from '../statistics/seeded-random.ts';

/** Which cities post in a stretch of weeks; the others wait. */
export type PlanBlock = readonly number[];

/**
 * Draws who posts when: in every pair of blocks half of the cities (drawn) post in the first and the others in the
 * second, so that each city is compared with itself and with those that wait (switchback; Bojinov, Simchi-Levi & Zhao,
 * arXiv:2009.00148). The draw is what the range is computed from, so nobody may choose it. Equal seeds draw equally.
 */
export const drawBlocks = (cities: number, blocks: number, seed: string): PlanBlock[] =>
  drawnBy(cities, blocks, seededRandom(seed));

export function drawnBy(cities: number, blocks: number, random: Random): PlanBlock[] {
  const all = Array.from({ length: cities }, (_, i) => i);
  const drawn: PlanBlock[] = [];
  while (drawn.length < blocks) drawn.push(...inTurns(shuffle(random, all).slice(0, halfOf(cities)), all));
  return drawn.slice(0, blocks);
}

/** Every way in which those pairs of blocks could have been drawn, each as likely as any other. */
export function everyDraw(cities: number, pairs: number): PlanBlock[][] {
  const all = Array.from({ length: cities }, (_, i) => i);
  const ofPair = groupsOf(all, halfOf(cities)).map((first) => inTurns(first, all));
  let ways: PlanBlock[][] = [[]];
  for (let pair = 0; pair < pairs; pair++)
    ways = ways.flatMap((way) => ofPair.map((turns) => [...way, ...turns]));
  return ways;
}

/** How many ways there are to draw so many pairs of blocks. */
export const waysToDraw = (cities: number, pairs: number): number =>
  Math.round(Math.exp(logChoose(cities, halfOf(cities)) * pairs));

/**
 * How often a plan of so many cities and blocks can raise a false alarm: less than one in ten, in steps of the ways to draw it
 * that are alike, as the draw itself and, of an even number of cities, its mirror are as far out as the draw. 0: so few
 * ways that nothing could ever be told.
 */
export function alarmsOfPlan(cities: number, blocks: number): number {
  const step = (cities % 2 === 0 ? 2 : 1) / waysToDraw(cities, Math.floor(blocks / 2));
  return step * (Math.ceil(0.1 / step - 1e-9) - 1);
}

const halfOf = (cities: number): number => Math.floor(cities / 2);

const inTurns = (first: readonly number[], all: readonly number[]): PlanBlock[] => [
  first.toSorted((a, b) => a - b),
  all.filter((city) => !first.includes(city)),
];

const groupsOf = (items: readonly number[], size: number): number[][] =>
  size === 0
    ? [[]]
    : items.flatMap((item, i) => groupsOf(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
