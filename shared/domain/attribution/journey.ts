import type { Model } from '../vocabulary.ts';
import type { MoneyLine } from './credited-money.ts';
import { splitByLargestRemainder } from './money-split.ts';

/** One meeting with a shopper; `key` is what gets the credit: a post, a creator, a stage, a channel. */
export type Touch = {
  key: string;
  /** Epoch ms. */
  at?: number;
  /** Who plays in Shapley's game, and what money is split among, before keys are added up: coarse tables then sum
   *  fine ones. Left out: the key. */
  player?: string;
  way?: string;
};

/** Equal journeys may be told once, with counts: `conversions` bought, `nulls` did not. */
export type Journey = {
  /** Oldest first, at least one. */
  touches: readonly Touch[];
  conversions: number;
  /** Value of all its conversions together, whole minor units; negative when refunds outweigh sales. */
  valueMinor?: number;
  /** The lines that come to that value; left out: one line. */
  lines?: readonly MoneyLine[];
  nulls?: number;
  /** Epoch ms; only time decay asks. */
  convertedAt?: number;
};

/** What one key is owed. */
export type KeyCredit = { key: string; conversions: number; valueMinor: number };

/** One model's answer: a row for every key seen, in key order; both columns sum to what the journeys hold. */
export type JourneyCredits = { model: Model; credits: KeyCredit[] };

/** Every key of the journeys once, in the order of its characters. */
export const keysOf = (journeys: readonly Journey[]): string[] =>
  [...new Set(journeys.flatMap((journey) => journey.touches.map((touch) => touch.key)))].sort();

/** Journeys in an order of their own, so that sums of fractions come out the same however they were handed in. */
export const inCanonicalOrder = (journeys: readonly Journey[]): Journey[] =>
  journeys
    .map((journey) => ({ journey, name: JSON.stringify(journey) }))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
    .map(({ journey }) => journey);

/** Credits from fixed totals and one weight per key: conversions in proportion, money by largest remainder. */
export const creditsByWeight = (
  keys: readonly string[],
  conversions: { total: number; weights: readonly number[] },
  value: { totalMinor: number; weights: readonly number[] },
): KeyCredit[] => {
  const sum = conversions.weights.reduce((a, b) => a + b, 0);
  const money = splitByLargestRemainder(value.totalMinor, value.weights);
  return keys.map((key, i) => ({
    key,
    conversions:
      sum === 0 ? conversions.total / keys.length : (conversions.total * (conversions.weights[i] ?? 0)) / sum,
    valueMinor: money[i] ?? 0,
  }));
};
