import { beforeAll, describe, expect, it } from 'vitest';
import type { LiftFigure } from '../../../../shared/domain/schema/lift/lift.ts';
import { seededRandom } from '../../../../shared/domain/statistics/seeded-random.ts';
import { addDays } from '../../../../shared/domain/time/week.ts';
import { drawShop } from '../../../lift/worlds.ts';
import { failures, postBody, type Tenant } from '../../../support/api-builders.ts';
import { apiOfFile } from '../../../support/api-of-file.ts';

const host = apiOfFile();
const FIRST = '2026-05-04';
const POSTED = addDays(FIRST, 120);

type Told = { day: string; orders: number; revenue: object; event?: string; regions?: object[] };
type Answer = { rows: ({ lift: LiftFigure } & Record<string, string>)[]; totals: LiftFigure };

/** Thirty orders a day for 120 days, then a fortnight that is so much better. */
const daysOf = (share: number, seed = 'shop', currency = 'EUR'): Told[] =>
  drawShop('calm', { perDay: 30, before: 120, window: 14 }, share, seededRandom(seed)).treated.map(
    (orders, i) => ({
      day: addDays(FIRST, i),
      orders,
      revenue: { amount: orders * 4000, currency },
    }),
  );

async function aShop(days: Told[]) {
  const { as } = await host.api.anotherBrand(`Shop ${Math.random()}`);
  expect((await as.post('/v1/baselines/bulk', { days })).status).toBe(200);
  const creator = (await as.post('/v1/creators', { handle: 'ada', platform: 'instagram', source: 'invited' }))
    .json;
  return { as, creatorId: (creator as { id: string }).id };
}
const aCampaign = async (as: Tenant['as']) => {
  const made = await as.post('/v1/campaigns', {
    name: 'Autumn',
    startsOn: POSTED,
    endsOn: addDays(POSTED, 30),
  });
  return (made.json as { id: string }).id;
};
const aSquad = async (as: Tenant['as'], city: string) =>
  ((await as.post('/v1/squads', { name: city, city, country: 'DE' })).json as { id: string }).id;
async function aPost({ as, creatorId }: Awaited<ReturnType<typeof aShop>>, over: object, day = POSTED) {
  const made = await as.post('/v1/posts', postBody(creatorId, { publishedAt: `${day}T10:00:00Z`, ...over }));
  expect(made.status).toBe(201);
  return (made.json as { id: string }).id;
}
const liftOf = async (as: Tenant['as'], query = ''): Promise<Answer> => {
  const { status, json } = await as.get(`/v1/lift?from=${POSTED}&to=${addDays(POSTED, 20)}${query}`);
  expect(status).toBe(200);
  return json as Answer;
};

beforeAll(() => {
  host.api.clock.now = Date.parse(`${addDays(POSTED, 30)}T12:00:00Z`);
});

