import type { Stores } from '../../shared/data/stores.ts';
import { due, dueSettingsOf } from '../../shared/domain/report/due.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import { buildReport, type ReportDeps } from '../../shared/report/build-report.ts';
import { makeDeliveries } from '../../shared/report/make-deliveries.ts';

export type SweepDeps = ReportDeps & Pick<Stores, 'brands' | 'deliveries'>;

export type Swept = { brandId: BrandId; week: string; reportId: string; deliveries: string[] };

/**
 * Every brand whose report is due now: the newest closed week is built and one delivery made per recipient. A
 * delivery's id comes from brand, week and recipient, so two sweeps at once, or one that died half-way, make no
 * second mail. Sending is the delivery worker's. A brand that fails stops no other; `failed` names it.
 */
export async function sweepReports(
  deps: SweepDeps,
): Promise<{ swept: Swept[]; failed: { brandId: BrandId; reason: unknown }[] }> {
  const swept: Swept[] = [];
  const failed: { brandId: BrandId; reason: unknown }[] = [];
  for await (const brand of deps.brands.all()) {
    try {
      const done = await sweepBrand(deps, brand);
      if (done) swept.push(done);
    } catch (reason) {
      failed.push({ brandId: brand.id, reason });
    }
  }
  return { swept, failed };
}

async function sweepBrand(deps: SweepDeps, brand: Brand): Promise<Swept | undefined> {
  const settings = deps.brand(brand.id).reportSettings;
  const held = await settings.find();
  if (!held || held.recipients.length === 0) return undefined;
  const now = deps.now();
  const found = due(dueSettingsOf(held, brand), held.lastWeekSent, now);
  if (found.kind !== 'due') return undefined;
  const { report } = await buildReport(deps, brand.id, found.week);
  const deliveries = await makeDeliveries(deps, brand.id, report, held.recipients);
  await settings.noteMade(found.week);
  return { brandId: brand.id, week: found.week, reportId: report.id, deliveries };
}
