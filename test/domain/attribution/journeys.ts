import fc from 'fast-check';
import type { Journey } from '../../../shared/domain/attribution/journey.ts';

/** Journeys as path files tell them: "search > email", so many conversions, so many that bought nothing. */
export const journey = (path: string, conversions: number, rest: Partial<Journey> = {}): Journey => ({
  touches: path.split(' > ').map((key) => ({ key })),
  conversions,
  ...rest,
});

/** Any journeys over at most seven keys: timed or not, with refunds, with and without conversions. */
export const anyJourneys: fc.Arbitrary<Journey[]> = fc.array(
  fc
    .record({
      keys: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1, maxLength: 6 }),
      hours: fc.option(fc.array(fc.nat(900), { minLength: 6, maxLength: 6 })),
      conversions: fc.nat(20),
      nulls: fc.nat(20),
      valueMinor: fc.integer({ min: -1_000_000, max: 5_000_000 }),
    })
    .map(({ keys, hours, conversions, nulls, valueMinor }) => ({
      touches: keys.map((key, i) => (hours ? { key, at: sorted(hours)[i] ?? 0 } : { key })),
      conversions,
      nulls,
      valueMinor,
      convertedAt: 900 * 3_600_000,
    })),
  { minLength: 1, maxLength: 12 },
);

const sorted = (hours: number[]): number[] => hours.map((h) => h * 3_600_000).sort((a, b) => a - b);
