import type { FactsLoader, Need } from '../../../shared/data/programme/facts-loader.ts';
import { computeRoi, type RoiReport } from '../../../shared/domain/roi/compute-roi.ts';
import type { RoiQuery } from '../../../shared/domain/roi/ledger.ts';
import type { RoiRow } from '../../../shared/domain/roi/roi-row.ts';
import { REPEAT_DAYS } from '../../../shared/domain/roi/settled-order.ts';
import type { Brand } from '../../../shared/domain/schema/access/brand.ts';
import type { RoiStretch } from '../../../shared/domain/schema/answers/roi.ts';
import { addDays, dayOf, listDays, weekOfDay } from '../../../shared/domain/time/week.ts';

type Question = Pick<RoiQuery, 'groupBy' | 'basis' | 'from' | 'to' | 'filter'> & Pick<Need, 'model'>;

/** The ROI table with all the facts that its basis asks for. */
export async function roiReportOf(
  loader: FactsLoader,
  brand: Brand,
  { model, ...query }: Question,
  now: number,
): Promise<RoiReport> {
  const { facts, asOf } = await factsFor(loader, brand, { ...query, ...(model ? { model } : {}) }, now);
  return computeRoi(facts, { ...query, asOf: asOf(query.to) });
}

/** The same question for each week or month that its days lie in. The rows add up to the whole. */
export async function roiByTimeOf(
  loader: FactsLoader,
  brand: Brand,
  { model, ...query }: Question,
  unit: RoiStretch,
  now: number,
): Promise<{ rows: { name: string; row: RoiRow }[]; whole: RoiReport }> {
  const { facts, asOf } = await factsFor(loader, brand, { ...query, ...(model ? { model } : {}) }, now);
  const during = (from: string, to: string) => computeRoi(facts, { ...query, from, to, asOf: asOf(to) });
  const rows = stretchesOf(query.from, query.to, unit).map(({ name, from, to }) => ({
    name,
    row: during(from, to).totals,
  }));
  return { rows, whole: during(query.from, query.to) };
}

function stretchesOf(from: string, to: string, unit: RoiStretch) {
  const stretches: { name: string; from: string; to: string }[] = [];
  for (const day of listDays(from, to)) {
    const name = unit === 'week' ? weekOfDay(day) : day.slice(0, 7);
    const last = stretches.at(-1);
    if (last?.name === name) last.to = day;
    else stretches.push({ name, from: day, to: day });
  }
  return stretches;
}

/**
 * A cohort goes on earning until today, and has costs from before its first day. A period's money ends with it, but
 * whether its customers came back is told by the orders of the 90 days after.
 */
async function factsFor(loader: FactsLoader, brand: Brand, question: Question, now: number) {
  const { groupBy, basis, from, to, model } = question;
  const today = dayOf(now, brand.timeZone);
  const until = basis === 'cohort' && today > to ? today : to;
  const asOf = (last: string): string => {
    const returning = addDays(last, REPEAT_DAYS);
    return basis === 'period' && returning < today ? returning : today;
  };
  const facts = await loader.loadFacts(brand, from, until, {
    channels: groupBy === 'channel',
    ...(model ? { model } : {}),
    ...(basis === 'period' ? { spendFrom: from } : {}),
    ordersUntil: asOf(to) > until ? asOf(to) : until,
  });
  return { facts, asOf };
}
