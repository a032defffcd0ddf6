import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2, SQSBatchResponse } from 'aws-lambda';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '../../../functions/api/brand-maker.ts';
import { brandHashOf, dayFileKey, dayListKey } from '../../../shared/data/clicks/click-columns.ts';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import { tableDeliveries } from '../../../shared/data/reports/deliveries-store.ts';
import { createStores } from '../../../shared/data/stores.ts';
import {
  clickKey,
  hourIndexKey,
  hourOf,
  minuteOf,
  minuteRowKey,
  readClickSort,
  WEBHOOK_DUE_PARTITION,
} from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { FLAT_CLICK_VERSION } from '../../../shared/domain/analytics/flat-click.ts';
import { readClickId } from '../../../shared/domain/click/click-id.ts';
import { readClickKeys } from '../../../shared/domain/click/click-keys.ts';
import { summarize } from '../../../shared/domain/click/fold.ts';
import { DAY_MS, HOUR_MS, WEEK_MS } from '../../../shared/domain/time/units.ts';
import { weekBounds, weekOf } from '../../../shared/domain/time/week.ts';
import { httpEvent, mailOutcome, queueEvent, scheduleEvent, streamEvent } from '../../support/aws-events.ts';
import { type Bundles, CLICK_KEY, ROUTE, startBundles } from '../../support/bundles.ts';
import type { AwsCall } from '../../support/call-recorder.ts';
import { dumpOf } from '../../support/engine.ts';
import type { RunningLambda } from '../../support/lambda-runtime.ts';
import { SIGNERS } from '../../support/shops/senders.ts';
import { rightsOf, settingsOf, synthesized } from './synthesized.ts';

const INSTAGRAM =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 334.0.4.32.98';
const { brandId: BRAND_ID, linkId: LINK_ID } = ROUTE;
/** Further back than a brand keeps its clicks. */
const LONG_AGO = '2026-09-20';

let bundles: Bundles;
let engine: Bundles['engine'];
let aws: Bundles['aws'];
let start: Bundles['start'];

beforeAll(async () => {
  bundles = await startBundles();
  ({ engine, aws, start } = bundles);
});
afterAll(() => bundles.stop());

/** What the stream would tell of every click so far. */
const inserts: { pk: string; sk: string }[] = [];

const follow = async (redirect: RunningLambda, wishes: Partial<Parameters<typeof httpEvent>[0]> = {}) => {
  const event = httpEvent({ path: '/socks', headers: { 'user-agent': INSTAGRAM }, ...wishes });
  return (await redirect.invoke(event)) as APIGatewayProxyStructuredResultV2;
};

/** The stream's record of a click, from nothing but the id that the follower carries. */
const insertOf = (answer: APIGatewayProxyStructuredResultV2): { pk: string; sk: string } => {
  const clickId = new URL(String(answer.headers?.location)).searchParams.get('vclid') ?? '';
  const place = readClickId(clickId, readClickKeys(CLICK_KEY));
  if (!place) throw new Error(`no click id in ${answer.headers?.location}`);
  return clickKey(place, clickId);
};

/** As if whoever stored this click first had died before announcing its partition, and nobody had counted it. */
async function forgetAnnouncement(clickId: string): Promise<void> {
  const place = readClickId(clickId, readClickKeys(CLICK_KEY));
  if (!place) throw new Error(`not ours: ${clickId}`);
  const partition = { linkId: place.linkId, minute: minuteOf(place.at), shard: place.shard };
  const { counts } = tablesOn(engine.client, engine.tables);
  for (const key of [hourIndexKey(BRAND_ID, partition), minuteRowKey(partition)]) await counts.erase(key);
}

/** What is due for a webhook, now or at its next attempt. */
const dueFor = async (hookId: string): Promise<string[]> =>
  (await dumpOf(engine)).flatMap(({ item: { pk, sk } }) =>
    pk?.S === WEBHOOK_DUE_PARTITION && sk?.S?.includes(hookId) ? [sk.S] : [],
  );

