import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomInt, seededRandom, shuffle } from '../../../shared/domain/statistics/seeded-random.ts';

const draw = (seed: string, count: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random);
};

describe('seeded randomness', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    expect(draw('october', 50)).toEqual(draw('october', 50));
    expect(draw('october', 50)).not.toEqual(draw('octobes', 50));
  });

  it('stays on the sequence that reports and the demo brand were made with', () => {
    expect(draw('vouch', 3)).toMatchInlineSnapshot(`
      [
        0.12776931817643344,
        0.3009960218332708,
        0.35124762170016766,
      ]
    `);
  });

  it('fills [0, 1) evenly, in every tenth and from one draw to the next', () => {
    const numbers = draw('even', 100_000);
    const tenths = new Array<number>(10).fill(0);
    for (const n of numbers) tenths[Math.floor(n * 10)] = (tenths[Math.floor(n * 10)] ?? 0) + 1;
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400);
    const lagged = numbers.slice(1).reduce((sum, n, i) => sum + (n - 0.5) * ((numbers[i] ?? 0) - 0.5), 0);
    expect(Math.abs(lagged / numbers.length / (1 / 12))).toBeLessThan(0.02);
  });

  it('draws whole numbers over both ends of the span', () => {
    const random = seededRandom('dice');
    const faces = new Set(Array.from({ length: 500 }, () => randomInt(random, 1, 6)));
    expect([...faces].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('shuffles into every order about equally often and leaves the original alone', () => {
    const random = seededRandom('cards');
    const original = ['a', 'b', 'c'];
    const seen = new Map<string, number>();
    for (let i = 0; i < 6_000; i++) {
      const order = shuffle(random, original).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const count of seen.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
    expect(original).toEqual(['a', 'b', 'c']);
  });

  it('keeps every item when it shuffles', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
        expect(shuffle(seededRandom(seed), items).sort()).toEqual([...items].sort());
      }),
    );
  });
});
