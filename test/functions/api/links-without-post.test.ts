import { beforeAll, describe, expect, it } from 'vitest';
import { postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { countingOf } from '../../support/counting.ts';
import { tapsOn } from '../../support/taps.ts';

const host = apiOfFile();
const { as, made } = host;
const SHOP = 'https://shop.example.com/';
const INSTAGRAM = {
  'user-agent':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 Instagram 385.0.0.20.111 (iPhone14,5; iOS 18_5; en_US; en; scale=3.00; 1170x2532; IABMV/1; 748135567)',
};

type Made = { id: string; slug: string; postId?: string };
let bio: Made;
let parcel: Made;
let posted: Made;
let bought: string;

beforeAll(async () => {
  const counting = await countingOf(host.engine, host.api);
  const tap = tapsOn(host.engine, host.api, counting);
  await as().patch('/v1/brand', { grossMargin: 0.5 });
  const { id } = await made('/v1/creators', { handle: '@ada', platform: 'instagram', couponCodes: ['ADA'] });
  const post = await made<{ links: Made[] }>('/v1/posts', postBody(id));
  posted = post.links[0] as Made;
  bio = await made('/v1/links', { destination: SHOP, placement: 'bio', platform: 'instagram' });
  parcel = await made('/v1/links', { destination: SHOP, placement: 'parcel' });
  await tap(posted.slug);
  await tap(parcel.slug);
  const answer = await tap(bio.slug, INSTAGRAM);
  bought = new URL(answer.headers.location ?? '').searchParams.get('vclid') ?? '';
});

const anOrder = (externalId: string, more: object) =>
  made<{ id: string; attributedBy: string; credits: object[]; losers: object[]; flags: string[] }>(
    '/v1/conversions',
    {
      kind: 'sale',
      externalId,
      occurredAt: new Date(host.api.clock.now).toISOString(),
      netAmount: { amount: 1_000, currency: 'EUR' },
      ...more,
    },
  );

type Row = Record<string, unknown>;
const rowsOf = async (path: string) => ((await as().get(path)).json as { rows: Row[] }).rows;

describe('a link without a post', () => {
  it('is made, found and kept like any other', async () => {
    expect(bio.postId).toBeUndefined();
    expect((await as().get('/v1/links?withoutPost=true')).json).toMatchObject({
      data: expect.toSatisfy((links: Made[]) => links.length === 2 && links.every(({ postId }) => !postId)),
    });
    expect((await as().get('/v1/links?withoutPost=false')).json).toMatchObject({ data: [{ id: posted.id }] });
    const tied = await as().patch(`/v1/links/${posted.id}`, { platform: 'tiktok' });
    expect(tied).toMatchObject({ status: 422, json: { errors: [{ path: 'platform' }] } });
  });

  it('is judged by its own platform', async () => {
    const { json } = await as().get(`/v1/clicks?linkId=${bio.id}`);
    expect(json).toMatchObject({ data: [{ channel: 'own_inapp', app: 'instagram', postId: null }] });
  });

  it('stands in a row of its own wherever clicks are told by posts, and in its own elsewhere', async () => {
    for (const group of ['stage', 'creator', 'post', 'campaign'])
      expect(await rowsOf(`/v1/analytics/clicks?groupBy=${group}`), group).toContainEqual(
        expect.objectContaining({ name: 'without a post', clicks: 2 }),
      );
    // A post without a campaign is another thing than no post.
    const campaigns = await rowsOf('/v1/analytics/clicks?groupBy=campaign');
    expect(campaigns.map(({ campaignId, name }) => [campaignId, name ?? null])).toEqual([
      [null, 'without a post'],
      [null, null],
    ]);
    expect(await rowsOf('/v1/analytics/clicks?groupBy=placement')).toEqual([
      expect.objectContaining({ placement: 'bio', clicks: 1 }),
      expect.objectContaining({ placement: 'parcel', clicks: 1 }),
      expect.objectContaining({ placement: null, clicks: 1 }),
    ]);
    expect(await rowsOf('/v1/analytics/clicks?groupBy=stage&placement=bio')).toEqual([
      expect.objectContaining({ name: 'without a post', clicks: 1 }),
    ]);
    expect(await rowsOf('/v1/analytics/clicks?groupBy=stage&stage=campaign')).toEqual([]);
  });

  it('is credited with its order, and no creator is', async () => {
    const order = await anOrder('by-bio', { clickId: bought });
    expect(order).toMatchObject({ attributedBy: 'click', losers: [], flags: [] });
    expect(order.credits).toEqual([expect.objectContaining({ linkId: bio.id, share: 1, reason: 'click' })]);
    expect(order.credits[0]).not.toHaveProperty('creatorId');
    const days = 'from=2026-09-01&to=2026-12-31';
    for (const group of ['stage', 'creator', 'post', 'campaign', 'tier'])
      expect(await rowsOf(`/v1/roi?groupBy=${group}&${days}`), group).toContainEqual(
        expect.objectContaining({ name: 'without a post', clicks: 2, orders: 1, roi: null }),
      );
    expect(await rowsOf(`/v1/attribution?groupBy=creator&${days}`)).toEqual([
      expect.objectContaining({ creatorId: null, name: 'without a post' }),
    ]);
    expect(await rowsOf(`/v1/roi?groupBy=stage&placement=bio&${days}`)).toEqual([
      expect.objectContaining({ stage: null, name: 'without a post', clicks: 1, orders: 1 }),
    ]);
    const { text } = await as().get(`/v1/exports/conversions.csv?${days}`);
    expect(text).toContain('without a post');
  });

  it('loses to a creator’s code, and says so', async () => {
    const order = await anOrder('by-code', { clickId: bought, couponCode: 'ADA' });
    expect(order).toMatchObject({
      attributedBy: 'coupon',
      losers: [{ reason: 'click', linkId: bio.id, beatenBy: 'coupon' }],
      flags: expect.arrayContaining(['coupon-beat-click', 'coupon-without-click']),
    });
  });

  it('has tags like any other: lists, clicks and ROI are asked for one, in any case', async () => {
    const tagged = await as().patch(`/v1/links/${bio.id}`, { tags: [' Spring ', 'spring', 'Größe'] });
    expect(tagged.json).toMatchObject({ tags: ['spring', 'größe'] });
    await as().patch(`/v1/links/${posted.id}`, { tags: ['spring'] });
    expect((await as().get('/v1/links?tag=SPRING')).json).toMatchObject({
      data: expect.toSatisfy(
        (links: Made[]) => links.length === 2 && !links.some(({ id }) => id === parcel.id),
      ),
    });
    const byTag = await rowsOf('/v1/analytics/clicks?groupBy=tag');
    expect(new Map(byTag.map(({ tag, clicks }) => [tag, clicks]))).toEqual(
      new Map([
        ['spring', 2],
        ['größe', 1],
        [null, 1],
      ]),
    );
    expect(await rowsOf('/v1/analytics/clicks?groupBy=link&tag=größe')).toEqual([
      expect.objectContaining({ linkId: bio.id, clicks: 1 }),
    ]);
    const roi = await rowsOf('/v1/roi?groupBy=stage&tag=spring&from=2026-09-01&to=2026-12-31');
    expect(roi.map(({ stage, name, clicks }) => [stage ?? name, clicks])).toEqual([
      ['microcontent', 1],
      ['without a post', 1],
    ]);
    const cleared = await as().patch(`/v1/links/${posted.id}`, { tags: null });
    expect(cleared.json).not.toHaveProperty('tags');
    for (const tags of [['a,b'], [''], ['x'.repeat(41)], Array.from({ length: 21 }, (_, n) => `t${n}`)])
      expect((await as().patch(`/v1/links/${bio.id}`, { tags })).status).toBe(422);
  });

  it('stays without one: a post cannot be said later, nor taken away', async () => {
    const put = (body: object) => as().put('/v1/links/external/parcel', { destination: SHOP, ...body });
    expect((await put({})).status).toBe(201);
    expect(await put({ postId: posted.postId })).toMatchObject({
      status: 422,
      json: { errors: [{ path: 'postId' }] },
    });
    expect((await put({ placement: 'parcel' })).status).toBe(200);
  });
});

describe('a click that an order names', () => {
  it.each([
    [' ', ' '],
    ['"', '"'],
    ['', '.'],
    ['https://shop.example.com/?vclid=', ''],
    ['vclid=', '&'],
  ])('is found in what stands round it: %s…%s', async (before, behind) => {
    const name = `round-${before.length}-${behind.length}-${behind.charCodeAt(0)}`;
    const order = await anOrder(name, { clickId: `${before}${bought}${behind}` });
    expect(order.attributedBy).toBe('click');
    expect((await anOrder(`${name}-list`, { clickIds: [`${before}${bought}${behind}`] })).attributedBy).toBe(
      'click',
    );
  });

  it('is none where it is cut, in capitals, or two stand in one', async () => {
    const wrong = [bought.slice(0, 46), bought.toUpperCase(), `${bought},${bought}`];
    for (const [at, clickId] of wrong.entries())
      expect((await anOrder(`wrong-${at}`, { clickId })).attributedBy, clickId).toBe('none');
  });
});
