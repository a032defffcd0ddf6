import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { purposes } from '../../../shared/domain/sealed/purposes.ts';
import { openSealed, sealText } from '../../../shared/domain/sealed/sealed-text.ts';

const key = (byte: number) => Buffer.alloc(32, byte);
const nonce = Buffer.alloc(12, 5);

describe('sealed texts outlive the turning of keys', () => {
  const [old, middle, young] = [key(1), key(2), key(3)];

  it('one that was sealed by a key opens while that key is there, whoever came before it or went after it', () => {
    const sealed = sealText('to ada', purposes.letter, nonce, [middle, old]);
    expect(openSealed(sealed, purposes.letter, [middle])).toBe('to ada');
    expect(openSealed(sealed, purposes.letter, [young, middle])).toBe('to ada');
    expect(openSealed(sealed, purposes.letter, [young, middle, old])).toBe('to ada');
    expect(openSealed(sealed, purposes.letter, [young, old])).toBeUndefined();
  });

  /** As a build of some version sealed it, whatever it then wrote behind that. */
  const sealedAs = (version: number, keyName: number): string => {
    const header = Buffer.from([version, keyName]);
    const cipher = createCipheriv('aes-256-gcm', old, nonce);
    cipher.setAAD(Buffer.concat([header, Buffer.from('letter')]));
    const text = Buffer.concat([cipher.update('to ada', 'utf8'), cipher.final()]);
    return Buffer.concat([header, nonce, cipher.getAuthTag(), text]).toString('base64url');
  };

  it('texts of the first version, which named keys by number, still open', () => {
    expect(openSealed(sealedAs(1, 1), purposes.letter, [young, old])).toBe('to ada');
  });

  it('a text of a version that nobody knows stays shut, and one of this version that names another key', () => {
    const [, named] = Buffer.from(sealText('', purposes.letter, nonce, [old]), 'base64url');
    expect(openSealed(sealedAs(2, named ?? 0), purposes.letter, [young, old])).toBe('to ada');
    expect(openSealed(sealedAs(3, named ?? 0), purposes.letter, [young, old])).toBeUndefined();
    expect(openSealed(sealedAs(2, (named ?? 0) ^ 1), purposes.letter, [young, old])).toBeUndefined();
  });
});
