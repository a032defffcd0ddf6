import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../../functions/api/app.ts';
import { callAs } from '../../../functions/api/http/acting.ts';
import { createWebApp } from '../../../functions/app/app.ts';
import type { AppDeps } from '../../../functions/app/deps.ts';
import { asItStands, standingPages } from '../../../functions/app/http/as-it-stands.ts';
import type { Drawn, Visit } from '../../../functions/app/http/visit.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { aPostedLink, countedBytes, postBody } from '../../support/api-builders.ts';
import { aBrowser, signedIn, type TestBrowser } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';
import { countingSince } from '../../support/counting.ts';

const host = appOfFile();

/** A Thursday, some minutes into an hour of every zone. */
const NOW = Date.parse('2026-10-15T12:05:00Z');
const LAST_WEEK = NOW - 7 * DAY_MS;
const iso = (at: number) => new Date(at).toISOString();
const eur = (amount: number) => ({ amount, currency: 'EUR' });

let counting: Awaited<ReturnType<typeof countingSince>>;
let posted: Awaited<ReturnType<typeof aPostedLink>>;
let creatorId: string;
let orderId: string;
let keeper: TestBrowser;

/** Another process that serves pages: stores of its own on the same tables, and whose calls of the API are counted. */
function aProcess() {
  const { app } = host;
  const { deps } = app;
  const tables = tablesOn(host.engine.client, host.engine.tables);
  const random = countedBytes(`process ${processes++}`);
  const stores = createStores({ tables, now: deps.now, random, slugSecret: Buffer.alloc(32, 3) });
  const api = createApi({ ...deps, stores });
  let calls = 0;
  const webDeps: AppDeps = {
    ...app.webDeps,
    stores,
    call: (person, request) => {
      calls++;
      return callAs(api, person, request);
    },
  };
  const web = new Hono();
  web.route('/', createWebApp(webDeps));
  async function callsFor(work: () => Promise<unknown>): Promise<number> {
    const former = calls;
    await work();
    return calls - former;
  }
  return { web, callsFor };
}
let processes = 0;

/** The same person before another process. */
function before(process: { web: Hono }, person: TestBrowser): TestBrowser {
  const browser = aBrowser(process);
  for (const [name, value] of person.cookies) browser.cookies.set(name, value);
  return browser;
}

/** What a page says, without what is new at each drawing. */
const saidBy = (html: string): string => html.replace(/name="token" value="[^"]*"/g, '');
const pageOf = async (browser: TestBrowser, path = '/app') => {
  const { status, text } = await browser.get(path);
  expect(status).toBe(200);
  return saidBy(text);
};

let standing: ReturnType<typeof aProcess>;
let reader: TestBrowser;

beforeAll(async () => {
  counting = await countingSince(LAST_WEEK - 3 * DAY_MS, host.engine, host.app);
  const { as } = host.app.sock;
  posted = await aPostedLink(host.app, { publishedAt: iso(LAST_WEEK - 2 * DAY_MS) });
  const { json } = await as.get(`/v1/posts/${posted.postId}`);
  creatorId = (json as { creatorId: string }).creatorId;
  await as.patch(`/v1/creators/${creatorId}`, { couponCodes: ['ADA10'] });
  host.app.clock.now = NOW;
  await lateClick(LAST_WEEK);
  orderId = await order('first', NOW - HOUR_MS);
  keeper = await signedIn(host.app, 'owner');
  host.app.clock.now = NOW;
  standing = aProcess();
  reader = before(standing, keeper);
}, 60_000);

const click = (at: number, more: object = {}) =>
  counting.follow([{ brandId: host.app.sock.brand.id, linkId: posted.linkId, at, ...more }]);

/** Of an hour that was sealed long ago. */
async function lateClick(at: number): Promise<void> {
  await click(at);
  await counting.seal();
}

async function order(externalId: string, at: number): Promise<string> {
  const body = { kind: 'sale', externalId, occurredAt: iso(at), amount: eur(4_000), couponCode: 'ADA10' };
  const sent = await host.app.sock.as.post('/v1/conversions', body);
  expect(sent.status).toBe(201);
  return (sent.json as { id: string }).id;
}

const done = async (sent: Promise<{ status: number; text: string }>): Promise<void> => {
  const { status, text } = await sent;
  expect(status, text).toBeLessThan(300);
};

it('asks the API once for a page that nothing has changed, and shows the same with the time that it is', async () => {
  const first = await pageOf(reader);
  host.app.clock.now = NOW + MINUTE_MS;
  let again = '';
  const calls = await standing.callsFor(async () => {
    again = await pageOf(reader);
  });
  expect(calls).toBe(0);
  expect(again).not.toBe(first);
  expect(again.replace('14:06', '14:05')).toBe(first);
  const [one, other] = [(await reader.get('/app')).text, (await reader.get('/app')).text];
  const tokenOf = (html: string) => /name="token" value="([^"]+)"/.exec(html)?.[1];
  expect(tokenOf(one)).not.toBe(tokenOf(other));
  host.app.clock.now = NOW;
});

