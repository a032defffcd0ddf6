import fc from 'fast-check';
import { expect, it } from 'vitest';
import { smallestBut } from '../../../shared/domain/statistics/order-statistic.ts';

it('is the value that would stand there if all were sorted, equal ones and endless ones among them', () => {
  const few = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(Infinity, -Infinity),
    fc.double({ noNaN: true }),
  );
  const some = fc
    .array(few, { minLength: 1, maxLength: 60 })
    .chain((values) => fc.record({ values: fc.constant(values), count: fc.nat(values.length - 1) }));
  fc.assert(
    fc.property(some, ({ values, count }) => {
      const sorted = Float64Array.from(values).sort();
      const reordered = Float64Array.from(values);
      // −0 and 0 are equal: which of them stands first is nobody's business.
      expect(smallestBut(count, reordered) + 0).toBe((sorted[count] as number) + 0);
      expect(reordered.sort()).toEqual(sorted);
    }),
    { numRuns: 500 },
  );
});
