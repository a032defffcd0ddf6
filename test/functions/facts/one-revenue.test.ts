import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { DAY_MS, HOUR_MS } from '../../../shared/domain/time/units.ts';
import { MODELS, STAGES } from '../../../shared/domain/vocabulary.ts';
import { anApi, failures, postBody, type TestApi } from '../../support/api-builders.ts';
import { countingSince } from '../../support/counting.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

/** Random facts of one brand through the real API; every table that shows revenue by stage must show the same. */
const MONDAY = Date.parse('2026-09-14T08:00:00Z');
const ORDERS = Number(process.env.VOUCH_ORDERS ?? 60);
const random = seededRandom(process.env.VOUCH_SEED ?? 'one revenue');
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const upTo = (most: number) => Math.floor(random() * (most + 1));
const eur = (amount: number) => ({ amount, currency: 'EUR' });

let engine: Engine;
let api: TestApi;
const as = () => api.sock.as;
async function post<T>(path: string, body: object, status = 201): Promise<T> {
  const answer = await as().post(path, body);
  expect(answer.status, `${path} ${JSON.stringify(body)} ${answer.text}`).toBe(status);
  return answer.json as T;
}

type Clicked = { id: string; at: number };
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  const counting = await countingSince(MONDAY, engine, api);
  await as().patch('/v1/brand', { grossMargin: 0.5, attribution: { model: 'linear', couponDays: 9 } });
  const links: string[] = [];
  for (const [index, stage] of [...STAGES, 'microcontent' as const].entries()) {
    const { id } = await post<{ id: string }>('/v1/creators', {
      handle: `@c${index}`,
      platform: 'instagram',
      couponCodes: [`CODE${index}`],
    });
    for (const week of [0, 1]) {
      const publishedAt = new Date(MONDAY + (week * 7 + index) * DAY_MS).toISOString();
      const made = await post<{ links: { id: string }[] }>('/v1/posts', postBody(id, { stage, publishedAt }));
      links.push(made.links[0]?.id ?? '');
    }
  }
  links.push((await post<{ id: string }>('/v1/links', { destination: 'https://shop.example.com/' })).id);
  const wishes = Array.from({ length: 40 }, () => ({
    brandId: api.sock.brand.id,
    linkId: pick(links),
    at: MONDAY + upTo(20 * 24) * HOUR_MS + upTo(3_000_000),
    channel: pick(['dark_messenger', 'own_inapp', 'dark_unknown'] as const),
  })).sort((one, other) => one.at - other.at);
  const ids = await counting.follow(wishes);
  api.clock.now = MONDAY + 28 * DAY_MS;
  await counting.seal();
  const clicks = ids.map((id, index): Clicked => ({ id, at: wishes[index]?.at ?? 0 }));
  for (let index = 0; index < ORDERS; index++) await anOrder(index, clicks);
}, 240_000);
afterAll(() => engine.stop());

async function anOrder(index: number, clicks: readonly Clicked[]) {
  const at = MONDAY + upTo(26 * 24) * HOUR_MS;
  const amount = 1 + upTo(20_000);
  const net = upTo(amount);
  const before = clicks.filter((click) => click.at <= at);
  const later = (days: number) => new Date(Math.min(at + days * DAY_MS, api.clock.now)).toISOString();
  const early = { externalId: 'early', amount: eur(Math.floor(amount / 7)), occurredAt: later(upTo(6)) };
  if (random() < 0.2) await post(`/v1/conversions/external/o${index}/refunds`, early, 202);
  const { id } = await post<{ id: string }>('/v1/conversions', {
    kind: pick(['sale', 'sale', 'lead']),
    externalId: `o${index}`,
    occurredAt: new Date(at).toISOString(),
    amount: eur(amount),
    netAmount: pick([eur(net), eur(net), null]),
    clickIds: before.length > 0 ? Array.from({ length: upTo(4) }, () => pick(before).id) : [],
    couponCodes: random() < 0.5 ? [`CODE${upTo(4)}`, pick(['FREESHIP', `CODE${upTo(3)}`])] : null,
  });
  const refund = async (name: string, share: number, days: number) =>
    await post<{ id: string }>(`/v1/conversions/${id}/refunds`, {
      externalId: name,
      amount: eur(Math.floor(amount * share)),
      ...(random() < 0.3 ? { netAmount: eur(0) } : {}),
      occurredAt: later(days),
    });
  if (random() < 0.5) await refund('first', random() / 3, upTo(9));
  if (random() < 0.3) {
    const second = await refund('second', random() / 3, upTo(14));
    if (random() < 0.5)
      await post(`/v1/conversions/${id}/refunds/${second.id}/reverse`, { occurredAt: later(15) }, 200);
  }
  if (random() < 0.2)
    await post(
      `/v1/conversions/${id}/amend`,
      { amount: eur(amount + 999), netAmount: eur(amount), occurredAt: later(8) },
      200,
    );
  if (random() < 0.15) {
    await post(`/v1/conversions/${id}/void`, { reason: 'cancelled' }, 200);
    if (random() < 0.3) expect((await as().delete(`/v1/conversions/${id}/void`)).status).toBe(200);
  }
}

