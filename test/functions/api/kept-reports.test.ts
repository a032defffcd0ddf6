import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roiBySlices, roiReportOf } from '../../../functions/api/reading/roi-report.ts';
import { rejudgeDays } from '../../../infra/local/rejudge-days.ts';
import { createStores, type Stores } from '../../../shared/data/stores.ts';
import {
  dayOrdersPartition,
  dayRowsPartition,
  hourOf,
  recordKey,
  versionsPartition,
} from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { derivedId } from '../../../shared/domain/id.ts';
import type { Brand } from '../../../shared/domain/schema/access/brand.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { addDays, dayBounds, dayOf } from '../../../shared/domain/time/week.ts';
import { seedProgramme } from '../../bench/seed-programme.ts';
import { anApi, countedBytes, NOON, type TestApi } from '../../support/api-builders.ts';
import { countingOf } from '../../support/counting.ts';
import { dumpOf, type Engine, startEngine, wireTo } from '../../support/engine.ts';

const SIZE = { creators: 12, posts: 120, clicks: 2_000, orders: 1_000 };
const NOW = NOON + 3 * DAY_MS;
const LAST = addDays(dayOf(NOW, 'Europe/Berlin'), -1);
const FROM = addDays(LAST, -130);
/** In the middle of what is asked for, and long sealed. */
const DAY = addDays(LAST, -12);

let engine: Engine;
let api: TestApi;
let brand: Brand;
let counting: ReturnType<typeof countingOf>;
let noon: number;

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  brand = api.sock.brand as Brand;
  api.clock.now = NOW;
  const { timeZone, id: brandId } = brand;
  const place = { stores: api.deps.stores as never, brandId, timeZone, from: FROM, to: LAST };
  await seedProgramme(place, SIZE, 'kept');
  await as().patch('/v1/brand', { grossMargin: 0.6 });
  counting = countingOf(engine, api);
  noon = dayBounds(DAY, timeZone).startMs + 12 * HOUR_MS;
}, 120_000);
afterAll(() => engine.stop());

const as = () => api.sock.as;
const nameOf = (prefix: 'crt' | 'pst' | 'lnk', nth: number) => derivedId(prefix, brand.id, String(nth));

/** A process that begins with nothing, and how many days it unpacked. */
function fresh() {
  let days = 0;
  const packed = () => [dayRowsPartition(brand.id), dayOrdersPartition(brand.id)];
  const client = {
    send: (command: { input: { ExpressionAttributeValues?: Record<string, { S?: string }> } }) => {
      const values = Object.values(command.input.ExpressionAttributeValues ?? {}).map(({ S = '' }) => S);
      if (packed().some((partition) => values.includes(partition))) days++;
      return engine.client.send(command as never);
    },
  };
  const tables = tablesOn(client as never, engine.tables);
  const now = () => api.clock.now;
  const stores: Stores = createStores({ tables, now, random: countedBytes(`fresh ${seeds++}`) });
  return { stores, days: () => days };
}
let seeds = 0;

type Asked = Pick<Stores, 'loader' | 'keptReports' | 'brands'>;
type Question = Partial<Parameters<typeof roiReportOf>[2]>;

async function askedOf(stores: Asked, over: Question = {}) {
  const question = { groupBy: 'stage' as const, basis: 'period' as const, from: FROM, to: LAST, ...over };
  return roiReportOf(stores, await stores.brands.get(brand.id), question, api.clock.now);
}

/** Stores that believe nothing that was kept. */
const unbelieving = (): Asked => ({
  ...fresh().stores,
  keptReports: async (_brand, _asked, make) => (await make()).made,
});
const workedOut = (over?: Question) => askedOf(unbelieving(), over);

/** What was written is settled a minute later. */
const settle = () => (api.clock.now += 2 * MINUTE_MS);

async function isKept(over?: Question, worked?: object): Promise<void> {
  const process = fresh();
  expect(await askedOf(process.stores, over)).toEqual(worked ?? (await workedOut(over)));
  expect(process.days()).toBe(0);
}

it('a fresh process finds what one before it worked out, and says the same', async () => {
  settle();
  const first = fresh();
  const worked = await askedOf(first.stores);
  expect(first.days()).toBeGreaterThan(1);
  expect(worked.totals.clicks).toBe(SIZE.clicks);
  expect(worked.totals.roiInterval).not.toBeNull();
  await isKept();
});

it('another question has its own answer', async () => {
  const questions: Question[] = [
    { groupBy: 'creator' },
    { groupBy: 'message' },
    { groupBy: 'channel' },
    { filter: { creatorId: nameOf('crt', 3) } },
    { to: addDays(LAST, -1) },
    { from: addDays(FROM, 1) },
    { model: 'linear' },
  ];
  for (const question of questions) {
    const worked = await workedOut(question);
    expect(await askedOf(fresh().stores, question)).toEqual(worked);
    await isKept(question, worked);
  }
  const placed = questions.filter(({ model }) => !model);
  const texts = new Set([...(await Promise.all(placed.map(workedOut))), await workedOut()].map(textOf));
  expect(texts.size).toBe(placed.length + 1);
});
const textOf = (value: unknown) => JSON.stringify(value);

