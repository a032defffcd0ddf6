import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOfId, derivedId, idFromBytes, isId } from '../../shared/domain/id.ts';

it('gives its bytes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      const id = idFromBytes('lnk', bytes);
      expect(isId('lnk', id)).toBe(true);
      expect([...bytesOfId(id)]).toEqual([...bytes]);
    }),
  );
});

it('passes for its own kind only', () => {
  const id = idFromBytes('lnk', randomBytes(10));
  expect(isId('brd', id)).toBe(false);
  for (const wrong of ['', 'lnk_', `${id}0`, id.slice(0, -1), id.replace(/.$/, 'u'), id.toUpperCase()])
    expect(isId('lnk', wrong)).toBe(false);
});

it('is the same for the same parts, and another when they are cut elsewhere', () => {
  expect(derivedId('cnv', 'brd', 'order-1')).toBe(derivedId('cnv', 'brd', 'order-1'));
  expect(derivedId('cnv', 'ab', 'c')).not.toBe(derivedId('cnv', 'a', 'bc'));
  expect(derivedId('cnv', 'a|1:b')).not.toBe(derivedId('cnv', 'a', 'b'));
});

it('refuses bytes of what is no id', () => {
  expect(() => bytesOfId('lnk_iiiiiiiiiiiiiiii')).toThrow('not an id');
  expect(() => bytesOfId(`lnk_${'i'.repeat(60)}`)).toThrow(/^not an id: lnk_i{36}$/);
});
