import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  foldSlug,
  isSlugShaped,
  RESERVED_SLUGS,
  randomSlug,
  slugProblem,
} from '../../../shared/domain/link/slug.ts';

it('draws every letter equally often: chi-square over 58 letters of 20,000 slugs', () => {
  const seen = new Map<string, number>();
  const drawn = 20_000 * 9;
  for (let i = 0; i < 20_000; i++)
    for (const letter of randomSlug(randomBytes)) seen.set(letter, (seen.get(letter) ?? 0) + 1);
  const expected = drawn / 58;
  const chiSquare = [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(seen.size).toBe(58);
  // 57 degrees of freedom: above 115 once in 100,000 runs.
  expect(chiSquare).toBeLessThan(115);
});

it('throws away bytes that would favour some letters', () => {
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => (i % 2 ? 255 : 0));
  expect(randomSlug(() => bytes)).toBe('111111111');
});

it.each([
  ['abc', undefined],
  ['ab', 'slug-malformed'],
  ['a'.repeat(65), 'slug-malformed'],
  ['sock?', 'slug-malformed'],
  ['söck', 'slug-malformed'],
  ['admin', 'slug-reserved'],
  ['ADMIN', 'slug-reserved'],
  ['admln', undefined],
  ['1ogin', 'slug-reserved'],
])('%s is %s', (slug, problem) => {
  expect(slugProblem(slug)).toBe(problem);
});

it('takes spellings that a reader confuses for one slug, and no others', () => {
  expect(foldSlug('O0Il1')).toBe(foldSlug('00111'));
  expect(foldSlug('o')).not.toBe(foldSlug('0'));
});

it('keeps reserved words by their fold, and asks the store for nothing that is no slug', () => {
  for (const word of RESERVED_SLUGS) expect(foldSlug(word)).toBe(word);
  expect(isSlugShaped('a/b')).toBe(false);
});
