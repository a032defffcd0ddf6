import { logChoose } from '../statistics/beta.ts';
import { type Random, seededRandom, shuffle } from '../statistics/seeded-random.ts';
import { studentQuantile } from '../statistics/student-t.ts';

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
  while (drawn.length < blocks) {
    const order = shuffle(random, all);
    const half = Math.floor(cities / 2);
    drawn.push(
      order.slice(0, half).toSorted((a, b) => a - b),
      order.slice(half).toSorted((a, b) => a - b),
    );
  }
  return drawn.slice(0, blocks);
}

/**
 * How often a plan of so many cities and blocks can raise a false alarm: less than one in ten, in steps of the ways to draw it
 * that are alike, as the draw itself and, of an even number of cities, its mirror are as far out as the draw. 0: so few
 * ways that nothing could ever be told.
 */
export function alarmsOfPlan(cities: number, blocks: number): number {
  const ways = Math.round(Math.exp(logChoose(cities, Math.floor(cities / 2)) * Math.floor(blocks / 2)));
  const step = (cities % 2 === 0 ? 2 : 1) / ways;
  return step * (Math.ceil(0.1 / step - 1e-9) - 1);
}

/** A city's total a day in each block; undefined where no day of it was told. */
export type PlanTotals = readonly (readonly (number | undefined)[])[];

export type PlanReading = {
  /** Shares: 0.15 is 15 % more where a city posts than where it waits. */
  estimate: number;
  interval: { low: number; high: number; level: 0.9 };
  p: number;
  blocks: number;
};

/**
 * What the drawn weeks did, by re-drawing them (randomisation inference, the only exact way): log totals less each city's
 * and each block's own level, cities weighed by what their counts can tell; the range holds every effect that the test
 * doesn't reject. It ends where a re-draw stops being as far out: found exactly, as the estimate is linear in both. Undefined
 * where the totals known tell nothing: too few blocks, or so few ways to draw them that no effect could be left out.
 * @param weights orders a block of each city, from before the plan
 */
export function readPlan(
  totals: PlanTotals,
  posting: readonly PlanBlock[],
  weights: readonly number[],
  seed: string,
  draws = 999,
): PlanReading | undefined {
  const cities = totals.length;
  const known = knownBlocks(totals, posting.length);
  if (known.length < 2 || cities < 2) return undefined;
  const logs = logsOf(totals, known);
  const scheme = (blocks: readonly PlanBlock[]) => known.map((t) => new Set(blocks[t]));
  const contrast = contrastOf(scheme(posting), cities, weights);
  const estimate = contrast ? applied(contrast, logs) : undefined;
  if (!contrast || estimate === undefined) return undefined;
  const own = flags(scheme(posting), cities);
  const random = seededRandom(`${seed} read`);
  const held = Array.from({ length: draws }, () => {
    const other = contrastOf(scheme(drawnBy(cities, posting.length, random)), cities, weights);
    return heldBy(estimate, other && { found: applied(other, logs), ofOwn: applied(other, own) });
  });
  const lows = held.map(({ low }) => low).toSorted((one, other) => one - other);
  const highs = held.map(({ high }) => high).toSorted((one, other) => other - one);
  const tenth = Math.ceil(0.1 * (draws + 1)) - 2;
  if (lows[tenth] === Number.NEGATIVE_INFINITY) return undefined;
  return {
    estimate: Math.expm1(estimate),
    interval: {
      low: Math.expm1(lows[tenth] as number),
      high: Math.expm1(highs[tenth] as number),
      level: 0.9,
    },
    p: (1 + held.filter(({ low, high }) => low <= 0 && 0 <= high).length) / (draws + 1),
    blocks: known.length,
  };
}

/**
 * The effects under which a re-draw finds as much as the real one; `found`: in the totals, `ofOwn`: of an effect of one
 * where the real draw posted. Of the same draw, or of its mirror, that holds of any effect: where there are few ways to draw,
 * they alone may keep every effect in the range.
 */