describe('shows at once what was written, by whichever process', () => {
  const as = () => host.app.sock.as;
  const writes: [what: string, write: () => Promise<unknown>, isSeen?: false][] = [
    ['a click', () => click(NOW - 3 * MINUTE_MS)],
    ['a click of last week', () => lateClick(LAST_WEEK - DAY_MS)],
    ['a hit that is not counted', () => click(NOW - 2 * MINUTE_MS, { excluded: 'bot' }), false],
    ['an hour that is sealed', () => counting.seal(), false],
    ['an order', () => order('second', NOW - HOUR_MS)],
    ['an order of last week', () => order('former', LAST_WEEK - HOUR_MS)],
    [
      'an order that is amended',
      () => done(as().post(`/v1/conversions/${orderId}/amend`, { amount: eur(9_900), occurredAt: iso(NOW) })),
    ],
    [
      'a refund',
      () =>
        done(
          as().post(`/v1/conversions/${orderId}/refunds`, {
            externalId: 'back',
            amount: eur(1_000),
            occurredAt: iso(NOW),
          }),
        ),
    ],
    [
      'spend',
      () =>
        done(
          as().post('/v1/spend', {
            kind: 'fee',
            amount: eur(2_000),
            incurredOn: '2026-10-14',
            postId: posted.postId,
          }),
        ),
    ],
    ['the margin', () => done(as().patch('/v1/brand', { grossMargin: 0.62 }))],
    ['the zone', () => done(as().patch('/v1/brand', { timeZone: 'Asia/Kathmandu' }))],
    ['the brand’s name', () => done(as().patch('/v1/brand', { name: 'Sock & Sons' }))],
    [
      'a volunteer',
      () =>
        done(
          as().post('/v1/applications', {
            formToken: host.app.sock.brand.applyToken,
            handle: '@vera',
            platform: 'instagram',
          }),
        ),
    ],
    [
      'engagement',
      () =>
        done(as().post('/v1/engagement', { postId: posted.postId, takenAt: iso(NOW - HOUR_MS), likes: 80 })),
      false,
    ],
    ['a broken rule', () => brokenRule()],
    ['a report', () => done(as().post('/v1/reports', { week: '2026-W41' })), false],
    ['a creator’s name', () => done(as().patch(`/v1/creators/${creatorId}`, { displayName: 'Ada Purl' }))],
    ['another post', () => anotherPost(), false],
    ['a post that is archived', () => done(as().delete(`/v1/posts/${posted.postId}`)), false],
    ['a creator who is archived', () => done(as().delete(`/v1/creators/${creatorId}`)), false],
  ];

  it.each(writes)('%s', async (_what, write, isSeen) => {
    const was = await pageOf(reader);
    await write();
    const is = await pageOf(reader);
    expect(is).toBe(await pageOf(before(aProcess(), keeper)));
    if (isSeen !== false) expect(is).not.toBe(was);
    expect(await standing.callsFor(() => pageOf(reader))).toBe(0);
  });

  async function brokenRule(): Promise<void> {
    await done(as().patch('/v1/brand', { standingInstructions: [{ instruction: 'No dogs' }] }));
    const results = [{ instruction: 'No dogs', result: 'violation' }];
    await done(as().post(`/v1/posts/${posted.postId}/checks`, { results }));
  }

  async function anotherPost(): Promise<void> {
    await done(as().post('/v1/posts', postBody(creatorId, { publishedAt: iso(NOW - DAY_MS) })));
  }
});

it('shows what only time brings: an order of last week that enters its same hours, and the next hour', async () => {
  await order('soon', LAST_WEEK + 2 * MINUTE_MS);
  const was = await pageOf(reader);
  host.app.clock.now = NOW + 2 * MINUTE_MS + 1;
  const is = await pageOf(reader);
  expect(is).toBe(await pageOf(before(aProcess(), keeper)));
  expect(is.replaceAll('17:52', '17:50')).not.toBe(was);
  await lateClick(LAST_WEEK + HOUR_MS);
  host.app.clock.now = NOW + 14 * MINUTE_MS;
  await pageOf(reader);
  for (const later of [20, 60, 75, 14 * 60]) {
    host.app.clock.now = NOW + later * MINUTE_MS;
    expect(await pageOf(reader)).toBe(await pageOf(before(aProcess(), keeper)));
  }
  host.app.clock.now = NOW;
});

it('is each person’s own, in her language and of her brand', async () => {
  await pageOf(reader);
  const other = await host.app.anotherBrand();
  const stranger = before(standing, await signedIn(host.app, 'owner', other, 'stranger@example.com'));
  expect(await pageOf(stranger)).toContain(other.brand.name);
  expect(await pageOf(stranger)).not.toContain('Ada Purl');
  expect((await reader.get('/app', { 'accept-language': 'fr' })).text).toContain('lang="fr"');
  expect((await reader.get('/app', { 'accept-language': 'de' })).text).toContain('lang="de"');
});

it('keeps no page with a form, which is drawn for its session, nor one that reads too much to ask again', async () => {
  const { records, call } = host.app.deps.stores.tables;
  const visit = { now: NOW, path: '/app', query: {}, locale: 'en', brand: {}, person: {} } as Visit;
  const asked = {
    ...visit,
    hidden: () => ({ token: 't', key: 'k' }),
    deps: { stores: { tables: { call } } } as never,
  };
  const drawings = async (read: (seen: Visit) => unknown) => {
    const standing = standingPages();
    let drawn = 0;
    const draw = async (seen: Visit): Promise<Drawn> => {
      drawn++;
      await read(seen);
      return { title: 'A page', body: <p>Here.</p> };
    };
    for (let time = 0; time < 3; time++) await asItStands(standing, asked, draw);
    return drawn;
  };
  const readMany = (count: number) => async () => {
    for (let n = 0; n < count; n++) await records.page(`many${n}`, undefined, { limit: 1 });
  };
  expect(await drawings(() => {})).toBe(1);
  expect(await drawings(({ hidden }) => hidden())).toBe(3);
  expect(await drawings(readMany(10))).toBe(1);
  expect(await drawings(readMany(100))).toBe(3);
});
