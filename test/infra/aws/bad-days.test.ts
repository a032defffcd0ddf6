import type { APIGatewayProxyStructuredResultV2, SQSBatchResponse } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickKey, hourOf } from '../../../shared/data/table/keys.ts';
import { readClickId } from '../../../shared/domain/click/click-id.ts';
import { readClickKeys } from '../../../shared/domain/click/click-keys.ts';
import { LOST_CLICK_MARK } from '../../../shared/domain/click/rescued-click.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { httpEvent, queueEvent, streamEvent } from '../../support/aws-events.ts';
import { type Bundles, CLICK_KEY, startBundles } from '../../support/bundles.ts';
import { dumpOf } from '../../support/engine.ts';
import { type GoBetween, startGoBetween } from '../../support/go-between.ts';
import type { RunningLambda } from '../../support/lambda-runtime.ts';

/** What a sceptic would try once everything is deployed: the bundles through hours in which AWS, or we, are not at our best. */

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 334.0.4.32.98';
const KEYS_PARAMETER = '/vouch/test/click-keys';
const NEW_KEY = Buffer.alloc(32, 9).toString('base64url');
/** A batch of a stream is tried six times, a message of a queue five (infra/aws). */
const TRIES = 6;
/**
 * Of a row of calls a third is refused, never two in a row, and not by turns: a sweep of three times so many calls would have been
 * refused at the same one for ever.
 */
const aThird = (call: number): boolean => (call * ((Math.sqrt(5) - 1) / 2)) % 1 < 1 / 3;
/** The sealer comes every few minutes and goes on where it was refused; an hour of throttles is many of them. */
const SWEEPS = 20;

type Answer = APIGatewayProxyStructuredResultV2;
const clickIdOf = ({ headers }: Answer): string =>
  new URL(String(headers?.location)).searchParams.get('vclid') ?? '';
const tap = async (redirect: RunningLambda, person: number, path = '/socks'): Promise<Answer> => {
  const headers = { 'user-agent': IPHONE };
  return (await redirect.invoke(httpEvent({ path, headers, sourceIp: `203.0.113.${person}` }))) as Answer;
};
/** A redirect past its cold look-ups, which a busy machine may cut: it has answered with an id that is signed. */
async function warmed(redirect: RunningLambda): Promise<RunningLambda> {
  const keys = readClickKeys(`${NEW_KEY},${CLICK_KEY}`);
  for (let tries = 0; tries < 20; tries++) {
    const answer = await tap(redirect, 254);
    if (answer.statusCode === 302 && readClickId(clickIdOf(answer), keys)) break;
  }
  return redirect;
}
/** The stream's records of these clicks, from the ids that followers carry. */
const insertsOf = (clickIds: readonly string[], keys = CLICK_KEY) =>
  clickIds.map((id) => {
    const place = readClickId(id, readClickKeys(keys));
    if (!place) throw new Error(`not signed: ${id}`);
    return clickKey(place, id);
  });

/** Asks like a brand's own client does: again while it is told to come back, and no answer is ours alone to understand. */
async function ask(api: RunningLambda, key: string, target: string, body?: object) {
  const [path = '', query = ''] = target.split('?');
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const said = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  for (let tries = 0; ; tries++) {
    const answer = (await api.invoke(httpEvent({ path, query, headers, ...said }))) as Answer;
    expect([200, 201, 429, 503]).toContain(answer.statusCode);
    if (Number(answer.statusCode) < 300) return JSON.parse(answer.body ?? '');
    expect(tries).toBeLessThan(TRIES);
  }
}

/** The path of the link of a post that was just made. */
async function aPostsPath(api: RunningLambda, key: string): Promise<string> {
  const creator = await ask(api, key, '/v1/creators', {
    handle: 'ada',
    platform: 'instagram',
    source: 'invited',
  });
  const { links } = await ask(api, key, '/v1/posts', {
    creatorId: creator.id,
    stage: 'microcontent',
    platform: 'instagram',
    format: 'short',
    publishedAt: new Date().toISOString(),
    destination: 'https://shop.example/socks',
  });
  return new URL(links[0].shortUrl).pathname;
}

/** As AWS repeats what failed; what is left after its tries is lost. */
async function untilDone(work: () => Promise<boolean>, most = TRIES): Promise<void> {
  for (let tries = 0; tries < most; tries++) if (await work().catch(() => false)) return;
  throw new Error('given up');
}
const counted = (recount: RunningLambda, clickIds: readonly string[], keys?: string) =>
  untilDone(async () => {
    const answer = await recount.invoke(streamEvent(insertsOf(clickIds, keys)));
    return (answer as SQSBatchResponse).batchItemFailures.length === 0;
  });

