import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute, attributeAll } from '../../../shared/domain/attribution/attribute.ts';
import type { Journey } from '../../../shared/domain/attribution/journey.ts';
import { readMarkovChain } from '../../../shared/domain/attribution/markov-chain.ts';
import { seededRandom, shuffle } from '../../../shared/domain/statistics/seeded-random.ts';
import { MODELS } from '../../../shared/domain/vocabulary.ts';
import { anyJourneys, journey } from './journeys.ts';

const options = fc.record({ order: fc.constantFrom(1, 2, 3), nulls: fc.boolean() });
const money = (journeys: readonly Journey[]): number =>
  journeys.reduce((sum, { valueMinor = 0 }) => sum + valueMinor, 0);
const bought = (journeys: readonly Journey[]): number =>
  journeys.reduce((sum, { conversions }) => sum + conversions, 0);
const creditOf = (model: (typeof MODELS)[number], journeys: Journey[], key: string) =>
  attribute(model, journeys).credits.find((credit) => credit.key === key);

describe.each(MODELS)('%s', (model) => {
  it('conserves conversions to 1e-9 and money to the minor unit, refunds included', () => {
    fc.assert(
      fc.property(anyJourneys, options, (journeys, how) => {
        const { credits } = attribute(model, journeys, how);
        expect(credits.reduce((sum, credit) => sum + credit.conversions, 0)).toBeCloseTo(bought(journeys), 9);
        expect(credits.reduce((sum, credit) => sum + credit.valueMinor, 0)).toBe(money(journeys));
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same answer, bit for bit, in whatever order the journeys come', () => {
    fc.assert(
      fc.property(anyJourneys, options, fc.string(), (journeys, how, seed) => {
        const shuffled = shuffle(seededRandom(seed), journeys);
        expect(attribute(model, shuffled, how)).toEqual(attribute(model, journeys, how));
      }),
      { numRuns: 100 },
    );
  });

  it('gives a lone touch everything', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer(),
        fc.nat(9),
        (conversions, valueMinor, nulls) => {
          const { credits } = attribute(model, [journey('only', conversions, { valueMinor, nulls })], {
            nulls: true,
          });
          expect(credits).toEqual([{ key: 'only', conversions, valueMinor: valueMinor }]);
        },
      ),
    );
  });

  it('gives nobody less than nothing', () => {
    fc.assert(
      fc.property(anyJourneys, options, (journeys, how) => {
        for (const { conversions } of attribute(model, journeys, how).credits) {
          expect(conversions).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('refuses a journey that nobody could be credited for', () => {
    expect(() => attribute(model, [{ touches: [], conversions: 1 }])).toThrow(RangeError);
  });

  it('has nothing to say about no journeys', () => {
    expect(attribute(model, []).credits).toEqual([]);
  });
});

describe('all models side by side', () => {
  it('answer in the order of the vocabulary, every column with the same total', () => {
    const journeys = [
      journey('a > b > c', 3, { valueMinor: 1001 }),
      journey('c', 1, { valueMinor: -7, nulls: 4 }),
    ];
    const all = attributeAll(journeys);
    expect(all.map(({ model }) => model)).toEqual([...MODELS]);
    for (const { credits } of all)
      expect(credits.reduce((sum, credit) => sum + credit.valueMinor, 0)).toBe(994);
  });
});

describe('the Markov chain', () => {
  it('pays for value, not only for conversions: the key on the dear path gets the money', () => {
    const journeys = [journey('cheap', 1, { valueMinor: 1_00 }), journey('dear', 1, { valueMinor: 99_00 })];
    expect(creditOf('markov', journeys, 'dear')).toEqual({ key: 'dear', conversions: 1, valueMinor: 99_00 });
  });

  it('lowers the credit of a key whose visitors mostly leave only when nulls count', () => {
    const journeys = [journey('a', 10), journey('b', 10, { nulls: 90 })];
    expect(creditOf('markov', journeys, 'b')?.conversions).toBeCloseTo(10, 9);
    const reading = readMarkovChain(journeys, ['a', 'b'], { nulls: true });
    expect(reading.conversionProbability).toBeCloseTo(20 / 110, 12);
    expect(readMarkovChain(journeys, ['a', 'b']).conversionProbability).toBe(1);
  });

  it('takes a repeated touch for one', () => {
    const once = readMarkovChain([journey('a > b', 1, { nulls: 1 }), journey('b', 1)], ['a', 'b'], {
      nulls: true,
    });
    const twice = readMarkovChain(
      [journey('a > a > b > b', 1, { nulls: 1 }), journey('b > b', 1)],
      ['a', 'b'],
      {
        nulls: true,
      },
    );
    expect(twice).toEqual(once);
  });

  it('remembers further back with a higher order: only order 2 sees that b converts after a alone', () => {
    const journeys = [journey('a > b', 10), journey('c > b', 0, { nulls: 10 })];
    const effectOfC = (order: 1 | 2): number =>
      readMarkovChain(journeys, ['c'], { order, nulls: true }).removalEffects.get('c')?.conversions ?? -1;
    expect(effectOfC(1)).toBeCloseTo(0.5, 12);
    expect(effectOfC(2)).toBeCloseTo(0, 12);
  });

  it('agrees with summing over every walk by hand where a loop makes them endless', () => {
    // start→a 1; a→b 1/2, a→conv 1/2; b→a 1: P(conv) = 1, without b 1/2.
    const journeys = [journey('a > b > a', 1)];
    const { removalEffects } = readMarkovChain(journeys, ['a', 'b']);
    expect(removalEffects.get('b')?.conversions).toBeCloseTo(0.5, 14);
    expect(removalEffects.get('a')?.conversions).toBe(1);
  });

  it('settles on a path that swings to and fro two thousand times', () => {
    const swinging = journey(Array.from({ length: 2000 }, (_, i) => (i % 2 ? 'b' : 'a')).join(' > '), 1);
    // a is left 1,000 times, always to b; b 1,000 times, 999 of them back to a: without b nobody converts.
    const { removalEffects } = readMarkovChain([swinging], ['a', 'b']);
    expect(removalEffects.get('b')?.conversions).toBe(1);
  });
});
