import { afterAll, beforeAll, expect, it } from 'vitest';
import { inColumns, type KeptDay, linkDaysIn } from '../../../shared/data/counts/day-columns.ts';
import { ordersVersion, putLines, recountOrders } from '../../../shared/data/orders/order-lines-store.ts';
import { catalogVersionsOf } from '../../../shared/data/programme/catalog-version.ts';
import { createStores, type Stores } from '../../../shared/data/stores.ts';
import { dayRowsPartition, recordKey } from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { derivedId } from '../../../shared/domain/id.ts';
import type { NamedLine } from '../../../shared/domain/orders/order-lines.ts';
import type { Brand } from '../../../shared/domain/schema/access/brand.ts';
import { DAY_MS, HOUR_MS } from '../../../shared/domain/time/units.ts';
import { addDays, dayBounds, dayOf, daysOfWeek, weekOfDay } from '../../../shared/domain/time/week.ts';
import { buildPreview, summarizePreview } from '../../../shared/report/build-report.ts';
import { seedProgramme } from '../../bench/seed-programme.ts';
import { anApi, countedBytes, NOON, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';
import { figuresOfSummary } from '../../support/report-builders.ts';

const SIZE = { creators: 12, posts: 90, clicks: 9_000, orders: 600 };
/** A Thursday. */
const NOW = NOON + 3 * DAY_MS;
const TODAY = dayOf(NOW, 'Europe/Berlin');
const WEEK = weekOfDay(TODAY);
const [MONDAY = ''] = daysOfWeek(WEEK);
/** In a week that is over, and counted from the first day on. */
const LONG_AGO = addDays(MONDAY, -30);

let engine: Engine;
let api: TestApi;
let brand: Brand;
let other: Brand;

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  api.clock.now = NOW;
  brand = api.sock.brand as Brand;
  other = (await api.anotherBrand()).brand as Brand;
  for (const one of [brand, other])
    await seedProgramme(
      {
        stores: api.deps.stores as never,
        brandId: one.id,
        timeZone: one.timeZone,
        from: addDays(MONDAY, -77),
        to: addDays(TODAY, -1),
      },
      one === brand ? SIZE : { ...SIZE, clicks: 4_000 },
      one.name,
    );
}, 120_000);
afterAll(() => engine.stop());

/** A process that begins with nothing, and what it reads of days. */
function fresh() {
  const days: string[] = [];
  const client = {
    send: (command: { input: { ExpressionAttributeValues?: Record<string, { S?: string }> } }) => {
      const values = Object.values(command.input.ExpressionAttributeValues ?? {}).map(({ S = '' }) => S);
      if (values.includes(dayRowsPartition(brand.id)))
        days.push(
          values
            .map((value) => /^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? '')
            .sort()
            .find(Boolean) ?? '',
        );
      return engine.client.send(command as never);
    },
  };
  const stores: Stores = createStores({
    tables: tablesOn(client as never, engine.tables),
    now: () => NOW,
    random: countedBytes(`fresh ${seeds++}`),
  });
  return { stores, firstDay: () => days.sort()[0] ?? '' };
}
let seeds = 0;

/** What the page of the week is drawn from, of a fresh process, and that it says what the whole report would. */
async function summaryOf(one: Brand, process = fresh()) {
  const summary = await summarizePreview(process.stores, one.id, WEEK);
  const whole = figuresOfSummary(await buildPreview(fresh().stores, one.id, WEEK));
  expect(summary).toMatchObject(whole);
  return summary;
}

/** The clicks of a week as the page would show them. */
const clicksIn = ({ weeks }: { weeks: { week: string; clicks: number }[] }, day: string): number =>
  weeks.find(({ week }) => week === weekOfDay(day))?.clicks ?? Number.NaN;
const ordersIn = ({ weeks }: { weeks: { week: string; orders: number }[] }, day: string): number =>
  weeks.find(({ week }) => week === weekOfDay(day))?.orders ?? Number.NaN;

it('a fresh process reads two weeks where one before it read all days, and says the same', async () => {
  const [first, second] = [fresh(), fresh()];
  const worked = await summaryOf(brand, first);
  expect(first.firstDay() < addDays(MONDAY, -70)).toBe(true);
  expect(worked.weeks).toHaveLength(8);
  expect(clicksIn(worked, LONG_AGO)).toBeGreaterThan(200);
  expect(await summaryOf(brand, second)).toEqual(worked);
  expect(second.firstDay()).toBe(addDays(MONDAY, -7));
});