type Stages = Map<string, number>;
type Row = { stage: string | null; name?: string };
const nameOf = ({ stage, name }: Row) => stage ?? name ?? 'nothing';
const withoutZeros = (stages: Iterable<[string, number]>): Stages =>
  new Map([...stages].filter(([, minor]) => minor !== 0).sort());
const get = async <T>(path: string): Promise<T> => {
  const { status, json, text } = await as().get(path);
  expect(status, text).toBe(200);
  return json as T;
};

type Roi = { rows: (Row & { netRevenue: { amount: number } })[]; totals: { netRevenue: { amount: number } } };
const roi = async (days: string, model = '') => {
  const { rows, totals } = await get<Roi>(`/v1/roi?${days}${model && `&model=${model}`}`);
  return {
    stages: withoutZeros(rows.map((row) => [nameOf(row), row.netRevenue.amount])),
    total: totals.netRevenue.amount,
  };
};
const attribution = async (days: string, model: string) => {
  type Rows = { rows: (Row & { models: Record<string, { revenue: { amount: number } }> })[] };
  const { rows } = await get<Rows>(`/v1/attribution?groupBy=stage&${days}`);
  return withoutZeros(rows.map((row) => [nameOf(row), row.models[model]?.revenue.amount ?? 0]));
};
async function csvOf(path: string, stageAt: string, minorAt: string): Promise<Stages> {
  const { text } = await as().get(path);
  const sums = new Map<string, number>();
  for (const row of parse<Record<string, string>>(text, { bom: true, columns: true })) {
    const stage = row[stageAt] ?? '';
    const minor = Math.round(Number(row[minorAt]) * 100);
    if (stage !== '' && stage !== 'total') sums.set(stage, (sums.get(stage) ?? 0) + minor);
  }
  return withoutZeros(sums);
}

const PERIODS = [
  'from=2026-09-14&to=2026-10-11',
  'from=2026-09-21&to=2026-09-27',
  'from=2026-09-28&to=2026-10-04',
  'from=2026-10-01&to=2026-10-02',
];

describe.each(PERIODS)('of %s', (days) => {
  it.each(MODELS.filter((model) => model !== 'markov'))(
    'ROI and attribution show the same by %s',
    async (model) => {
      expect(await attribution(days, model)).toEqual((await roi(days, model)).stages);
    },
  );

  it('ROI, its export and the orders’ export show the same', async () => {
    const { stages } = await roi(days);
    expect(await csvOf(`/v1/exports/roi.csv?${days}`, 'stage', 'netRevenue')).toEqual(stages);
    expect(await csvOf(`/v1/exports/conversions.csv?${days}`, 'stage', 'netAmount')).toEqual(stages);
  });

  it('dark social splits the same revenue', async () => {
    type Dark = { asReferrerOnlyAnalyticsSeesIt: { revenue: { amount: number } }[] };
    const { asReferrerOnlyAnalyticsSeesIt } = await get<Dark>(`/v1/dark-social?${days}`);
    const sum = asReferrerOnlyAnalyticsSeesIt.reduce((all, { revenue }) => all + revenue.amount, 0);
    expect(sum).toBe((await roi(days)).total);
  });
});

it('the report shows the same for its week', async () => {
  const days = 'from=2026-09-21&to=2026-09-27';
  const { stages, total } = await roi(days);
  const { id } = await post<{ id: string }>('/v1/reports', { week: '2026-W39' });
  type Figured = { stage: string; netRevenueMinor: { value: number } };
  const snapshot = await get<{ stages: Figured[]; total: Figured }>(`/v1/reports/${id}.json`);
  expect(snapshot.total.netRevenueMinor.value).toBe(total);
  const named: Record<string, string> = { notTied: 'not tied to a post', withoutPost: 'without a post' };
  for (const { stage, netRevenueMinor } of snapshot.stages)
    expect([stage, netRevenueMinor.value]).toEqual([stage, stages.get(named[stage] ?? stage) ?? 0]);
  expect(snapshot.stages.map(({ stage }) => stage)).toContain('withoutPost');
});

it('weeks add up to the month in every stage, whatever refunds lie in between', async () => {
  const sums = new Map<string, number>();
  for (const days of [
    '09-14&to=2026-09-20',
    '09-21&to=2026-09-27',
    '09-28&to=2026-10-04',
    '10-05&to=2026-10-11',
  ])
    for (const [stage, minor] of (await roi(`from=2026-${days}`)).stages)
      sums.set(stage, (sums.get(stage) ?? 0) + minor);
  expect(withoutZeros(sums)).toEqual((await roi(PERIODS[0] ?? '')).stages);
});

it('had something to show: several stages, orders tied to no post, a link without one, journeys of several clicks', async () => {
  const { stages } = await roi(PERIODS[0] ?? '');
  expect([...stages.keys()]).toEqual([...STAGES, 'not tied to a post', 'without a post'].sort());
  expect((await roi(PERIODS[0] ?? '', 'firstTouch')).stages).not.toEqual(
    (await roi(PERIODS[0] ?? '', 'lastTouch')).stages,
  );
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
