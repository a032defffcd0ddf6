import { DAY_MS } from '../time/units.ts';
import type { Model } from '../vocabulary.ts';
import type { Touch } from './journey.ts';

/** The models that can tell one journey's shares from that journey alone; a Markov chain needs all of them. */
export type PerOrderModel = Exclude<Model, 'markov'>;

/** Google Universal Analytics' half-life: a touch a week before the purchase counts half of one at it. */
const HALF_LIFE_DAYS = 7;

/**
 * What each touch of one conversion is owed, in the order of the touches (oldest first); sums to 1.
 * `convertedAt` (epoch ms) is asked by time decay only. No touches: no shares.
 */
export const creditShares = (
  model: PerOrderModel,
  touches: readonly Touch[],
  convertedAt?: number,
): number[] => {
  const weights = weigh[model](touches, convertedAt);
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
};

const weigh: Record<PerOrderModel, (touches: readonly Touch[], convertedAt?: number) => number[]> = {
  lastTouch: (touches) => touches.map((_, i) => (i === touches.length - 1 ? 1 : 0)),
  firstTouch: (touches) => touches.map((_, i) => (i === 0 ? 1 : 0)),
  linear: (touches) => touches.map(() => 1),
  timeDecay: (touches, convertedAt) => timeDecay(touches, convertedAt),
  positionBased: (touches) => positionBased(touches.length),
  shapley: (touches) => shapley(touches),
};

/** 40 % first, 40 % last, 20 % spread between; with nothing between, half and half. */
const positionBased = (count: number): number[] => {
  const middle = count > 2 ? 0.2 / (count - 2) : 0;
  return Array.from({ length: count }, (_, i) => (i === 0 || i === count - 1 ? 0.4 : middle));
};

/** 2^(−days/7), days before the conversion. Scaled to the newest touch, so that a year-old journey keeps its shape. */
const timeDecay = (touches: readonly Touch[], convertedAt?: number): number[] => {
  const days = daysBefore(touches, convertedAt);
  const newest = days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
  return days.map((day) => 2 ** (-(day - newest) / HALF_LIFE_DAYS));
};

/** A path without times (from a path file) counts one day a step; a touch after the conversion counts as at it. */
const daysBefore = (touches: readonly Touch[], convertedAt?: number): number[] => {
  const times = touches.flatMap((touch) => (touch.at === undefined ? [] : [touch.at]));
  if (times.length < touches.length) return touches.map((_, i) => touches.length - 1 - i);
  const end = convertedAt ?? times.reduce((latest, at) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
  return times.map((at) => Math.max(0, end - at) / DAY_MS);
};

/**
 * Shapley value of the game v(S) = conversions of the paths whose set of keys lies within S. Each path is then a
 * unanimity game of its own, whose value is an equal part for every distinct key (Shapley 1953), and values add
 * up: exact for any number of keys, nothing to sample. A key's part is spread evenly over its touches.
 */
const shapley = (touches: readonly Touch[]): number[] => {
  const times = new Map<string, number>();
  const players = touches.map(({ key, player = key }) => player);
  for (const player of players) times.set(player, (times.get(player) ?? 0) + 1);
  return players.map((player) => 1 / (times.get(player) ?? 1));
};