function heldBy(estimate: number, other: { found: number; ofOwn: number } | undefined) {
  if (!other || Math.abs(other.ofOwn) > 1 - 1e-9)
    return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const ends = [(other.found + estimate) / (1 + other.ofOwn), (estimate - other.found) / (1 - other.ofOwn)];
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

/** Blocks of which every city's total is known. */
const knownBlocks = (totals: PlanTotals, blocks: number): number[] =>
  Array.from({ length: blocks }, (_, t) => t).filter((t) => totals.every((city) => city[t] !== undefined));

const logsOf = (totals: PlanTotals, known: readonly number[]): number[][] =>
  totals.map((city) => known.map((t) => Math.log(Math.max(city[t] as number, LEAST_A_DAY))));

/** Half an order in a fortnight stands for none: a logarithm needs something. */
const LEAST_A_DAY = 0.5 / 14;

const flags = (blocks: readonly ReadonlySet<number>[], cities: number): number[][] =>
  Array.from({ length: cities }, (_, i) => blocks.map((posts) => Number(posts.has(i))));

/** What each city and block weighs in the estimate; undefined where nobody differs from anybody. */
function contrastOf(blocks: readonly ReadonlySet<number>[], cities: number, weights: readonly number[]) {
  const posts = flags(blocks, cities);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const ofCity = posts.map((row) => row.reduce((sum, one) => sum + one, 0) / row.length);
  const ofBlock = blocks.map(
    (_, t) => posts.reduce((sum, row, i) => sum + (weights[i] as number) * (row[t] as number), 0) / whole,
  );
  const all = ofBlock.reduce((sum, share) => sum + share, 0) / blocks.length;
  const left = posts.map((row, i) =>
    row.map((one, t) => one - (ofCity[i] as number) - (ofBlock[t] as number) + all),
  );
  const size = left.reduce(
    (sum, row, i) => sum + (weights[i] as number) * row.reduce((own, one) => own + one * one, 0),
    0,
  );
  if (size < 1e-9) return undefined;
  return left.map((row, i) => row.map((one) => ((weights[i] as number) * one) / size));
}

const applied = (contrast: readonly (readonly number[])[], values: readonly (readonly number[])[]): number =>
  contrast.reduce(
    (sum, row, i) => sum + row.reduce((own, one, t) => own + one * (values[i]?.[t] as number), 0),
    0,
  );

/**
 * The smallest effect that four of five such plans would show, told before anybody posts: the spread of the estimate when
 * plans are drawn over the cities' own past, in which there was none. Undefined where that past is too short to draw in.
 * @param past totals a day of each city, block by block, newest last, without any plan in them
 */
export function smallestVisibleOf(
  past: PlanTotals,
  blocks: number,
  weights: readonly number[],
  seed: string,
  draws = 400,
): number | undefined {
  const used = knownBlocks(past, past[0]?.length ?? 0).slice(-blocks);
  const alarms = alarmsOfPlan(past.length, blocks);
  if (alarms === 0) return undefined;
  if (used.length < Math.min(blocks, FEWEST_BLOCKS) || past.length < 2) return undefined;
  const logs = logsOf(past, used);
  const random = seededRandom(`${seed} past`);
  let [squares, counted] = [0, 0];
  for (let draw = 0; draw < draws; draw++) {
    const drawn = drawnBy(past.length, used.length, random).map((posting) => new Set(posting));
    const contrast = contrastOf(drawn, past.length, weights);
    if (!contrast) continue;
    squares += applied(contrast, logs) ** 2;
    counted++;
  }
  const spread = Math.sqrt(squares / counted) * Math.sqrt(used.length / blocks);
  return Math.expm1(visibleInSpreads(past.length, blocks, alarms) * spread);
}

const FEWEST_BLOCKS = 4;

/**
 * For a range that leaves 0 out (as seldom as the ways to draw allow, where there is nothing) and for four of five, of a t: in
 * each pair of blocks all cities but one are free to differ. 6 % on top, as the spread itself is estimated.
 */
function visibleInSpreads(cities: number, blocks: number, alarms: number): number {
  const freedom = (cities - 1) * Math.floor(blocks / 2);
  return 1.06 * (studentQuantile(1 - alarms, freedom) + studentQuantile(0.6, freedom));
}

/** What a city's count can tell of a percentage: its orders a block, up to where other noise (about 8 %) is larger. */
export const weightOf = (ordersABlock: number): number => 1 / (1 / Math.max(ordersABlock, 0.5) + 0.08 ** 2);
