import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyedHash, keyedHashText } from '../../../shared/domain/click/keyed-hash.ts';

const bytes = (text: string) => Buffer.from(text);

/** RFC 4231, test cases 1, 2, 3 and 6: a short key, a word as key, 50 repeated bytes, a key longer than a block. */
it.each([
  [
    Buffer.alloc(20, 0x0b),
    bytes('Hi There'),
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  ],
  [
    bytes('Jefe'),
    bytes('what do ya want for nothing?'),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    Buffer.alloc(20, 0xaa),
    Buffer.alloc(50, 0xdd),
    '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
  ],
  [
    Buffer.alloc(131, 0xaa),
    bytes('Test Using Larger Than Block-Size Key - Hash Key First'),
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
])('gives the published value (%#)', (key, message, value) => {
  expect(keyedHash(key, message).toString('hex')).toBe(value);
});

it('is what node makes, for any key and message', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 3_000, size: 'max' }),
      (key, message) => {
        expect(keyedHash(key, message)).toEqual(createHmac('sha256', key).update(message).digest());
      },
    ),
  );
});

it('is the same of a text in any letters, short or long', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 3_000, size: 'max' });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), texts, (key, text) => {
      const known = createHmac('sha256', key).update(text).digest();
      expect(keyedHashText(key, text, 'base64url')).toBe(known.toString('base64url'));
      expect(keyedHashText(key, text, 'binary')).toBe(known.toString('binary'));
    }),
  );
});
