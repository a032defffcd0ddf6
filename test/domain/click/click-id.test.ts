import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type ClickKeys,
  looksLikeClickId,
  nameOf,
  placeIn,
  readClickId,
  signedAgain,
} from '../../../shared/domain/click/click-id.ts';
import { mintClickId } from '../../../shared/domain/click/mint-click-id.ts';
import { aLinkId, KEYS, NOON } from '../../support/builders.ts';

const place = { linkId: aLinkId(), at: NOON, shard: 13 };
const mint = (keys: ClickKeys = KEYS) => mintClickId(place, randomBytes(6), keys);

it('tells where its click lies', () => {
  expect(readClickId(mint(), KEYS)).toEqual(place);
});

it('is refused when any one of its bits is flipped', () => {
  const bytes = Buffer.from(mint().slice(4), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const forged = Buffer.from(bytes);
    forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(readClickId(`clk_${forged.toString('base64url')}`, KEYS), `bit ${bit}`).toBeUndefined();
  }
});

it.each(['', 'clk_', 'clk_AAAA', `lnk_${'A'.repeat(43)}`, `clk_${'A'.repeat(44)}`, `clk_${'+'.repeat(43)}`])(
  'is refused as %j',
  (text) => {
    expect(readClickId(text, KEYS)).toBeUndefined();
  },
);

it('is refused when only its unused last bits differ, so one click has one spelling', () => {
  const text = mint();
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(text.at(-1) ?? '');
  expect(readClickId(text.slice(0, -1) + alphabet[last + 1], KEYS)).toBeUndefined();
});

it('outlives a new key, and dies with its own', () => {
  const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const made = mint([old]);
  expect(readClickId(made, [fresh, old])).toEqual(place);
  expect(readClickId(made, [fresh])).toBeUndefined();
});

it('made under a new key still holds when the old key is retired', () => {
  const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  expect(readClickId(mint([fresh, old]), [fresh])).toEqual(place);
});

describe('the key that signed', () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const bytesOf = (id: string) => Buffer.from(id.slice(4), 'base64url');
  const nameIn = (id: string) => (bytesOf(id)[0] ?? 0) >> 2;

  it('is named beside the version, whatever the time, which shops’ pages read as it is', () => {
    for (const at of [0, NOON, Date.UTC(2109, 0)]) {
      const id = mintClickId({ ...place, at }, randomBytes(6), [one, other]);
      expect(nameIn(id)).toBe(nameOf(one));
      expect(bytesOf(id).readUIntBE(7, 6)).toBe(at);
      expect(readClickId(id, [other, one])).toEqual({ ...place, at });
      expect(placeIn(id)).toEqual({ ...place, at });
    }
    expect(nameOf(one)).not.toBe(nameOf(other));
  });

  it('alone is tried: what it signed under another’s name is refused while both stand', () => {
    const bytes = bytesOf(mint([one]));
    bytes[0] = (nameOf(other) << 2) | 1;
    bytes.set(createHmac('sha256', one).update(bytes.subarray(0, 24)).digest().subarray(0, 8), 24);
    expect(readClickId(`clk_${bytes.toString('base64url')}`, [one, other])).toBeUndefined();
    bytes[0] = 1;
    bytes.set(createHmac('sha256', one).update(bytes.subarray(0, 24)).digest().subarray(0, 8), 24);
    expect(readClickId(`clk_${bytes.toString('base64url')}`, [other, one])).toEqual(place);
  });

  it('is not named by an import: its ids are what they were before keys were named, to the letter', () => {
    const at = Date.UTC(2026, 2, 10, 12);
    const of = { linkId: 'lnk_0123456789abcdef', at, shard: 3 };
    const id = mintClickId(of, Buffer.alloc(6, 9), KEYS, 'none');
    expect(id).toBe('clk_AQkJCQkJCQGc155GAABEMhTHQlS2Nc8DX5QBYf2tgLc');
    expect(readClickId(id, [one, ...KEYS])).toEqual(of);
  });

  it('is named anew where an id without a key is signed later', () => {
    const late = signedAgain(mint([other]), [one]) ?? '';
    expect(nameIn(late)).toBe(nameOf(one));
    expect(readClickId(late, [other, one])).toEqual(place);
  });
});

it('is told from what another shop’s field holds by its look, forged or not', () => {
  const shapes = [
    mint(),
    `clk_${'A'.repeat(43)}`,
    '',
    'clk_AAAA',
    `lnk_${'A'.repeat(43)}`,
    `clk_${'A'.repeat(44)}`,
  ];
  expect(shapes.map(looksLikeClickId)).toEqual([true, true, false, false, false, false]);
});