it('weeks and placements too', async () => {
  const { id } = brand;
  const sliced = async (stores: Asked, by: 'week' | 'placement') =>
    roiBySlices(
      stores,
      await stores.brands.get(id),
      { basis: 'period', from: FROM, to: LAST },
      by,
      api.clock.now,
    );
  for (const by of ['week', 'placement'] as const) {
    const [worked, process] = [await sliced(unbelieving(), by), fresh()];
    expect(await sliced(fresh().stores, by)).toEqual(worked);
    expect(await sliced(process.stores, by)).toEqual(worked);
    expect(process.days()).toBe(0);
  }
});

it('what is still being counted is kept while nothing comes, and each click is there at once', async () => {
  const today = { to: addDays(LAST, 1) };
  const held = fresh();
  let before = await askedOf(held.stores, today);
  await isKept(today, before);
  const click = (over: object = {}) =>
    counting.follow([
      { brandId: brand.id, linkId: nameOf('lnk', 5), at: api.clock.now - MINUTE_MS, ...over },
    ]);
  const channel = { ...today, groupBy: 'channel' as const };
  for (const over of [{}, { at: api.clock.now - 3 * HOUR_MS }, { at: api.clock.now - DAY_MS }]) {
    await click(over);
    const is = await workedOut(today);
    expect(is.totals.clicks).toBe(
      before.totals.clicks + Number(!('at' in over) || over.at > api.clock.now - DAY_MS),
    );
    for (const process of [held, fresh()]) expect(await askedOf(process.stores, today)).toEqual(is);
    await isKept(today, is);
    before = is;
  }
  expect(await askedOf(fresh().stores, channel)).toEqual(await workedOut(channel));
  await isKept(channel);
});

it('where days that are long over are still being counted it is worked out each time', async () => {
  const { counts, tables } = api.deps.stores;
  const days = [0, 1, 2].map((after) => addDays(DAY, after));
  const versions = await counts.listVersions(brand.id, DAY, days[2] ?? '');
  for (const sk of days) await tables.counts.erase({ pk: versionsPartition(brand.id), sk });
  const hour = hourOf(noon);
  await counts.markDirty('unsealed', brand.id, hour, 'mark');
  for (const process of [fresh(), fresh()]) {
    await askedOf(process.stores);
    expect(process.days()).toBeGreaterThan(1);
  }
  await counts.clearDirty({ kind: 'unsealed', brandId: brand.id, period: hour, token: 'mark' });
  for (const [day, version] of versions) await counts.putVersion(brand.id, day, version);
});

it('what is worked out quickly is kept by nobody', async () => {
  const [few, places] = [{ from: LAST }, async () => (await keptPlaces()).size];
  const former = await places();
  await askedOf(fresh().stores, few);
  expect(await places()).toBe(former);
});

/** Where reports are kept, and when the table may forget them. */
async function keptPlaces(): Promise<Map<string, number>> {
  const rows = (await dumpOf(engine)).filter(({ item }) => item.sk?.S?.startsWith('ROI-'));
  return new Map(rows.map(({ item }) => [item.sk?.S ?? '', Number(item.expiresAt?.N)]));
}