describe('a click through the bundles, as AWS would run them', () => {
  it('redirect answers with the destination and a click id, and the click lies where the id says', async () => {
    const redirect = await start('redirect');
    const answer = await follow(redirect, { query: 'utm_source=ig' });
    expect(answer.statusCode).toBe(302);
    const { pk, sk } = insertOf(answer);
    inserts.push({ pk, sk });
    const stored = (await dumpOf(engine)).find(({ item }) => item.pk?.S === pk && item.sk?.S?.endsWith(sk));
    expect(stored?.item).toMatchObject({ c: { S: 'own_inapp' }, a: { S: 'instagram' }, b: { S: BRAND_ID } });
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
  });

  it('recount counts what the stream names, seal seals it without drift and exports it', async () => {
    const redirect = await start('redirect');
    const answers = [
      await follow(redirect, { sourceIp: '203.0.113.20' }),
      await follow(redirect, { sourceIp: '203.0.113.21' }),
    ];
    inserts.push(...answers.map(insertOf));
    const recount = await start('recount');
    expect(await recount.invoke(streamEvent(inserts))).toEqual({ batchItemFailures: [] });

    const partition = readClickId(readClickSort(insertOf(answers[0] ?? {}).sk), readClickKeys(CLICK_KEY));
    const row = await createCountStore(tablesOn(engine.client, engine.tables)).findMinuteRow({
      linkId: LINK_ID,
      minute: minuteOf(partition?.at ?? 0),
      shard: 0,
    });
    expect(row && summarize(row.tally).clicks).toBeGreaterThanOrEqual(2);

    const seal = await start('seal', { TEST_CLOCK_OFFSET_MS: String(1.2 * HOUR_MS) });
    const [planned] = await bundles.work(seal, 'to-seal');
    expect(planned).toMatchObject({ hours: expect.toSatisfy((n) => n > 0), undone: 0 });
    const [name, body] = [...aws.objects].find(([key]) => key.includes(`/clicks/${BRAND_ID}/`)) ?? [];
    expect(name).toContain(hourOf(partition?.at ?? 0));
    expect(
      gunzipSync(body ?? '')
        .toString()
        .trim()
        .split('\n').length,
    ).toBeGreaterThanOrEqual(2);
    expect(seal.log()).toContain('"AuditDrift":0');
    expect(seal.log()).toContain('"SealFailures":0');
  });

  it('the sealer deletes salts whose time is over, and counts a chore that fails', async () => {
    const salts = async () => (await dumpOf(engine)).filter(({ item }) => item.salt).length;
    expect(await salts()).toBeGreaterThan(0);
    const twoDaysOn = { TEST_CLOCK_OFFSET_MS: String(48 * HOUR_MS) };
    const failing = await start('seal', { ...twoDaysOn, SALTS_TABLE: 'a-table-that-is-gone' });
    await failing.invoke(scheduleEvent()).catch(() => {});
    expect(failing.log()).toContain('deleteOldSalts failed');
    const seal = await start('seal', { TEST_CLOCK_OFFSET_MS: String(37 * HOUR_MS) });
    await seal.invoke(scheduleEvent());
    expect(await salts()).toBe(0);
  });

  it('HEAD answers like GET and counts nothing; other methods and unknown slugs are refused', async () => {
    const redirect = await start('redirect');
    expect((await follow(redirect, { method: 'HEAD' })).statusCode).toBe(302);
    expect((await follow(redirect, { method: 'POST' })).statusCode).toBe(405);
    expect((await follow(redirect, { path: '/nowhere' })).statusCode).toBe(404);
    // A function URL leaves the path escaped, an HTTP API decodes it: both lead on.
    for (const path of [
      '/socks.',
      '/socks%E2%80%A6',
      '/socks…',
      '/SOCKS/',
      '//socks',
      '/socks?x',
      '/s0cks%3Fa',
      '/socks/index.html',
    ])
      expect([path, (await follow(redirect, { path })).statusCode]).toEqual([path, 302]);
    const icon = await follow(redirect, { path: '/favicon.ico' });
    expect([icon.isBase64Encoded, icon.headers?.['content-type']]).toEqual([true, 'image/x-icon']);
    expect((await follow(redirect, { path: '/' })).headers?.location).toBe('/app');
    const shown = await follow(redirect, { path: '/socks+' });
    expect([shown.statusCode, shown.headers?.location]).toEqual([302, '/socks/preview']);
  });

  it('a click that the table refuses waits in the spill and comes back to its own place', async () => {
    const redirect = await start('redirect', { CLICKS_TABLE: 'a-table-that-is-gone' });
    const answer = await follow(redirect, { sourceIp: '203.0.113.30' });
    expect(answer.statusCode).toBe(302);
    const spilled = aws.messages.get(aws.queueUrl('spill')) ?? [];
    expect(spilled).toHaveLength(1);
    expect(redirect.log()).toContain('"ClicksSpilled":1');

    const drain = await start('drain');
    const event = queueEvent(spilled);
    for (let twice = 0; twice < 2; twice++) {
      expect(await drain.invoke(event)).toEqual({ batchItemFailures: [] });
    }
    const { pk, sk } = insertOf(answer);
    const places = (await dumpOf(engine)).filter(({ item }) => item.sk?.S?.endsWith(sk));
    expect(places.map(({ item }) => item.pk?.S)).toEqual([pk]);
  });

  it('a click that neither takes is one line in the log that holds all of it', async () => {
    const redirect = await start('redirect', { CLICKS_TABLE: 'a-table-that-is-gone' });
    aws.breakQueues(true);
    const answer = await follow(redirect, { sourceIp: '203.0.113.31' });
    aws.breakQueues(false);
    const line = redirect
      .log()
      .split('\n')
      .find((text) => text.startsWith('{"vouch-click"'));
    expect(JSON.parse(line ?? '{}')['vouch-click'].id).toBe(readClickSort(insertOf(answer).sk));
    expect(line).not.toContain('203.0.113.31');
  });

  it('one bad message in a batch comes back alone', async () => {
    const drain = await start('drain');
    const good = aws.messages.get(aws.queueUrl('spill'))?.[0] ?? '';
    const event = queueEvent([good, '{"id":"clk_forged"}']);
    const answer = (await drain.invoke(event)) as SQSBatchResponse;
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: event.Records[1]?.messageId }]);
  });

  it('behind CloudFront the country is believed, elsewhere it is not', async () => {
    const headers = {
      'user-agent': INSTAGRAM,
      'cloudfront-viewer-country': 'NL',
      'cloudfront-viewer-address': '198.51.100.7:4711',
    };
    const behind = await start('redirect', { BEHIND_CLOUDFRONT: 'yes' });
    const bare = await start('redirect');
    const told = insertOf(await follow(behind, { headers }));
    const forged = insertOf(await follow(bare, { headers }));
    const rows = await dumpOf(engine);
    const countryOf = (sk: string) => rows.find(({ item }) => item.sk?.S?.endsWith(sk))?.item.n?.S;
    expect(countryOf(told.sk)).toBe('NL');
    expect(countryOf(forged.sk)).toBeUndefined();
  });

  it('from a new brand to its Monday mail: api, redirect, recount, seal, reports, deliver', async () => {
    const api = await start('api');
    const operator = await makeKey(
      createStores({ tables: tablesOn(engine.client, engine.tables), now: Date.now, random: randomBytes }),
      {
        id: 'key_0000000000000001',
        name: 'operator',
        scopes: ['operator'],
        createdAt: new Date().toISOString(),
      },
    );
    const call = async (key: string, method: string, path: string, body?: object) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const event = httpEvent({ path, method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      const answer = (await api.invoke(event)) as APIGatewayProxyStructuredResultV2;
      expect([path, answer.statusCode, answer.body]).toEqual([
        path,
        expect.toSatisfy((s) => s < 300),
        answer.body,
      ]);
      return JSON.parse(answer.body ?? '');
    };
    const made = await call(operator.text, 'POST', '/v1/brands', {
      name: 'Cold Feet',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
    });
    const write = (method: string, path: string, body?: object) => call(made.ownerKey, method, path, body);
    const creator = await write('POST', '/v1/creators', {
      handle: 'knitwit',
      platform: 'instagram',
      source: 'invited',
    });
    const post = await write('POST', '/v1/posts', {
      creatorId: creator.id,
      stage: 'microcontent',
      platform: 'instagram',
      format: 'short',
      publishedAt: new Date().toISOString(),
      destination: 'https://shop.example.com/socks',
    });
    await write('PUT', '/v1/report-settings', {
      recipients: ['owner@cold-feet.example.com'],
      weekday: 'monday',
      time: '07:00',
      timeZone: 'Europe/Berlin',
      enabled: true,
    });

    const redirect = await start('redirect');
    const path = new URL(post.links[0].shortUrl).pathname;
    const followed = [];
    for (const host of [40, 41, 42])
      followed.push(await follow(redirect, { path, sourceIp: `203.0.113.${host}` }));
    const recount = await start('recount');
    const hook = { url: 'https://hooks.example/vouch', events: ['link.first_click'] };
    const { id: hookId } = await write('POST', '/v1/webhooks', hook);
    await recount.invoke(streamEvent(followed.map(insertOf)));
    expect(await dueFor(hookId)).toHaveLength(1);
    // Called at once, by a queue. Two that are called over one event: one of them tells.
    const called = aws.messages.get(aws.queueUrl('to-webhooks')) ?? [];
    expect(called).toHaveLength(1);
    const workers = [await start('webhooks'), await start('webhooks')];
    await Promise.all(workers.map((webhooks) => webhooks.invoke(queueEvent(called))));
    const { data } = await write('GET', `/v1/webhooks/${hookId}/deliveries`);
    expect(data).toMatchObject([{ type: 'link.first_click', attempts: [{ failure: 'no such host' }] }]);
    const next = await dueFor(hookId);
    expect(next).toContainEqual(expect.stringContaining(data[0].nextAttemptAt));
    // So that nothing is tried again below.
    const { records } = tablesOn(engine.client, engine.tables);
    for (const sk of next) await records.erase({ pk: WEBHOOK_DUE_PARTITION, sk });
    const seal = await start('seal', { TEST_CLOCK_OFFSET_MS: String(1.2 * HOUR_MS) });
    await bundles.work(seal, 'to-seal');

    const monday = weekBounds(weekOf(Date.now(), 'Europe/Berlin'), 'Europe/Berlin').endMs + 9 * HOUR_MS;
    const later = { TEST_CLOCK_OFFSET_MS: String(monday - Date.now()) };
    const reports = await start('reports', later);
    for (let twice = 0; twice < 2; twice++) await bundles.work(reports, 'to-report');
    const wanted = aws.messages.get(aws.queueUrl('deliver')) ?? [];
    expect(new Set(wanted).size).toBe(1);

    const deliver = await start('deliver', later);
    for (const body of wanted)
      expect(await deliver.invoke(queueEvent([body]))).toEqual({ batchItemFailures: [] });
    expect(aws.mails).toHaveLength(1);
    const [sent] = aws.mails;
    const mail = await simpleParser(sent?.raw ?? '');
    expect(mail.subject).toContain('Cold Feet');
    expect([mail.to].flat()[0]?.text).toBe('owner@cold-feet.example.com');
    expect(mail.text).toMatch(/of 3 requests 0 were left out/);
    // The week, and its stages, creators and posts.
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(Array(4).fill('text/csv'));
    expect(sent?.configurationSet).toBe('vouch');

    const { deliveryId } = JSON.parse(wanted[0] ?? '{}');
    const outcome = queueEvent([mailOutcome('Delivery', deliveryId)]);
    expect(await deliver.invoke(outcome)).toEqual({ batchItemFailures: [] });
    const deliveries = tableDeliveries(tablesOn(engine.client, engine.tables));
    const settled = await deliveries.find(deliveryId);
    expect(settled).toMatchObject({ state: 'sent' });
    expect(deliver.log()).not.toContain('MailsGivenUp');

    // As on the first Monday of an account whose sender nobody has confirmed.
    const another = `${deliveryId.slice(0, -1)}${deliveryId.endsWith('0') ? '1' : '0'}`;
    const { providerMessageId: _, reason: __, ...fresh } = settled as NonNullable<typeof settled>;
    const waiting = { ...fresh, state: 'pending', attempt: 0, unclearAttempts: 0, untilMs: 0 } as const;
    await deliveries.create({ ...waiting, deliveryId: another, recipient: 'second@cold-feet.example.com' });
    aws.rejectMails(true);
    const sending = queueEvent([JSON.stringify({ deliveryId: another })]);
    expect(await deliver.invoke(sending)).toEqual({ batchItemFailures: [] });
    aws.rejectMails(false);
    expect(await deliveries.find(another)).toMatchObject({ state: 'failed', reason: 'MessageRejected' });
    expect(deliver.log()).toContain('"MailsGivenUp":1');
  }, 300_000);

  it('what a shop sends is kept by the api, and booked by the sealer as the queue names it', async () => {
    const key = await makeKey(
      createStores({
        tables: tablesOn(engine.client, engine.tables),
        now: Date.now,
        random: randomBytes,
      }),
      {
        id: 'key_0000000000000002',
        brandId: BRAND_ID as never,
        name: 'shop',
        scopes: ['conversions:write', 'conversions:read'],
        createdAt: new Date().toISOString(),
      },
    );
    const api = await start('api');
    const ask = async (method: string, path: string, headers: Record<string, string>, body?: string) => {
      const event = httpEvent({ path, method, headers, ...(body === undefined ? {} : { body }) });
      const { statusCode, body: answer } = (await api.invoke(event)) as APIGatewayProxyStructuredResultV2;
      return { status: statusCode, json: JSON.parse(answer ?? '{}') };
    };
    const owner = { authorization: `Bearer ${key.text}`, 'content-type': 'application/json' };
    const secret = 'a-secret-of-woo';
    const made = await ask('POST', '/v1/hooks', owner, JSON.stringify({ platform: 'woocommerce', secret }));
    const order = JSON.stringify({ id: 4_711, status: 'processing', currency: 'EUR', total: '49.90' });
    const { pathname } = new URL(made.json.url);
    expect((await ask('POST', pathname, SIGNERS.woocommerce(order, secret), order)).status).toBe(200);
    const named = aws.messages.get(aws.queueUrl('shop-events')) ?? [];
    expect(named).toHaveLength(1);
    const standing = () => ask('GET', '/v1/conversions/external/woo:4711', owner);
    expect((await standing()).status).toBe(404);

    const seal = await start('seal');
    const event = queueEvent([...named, 'no JSON']);
    const failed = [{ itemIdentifier: event.Records[1]?.messageId }];
    expect(await seal.invoke(event)).toEqual({ batchItemFailures: failed });
    expect((await standing()).json).toMatchObject({ amount: { amount: 4_990, currency: 'EUR' } });

    aws.breakQueues(true);
    const other = order.replace('4711', '4712');
    expect((await ask('POST', pathname, SIGNERS.woocommerce(other, secret), other)).status).toBe(200);
    aws.breakQueues(false);
  });

  it('the API bundle answers, and refuses who has no key', async () => {
    const api = await start('api');
    const health = (await api.invoke(httpEvent({ path: '/healthz' }))) as APIGatewayProxyStructuredResultV2;
    expect([health.statusCode, health.body]).toEqual([200, '{"status":"ok"}']);
    const refused = (await api.invoke(httpEvent({ path: '/v1/brand' }))) as APIGatewayProxyStructuredResultV2;
    expect(refused.statusCode).toBe(401);
  });

  it('an answer of 5xx by the API is counted where the alarm looks', async () => {
    const api = await start('api', { RECORDS_TABLE: 'a-table-that-is-gone' });
    const headers = { authorization: `Bearer ${await bundles.ownerKey()}` };
    const event = httpEvent({ path: '/v1/brand', headers });
    const failed = (await api.invoke(event)) as APIGatewayProxyStructuredResultV2;
    expect(failed.statusCode).toBeGreaterThanOrEqual(500);
    const [told] = api.log().match(/^.*"ApiFailures":1.*$/m) ?? [];
    expect(JSON.parse(told ?? '{}')).toMatchObject({ service: 'api' });
    synthesized(settingsOf('dev')).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApiFailures',
      Dimensions: [{ Name: 'service', Value: 'api' }],
    });
  });

  it('the API bundle serves the public pages', async () => {
    const api = await start('api');
    const get = async (path: string) =>
      (await api.invoke(httpEvent({ path }))) as APIGatewayProxyStructuredResultV2;
    const preview = await get('/socks/preview');
    expect([preview.statusCode, preview.body]).toEqual([
      200,
      expect.stringContaining('https://shop.example/socks'),
    ]);
    expect((await get('/socks/qr.svg')).body).toMatch(/^<svg /);
    const png = await get('/socks/qr.png');
    expect([png.isBase64Encoded, png.body?.slice(0, 5)]).toEqual([true, 'iVBOR']);
    expect((await get('/apply/apply')).body).toContain('Warm Feet');
    expect((await get('/v.js')).headers?.['content-type']).toContain('javascript');
    expect((await get('/r/no-such-token')).statusCode).toBe(404);
    expect((await get('/u/no-such-token')).statusCode).toBe(404);
  });

  it('the webhook bundle runs its minute', async () => {
    const webhooks = await start('webhooks');
    expect(await webhooks.invoke(scheduleEvent())).toEqual({ tried: 0, batchItemFailures: [] });
  });

  it('the canary bundle asks by night which minutes were counted', async () => {
    const night = Date.parse('2026-03-11T02:03:10Z') - Date.now();
    const canary = await start('canary', {
      TEST_CLOCK_OFFSET_MS: String(night),
      VOUCH_PUBLIC_URL: 'http://127.0.0.1:9',
      CANARY_SLUG: ROUTE.slug,
    });
    expect(await canary.invoke({})).toMatchObject({ answered: false, missed: expect.any(Number) });
  });

  it('what is asked for seldom: clicks looked at and proven, a lost announcement, reports made anew, exports that are over', async () => {
    const api = await start('api');
    const headers = {
      authorization: `Bearer ${await bundles.ownerKey()}`,
      'content-type': 'application/json',
    };
    const ask = async (method: string, target: string, body?: object) => {
      const [path = '', query = ''] = target.split('?');
      const event = httpEvent({ path, query, method, headers, ...(body && { body: JSON.stringify(body) }) });
      const { statusCode, body: text } = (await api.invoke(event)) as APIGatewayProxyStructuredResultV2;
      expect([target, statusCode, text]).toEqual([target, expect.toBeOneOf([200, 201]), text]);
      return JSON.parse(text ?? '');
    };
    const creator = await ask('POST', '/v1/creators', {
      handle: 'purl',
      platform: 'instagram',
      source: 'invited',
    });
    const post = await ask('POST', '/v1/posts', {
      creatorId: creator.id,
      stage: 'community',
      platform: 'instagram',
      format: 'short',
      publishedAt: new Date().toISOString(),
      destination: 'https://shop.example.com/hats',
    });
    const path = new URL(post.links[0].shortUrl).pathname;
    const redirect = await start('redirect');
    const ahead = { headers: { 'user-agent': INSTAGRAM, 'sec-purpose': 'prefetch' }, path };
    const [toApi, toShop, seen] = [
      await follow(redirect, { ...ahead, sourceIp: '203.0.113.60' }),
      await follow(redirect, { ...ahead, sourceIp: '203.0.113.61' }),
      await follow(redirect, { path, sourceIp: '203.0.113.62' }),
    ];
    const idIn = (answer: APIGatewayProxyStructuredResultV2) => readClickSort(insertOf(answer).sk);
    await forgetAnnouncement(idIn(seen));
    const recount = await start('recount');
    expect(await recount.invoke(streamEvent([insertOf(seen)]))).toEqual({ batchItemFailures: [] });

    await ask('GET', '/v1/clicks');
    expect((await ask('GET', `/v1/clicks/${idIn(seen)}`)).id).toBe(idIn(seen));
    await ask('GET', '/v1/analytics/clicks?groupBy=link');
    expect((await ask('GET', '/v1/posts')).data.map(({ id }: { id: string }) => id)).toContain(post.id);
    const occurredAt = new Date().toISOString();
    const lead = { externalId: 'lead-60', kind: 'lead', occurredAt, clickIds: [idIn(toApi)] };
    await ask('POST', '/v1/conversions', lead);

    const secret = 'another-secret-of-woo';
    const { url } = await ask('POST', '/v1/hooks', { platform: 'woocommerce', secret });
    const order = JSON.stringify({
      id: 5_011,
      status: 'processing',
      currency: 'EUR',
      total: '9.90',
      meta_data: [{ key: 'vclid', value: idIn(toShop) }],
    });
    const delivered = httpEvent({
      path: new URL(url).pathname,
      method: 'POST',
      headers: SIGNERS.woocommerce(order, secret),
      body: order,
    });
    expect(await api.invoke(delivered)).toMatchObject({ statusCode: 200 });
    const seal = await start('seal');
    const named = aws.messages.get(aws.queueUrl('shop-events')) ?? [];
    expect(await seal.invoke(queueEvent(named))).toEqual({ batchItemFailures: [] });
    const shop = await ask('GET', '/v1/conversions/external/woo:5011');
    expect(shop.credits).toHaveLength(1);

    // Two Mondays: the second report reads the first one's snapshot, and minutes that nobody has sealed by then.
    await ask('PUT', '/v1/report-settings', {
      recipients: ['owner@warm-feet.example.com'],
      weekday: 'monday',
      time: '07:00',
      timeZone: 'Europe/Berlin',
      enabled: true,
    });
    const monday = weekBounds(weekOf(Date.now(), 'Europe/Berlin'), 'Europe/Berlin').endMs + 9 * HOUR_MS;
    for (const weeks of [0, 1]) {
      const offset = monday + weeks * WEEK_MS - Date.now();
      const reports = await start('reports', { TEST_CLOCK_OFFSET_MS: String(offset) });
      await bundles.work(reports, 'to-report');
    }
    const [newest] = (await ask('GET', '/v1/reports')).data;
    expect(await ask('GET', `/v1/reports/${newest.id}`)).toMatchObject({ id: newest.id });
    await ask('POST', '/v1/reports', { week: '2026-W40' });

    await ask('PATCH', '/v1/brand', { retentionDays: 35 });
    const hash = brandHashOf(BRAND_ID);
    const old = [
      ...[...aws.objects.keys()]
        .filter((name) => name.includes(`/clicks/${BRAND_ID}/`))
        .map((name) => name.replaceAll(/\d{4}-\d\d-\d\d/g, LONG_AGO)),
      `/exports/${dayListKey(FLAT_CLICK_VERSION, LONG_AGO, BRAND_ID)}`,
      `/exports/${dayFileKey(FLAT_CLICK_VERSION, LONG_AGO, hash)}`,
    ];
    expect(old.length).toBeGreaterThan(2);
    for (const name of old) aws.objects.set(name, Buffer.from('kept long enough'));
    const midnight = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
    const atNight = await start('seal', { TEST_CLOCK_OFFSET_MS: String(midnight - Date.now()) });
    await bundles.work(atNight, 'to-seal');
    expect(old.filter((name) => aws.objects.has(name))).toEqual([]);
  });
});

