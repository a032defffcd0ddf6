import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPages } from '../../../functions/pages/app.ts';
import { sealDue } from '../../../functions/seal/seal.ts';
import { createClickStore } from '../../../shared/data/clicks/click-store.ts';
import { clickRow, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import { recountPartition } from '../../../shared/data/counts/recount.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { evidenceOf, hitOf } from '../../../shared/domain/click/evidence.ts';
import { summarize, type TallySummary } from '../../../shared/domain/click/fold.ts';
import type { Hit } from '../../../shared/domain/click/hit.ts';
import { mintClickId } from '../../../shared/domain/click/mint-click-id.ts';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { asReferrerOnly } from '../../../shared/domain/judge/referrer-only.ts';
import { RULES_VERSION } from '../../../shared/domain/judge/rules.ts';
import { anApi, aPostedLink, NOON, type TestApi } from '../../support/api-builders.ts';
import { countingOf } from '../../support/counting.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

let engine: Engine;
let api: TestApi;
let pages: Hono;
let links: string[];
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine, { random: (count) => randomBytes(count) });
  pages = createPages({ ...api.deps, sealKeys: api.deps.cursorKeys });
  links = [];
  for (let n = 0; n < 4; n++) links.push((await aPostedLink(api, { handle: `@${n}` })).linkId);
});
afterAll(() => engine.stop());

/** A hit as the redirect keeps it, counted. */
async function kept(linkId: string, headers: Hit['headers']): Promise<Click> {
  const { clickKeys, stores } = api.deps;
  const { tables } = stores;
  const hit: Hit = {
    method: 'GET',
    headers: { 'user-agent': SAFARI, ...headers },
    query: '',
    platformIssued: 'instagram',
  };
  const click: Click = {
    id: mintClickId({ linkId, at: NOON, shard: 0 }, randomBytes(6), clickKeys),
    brandId: api.sock.brand.id,
    linkId,
    at: NOON,
    verdict: judge(hit),
    rulesVersion: RULES_VERSION,
    referrerOnly: asReferrerOnly(hit),
    raw: evidenceOf(hit),
  };
  const [clicks, counts] = [createClickStore(tables), createCountStore(tables)];
  const partition = partitionOfClick(click, clickKeys);
  await clicks.rewrite(clickRow(click, partition));
  await recountPartition(partition, {
    clicks,
    counts,
    announce: async () => {},
    dedupeSecondsOf: async () => 30,
  });
  return click;
}

/** Tells it, and lets the sealer do what was marked. */
async function tell(event: object, headers: Record<string, string> = {}): Promise<Response> {
  const answer = await pages.request('/e', { method: 'POST', body: JSON.stringify(event), headers });
  await sealDue(countingOf(engine, api).sealing);
  return answer;
}

async function countedOf({ id }: Click): Promise<TallySummary> {
  const partition = partitionOfClick({ id } as Click, api.deps.clickKeys);
  const row = await createCountStore(api.deps.stores.tables).findMinuteRow(partition);
  if (!row) throw new Error('never counted');
  return summarize(row.tally);
}

async function storedOf(click: Click): Promise<Click | undefined> {
  const place = { linkId: click.linkId, at: click.at, shard: 0 };
  return createClickStore(api.deps.stores.tables).find(place, click.id);
}

