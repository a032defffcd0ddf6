import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute } from '../../../shared/domain/attribution/attribute.ts';
import { type Journey, keysOf } from '../../../shared/domain/attribution/journey.ts';
import { type Random, seededRandom, shuffle } from '../../../shared/domain/statistics/seeded-random.ts';
import { anyJourneys, journey } from './journeys.ts';

/** v(S): conversions of the paths whose set of keys lies within S. */
const worth = (journeys: readonly Journey[], coalition: ReadonlySet<string>): number =>
  journeys
    .filter(({ touches }) => touches.every(({ key }) => coalition.has(key)))
    .reduce((sum, { conversions }) => sum + conversions, 0);

/** The textbook definition: everybody's marginal worth, weighted over every coalition. */
const shapleyByDefinition = (journeys: readonly Journey[]): Map<string, number> => {
  const players = keysOf(journeys);
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return new Map(
    players.map((player) => {
      const others = players.filter((other) => other !== player);
      let value = 0;
      for (let mask = 0; mask < 2 ** others.length; mask++) {
        const coalition = new Set(others.filter((_, i) => mask & (1 << i)));
        const weight =
          (factorial(coalition.size) * factorial(players.length - coalition.size - 1)) /
          factorial(players.length);
        value += weight * (worth(journeys, new Set([...coalition, player])) - worth(journeys, coalition));
      }
      return [player, value];
    }),
  );
};

/** What one samples when there is no closed form: the mean marginal worth over random orders of arrival. */
const shapleyBySampling = (
  journeys: readonly Journey[],
  random: Random,
  orders: number,
): Map<string, number> => {
  const values = new Map(keysOf(journeys).map((key) => [key, 0]));
  for (let i = 0; i < orders; i++) {
    const arrived = new Set<string>();
    let before = 0;
    for (const player of shuffle(random, [...values.keys()])) {
      arrived.add(player);
      const after = worth(journeys, arrived);
      values.set(player, (values.get(player) ?? 0) + (after - before) / orders);
      before = after;
    }
  }
  return values;
};

describe('shapley', () => {
  it('is the textbook value over every coalition', () => {
    fc.assert(
      fc.property(anyJourneys, (journeys) => {
        const expected = shapleyByDefinition(journeys);
        for (const { key, conversions } of attribute('shapley', journeys).credits) {
          expect(conversions, key).toBeCloseTo(expected.get(key) ?? Number.NaN, 9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('needs no dice for fifteen players either: sampled orders come near it', () => {
    const random = seededRandom('fifteen players');
    const names = Array.from({ length: 15 }, (_, i) => `creator ${i + 1}`);
    const journeys = Array.from({ length: 40 }, () =>
      journey(
        shuffle(random, names)
          .slice(0, 1 + Math.floor(random() * 4))
          .join(' > '),
        1,
      ),
    );
    const sampled = shapleyBySampling(journeys, random, 4000);
    for (const { key, conversions } of attribute('shapley', journeys).credits) {
      expect(Math.abs((sampled.get(key) ?? 0) - conversions), key).toBeLessThan(0.15);
    }
  });

  it('asks who was there, not how often', () => {
    const credits = attribute('shapley', [journey('a > a > a > b', 8)]).credits;
    expect(credits.map(({ conversions }) => conversions)).toEqual([4, 4]);
  });
});