describe('what the bundles asked of AWS in all of the above, against what their roles may', () => {
  const template = synthesized({ ...settingsOf('dev'), canarySlug: ROUTE.slug });
  const names = ['redirect', 'recount', 'drain', 'seal', 'api', 'reports', 'deliver', 'webhooks', 'canary'];
  const rights = (name: string) =>
    rightsOf(template, name).filter((right) => /^(dynamodb|ssm|sqs|s3|ses):/.test(right));

  /** `dynamodb:GetItem → tablesrecords (SLUG#*)` allows a call whose every key begins so. */
  const allows = (right: string, { action, on, keys }: AwsCall): boolean => {
    const [, may, what = '', only] = /^(\S+) → (\S+)(?: \((.*)\))?$/.exec(right) ?? [];
    if (may !== action || !isOn(what, on)) return false;
    const patterns = only?.split(', ').map((pattern) => pattern.replace(/\*$/, ''));
    return !patterns || keys.every((key) => patterns.some((begins) => key.startsWith(begins)));
  };
  const isOn = (what: string, on: string): boolean => {
    if (what.startsWith('tables')) return on === `test-${what.slice('tables'.length)}`;
    if (what.startsWith('buckets')) return on.startsWith(what.replace(/^buckets(\w+)\/(.*)\*$/, '$1/$2'));
    if (what.startsWith(':parameter')) return on.endsWith(what.split('/').at(-1) ?? '-');
    const named = on.replaceAll('-', '');
    return ['', 'mail', 'to'].some((before) => what.startsWith(`${before}${named}`));
  };

  const callsOf = (name: string): AwsCall[] =>
    (bundles.calls.get(name) ?? []).filter(({ on }) => on !== 'a-table-that-is-gone');

  it.each(names)('%s: every call is allowed', (name) => {
    const calls = callsOf(name);
    const refused = calls.filter((call) => !rights(name).some((right) => allows(right, call)));
    expect(calls.length).toBeGreaterThan(0);
    expect(refused).toEqual([]);
  });

  it.each(names)(
    '%s: what writes to two tables at once is allowed by whichever keys it is judged',
    (name) => {
      const together = callsOf(name).filter(({ beside = [] }) => beside.length > 0);
      const refused = together
        .map(({ beside = [], ...call }) => ({ ...call, keys: [...call.keys, ...beside] }))
        .filter((call) => !rights(name).some((right) => allows(right, call)));
      expect(together.length > 0).toBe(['redirect', 'drain'].includes(name));
      expect(refused).toEqual([]);
    },
  );

  it('what is allowed and was not asked for is little, and each has its reason', () => {
    const unused = names.flatMap((name) =>
      rights(name)
        .filter((right) => !NEEDS_NO_CALL.some((pattern) => pattern.test(right)))
        .filter((right) => !(bundles.calls.get(name) ?? []).some((call) => allows(right, call)))
        .map((right) => `${name}: ${right}`),
    );
    expect(unused.filter((right) => !(right in ASKED_SELDOM))).toEqual([]);
  });

  it('what is said to be asked seldom is granted still', () => {
    const granted = names.flatMap((name) => rights(name).map((right) => `${name}: ${right}`));
    expect(Object.keys(ASKED_SELDOM).filter((right) => !granted.includes(right))).toEqual([]);
  });
});

