import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import {
  hashSecret,
  KEY_PATTERN,
  newSecret,
  readKeyText,
  secretMatches,
  writeKeyText,
} from '../../../shared/domain/sealed/api-key-text.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const key = { keyId: 'key_0123456789abcdef', secret: 'a'.repeat(32) } as const;
/** Of zlib.crc32 in Python 3.11, in base 62. */
const WRITTEN = `vouch_0123456789abcdef_${'a'.repeat(32)}4FJLMi`;

/** As anybody can work it out: CRC-32 in six letters of base 62. */
function withSum(body: string): string {
  let [left, sum] = [crc32(body), ''];
  for (; sum.length < 6; left = Math.floor(left / 62)) sum = BASE62[left % 62] + sum;
  return body + sum;
}

it('a secret takes each letter equally often: bytes that would favour one are passed over', () => {
  const bytes = Uint8Array.from({ length: 40 }, (_, index) => (index < 8 ? 248 + index : index - 8));
  let asked = 0;
  const secret = newSecret((count) => {
    asked++;
    expect(count).toBe(40);
    return bytes;
  });
  expect(secret).toBe(BASE62.slice(0, 32));
  expect(asked).toBe(1);
  const last = newSecret(() => Uint8Array.from({ length: 40 }, (_, index) => 247 - index));
  expect(last).toBe([...BASE62].reverse().join('').slice(0, 32));
});

it('a secret asks again until it has its 32 letters', () => {
  let asked = 0;
  const secret = newSecret(() => new Uint8Array(40).fill(asked++ === 0 ? 255 : 61));
  expect([secret, asked]).toEqual(['z'.repeat(32), 2]);
});

it('a key is its id, its secret and a checksum of both, which any scanner can work out', () => {
  expect(writeKeyText(key)).toBe(WRITTEN);
  expect(writeKeyText(key)).toMatch(new RegExp(`^${KEY_PATTERN.source}$`));
  expect(withSum(WRITTEN.slice(0, -6))).toBe(WRITTEN);
  expect(readKeyText(WRITTEN)).toEqual(key);
});

it.each([
  ['another letter', WRITTEN.replace('_a', '_b')],
  ['another checksum', `${WRITTEN.slice(0, -1)}${WRITTEN.endsWith('0') ? '1' : '0'}`],
  ['something before it', ` ${WRITTEN}`],
  ['something behind it', `${WRITTEN}0`],
  ['a letter too few', WRITTEN.slice(0, -1)],
  ['nothing', ''],
  ['a letter that no key has, its checksum right', withSum(WRITTEN.slice(0, -6).replace('_aa', '_a-'))],
  ['another name in front, its checksum right', withSum(WRITTEN.slice(0, -6).replace('vouch_', 'vouci_'))],
])('with %s it is none', (_name, text) => expect(readKeyText(text)).toBeUndefined());

it('what is kept is the SHA-256 of the secret, which only the secret matches', () => {
  // FIPS 180-2, appendix B.1.
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(hashSecret('abc')).toBe(abc);
  expect(secretMatches('abc', abc)).toBe(true);
  expect(secretMatches('abd', abc)).toBe(false);
  expect(secretMatches('abc', abc.slice(2))).toBe(false);
  expect(secretMatches('abc', '')).toBe(false);
});
