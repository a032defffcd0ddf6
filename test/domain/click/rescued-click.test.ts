import { describe, expect, it } from 'vitest';
import type { Click } from '../../../shared/domain/click/click.ts';
import { readClickId } from '../../../shared/domain/click/click-id.ts';
import { readClickKeys } from '../../../shared/domain/click/click-keys.ts';
import { eraseFromLines, withoutPerson } from '../../../shared/domain/click/erase-click.ts';
import { makeClick } from '../../../shared/domain/click/make-click.ts';
import { rescuedClick } from '../../../shared/domain/click/rescued-click.ts';
import { aRoute, IPHONE, KEYS, NOON } from '../../support/builders.ts';

const OTHERS = [Buffer.alloc(32, 99)] as const;
const aClick = async (keys: typeof KEYS = KEYS, nonce = 1): Promise<Click> =>
  makeClick(
    {
      hit: {
        method: 'GET',
        query: `fbclid=IwAR0${'x7Kq'.repeat(30)}`,
        headers: { 'user-agent': IPHONE, referer: 'https://blog.example/a' },
      },
      route: aRoute(),
      at: NOON,
      address: '192.0.2.1',
      country: 'DE',
      nonce: Buffer.alloc(6, nonce),
    },
    { findSalt: async () => Buffer.alloc(32, 2), chooseShard: () => 3, keys },
  );

describe('a click that is found in a log', () => {
  it('is taken under its mark or bare, if its id is ours', async () => {
    const click = await aClick();
    expect(rescuedClick(click, KEYS)).toEqual(click);
    expect(rescuedClick({ level: 'WARN', 'vouch-click': click }, KEYS)).toEqual(click);
    expect(rescuedClick(await aClick(OTHERS), KEYS)).toBeUndefined();
    expect(rescuedClick({ 'vouch-click': await aClick(OTHERS) }, KEYS)).toBeUndefined();
  });

  it('is signed now where it was kept without our keys, and alike each time', async () => {
    const unsigned = await aClick(OTHERS);
    const rescued = rescuedClick({ 'vouch-unsigned-click': unsigned }, KEYS);
    expect(rescued).toEqual({ ...(await aClick()), id: rescued?.id });
    expect(readClickId(rescued?.id ?? '', KEYS)).toEqual(readClickId(unsigned.id, OTHERS));
    expect(rescuedClick({ 'vouch-unsigned-click': unsigned }, KEYS)).toEqual(rescued);
    const forged = { ...unsigned, id: 'clk_AAAA' };
    expect(rescuedClick({ 'vouch-unsigned-click': forged }, KEYS)).toBeUndefined();
  });

  it('is none where something of it is missing', async () => {
    const click = await aClick();
    for (const found of [undefined, null, 'text', 7, {}, [], { ...click, id: 7 }, { ...click, at: '2026' }])
      expect(rescuedClick(found, KEYS)).toBeUndefined();
    expect(rescuedClick({ ...click, verdict: undefined }, KEYS)).toBeUndefined();
    expect(rescuedClick({ 'vouch-click': { ...click, at: undefined } }, KEYS)).toBeUndefined();
    expect(rescuedClick({ 'vouch-unsigned-click': null, ...click }, KEYS)).toMatchObject({ id: click.id });
  });
});

describe('erasing who made a click', () => {
  it('takes the person and keeps what was counted', async () => {
    const click = await aClick();
    expect(click).toMatchObject({ visitor: expect.any(String), country: 'DE', fbclid: expect.any(String) });
    const erased = withoutPerson(click);
    expect(Object.keys(erased).sort()).toEqual(
      Object.keys(click)
        .filter((name) => !['visitor', 'country', 'fbclid'].includes(name))
        .sort(),
    );
    const { referrerHost: _, ...verdict } = click.verdict;
    expect(erased.verdict).toEqual({ ...verdict, evidence: [] });
    expect(erased.raw).toEqual({ method: '', query: '', headers: {} });
    expect(JSON.stringify(erased)).not.toMatch(/iPhone|blog\.example|IwAR0/);
  });

  it('in an exported hour changes its line alone, wherever it stands; without it not a byte', async () => {
    const clicks = await Promise.all([1, 2, 3].map((nonce) => aClick(KEYS, nonce)));
    const lines = clicks.map((click) => JSON.stringify(click));
    for (const [at, { id }] of clicks.entries()) {
      const expected = lines.with(at, JSON.stringify(withoutPerson(clicks[at] as Click)));
      expect(eraseFromLines(lines.join('\n'), id)).toBe(expected.join('\n'));
      expect(eraseFromLines(`${lines.join('\n')}\n`, id)).toBe(`${expected.join('\n')}\n`);
    }
    expect(eraseFromLines(lines.join('\n'), 'clk_none')).toBe(lines.join('\n'));
  });
});

it('click keys are base64url with commas between, the newest first, each of 32 bytes at least', () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(40, 2)];
  const text = [one, other].map((key) => key.toString('base64url'));
  expect(readClickKeys(text.join(','))).toEqual([one, other]);
  expect(readClickKeys(` ${text.join(' , ')} `)).toEqual([one, other]);
  for (const bad of ['', `${text[0]},`, Buffer.alloc(31, 1).toString('base64url')])
    expect(() => readClickKeys(bad)).toThrow('click keys: each needs 32 bytes or more');
});
