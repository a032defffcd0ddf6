import { drawGamma, drawNormal, drawPoisson } from '../../shared/domain/statistics/samplers.ts';
import { type Random, shuffle } from '../../shared/domain/statistics/seeded-random.ts';

/**
 * Shops that nobody wrote the method for. `calm`: weekdays, autocorrelated noise, a slow trend. `drift`: a level that
 * wanders 1.5 % a day besides. `spiky`: unknown days at 1.8 times, more noise than counting. `payday`: a world of our
 * own: the month has its rhythm, the level jumps now and then, and a quarter of the orders come in pairs.
 */
export const WORLDS = ['calm', 'drift', 'spiky', 'payday'] as const;
export type World = (typeof WORLDS)[number];

export type ShopShape = { perDay: number; before: number; window: number; regions?: number };
export type DrawnShop = {
  treated: number[];
  donors: number[][];
  /** What the window's treated days would have come to on average without the effect, as drawn. */
  base: number;
  /** What was put on top of it, a day. */
  effect: number;
};

/** One history of orders with an effect in its window: Poisson around a course that the reading never sees. */
export function drawShop(world: World, shape: ShopShape, share: number, random: Random): DrawnShop {
  const days = shape.before + shape.window;
  const whole = courseOf(world, days, random);
  if (!shape.regions) {
    const means = whole.map((level) => level * shape.perDay);
    return { ...treatedOf(world, means, shape, share, random), donors: [] };
  }
  const sizes = regionSizes(shape.regions, random);
  const [own, ...others] = sizes.map((size) => {
    const course = regionCourse(world, days, random);
    return whole.map((level, t) => level * (course[t] as number) * shape.perDay * size);
  }) as [number[], ...number[][]];
  return {
    ...treatedOf(world, own, shape, share, random),
    donors: others.map((means) => means.map((mean) => countOf(world, mean, random))),
  };
}

function treatedOf(world: World, means: readonly number[], shape: ShopShape, share: number, random: Random) {
  const treated = means.map((mean, t) => countOf(world, mean * (t >= shape.before ? 1 + share : 1), random));
  const window = means.slice(shape.before);
  const base = window.reduce((sum, mean) => sum + mean, 0) / window.length;
  return { treated, base, effect: base * share };
}

/** Daily levels around 1 that all regions share. */
export function courseOf(world: World, days: number, random: Random): number[] {
  const noise = autoregressive(days, 0.12, 0.5, random);
  const trend = (random() * 2 - 1) * 0.001;
  const walk = world === 'drift' ? randomWalk(days, 0.015, random) : noise.map(() => 0);
  const jumps = world === 'payday' ? jumpsOf(days, random) : walk;
  const startWeekday = Math.floor(random() * 7);
  return noise.map((one, t) => {
    const weekday = WEEKDAYS[(startWeekday + t) % 7] as number;
    const spike = world === 'spiky' && random() < 0.04 ? 1.8 : 1;
    const payday = world === 'payday' && t % 30 < 4 ? 1.25 : 1;
    return weekday * spike * payday * Math.exp(one + trend * (t - days) + (jumps[t] as number));
  });
}

const WEEKDAYS = [0.85, 0.9, 0.95, 1, 1, 1.05, 1.25];

/** A region's own way around the whole; one in a hundred of its days doubles in the spiky world. */
export function regionCourse(world: World, days: number, random: Random): number[] {
  const noise = autoregressive(days, 0.1, 0.9, random);
  const walk = world === 'drift' ? randomWalk(days, 0.01, random) : noise.map(() => 0);
  return noise.map(
    (one, t) => Math.exp(one + (walk[t] as number)) * (world === 'spiky' && random() < 0.01 ? 2 : 1),
  );
}

/** Shares that sum to 1, the treated one first: one of the larger half. */
export function regionSizes(regions: number, random: Random): number[] {
  const drawn = Array.from({ length: regions }, () => drawGamma(3, random)).sort((one, other) => other - one);
  const total = drawn.reduce((sum, size) => sum + size, 0);
  const [treated] = shuffle(
    random,
    Array.from({ length: Math.ceil(regions / 2) }, (_, i) => i),
  ) as [number];
  const sizes = drawn.map((size) => size / total);
  return [sizes[treated] as number, ...sizes.filter((_, i) => i !== treated)];
}

/** Orders of a day: Poisson, with a fifth of extra spread in the spiky world, in pairs in the payday one. */
export function countOf(world: World, mean: number, random: Random): number {
  if (world === 'spiky') return drawPoisson((mean * drawGamma(25, random)) / 25, random);
  if (world !== 'payday') return drawPoisson(mean, random);
  return drawPoisson(mean * 0.75, random) + 2 * drawPoisson(mean * 0.125, random);
}

function autoregressive(days: number, spread: number, memory: number, random: Random): number[] {
  let last = drawNormal(random) * spread;
  return Array.from({ length: days }, () => {
    last = memory * last + Math.sqrt(1 - memory ** 2) * spread * drawNormal(random);
    return last;
  });
}

function randomWalk(days: number, step: number, random: Random): number[] {
  let at = 0;
  return Array.from({ length: days }, () => {
    at += step * drawNormal(random);
    return at;
  });
}

function jumpsOf(days: number, random: Random): number[] {
  let at = 0;
  return Array.from({ length: days }, () => {
    if (random() < 1 / 60) at += 0.1 * drawNormal(random);
    return at;
  });
}
