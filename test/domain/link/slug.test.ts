import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  foldSlug,
  isSlugShaped,
  placeOfSlug,
  RESERVED_SLUGS,
  randomSlug,
  slugProblem,
} from '../../../shared/domain/link/slug.ts';

it('draws every letter equally often: chi-square over 31 letters of 20,000 slugs', () => {
  const seen = new Map<string, number>();
  const drawn = 20_000 * 11;
  for (let i = 0; i < 20_000; i++)
    for (const letter of randomSlug(randomBytes)) seen.set(letter, (seen.get(letter) ?? 0) + 1);
  const expected = drawn / 31;
  const chiSquare = [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(seen.size).toBe(31);
  // 30 degrees of freedom: above 76 once in 100,000 runs.
  expect(chiSquare).toBeLessThan(76);
});

it('throws away bytes that would favour some letters', () => {
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => (i % 2 ? 255 : 0));
  expect(randomSlug(() => bytes)).toBe('22222222222');
});

it.each([
  ['abc', undefined],
  ['ab', 'slug-malformed'],
  ['a'.repeat(65), 'slug-malformed'],
  ['sock?', 'slug-malformed'],
  ['söck', 'slug-malformed'],
  ['admin', 'slug-reserved'],
  ['ADMIN', 'slug-reserved'],
  ['admln', 'slug-reserved'],
  ['adm-n', undefined],
  ['HELP', 'slug-reserved'],
  ['1ogin', 'slug-reserved'],
])('%s is %s', (slug, problem) => {
  expect(slugProblem(slug)).toBe(problem);
});

it('takes spellings that a reader confuses for one slug, and no others', () => {
  expect(foldSlug('O0Il1')).toBe(foldSlug('00111'));
  expect(foldSlug('WARM-Socks')).toBe(foldSlug('warm-sOcks'));
  for (const [one, other] of ['5s', '2z', '8b', '-_', 'uv', '6g'].map(
    (pair) => [...pair] as [string, string],
  ))
    expect(foldSlug(one)).not.toBe(foldSlug(other));
  expect(placeOfSlug('Sale')).not.toBe(placeOfSlug('sale'));
  expect(placeOfSlug('OIl')).toBe(placeOfSlug('011'));
});

it('keeps reserved words by their fold, and asks the store for nothing that is no slug', () => {
  for (const word of RESERVED_SLUGS) expect(foldSlug(word)).toBe(word);
  expect(isSlugShaped('a/b')).toBe(false);
});
