import type { FactsLoader, Need } from '../../../shared/data/programme/facts-loader.ts';
import { bookedOrders, spendFactOf } from '../../../shared/data/programme/facts-of-records.ts';
import type { Stores } from '../../../shared/data/stores.ts';
import type { Catalog, RoiFacts } from '../../../shared/domain/facts.ts';
import { recredited } from '../../../shared/domain/orders/recredit.ts';
import type { PlaceInOrder } from '../../../shared/domain/place-in-order.ts';
import { valuesAlong, wantingIn } from '../../../shared/domain/post-filter.ts';
import { once } from '../../../shared/domain/remember.ts';
import { contentAddress } from '../../../shared/domain/report/content-address.ts';
import { METRIC_VERSION } from '../../../shared/domain/report/metric-version.ts';
import {
  computeRoi,
  drawsFor,
  type RoiReport,
  roiForm,
  roiTotals,
} from '../../../shared/domain/roi/compute-roi.ts';
import type { RoiQuery } from '../../../shared/domain/roi/ledger.ts';
import type { RoiRow } from '../../../shared/domain/roi/roi-row.ts';
import { REPEAT_DAYS } from '../../../shared/domain/roi/settled-order.ts';
import type { Brand } from '../../../shared/domain/schema/access/brand.ts';
import type { RoiSlice, RoiStretch } from '../../../shared/domain/schema/answers/roi.ts';
import { addDays, dayOf, listDays, weekOfDay } from '../../../shared/domain/time/week.ts';

type Question = Pick<RoiQuery, 'groupBy' | 'basis' | 'from' | 'to' | 'filter'> & Pick<Need, 'model'>;
type RoiStores = Pick<Stores, 'loader' | 'keptReports'>;

/** The ROI table with all the facts that its basis asks for; as it was kept, where nothing of it has changed. */
export async function roiReportOf(
  { loader, keptReports }: RoiStores,
  brand: Brand,
  { model, ...query }: Question,
  now: number,
): Promise<RoiReport> {
  const asked = { ...query, ...(model ? { model } : {}) };
  const days = daysOf(brand, asked, now);
  const question = { ...asked, asOf: days.asOf(query.to) };
  return keptReports(brand, { ...days, question, form: form() }, async () => {
    const facts = await factsFor(loader.loadRoiFacts, brand, asked, days);
    const made = computeRoi(facts, { ...query, asOf: days.asOf(query.to) });
    return { made, isWorthIt: isWorthKeeping(facts, made.rows.length) };
  });
}

type Sliced = { rows: { row: RoiRow; place: PlaceInOrder }[]; whole: RoiReport };

/** The same question once for each value of what is asked for, whose answers are the rows. */
export async function roiBySlices(
  { loader, keptReports }: RoiStores,
  brand: Brand,
  { model, ...asked }: Omit<Question, 'groupBy'>,
  by: RoiStretch | RoiSlice,
  now: number,
): Promise<Sliced> {
  const query = { ...asked, groupBy: 'stage' as const, ...(model ? { model } : {}) };
  const days = daysOf(brand, query, now);
  const question = { ...query, by, asOf: days.asOf(query.to) };
  return keptReports(brand, { ...days, question, form: form() }, async () => {
    const load = isOfTime(by) ? loader.loadFacts : loader.loadRoiFacts;
    const facts = await factsFor(load, brand, query, days);
    const made = sliced(facts, { ...asked, groupBy: 'stage' }, by, days.asOf);
    return { made, isWorthIt: isWorthKeeping(facts, made.rows.length) };
  });
}

function sliced(facts: RoiFacts, query: RoiQuery, by: RoiStretch | RoiSlice, asOf: Days['asOf']): Sliced {
  const slices = isOfTime(by) ? stretchesOf(query.from, query.to, by) : slicesOf(facts.catalog, by);
  const wanting = wantingIn(facts.catalog);
  const draws = drawsFor(slices.length);
  const answer = (slice: Partial<RoiQuery>) =>
    roiTotals(facts, { ...query, ...slice, asOf: asOf(slice.to ?? query.to), ...draws }, wanting);
  const rows = slices.map(({ group, slice }) => ({ ...answer(slice), group }));
  const placeOf = isOfTime(by) ? ({ group }: RoiRow) => [group ?? ''] : byRevenue;
  const shown = isOfTime(by) ? rows : rows.filter(holdsSomething);
  return {
    rows: shown.map((row) => ({ row, place: placeOf(row) })),
    whole: computeRoi(facts, { ...query, asOf: asOf(query.to), ...draws }, wanting),
  };
}