it('a brand’s reports have 256 places, and go after a day', async () => {
  const places = await keptPlaces();
  expect(places.size).toBeGreaterThan(5);
  for (const [place, expires] of places) {
    expect(place).toMatch(/^ROI-[0-9a-f]{2}#$/);
    expect(expires * 1_000).toBeLessThanOrEqual(api.clock.now + DAY_MS + 1_000);
  }
});

describe('what is written is there at once, and once it is kept again', () => {
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const at = (hours = 0) => new Date(noon + hours * HOUR_MS).toISOString();
  const posted = { linkId: '', orderId: '' };
  async function sent(
    answer: Promise<{ status: number; text: string; json: never }>,
  ): Promise<{ id: string }> {
    const { status, text, json } = await answer;
    expect(status, text).toBeLessThan(300);
    return json;
  }
  const orderOf = (externalId: string, over: object = {}) =>
    sent(
      as().post('/v1/conversions', {
        ...{ kind: 'sale', externalId, occurredAt: at(), amount: eur(40_000), couponCode: 'KNIT' },
        ...over,
      }),
    );
  const click = (hours: number) =>
    counting.follow([{ brandId: brand.id, linkId: nameOf('lnk', 5), at: noon + hours * HOUR_MS }]);

  const writes: [what: string, write: () => Promise<unknown>, over?: Question][] = [
    ['a coupon and its order', () => withCoupon()],
    ['an order', async () => (posted.orderId = (await orderOf('late')).id)],
    ['a second order of the same day', () => orderOf('later')],
    ['a customer of long ago who came back', () => cameBack()],
    ['a day whose orders are folded', () => orderOf('folded').then(() => counting.seal())],
    ['one that nobody asked for while it was marked', () => orderOf('unseen').then(() => counting.seal())],
    [
      'a refund',
      () =>
        sent(
          as().post(`/v1/conversions/${posted.orderId}/refunds`, {
            ...{ externalId: 'back', amount: eur(1_000), occurredAt: at(20) },
          }),
        ),
    ],
    [
      'an order that is amended',
      () =>
        sent(
          as().post(`/v1/conversions/${posted.orderId}/amend`, { amount: eur(99_000), occurredAt: at(30) }),
        ),
    ],
    ['an erased customer', () => sent(as().post('/v1/erasures', { customerId: 'customer-late' }))],
    [
      'spend',
      () =>
        sent(
          as().post('/v1/spend', {
            ...{ kind: 'fee', amount: eur(2_000), incurredOn: DAY, postId: nameOf('pst', 0) },
          }),
        ),
    ],
    ['the margin', () => sent(as().patch('/v1/brand', { grossMargin: 0.41 }))],
    [
      'engagement',
      () =>
        sent(
          as().post('/v1/engagement', {
            postId: nameOf('pst', 4),
            takenAt: at(),
            likes: 80,
            comments: 5,
            impressions: 900,
          }),
        ),
    ],
    ['a late click', () => click(1).then(() => counting.seal())],
    ['a click judged by other rules', () => judgedAgain()],
    [
      'a post of another campaign',
      async () => {
        const { id } = await sent(as().post('/v1/campaigns', { name: 'Autumn', ...campaign() }));
        await sent(as().patch(`/v1/posts/${nameOf('pst', 1)}`, { campaignId: id }));
      },
      { groupBy: 'campaign' },
    ],
    [
      'a creator’s city',
      () => sent(as().patch(`/v1/creators/${nameOf('crt', 2)}`, { city: 'Lyon' })),
      { groupBy: 'city' },
    ],
    [
      'a creator who is erased',
      () => sent(as().post('/v1/erasures', { creatorId: nameOf('crt', 2) })),
      { groupBy: 'city' },
    ],
  ];
  const campaign = () => ({ startsOn: FROM, endsOn: LAST });

  async function withCoupon(): Promise<void> {
    await sent(as().patch(`/v1/creators/${nameOf('crt', 1)}`, { couponCodes: ['KNIT'] }));
    await orderOf('first');
  }

  async function cameBack(): Promise<void> {
    for (const [id, after] of [
      ['once', 2],
      ['again', 9],
    ] as const)
      await orderOf(id, {
        customerId: 'customer-late',
        occurredAt: new Date(dayBounds(addDays(FROM, after), 'UTC').startMs + 9 * HOUR_MS).toISOString(),
      });
  }

  async function judgedAgain(): Promise<void> {
    const { stores, clickKeys } = api.deps;
    const wire = wireTo(engine);
    const local = { ...stores, wire, names: engine.tables };
    const drain = { ...local, clickKeys, now: () => api.clock.now };
    const days = { from: DAY, to: DAY, apply: true };
    const { moved } = await rejudgeDays(days, {
      stores: local as never,
      drain: drain as never,
      show: () => {},
    });
    expect(moved).toBeGreaterThan(0);
  }

  it.each(writes)('%s', async (_what, write, over) => {
    settle();
    const held = fresh();
    const before = await askedOf(held.stores, over);
    await isKept(over, before);
    await write();
    const is = await workedOut(over);
    expect(is).not.toEqual(before);
    for (const process of [held, fresh()]) expect(await askedOf(process.stores, over)).toEqual(is);
    settle();
    const later = await workedOut(over);
    for (const process of [held, fresh()]) expect(await askedOf(process.stores, over)).toEqual(later);
    await isKept(over, later);
  });
});

it('nothing is believed while a write may be on its way, nor after one that died in between', async () => {
  settle();
  const question = { groupBy: 'creator' as const };
  const before = await askedOf(fresh().stores, question);
  await isKept(question, before);
  const { tables, brand: storesOf } = api.deps.stores;
  await storesOf(brand.id).catalogChanging();
  await askedOf(fresh().stores, question);
  await tables.records.erase(recordKey(brand.id, 'POST', nameOf('pst', 7)));
  for (let later = 0; later < 2; later++) {
    const is = await workedOut(question);
    expect(is).not.toEqual(before);
    expect(await askedOf(fresh().stores, question)).toEqual(is);
    settle();
  }
});

it('who came back is told anew each day, as it hangs on the orders until then', async () => {
  settle();
  await askedOf(fresh().stores);
  await isKept();
  api.clock.now += DAY_MS;
  const process = fresh();
  expect(await askedOf(process.stores)).toEqual(await workedOut());
  expect(process.days()).toBeGreaterThan(0);
});

it('another zone believes nothing of the former one', async () => {
  settle();
  await askedOf(fresh().stores);
  await isKept();
  expect((await as().patch('/v1/brand', { timeZone: 'Asia/Tokyo' })).status).toBe(200);
  const process = fresh();
  expect(await askedOf(process.stores)).toEqual(await workedOut());
  expect(process.days()).toBeGreaterThan(0);
});