describe('a campaign whose posts nobody had to click', () => {
  it('is detected: a range, what clicks account for, every day beside what was expected', async () => {
    const shop = await aShop(daysOf(0.6, 'shop', 'USD'));
    const campaignId = await aCampaign(shop.as);
    await aPost(shop, { stage: 'campaign', campaignId });
    const { rows, totals } = await liftOf(shop.as);
    const [{ lift } = { lift: totals }] = rows;
    expect(rows).toHaveLength(1);
    expect(lift).toMatchObject({
      verdict: 'detected',
      method: 'wholeShop',
      tracked: 0,
      quiet: { windows: 6 },
    });
    expect(lift.perDay?.low).toBeGreaterThan(0);
    expect(lift.beyondClicks).toEqual(lift.total);
    expect(lift.window).toEqual({ from: POSTED, to: addDays(POSTED, 13), over: true });
    expect(lift.days).toHaveLength(14);
    expect(lift.note).toMatch(
      /^Between \d+(\.\d)? and \d+(\.\d)? orders a day more than the shop would have had/,
    );
    expect(totals).toEqual(lift);
  });

  it('stands beside ROI as a range of its own; ROI is the same with and without totals', async () => {
    const shop = await aShop([{ day: FIRST, orders: 1, revenue: { amount: 1, currency: 'USD' } }]);
    const told = daysOf(0.6, 'shop', 'USD');
    await shop.as.patch('/v1/brand', { grossMargin: 0.5 });
    const campaignId = await aCampaign(shop.as);
    await aPost(shop, { stage: 'campaign', campaignId });
    const fee = { kind: 'fee', amount: { amount: 50_000, currency: 'USD' }, incurredOn: POSTED, campaignId };
    expect((await shop.as.post('/v1/spend', fee)).status).toBe(201);
    const roi = async () => {
      const { rows } = (
        await shop.as.get(`/v1/roi?groupBy=campaign&from=${POSTED}&to=${addDays(POSTED, 20)}`)
      ).json as {
        rows: object[];
      };
      return rows;
    };
    const before = await roi();
    await shop.as.post('/v1/baselines/bulk', { days: told });
    expect(await roi()).toEqual(before);
    const { rows } = await liftOf(shop.as, '&metric=revenue');
    const lift = rows[0]?.lift as LiftFigure;
    const total = lift.total as { low: number; high: number };
    expect(lift.roiWithLift?.low).toBeCloseTo((0.5 * total.low - 50_000) / 50_000, 6);
    expect(lift.roiWithLift?.high).toBeCloseTo((0.5 * total.high - 50_000) / 50_000, 6);
    const { total: orders, roiWithLift } = (await liftOf(shop.as, '&metric=orders')).totals;
    // Each order came to 40.00 on every quiet day but the first.
    expect(roiWithLift?.high).toBeCloseTo((0.5 * 4_000 * (orders?.high ?? 0) - 50_000) / 50_000, 2);
  });
});

it('says of an ordinary fortnight what would have been visible, and gives no estimate', async () => {
  const shop = await aShop(daysOf(0, 'ordinary', 'USD'));
  await aPost(shop, {});
  const { totals, rows } = await liftOf(shop.as, '&groupBy=post');
  expect(rows).toHaveLength(1);
  expect(totals).toMatchObject({ verdict: 'notDetectable', perDay: { estimate: null }, roiWithLift: null });
  expect(totals.smallestVisible).toBeGreaterThan(0.1);
  expect(totals.note).toContain('This doesn’t mean that the posts did nothing');
});

it('does not estimate one of two posts of the same days, nor a fortnight of a sale; together they are read', async () => {
  const shop = await aShop(daysOf(0.6, 'shop', 'USD'));
  await aPost(shop, {});
  await aPost(shop, {});
  const { rows, totals } = await liftOf(shop.as, '&groupBy=post');
  expect(rows.map(({ lift }) => [lift.verdict, lift.reason])).toEqual([
    ['notEstimated', 'windowLeftOut'],
    ['notEstimated', 'windowLeftOut'],
  ]);
  expect(totals).toMatchObject({ verdict: 'detected', posts: 2 });
  const sale = daysOf(0.6, 'shop', 'USD').map((told) =>
    told.day >= POSTED ? { ...told, event: 'sale' } : told,
  );
  await shop.as.post('/v1/baselines/bulk', { days: sale });
  expect((await liftOf(shop.as)).totals).toMatchObject({ reason: 'windowLeftOut', perDay: null, days: [] });
});

it('an earlier post does not hide a later one: its days are left out of what is expected', async () => {
  const days = daysOf(0.6, 'shop', 'USD').map((told, i) =>
    i >= 100 && i < 114 ? { ...told, orders: Math.round(told.orders * 1.6) } : told,
  );
  const shop = await aShop(days);
  await aPost(shop, {}, addDays(FIRST, 100));
  const campaignId = await aCampaign(shop.as);
  await aPost(shop, { stage: 'campaign', campaignId });
  const { rows } = await liftOf(shop.as);
  expect(rows[0]?.lift).toMatchObject({ verdict: 'detected' });
  expect(rows[0]?.lift.expectedPerDay).toBeLessThan(34);
});