/** Fewer facts are worked out as quickly as what was kept is found. */
const LEAST_FACTS = 1_000;
/** More rows are more to keep than a page shows, and their intervals are drawn less often. */
const MOST_ROWS = 300;

const isWorthKeeping = ({ days, orders }: RoiFacts, rows: number): boolean =>
  days.length + orders.length >= LEAST_FACTS && rows <= MOST_ROWS;

/** What has no value comes last. */
const byRevenue = ({ group, netRevenueMinor }: RoiRow): PlaceInOrder => [
  Number(group === null),
  -netRevenueMinor,
  group ?? '',
];

type Slice = { group: string | null; slice: Partial<RoiQuery> };

const isOfTime = (by: RoiStretch | RoiSlice): by is RoiStretch => by === 'week' || by === 'month';

/** Weeks and months add up to the whole; so do placements; tags overlap. What has no such value is a row of its own. */
const slicesOf = (catalog: Catalog, by: RoiSlice): Slice[] => [
  ...valuesAlong(catalog, by).map((value) => ({ group: value, slice: { row: { [by]: value } } })),
  { group: null, slice: { row: { without: by } } },
];

const holdsSomething = (row: RoiRow): boolean =>
  [
    row.posts,
    row.clicks,
    row.conversions,
    row.netRevenueMinor,
    row.spendMinor,
    row.spendByState.committedMinor,
    row.giftsAtRetailMinor,
  ].some((figure) => figure !== 0);

function stretchesOf(from: string, to: string, unit: RoiStretch): Slice[] {
  const stretches: { group: string; slice: { from: string; to: string } }[] = [];
  for (const day of listDays(from, to)) {
    const group = unit === 'week' ? weekOfDay(day) : day.slice(0, 7);
    const last = stretches.at(-1);
    if (last?.group === group) last.slice.to = day;
    else stretches.push({ group, slice: { from: day, to: day } });
  }
  return stretches;
}

type Days = ReturnType<typeof daysOf>;

/**
 * A cohort goes on earning until today, and has costs from before its first day. A period's money ends with it, but
 * whether its customers came back is told by the orders of the 90 days after.
 */
function daysOf(brand: Brand, { basis, from, to }: Question, now: number) {
  const today = dayOf(now, brand.timeZone);
  const until = basis === 'cohort' && today > to ? today : to;
  const asOf = (last: string): string => {
    const returning = addDays(last, REPEAT_DAYS);
    return basis === 'period' && returning < today ? returning : today;
  };
  const ordersUntil = asOf(to) > until ? asOf(to) : until;
  return { asOf, clicks: { from, to: until }, orders: { from, to: ordersUntil } };
}

const factsFor = (
  load: (...asked: Parameters<FactsLoader['loadRoiFacts']>) => Promise<RoiFacts>,
  brand: Brand,
  { groupBy, basis, from, model }: Question,
  { clicks, orders }: Days,
): Promise<RoiFacts> =>
  load(brand, from, clicks.to, {
    channels: groupBy === 'channel',
    ...(model ? { model } : {}),
    ...(basis === 'period' ? { spendFrom: from } : {}),
    ordersUntil: orders.to,
  });

/** Names how the figures are worked out: what was kept by other code is not believed. */
const form = once(() =>
  contentAddress(
    [
      METRIC_VERSION,
      roiForm(),
      bookedOrders,
      spendFactOf,
      recredited,
      sliced,
      slicesOf,
      stretchesOf,
      daysOf,
      factsFor,
      holdsSomething,
      drawsFor,
    ].join('\n'),
  ),
);
