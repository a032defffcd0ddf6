import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cardinality, EXACT_LIMIT, mergeSketches, sketchOf } from '../../../shared/domain/click/sketch.ts';

const keysFrom = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const keys = fc
  .tuple(fc.constantFrom('a', 'b'), fc.nat(1_000))
  .map(([prefix, count]) => keysFrom(prefix, count));

it.each([0, 1, 399, 400])('counts %i visitors exactly', (count) => {
  expect(cardinality(sketchOf(keysFrom('v', count)))).toBe(count);
});

it.each([401, 1_000, 2_500, 3_000, 10_000])(
  'estimates %i within the published error of 1.04/√1024, over 40 sketches',
  (count) => {
    let squares = 0;
    for (let run = 0; run < 40; run++)
      squares += (cardinality(sketchOf(keysFrom(`${run}|`, count))) / count - 1) ** 2;
    // 40 draws estimate a standard deviation to ±11 % (one sigma): three sigmas above the bound.
    expect(Math.sqrt(squares / 40)).toBeLessThan(0.0325 * 1.34);
  },
);

it('merges in any order, in any grouping, as often as one likes, to the sketch of the union', () => {
  fc.assert(
    fc.property(keys, keys, keys, (a, b, c) => {
      const [x, y, z] = [sketchOf(a), sketchOf(b), sketchOf(c)];
      const union = sketchOf([...a, ...b, ...c]);
      const merged = mergeSketches([x, y, z]);
      expect(mergeSketches([z, x, y])).toEqual(merged);
      expect(mergeSketches([mergeSketches([x, y]), z])).toEqual(merged);
      expect(mergeSketches([merged, x])).toEqual(merged);
      expect(cardinality(merged)).toBe(cardinality(union));
    }),
    { numRuns: 40 },
  );
});

it('never forgets: a merged sketch is at least each of its parts', () => {
  fc.assert(
    fc.property(keys, keys, (a, b) => {
      const merged = mergeSketches([sketchOf(a), sketchOf(b)]);
      if (merged.kind === 'exact') expect(cardinality(merged)).toBe(new Set([...a, ...b]).size);
      else expect(new Set([...a, ...b]).size).toBeGreaterThan(EXACT_LIMIT);
    }),
    { numRuns: 40 },
  );
});