it('says since when posts have run without a pause, and reads them together from there', async () => {
  const lifted = daysOf(0.6, 'shop', 'USD').map((told, i) =>
    i >= 110 && i < 120 ? { ...told, orders: Math.round(told.orders * 1.6) } : told,
  );
  const shop = await aShop(lifted);
  await aPost(shop, {}, addDays(POSTED, -40));
  const first = addDays(POSTED, -10);
  await aPost(shop, {}, first);
  await aPost(shop, {});
  const asked = await liftOf(shop.as);
  expect(asked).toMatchObject({ runningSince: first, totals: { posts: 1 } });
  const query = `from=${first}&to=${addDays(POSTED, 20)}`;
  const whole = (await shop.as.get(`/v1/lift?${query}`)).json;
  expect(whole).toMatchObject({
    runningSince: null,
    totals: { verdict: 'detected', posts: 2, window: { from: first, to: addDays(POSTED, 13) } },
  });
});

it('names no longer stretch where other posts ran, or where it is longer than can be read', async () => {
  const shop = await aShop(daysOf(0, 'shop', 'USD'));
  const other = await shop.as.post('/v1/creators', {
    handle: 'eva',
    platform: 'instagram',
    source: 'invited',
  });
  await aPost({ ...shop, creatorId: (other.json as { id: string }).id }, {}, addDays(POSTED, -10));
  await aPost(shop, {});
  expect(await liftOf(shop.as, `&creatorId=${shop.creatorId}`)).toMatchObject({ runningSince: null });
  expect(await liftOf(shop.as)).toMatchObject({ runningSince: addDays(POSTED, -10) });
  await aPost(shop, {}, addDays(POSTED, -14));
  expect(await liftOf(shop.as)).toMatchObject({ runningSince: addDays(POSTED, -14) });
  expect(await liftOf(shop.as)).toMatchObject({ startOfLongRun: null });
  for (const before of [-24, -36]) await aPost(shop, {}, addDays(POSTED, before));
  const [from, to] = [addDays(POSTED, -36), addDays(POSTED, 19)];
  expect(await liftOf(shop.as)).toMatchObject({ runningSince: null, startOfLongRun: { from, to } });
  // These days are read, as none of their own posts stand in the way.
  const first = (await shop.as.get(`/v1/lift?from=${from}&to=${to}`)).json;
  expect(first).toMatchObject({ startOfLongRun: null, totals: { posts: 5, verdict: 'notDetectable' } });
});

it('looks for a squad in its own city, against the regions that have none', async () => {
  const shape = { perDay: 120, before: 120, window: 14, regions: 5 };
  const drawn = drawShop('calm', shape, 0.8, seededRandom('cities'));
  const cities = ['Bremen', 'Kiel', 'Ulm', 'Trier'];
  const days = drawn.treated.map((orders, i) => ({
    day: addDays(FIRST, i),
    orders: orders + drawn.donors.reduce((sum, donor) => sum + (donor[i] as number), 0),
    revenue: { amount: 1, currency: 'USD' },
    regions: [
      { region: 'Hamburg', orders },
      ...cities.map((region, j) => ({ region, orders: drawn.donors[j]?.[i] })),
    ],
  }));
  const shop = await aShop(days);
  const squadId = await aSquad(shop.as, ' hamburg');
  await aPost(shop, { stage: 'community', squadId });
  await aPost(shop, {});
  const { rows } = await liftOf(shop.as, '&groupBy=squad');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.lift).toMatchObject({ verdict: 'detected', region: 'hamburg' });
  expect(rows[0]?.lift.method).not.toBe('wholeShop');
});

it('without totals, or before a day is over, says so', async () => {
  const shop = await aShop(daysOf(0, 'x', 'USD').slice(0, 5));
  await aPost(shop, {});
  expect((await liftOf(shop.as)).totals).toMatchObject({ verdict: 'notEstimated', reason: 'noQuietDays' });
  const none = await host.api.anotherBrand('Nothing told');
  expect((await liftOf(none.as)).totals).toMatchObject({
    verdict: 'notEstimated',
    reason: 'noDayOver',
    posts: 0,
  });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
