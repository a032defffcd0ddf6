import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { tidyAll } from '../../../shared/data/chores/tidy.ts';
import { conversionsOf } from '../../../shared/data/orders/orders-store.ts';
import { recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as, made } = host;
const PERIOD = 'from=2026-08-01&to=2026-10-05';
let ada: string;

type Line = { stage: string | null; name?: string };
type RoiRow = Line & { netRevenue: { amount: number } };
type ModelRow = Line & { models: Record<string, { revenue: { amount: number } }> };

const rowsOf = async <T>(path: string): Promise<T[]> => ((await as().get(path)).json as { rows: T[] }).rows;
const nameOf = ({ stage, name }: Line) => stage ?? name ?? null;
const roi = async () =>
  (await rowsOf<RoiRow>(`/v1/roi?${PERIOD}`)).map((row) => [nameOf(row), row.netRevenue.amount]);
const attribution = async () =>
  (await rowsOf<ModelRow>(`/v1/attribution?groupBy=stage&${PERIOD}`)).map((row) => [
    nameOf(row),
    row.models.lastTouch?.revenue.amount,
  ]);
const exported = async () => {
  const { text } = await as().get(`/v1/exports/conversions.csv?${PERIOD}`);
  return parse<{ stage: string }>(text, { columns: true }).map(({ stage }) => stage);
};
const anOrder = (externalId: string, more: object = {}) =>
  made<{ id: string; flags: string[]; credits: { postId?: string }[] }>('/v1/conversions', {
    kind: 'sale',
    externalId,
    occurredAt: '2026-10-05T07:00:00Z',
    netAmount: { amount: 1_000, currency: 'EUR' },
    couponCode: 'ADA',
    ...more,
  });

beforeAll(async () => {
  ada = (await made('/v1/creators', { handle: '@ada', platform: 'instagram', couponCodes: ['ADA'] })).id;
});

describe('an order by a code alone', () => {
  it('before any post stands in the row that no table leaves out', async () => {
    const { flags, credits } = await anOrder('before-any-post');
    expect(flags).toContain('not-tied-to-a-post');
    expect(credits).toMatchObject([{ creatorId: ada }]);
    expect(await roi()).toEqual([['not tied to a post', 1_000]]);
    expect(await attribution()).toEqual([['not tied to a post', 1_000]]);
    expect(await exported()).toEqual(['not tied to a post']);
    const { text } = await as().get(`/v1/exports/roi.csv?${PERIOD}`);
    expect(text).toContain('\r\n"not tied to a post",');
  });

  it('is placed on the newest post when it comes, and stays there whatever is posted later', async () => {
    await made('/v1/posts', postBody(ada, { publishedAt: '2026-09-20T10:00:00Z' }));
    const { flags, credits } = await anOrder('placed');
    expect(flags).not.toContain('not-tied-to-a-post');
    expect(credits[0]?.postId).toMatch(/^pst_/);
    const newer = postBody(ada, { publishedAt: '2026-10-01T10:00:00Z', stage: 'campaign' });
    await made('/v1/posts', newer);
    await anOrder('placed-later');
    const expected = [
      ['microcontent', 1_000],
      ['campaign', 1_000],
      ['not tied to a post', 1_000],
    ];
    expect(await roi()).toEqual(expected);
    expect(new Map((await attribution()) as [string, number][])).toEqual(
      new Map(expected as [string, number][]),
    );
    expect((await exported()).sort()).toEqual(['campaign', 'microcontent', 'not tied to a post']);
  });

  it('points to a post as long as the brand says, whatever the window of clicks', async () => {
    const patched = await as().patch('/v1/brand', { attribution: { couponDays: 3 } });
    expect(patched.json).toMatchObject({ attribution: { couponDays: 3, windowDays: 30 } });
    expect((await anOrder('four-days-later')).flags).toContain('not-tied-to-a-post');
    await as().patch('/v1/brand', { attribution: { couponDays: 4 } });
    expect((await anOrder('in-time')).flags).not.toContain('not-tied-to-a-post');
    expect((await as().patch('/v1/brand', { attribution: { couponDays: null } })).json).toMatchObject({
      attribution: { model: 'lastTouch', windowDays: 30, clickDedupe: 30 },
    });
    expect((await anOrder('as-the-window-again')).flags).not.toContain('not-tied-to-a-post');
  });
});

describe('an order that was stored before places were kept', () => {
  const old = () => {
    const { client, tables } = host.engine;
    return conversionsOf(recordsOf(tablesOn(client, tables), host.api.sock.brand.id));
  };
  const tidy = () => {
    return tidyAll(host.api.deps.stores);
  };

  it('answers as it did, and is placed there for good by the sweep', async () => {
    const { id } = await anOrder('old');
    await old().update(id, ({ couponDays: _, ...order }) => ({
      ...order,
      credits: order.credits.map(({ postId: __, ...credit }) => credit),
    }));
    const before = await roi();
    await tidy();
    expect(await old().get(id)).toMatchObject({ couponDays: 30, credits: [{ postId: expect.any(String) }] });
    expect(await roi()).toEqual(before);
    await made('/v1/posts', postBody(ada, { publishedAt: '2026-10-05T06:00:00Z', stage: 'community' }));
    expect((await roi()).filter(([, minor]) => minor !== 0)).toEqual(before);
    expect(await tidy()).toBe(0);
  });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
