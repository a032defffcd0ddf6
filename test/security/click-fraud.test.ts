import { afterAll, beforeAll, expect, it } from 'vitest';
import { hourOf } from '../../shared/data/table/keys.ts';
import { anApi, aPostedLink, NOON, type TestApi } from '../support/api-builders.ts';
import { GOOGLEBOT, IPHONE } from '../support/builders.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { aFront, type Front } from './front.ts';

const DAY = 'from=2026-10-05&to=2026-10-05';

let engine: Engine;
let api: TestApi;
let front: Front;

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  front = aFront(engine, api);
});
afterAll(async () => {
  front.stop();
  await engine.stop();
});

it('what is no click is kept with its reason, and gross and valid stand side by side', async () => {
  const { slug, linkId } = await aPostedLink(api);
  const ask = (headers: Record<string, string>, more: object = {}) =>
    front.follow(slug, { headers, address: '192.0.2.9', ...more });
  const follower = { 'user-agent': IPHONE };
  await ask(follower);
  for (let times = 0; times < 20; times++) await ask(follower);
  await ask({ 'user-agent': IPHONE, 'accept-language': 'de' }, { address: '192.0.2.10' });
  await ask(follower, { method: 'HEAD', address: '192.0.2.11' });
  await ask({ 'user-agent': GOOGLEBOT });
  await ask({ 'user-agent': 'curl/8.4.0' });
  await ask({});
  await ask({ 'user-agent': '' });
  await ask({ 'user-agent': 'WhatsApp/2.23.20.0' });
  await ask({ ...follower, 'sec-purpose': 'prefetch;prerender' }, { address: '192.0.2.12' });
  await ask({ ...follower, 'sec-fetch-dest': 'image' }, { address: '192.0.2.13' });
  await front.sealing.counts.advanceSealedThrough(hourOf(NOON - 7_200_000));
  const kept = await front.drain();
  expect(kept).toHaveLength(30);

  type Row = { hits: number; clicks: number; excluded: Record<string, number> };
  const { totals } = (await api.sock.as.get(`/v1/analytics/clicks?linkId=${linkId}&${DAY}`)).json as {
    totals: Row;
  };
  expect(totals.hits).toBe(30);
  expect(totals.clicks).toBe(2);
  const excluded = Object.values(totals.excluded).reduce((sum, count) => sum + count, 0);
  expect(totals.clicks + excluded).toBe(totals.hits);
  expect(totals.excluded).toMatchObject({
    repeat: 20,
    head: 1,
    preview: 1,
    prefetch: 1,
    subresource: 1,
    bot: 4,
  });
  const { text } = await api.sock.as.get(`/v1/exports/clicks.csv?${DAY}`);
  expect(text.trim().split('\r\n')).toHaveLength(31);
});