/** Asked by Lambda itself while it polls for the function; by S3 before it says "not there"; by SES of the same mail; or by the hour. */
const NEEDS_NO_CALL = [
  /^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams) /,
  /^sqs:(ChangeMessageVisibility|DeleteMessage|GetQueueAttributes|GetQueueUrl|ReceiveMessage) /,
  /^s3:ListBucket /,
  /^ses:/,
  // A sealed day is made anew, and its former parts deleted, only where the hours of this run fall into one day.
  /^s3:DeleteObject → bucketsexports\/clicks-days\//,
  // A schedule that failed, a batch that failed: Lambda sends for the function. The SDK goes to a queue's own address.
  /^sqs:SendMessage → (unsentevents|uncounted|todeliverqueue|shopeventsqueue|tosealqueue|toreportqueue|towebhooksqueue)/,
];

/** Granted for what none of the tests above need do, and when it is. */
const ASKED_SELDOM: Record<string, string> = {
  'api: dynamodb:BatchGetItem → tablescounts': 'an hour that is open has minutes of several shards',
  'reports: dynamodb:BatchGetItem → tablescounts':
    'the same, where a report is made while its last hour is open',
  'reports: dynamodb:Query → tablesclicks':
    'the same: which partitions it has, and the clicks of those that nobody counted',
  'reports: dynamodb:DeleteItem → tablesrecords':
    'who settled a delivery died before it left the list of open ones',
};