describe('what the site script saw', () => {
  it('counts a page that was fetched ahead once it is shown, and once only', async () => {
    const click = await kept(links[0] ?? '', {
      'sec-purpose': 'prefetch;prerender',
      'sec-fetch-site': 'none',
    });
    expect(await countedOf(click)).toMatchObject({ hits: 1, clicks: 0, excluded: { prefetch: 1 } });
    for (let times = 0; times < 3; times++)
      expect((await tell({ kind: 'seen', clickId: click.id, marks: ['shown'] })).status).toBe(204);
    expect(await countedOf(click)).toMatchObject({ hits: 1, clicks: 1, excluded: {} });
    expect((await storedOf(click))?.verdict.evidence).toContain('script:shown');
  });

  it('names Telegram, whose window looks like Safari, and goes on doing so when judged again', async () => {
    const click = await kept(links[1] ?? '', { 'sec-fetch-site': 'none' });
    expect(click.verdict).toMatchObject({ channel: 'dark_unknown' });
    await tell({ kind: 'seen', clickId: click.id, marks: ['telegram'] });
    const stored = await storedOf(click);
    expect(stored?.verdict).toMatchObject({ channel: 'dark_messenger', app: 'telegram' });
    expect(stored && judge(hitOf(stored.raw))).toEqual(stored?.verdict);
    expect(await countedOf(click)).toMatchObject({ hits: 1, clicks: 1, darkClicks: 1 });
  });

  it.each([
    ['a bot', { 'user-agent': 'curl/8.4.0' }, ['shown', 'telegram'], { clicks: 0, excluded: { bot: 1 } }],
    [
      'a prefetch nobody looked at',
      { purpose: 'prefetch' },
      ['telegram'],
      { clicks: 0, excluded: { prefetch: 1 } },
    ],
    [
      'a prefetch after which the tap asks again',
      { 'sec-purpose': 'prefetch', 'sec-fetch-dest': 'empty', 'sec-fetch-site': 'cross-site' },
      ['shown'],
      { clicks: 0, excluded: { prefetch: 2 } },
    ],
  ])('makes no click of %s', async (_what, headers, marks, expected) => {
    const click = await kept(links[2] ?? '', headers as Hit['headers']);
    const before = await countedOf(click);
    await tell({ kind: 'seen', clickId: click.id, marks });
    const after = await countedOf(click);
    expect(after.clicks).toBe(before.clicks);
    expect(after.excluded).toMatchObject(expected.excluded);
  });

  it.each([
    ['with speculation rules', 'document', 1],
    ['with <link rel=prefetch>, whose tap asks again', 'empty', 0],
  ])('an order proves that what was fetched ahead %s was shown (%s: %i)', async (_how, dest, clicks) => {
    const { linkId } = await aPostedLink(api, { handle: `@${dest}` });
    const click = await kept(linkId, {
      'sec-purpose': 'prefetch',
      'sec-fetch-dest': dest,
      'sec-fetch-site': 'none',
      referer: 'https://news.example/',
    });
    expect(await countedOf(click)).toMatchObject({ clicks: 0, darkClicks: 0, excluded: { prefetch: 1 } });
    const order = {
      kind: 'sale',
      externalId: `order-${dest}`,
      occurredAt: new Date(NOON).toISOString(),
      amount: { amount: 4_900, currency: 'EUR' },
      clickId: click.id,
    };
    for (let times = 0; times < 2; times++) await api.sock.as.post('/v1/conversions', order);
    await sealDue(countingOf(engine, api).sealing);
    expect(await countedOf(click)).toMatchObject({ hits: 1, clicks, darkClicks: 0 });
    if (clicks)
      expect((await storedOf(click))?.verdict).toMatchObject({ kind: 'counted', channel: 'referral' });
  });

  it('is not believed of a forged id, long after, under GPC, or in words it does not have', async () => {
    const click = await kept(links[3] ?? '', { purpose: 'prefetch' });
    const event = { kind: 'seen', clickId: click.id, marks: ['shown'] };
    await tell({ ...event, clickId: `${click.id.slice(0, -2)}${click.id.endsWith('AA') ? 'BB' : 'AA'}` });
    await tell({ ...event, marks: ['whatsapp'] });
    await tell(event, { 'sec-gpc': '1' });
    api.clock.now = NOON + 31 * 60_000;
    await tell(event);
    api.clock.now = NOON;
    expect(await countedOf(click)).toMatchObject({ clicks: 0, excluded: { prefetch: 1 } });
  });
});