it('each brand has its own', async () => {
  const [mine, theirs] = [await summaryOf(brand), await summaryOf(other)];
  expect(clicksIn(theirs, LONG_AGO)).toBeLessThan(clicksIn(mine, LONG_AGO));
  expect(await summaryOf(brand)).toEqual(mine);
});

it('a day that is counted anew is there at once, in a process that held the past too', async () => {
  const held = fresh();
  const before = await summaryOf(brand, held);
  const { counts } = api.deps.stores;
  const pk = dayRowsPartition(brand.id);
  const rows = linkDaysIn((await counts.listPacked<KeptDay>(pk, LONG_AGO, LONG_AGO)).get(LONG_AGO) ?? []);
  const more = rows.map((row) => ({ ...row, hits: row.hits + 5, clicks: row.clicks + 5 }));
  await counts.replacePacked(
    pk,
    LONG_AGO,
    () => 'again',
    async () => inColumns(more),
  );
  await counts.putVersion(brand.id, LONG_AGO, 'again');
  for (const process of [held, fresh()])
    expect(clicksIn(await summaryOf(brand, process), LONG_AGO)).toBe(
      clicksIn(before, LONG_AGO) + 5 * rows.length,
    );
});

/** Given back, it stands with another post, as where the order was credited anew since. */
const aLine = (id: string, day: string, refundOf?: string, post = refundOf ? '2' : '1'): NamedLine => ({
  id,
  day,
  line: {
    kind: 'booked',
    order: {
      conversionId: derivedId('cnv', brand.id, id),
      ...(refundOf && { refundOf }),
      kind: 'sale',
      day,
      occurredAt: dayBounds(day, brand.timeZone).startMs + HOUR_MS,
      receivedAt: NOW - HOUR_MS,
      netMinor: refundOf ? -1_000 : 5_000,
      attributedBy: 'click',
      credits: [
        {
          linkId: derivedId('lnk', brand.id, post),
          postId: derivedId('pst', brand.id, post),
          creatorId: derivedId('crt', brand.id, post),
          share: 1,
          channel: 'own_web',
        },
      ],
    },
  },
});

it('an order that comes late is there while its day is marked, and once it is folded', async () => {
  const held = fresh();
  const before = ordersIn(await summaryOf(brand, held), LONG_AGO);
  const { stores } = api.deps;
  await putLines(stores, brand.id, [aLine('late', LONG_AGO)]);
  await stores.counts.markDirty('orders', brand.id, LONG_AGO, 'mark');
  for (const process of [held, fresh(), fresh()])
    expect(ordersIn(await summaryOf(brand, process), LONG_AGO)).toBe(before + 1);
  await recountOrders(stores, brand.id, LONG_AGO);
  await stores.counts.clearDirty({ kind: 'orders', brandId: brand.id, period: LONG_AGO, token: 'mark' });
  expect(
    (await stores.counts.listVersions(brand.id, ordersVersion(LONG_AGO), ordersVersion(LONG_AGO))).size,
  ).toBe(1);
  for (const process of [held, fresh(), fresh()])
    expect(ordersIn(await summaryOf(brand, process), LONG_AGO)).toBe(before + 1);
});

it('what is given back this week of an order of long ago is that order’s', async () => {
  const { stores } = api.deps;
  const before = await summaryOf(brand);
  await putLines(stores, brand.id, [aLine('back', MONDAY, derivedId('cnv', brand.id, 'late'))]);
  await recountOrders(stores, brand.id, MONDAY);
  const after = await summaryOf(brand);
  expect(after.total.netRevenueMinor.value).toBe((before.total.netRevenueMinor.value ?? 0) - 1_000);
  expect(after.total.orders.value).toBe(before.total.orders.value);
});

it('another programme has another past', async () => {
  const held = fresh();
  const before = await summaryOf(brand, held);
  const gone = derivedId('pst', brand.id, '0');
  await api.deps.stores.tables.records.erase(recordKey(brand.id, 'POST', gone));
  await catalogVersionsOf(api.deps.stores.tables).change(brand.id, 'without one post', 0);
  const sum = ({ weeks }: typeof before) => weeks.reduce((total, { clicks }) => total + clicks, 0);
  for (const process of [held, fresh(), fresh()])
    expect(sum(await summaryOf(brand, process))).toBeLessThan(sum(before));
});
