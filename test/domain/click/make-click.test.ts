import { expect, it } from 'vitest';
import { readClickId } from '../../../shared/domain/click/click-id.ts';
import { type ClickMaking, type ClickParts, makeClick } from '../../../shared/domain/click/make-click.ts';
import { judgeAgain } from '../../../shared/domain/judge/judge-again.ts';
import { aRoute, IPHONE, KEYS, NOON } from '../../support/builders.ts';

const FBCLID = `fbclid=IwAR0${'x7Kq'.repeat(30)}`;
const parts = (over: Partial<ClickParts> = {}, headers = {}): ClickParts => ({
  hit: { method: 'GET', query: FBCLID, headers: { 'user-agent': IPHONE, ...headers } },
  route: aRoute(),
  at: NOON,
  address: '192.0.2.1',
  country: 'DE',
  nonce: Buffer.alloc(6, 1),
  ...over,
});
const making = (over: Partial<ClickMaking> = {}): ClickMaking => ({
  findSalt: async () => Buffer.alloc(32, 2),
  chooseShard: () => 3,
  keys: KEYS,
  ...over,
});

it('makes the same click of the same parts, with an id that says where it lies', async () => {
  const click = await makeClick(parts(), making());
  expect(await makeClick(parts(), making())).toEqual(click);
  expect(readClickId(click.id, KEYS)).toEqual({ linkId: aRoute().linkId, at: NOON, shard: 3 });
  expect(click).toMatchObject({ at: NOON, country: 'DE', verdict: { channel: 'own_inapp' } });
  expect(click.fbclid).toHaveLength(12);
  expect(click.visitor).toHaveLength(12);
  expect(judgeAgain(click)).toEqual(click);
});

it('judges by the platform of the link’s post', async () => {
  const click = await makeClick(parts({ route: aRoute({ platform: 'tiktok' }) }), making());
  expect(click.verdict).toMatchObject({ channel: 'cross_social', app: 'facebook' });
});

it.each([
  ['who asked not to be tracked', parts({}, { 'sec-gpc': '1' })],
  ['what is no click', parts({}, { 'user-agent': 'curl/8.4.0' })],
])('names no visitor of %s, and asks for no salt', async (_, of) => {
  const findSalt = async () => {
    throw new Error('asked');
  };
  const click = await makeClick(of, making({ findSalt }));
  expect(click).not.toHaveProperty('visitor');
  expect(click).not.toHaveProperty('fbclid');
});

it('counts without a visitor when there is no salt', async () => {
  const click = await makeClick(parts(), making({ findSalt: async () => undefined }));
  expect(click.verdict.kind).toBe('counted');
  expect(click).not.toHaveProperty('visitor');
});