describe('an hour of throttled tables', () => {
  let bundles: Bundles;
  let throttled: GoBetween;
  let refuses = (_call: number) => false;
  const start = (name: string, more = {}) =>
    bundles.start(name, { AWS_ENDPOINT_URL_DYNAMODB: throttled.endpoint, ...more });
  beforeAll(async () => {
    bundles = await startBundles();
    let calls = 0;
    // docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
    const __type = 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException';
    throttled = await startGoBetween(bundles.engine.endpoint, () =>
      refuses(++calls) ? { status: 400, body: JSON.stringify({ __type, message: 'slow down' }) } : undefined,
    );
  });
  afterAll(async () => {
    throttled.stop();
    await bundles.stop();
  });

  it('sends every follower on, and counts every click once', async () => {
    const key = await bundles.ownerKey();
    const path = await aPostsPath(await start('api'), key);
    const redirect = await warmed(await start('redirect'));
    const answers = [await tap(redirect, 250, path)];
    refuses = aThird;
    for (let person = 0; person < 15; person++) answers.push(await tap(redirect, person, path));
    refuses = () => true;
    for (let person = 15; person < 19; person++) answers.push(await tap(redirect, person, path));
    refuses = aThird;
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(302));
    const clickIds = answers.map(clickIdOf);

    const spilled = bundles.aws.messages.get(bundles.aws.queueUrl('spill')) ?? [];
    // What found the queue too slow on a busy machine is a line of the log, which the runbook has replayed.
    const lines = redirect
      .log()
      .split('\n')
      .filter((line) => line.startsWith(`{"${LOST_CLICK_MARK}"`));
    const drain = await start('drain');
    expect(spilled.length + lines.length).toBeGreaterThanOrEqual(4);
    for (const body of [...spilled, ...lines])
      await untilDone(async () => {
        const answer = await drain.invoke(queueEvent([body]));
        return (answer as SQSBatchResponse).batchItemFailures.length === 0;
      });
    const stored = (await dumpOf(bundles.engine)).flatMap(({ item }) => item.sk?.S ?? []);
    for (const id of clickIds) expect(stored.filter((sk) => sk.endsWith(id))).toHaveLength(1);

    await counted(await start('recount'), clickIds);
    const seal = await start('seal', { TEST_CLOCK_OFFSET_MS: String(2.2 * HOUR_MS) });
    const hours = () => [...bundles.aws.objects.keys()].filter((name) => name.includes('/clicks/'));
    // Two where an hour ended meanwhile.
    const clicked = new Set(clickIds.map((id) => hourOf(readClickId(id, readClickKeys(CLICK_KEY))?.at ?? 0)));
    await untilDone(async () => {
      await bundles.work(seal, 'to-seal');
      return hours().length >= clicked.size;
    }, SWEEPS);
    expect(seal.log()).not.toMatch(/"AuditDrift":[1-9]/);

    const api = await start('api');
    const { totals } = await ask(api, key, '/v1/analytics/clicks');
    expect([totals.hits, totals.clicks]).toEqual([20, 20]);
  }, 300_000);
});

describe('a signing key that is turned while followers are on their way', () => {
  let bundles: Bundles;
  beforeAll(async () => {
    bundles = await startBundles();
  });
  afterAll(() => bundles.stop());

  it('costs no order its click, in the two steps of docs/deploy.md', async () => {
    const { aws, start } = bundles;
    const key = await bundles.ownerKey();
    const take = async (keys: string): Promise<void> => {
      aws.putParameter(KEYS_PARAMETER, keys);
      await bundles.work(await start('seal'), 'to-seal');
    };
    const path = await aPostsPath(await start('api'), key);
    const before = await warmed(await start('redirect'));
    const first = clickIdOf(await tap(before, 1, path));
    await take(`${CLICK_KEY},${NEW_KEY}`);
    const [api, drain] = [await start('api'), await start('drain')];
    const second = clickIdOf(await tap(await warmed(await start('redirect')), 2, path));
    await take(`${NEW_KEY},${CLICK_KEY}`);
    const after = await warmed(await start('redirect'));
    const third = clickIdOf(await tap(after, 3, path));
    // Read by those who took the keys between the two steps, and have not looked since.
    const spilling = await warmed(await start('redirect', { CLICKS_TABLE: 'a-table-that-is-gone' }));
    aws.messages.delete(aws.queueUrl('spill'));
    const fourth = clickIdOf(await tap(spilling, 4, path));
    for (const body of aws.messages.get(aws.queueUrl('spill')) ?? [])
      expect(await drain.invoke(queueEvent([body]))).toEqual({ batchItemFailures: [] });
    const late = clickIdOf(await tap(before, 5, path));

    const clickIds = [first, second, third, fourth, late];
    const signedBy = (keys: string) =>
      clickIds.map((id) => readClickId(id, readClickKeys(keys)) !== undefined);
    expect(signedBy(CLICK_KEY)).toEqual([true, true, false, false, true]);
    expect(signedBy(NEW_KEY)).toEqual([false, false, true, true, false]);
    await counted(await start('recount'), clickIds, `${NEW_KEY},${CLICK_KEY}`);
    for (const [index, clickId] of clickIds.entries()) {
      const order = await ask(api, key, '/v1/conversions', {
        kind: 'sale',
        externalId: `order-${index}`,
        occurredAt: new Date().toISOString(),
        amount: { amount: 4_990, currency: 'EUR' },
        clickId,
      });
      expect([index, order.attributedBy]).toEqual([index, 'click']);
    }
  });
});

