import type { FactsLoader, Need } from '../../shared/data/programme/facts-loader.ts';
import { computeRoi, type RoiReport } from '../../shared/domain/roi/compute-roi.ts';
import type { RoiQuery } from '../../shared/domain/roi/ledger.ts';
import { REPEAT_DAYS } from '../../shared/domain/roi/settled-order.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import { addDays, dayOf } from '../../shared/domain/time/week.ts';

type Question = Pick<RoiQuery, 'groupBy' | 'basis' | 'from' | 'to'> & Pick<Need, 'model'>;

/**
 * The ROI table with all the facts that its basis asks for. A cohort goes on earning until today, and has costs from
 * before its first day. A period's money ends with it, but whether its customers came back is told by the orders of
 * the 90 days after.
 */
export async function roiReportOf(
  loader: FactsLoader,
  brand: Brand,
  { model, ...query }: Question,
  now: number,
): Promise<RoiReport> {
  const { groupBy, basis, from, to } = query;
  const today = dayOf(now, brand.timeZone);
  const until = basis === 'cohort' && today > to ? today : to;
  const returning = addDays(to, REPEAT_DAYS);
  const asOf = basis === 'period' && returning < today ? returning : today;
  const facts = await loader.loadFacts(brand, from, until, {
    channels: groupBy === 'channel',
    ...(model ? { model } : {}),
    ...(basis === 'period' ? { spendFrom: from } : {}),
    ordersUntil: asOf > until ? asOf : until,
  });
  return computeRoi(facts, { ...query, asOf });
}
