import { beforeAll, describe, expect, it } from 'vitest';
import { createVouch } from '../../../shared/client/vouch.ts';
import { seedProgramme } from '../../bench/seed-programme.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const DAYS = { from: '2026-09-07', to: '2026-10-05' };
const RANGE = `from=${DAYS.from}&to=${DAYS.to}`;
const MOST_BYTES = 1_000_000;

type Money = { amount: number };
type Row = Record<string, unknown> & { clicks: number; netRevenue: Money; spend: Money };
type Page = { rows: Row[]; totals: Row; nextCursor: string | null };

const host = apiOfFile();
const { as } = host;

beforeAll(async () => {
  const { deps, sock } = host.api;
  await seedProgramme(
    { stores: deps.stores, brandId: sock.brand.id, timeZone: 'Europe/Berlin', ...DAYS },
    { creators: 50, posts: 5_000, clicks: 40_000, orders: 1_000 },
    'long answers',
  );
}, 120_000);

async function pagesOf(path: string): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | null = ''; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null) {
    const { status, text, json } = await as().get(`${path}${cursor && `&cursor=${cursor}`}`);
    expect(status, text).toBe(200);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
    pages.push(json);
  }
  return pages;
}

const GROUPED: [string, string, (row: Row) => number][] = [
  ['ROI by post', '/v1/roi?groupBy=post', ({ netRevenue }) => netRevenue.amount],
  ['ROI by creator', '/v1/roi?groupBy=creator', ({ spend }) => spend.amount],
  ['clicks by link and day', '/v1/analytics/clicks?groupBy=link,day', ({ clicks }) => clicks],
  ['clicks by channel and post', '/v1/analytics/clicks?groupBy=post,channel', ({ clicks }) => clicks],
];

describe('an answer by groups of 5,000 posts', () => {
  it.each(GROUPED)(
    '%s: no page is longer than 1 MB, each has the totals of all rows',
    async (_, path, figure) => {
      const pages = await pagesOf(`${path}&${RANGE}`);
      const rows = pages.flatMap((page) => page.rows);
      for (const { totals } of pages) expect(totals).toEqual(pages[0]?.totals);
      expect(rows.reduce((sum, row) => sum + figure(row), 0)).toBe(figure(pages[0]?.totals as Row));
      expect(figure(pages[0]?.totals as Row)).toBeGreaterThan(0);
      const names = rows.map(({ postId, creatorId, linkId, day, channel }) =>
        JSON.stringify([postId, creatorId, linkId, day, channel]),
      );
      expect(new Set(names).size).toBe(names.length);
    },
  );

  it('attribution by post, page by page', async () => {
    const pages = await pagesOf(`/v1/attribution?${RANGE}`);
    expect(pages.length).toBeGreaterThan(0);
  });

  it('a smaller limit gives the same rows in the same order', async () => {
    const whole = await pagesOf(`/v1/roi?groupBy=creator&${RANGE}`);
    const small = await pagesOf(`/v1/roi?groupBy=creator&${RANGE}&limit=7`);
    expect(small.length).toBeGreaterThan(5);
    expect(small.flatMap(({ rows }) => rows)).toEqual(whole.flatMap(({ rows }) => rows));
  });

  it.each(['clicks', '-clicks', 'spend', '-aov', 'cpc'])(
    'sorted by %s over the edges of pages, unknown figures and rows without a group last',
    async (sort) => {
      const path = `/v1/roi?groupBy=post&${RANGE}&limit=700&sort=${sort}`;
      const rows = (await pagesOf(path)).flatMap((page) => page.rows);
      const name = sort.replace('-', '');
      const figures = rows
        .filter(({ postId }) => postId)
        .map((row) => row[name] as number | Money | null)
        .map((shown) => (typeof shown === 'object' && shown ? shown.amount : (shown as number | null)));
      const known = figures.filter((figure) => figure !== null);
      expect(known.length).toBeGreaterThan(100);
      expect(figures.slice(0, known.length)).toEqual(known);
      expect(known).toEqual([...known].sort((a, b) => (sort.startsWith('-') ? b - a : a - b)));
      expect(rows.findLastIndex(({ postId }) => postId)).toBe(figures.length - 1);
    },
  );

  it('a cursor is good for its own question alone', async () => {
    const first = (await as().get(`/v1/roi?groupBy=post&${RANGE}&limit=10`)).json as Page;
    const elsewhere = `/v1/roi?groupBy=creator&${RANGE}&limit=10&cursor=${first.nextCursor}`;
    expect((await as().get(elsewhere)).status).toBe(400);
    const sorted = `/v1/roi?groupBy=post&sort=-spend&${RANGE}&cursor=${first.nextCursor}`;
    expect((await as().get(sorted)).status).toBe(400);
    const more = `/v1/roi?groupBy=post&${RANGE}&limit=3&cursor=${first.nextCursor}`;
    expect(((await as().get(more)).json as Page).rows).toHaveLength(3);
    expect((await as().get(`/v1/roi?groupBy=post&limit=1001`)).status).toBe(422);
  });

  it('the client goes through all rows', async () => {
    const { app, sock } = host.api;
    const vouch = createVouch({
      baseUrl: 'https://vou.ch',
      apiKey: sock.ownerKey,
      fetch: (request) => Promise.resolve(app.request(request)),
    });
    let clicks = 0;
    for await (const row of vouch.each('/v1/roi', { query: { ...DAYS, groupBy: 'post' } }))
      clicks += row.clicks;
    const { totals } = await vouch.get('/v1/roi', { query: DAYS });
    expect(clicks).toBe(totals.clicks);
  });
});

it('a list of long entries ends its pages at 1 MB, and leaves nothing out', async () => {
  const negativeInstructions = Array.from({ length: 50 }, (_, index) => `${index} ${'x'.repeat(280)}`);
  for (let index = 0; index < 99; index++)
    await host.made('/v1/campaigns', {
      name: `Campaign ${index}`,
      startsOn: '2026-10-01',
      endsOn: '2026-10-31',
      negativeInstructions,
    });
  const names: string[] = [];
  let pages = 0;
  for (let cursor: string | null = ''; cursor !== null; pages++) {
    const { text, json } = await as().get(`/v1/campaigns?limit=100${cursor && `&cursor=${cursor}`}`);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
    const page: { data: { name: string }[]; nextCursor: string | null } = json;
    names.push(...page.data.map(({ name }) => name));
    cursor = page.nextCursor;
  }
  expect(pages).toBeGreaterThan(1);
  expect(new Set(names).size).toBe(99);
});