describe('the hour that the clock shows twice, and the border of the week', () => {
  let bundles: Bundles;
  beforeAll(async () => {
    bundles = await startBundles();
  });
  afterAll(() => bundles.stop());

  it('each click is in its own hour, day and week, before and after they are sealed', async () => {
    const at = (utc: string) => ({ TEST_CLOCK_OFFSET_MS: String(Date.parse(utc) - Date.now()) });
    // Berlin: 02:30 in summer time, 02:30 an hour later in winter time, Sunday 23:50, Monday 00:01.
    const moments = [
      '2027-10-31T00:30:00Z',
      '2027-10-31T01:30:00Z',
      '2027-10-31T22:50:00Z',
      '2027-10-31T23:01:00Z',
    ];
    const key = await bundles.ownerKey();
    const path = await aPostsPath(await bundles.start('api', at('2027-10-30T12:00:00Z')), key);
    const clickIds: string[] = [];
    for (const [person, moment] of moments.entries())
      clickIds.push(
        clickIdOf(await tap(await warmed(await bundles.start('redirect', at(moment))), person, path)),
      );
    const monday = at('2027-11-01T01:30:00Z');
    await counted(await bundles.start('recount', monday), clickIds);
    const api = await bundles.start('api', monday);
    const clicks = async (range: string): Promise<Record<string, number>> => {
      const { rows } = await ask(api, key, `/v1/analytics/clicks?${range}`);
      return Object.fromEntries(
        (rows as { day?: string; hour?: string; week?: string; clicks: number }[]).map((row) => [
          row.day ?? row.hour ?? row.week,
          row.clicks,
        ]),
      );
    };
    const both = 'from=2027-10-31&to=2027-11-01';
    const figures = async () => ({
      days: await clicks(`groupBy=day&${both}`),
      weeks: await clicks(`groupBy=week&${both}`),
      hours: Object.values(await clicks(`groupBy=hour&${both}`)).filter((n) => n > 0).length,
    });
    const open = await figures();
    expect(open).toMatchObject({
      days: { '2027-10-31': 3, '2027-11-01': 1 },
      weeks: { '2027-W43': 3, '2027-W44': 1 },
      hours: 4,
    });
    const seal = await bundles.start('seal', monday);
    await bundles.work(seal, 'to-seal');
    expect(seal.log()).not.toMatch(/"AuditDrift":[1-9]/);
    expect(await figures()).toEqual(open);
  });
});

describe('two regions that are live beside each other', () => {
  it('believe their own click ids alone: the other’s brings an order no credit, and no error', async () => {
    const [here, there] = [await startBundles(), await startBundles()];
    try {
      there.aws.putParameter(KEYS_PARAMETER, NEW_KEY);
      const clickId = clickIdOf(await tap(await there.start('redirect'), 1));
      const order = { kind: 'sale', externalId: 'order-1', occurredAt: new Date().toISOString(), clickId };
      const amount = { amount: 4_990, currency: 'EUR' };
      const taken = await ask(await here.start('api'), await here.ownerKey(), '/v1/conversions', {
        ...order,
        amount,
      });
      expect(taken.attributedBy).not.toBe('click');
      const rows = await dumpOf(here.engine);
      expect(rows.some(({ item }) => item.sk?.S?.endsWith(clickId))).toBe(false);
    } finally {
      await Promise.all([here.stop(), there.stop()]);
    }
  });
});
