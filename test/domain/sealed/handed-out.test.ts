import { describe, expect, it } from 'vitest';
import { openCursor, sealCursor } from '../../../shared/domain/sealed/cursor.ts';
import { openLetter, sealLetter } from '../../../shared/domain/sealed/letter.ts';
import { readUnsubscribeToken, unsubscribeToken } from '../../../shared/domain/sealed/unsubscribe.ts';
import { DAY_MS } from '../../../shared/domain/time/units.ts';

const keys = [Buffer.alloc(32, 1)] as const;
const others = [Buffer.alloc(32, 2)] as const;
const nonce = Buffer.alloc(12, 5);
const NOW = Date.parse('2026-11-29T08:00:00Z');

describe('a cursor', () => {
  const place = { owner: 'brd_1', query: 'stage=campaign' };
  const cursor = sealCursor('pst_9', place, NOW, nonce, keys);

  it('opens for a day, and not a moment longer', () => {
    expect(openCursor(cursor, place, NOW + DAY_MS - 1, keys)).toBe('pst_9');
    expect(openCursor(cursor, place, NOW + DAY_MS, keys)).toBeUndefined();
  });

  it('is good for its own brand, question and key alone, and shows nothing', () => {
    expect(openCursor(cursor, { ...place, owner: 'brd_2' }, NOW, keys)).toBeUndefined();
    expect(openCursor(cursor, { ...place, query: 'stage=community' }, NOW, keys)).toBeUndefined();
    expect(openCursor(cursor, place, NOW, others)).toBeUndefined();
    expect(
      openCursor(
        `${cursor.slice(0, 40)}${cursor[40] === 'A' ? 'B' : 'A'}${cursor.slice(41)}`,
        place,
        NOW,
        keys,
      ),
    ).toBeUndefined();
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('pst_9');
  });
});

describe('a letter that waits in a queue', () => {
  const letter = { to: 'ada@example.com', subject: 'Sign in', text: 'https://vouch.example/in/1' };

  it('is read by us as it was written, and by nobody else', () => {
    const sealed = sealLetter(letter, nonce, keys);
    expect(openLetter(sealed, keys)).toEqual(letter);
    expect(openLetter(sealed, others)).toBeUndefined();
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('ada@');
  });

  it('may be to nobody, told in the same way', () => {
    expect(openLetter(sealLetter(undefined, nonce, keys), keys)).toBeUndefined();
    expect(openLetter('no seal', keys)).toBeUndefined();
  });
});

describe('the address that ends a subscription', () => {
  const ada = { brandId: 'brd_1', email: 'ada@example.com' };
  const token = unsubscribeToken(ada, keys);

  it('names whom the mail went to, the same each time it is written', () => {
    expect(readUnsubscribeToken(token, keys)).toEqual(ada);
    expect(unsubscribeToken(ada, keys)).toBe(token);
    expect(readUnsubscribeToken(token, others)).toBeUndefined();
    expect(
      readUnsubscribeToken(`${token.slice(0, 40)}${token[40] === 'A' ? 'B' : 'A'}${token.slice(41)}`, keys),
    ).toBeUndefined();
  });

  it('has another nonce for everybody, and under every key', () => {
    const nonces = [
      token,
      unsubscribeToken({ ...ada, email: 'ben@example.com' }, keys),
      unsubscribeToken({ ...ada, brandId: 'brd_2' }, keys),
      unsubscribeToken(ada, others),
    ].map((one) => Buffer.from(one, 'base64url').subarray(0, 24).toString('hex'));
    expect(new Set(nonces).size).toBe(4);
  });
});
