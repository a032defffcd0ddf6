import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { type ClickKeys, readClickId } from '../../../shared/domain/click/click-id.ts';
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
