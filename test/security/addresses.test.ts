import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createPages } from '../../functions/pages/app.ts';
import { sealBrandHour } from '../../functions/seal/seal.ts';
import { hourOf } from '../../shared/data/table/keys.ts';
import { HOUR_MS } from '../../shared/domain/time/units.ts';
import { weekOf } from '../../shared/domain/time/week.ts';
import { buildPreview } from '../../shared/report/build-report.ts';
import { anApi, aPostedLink, NOON, type TestApi } from '../support/api-builders.ts';
import { IPHONE } from '../support/builders.ts';
import { dumpOf, type Engine, startEngine } from '../support/engine.ts';
import { aFront, type Front } from './front.ts';

/** From the ranges kept for documents (RFC 5737, RFC 3849): nothing else in the tests has them. */
const ADDRESSES = ['203.0.113.77', '198.51.100.201', '2001:db8:beef:1::77'];
const PARTS = ['203.0.113.', '198.51.100.', '2001:db8:beef', 'beef:1:'];
const DAY = 'from=2026-10-05&to=2026-10-05';

let engine: Engine;
let api: TestApi;
let front: Front;
const logged: string[] = [];

beforeAll(async () => {
  engine = await startEngine();
  for (const method of ['log', 'error', 'warn', 'info'] as const)
    vi.spyOn(console, method).mockImplementation((...line) => void logged.push(JSON.stringify(line)));
  api = await anApi(engine, {
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    log: (entry) => void logged.push(JSON.stringify(entry)),
    addressOf: (request) => request.headers.get('x-forwarded-for') ?? '',
  });
  front = aFront(engine, api);
});
afterAll(async () => {
  vi.restoreAllMocks();
  front.stop();
  await engine.stop();
});

/** The address as it might be written by somebody who thinks that a hash hides it. */
const disguises = (address: string): string[] =>
  [address, `${address}${IPHONE}`, `${address}\n${IPHONE}`].flatMap((text) => [
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('hex'),
    ...['md5', 'sha1', 'sha256'].flatMap((name) => {
      const hash = createHash(name).update(text).digest();
      return [hash.toString('hex'), hash.toString('base64url'), hash.toString('base64').replace(/=+$/, '')];
    }),
  ]);

it('no address that came to us is in a table, the journal, an export, a log line, an answer or a report', async () => {
  const { slug, linkId } = await aPostedLink(api);
  const pages = createPages({ ...api.deps, sealKeys: api.deps.cursorKeys });
  for (const address of ADDRESSES) {
    const headers = {
      'user-agent': IPHONE,
      'x-forwarded-for': address,
      'x-real-ip': address,
      forwarded: `for="${address}"`,
      'cf-connecting-ip': address,
      'true-client-ip': address,
      'cloudfront-viewer-address': `${address}:4711`,
      cookie: `ip=${address}`,
    };
    for (let times = 0; times < 3; times++) await front.follow(slug, { address, headers });
    await front.follow(slug, { address, method: 'HEAD', headers });
    await front.follow('no-such-slug', { address, headers });
    const { applyToken } = api.sock.brand;
    await pages.request(`/apply/${applyToken}`, { headers });
    await pages.request(`/apply/${applyToken}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'handle=ada&platform=instagram',
    });
    const form = { formToken: applyToken, handle: `ada${address.length}`, platform: 'instagram' };
    await api.operator.post('/v1/applications', form, headers);
    await api.sock.as.post(
      '/v1/conversions',
      {
        kind: 'sale',
        externalId: `order-${address.length}`,
        occurredAt: new Date(NOON).toISOString(),
        amount: { amount: 4_900, currency: 'EUR' },
      },
      { ...headers, 'idempotency-key': `k-${address.length}` },
    );
    await api.sock.as.get('/v1/nowhere', headers);
    await api.sock.as.post('/v1/links', '{', headers);
  }
  expect((await front.drain()).length).toBe(12);
  const brandId = api.sock.brand.id;
  api.clock.now += HOUR_MS + 600_000;
  await sealBrandHour(hourOf(NOON), brandId, front.sealing);
  await api.deps.stores.counts.advanceSealedThrough(hourOf(NOON));
  const answers = await Promise.all(
    [
      `/v1/clicks?${DAY}`,
      `/v1/clicks?linkId=${linkId}&${DAY}`,
      `/v1/analytics/clicks?groupBy=hour&${DAY}`,
      `/v1/exports/clicks.csv?${DAY}`,
      `/v1/exports/conversions.csv?${DAY}`,
      '/v1/applications',
    ].map(async (path) => {
      const { status, text } = await api.sock.as.get(path);
      expect([path, status]).toEqual([path, 200]);
      return text;
    }),
  );
  const report = JSON.stringify(await buildPreview(api.deps.stores, brandId, weekOf(NOON, 'Europe/Berlin')));

  const places = {
    tables: JSON.stringify(await dumpOf(engine)),
    files: await front.files(),
    logs: logged.join('\n'),
    answers: answers.join('\n'),
    report,
  };
  // The search would find what is there: the clicks are in every one of these places.
  for (const place of [places.tables, places.files, answers[0] ?? '']) expect(place).toContain('clk_');
  expect(report).toContain('"clicks"');
  for (const [place, text] of Object.entries(places))
    for (const trace of [...ADDRESSES, ...PARTS, ...ADDRESSES.flatMap(disguises)])
      if (text.includes(trace)) expect.fail(`${trace} is in the ${place}`);
});
