import type { Stores } from '../../shared/data/stores.ts';
import { inLanesApart } from '../../shared/data/table/lanes.ts';
import { dueMomentOf, due as dueOfSettings, dueSettingsOf } from '../../shared/domain/report/due.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import { buildReport, type ReportDeps } from '../../shared/report/build-report.ts';
import { makeDeliveries } from '../../shared/report/make-deliveries.ts';

export type SweepDeps = ReportDeps & Pick<Stores, 'brands' | 'deliveries'>;

export type Swept = { brandId: BrandId; week: string; reportId: string; deliveries: string[] };

/** A brand whose report's moment has come, at `dueAtMs`. */
export type DueBrand = { brandId: BrandId; dueAtMs: number };

export type FailedBrand = { brandId: BrandId; reason: unknown };

/** Brands that are asked at once whether they are due. */
const LANES = 16;

/**
 * The brands whose report is due now: few reads for each, so that one run asks them all. One that cannot be asked holds
 * up no other; `failed` names it.
 */
export async function listDueBrands(deps: SweepDeps): Promise<{ due: DueBrand[]; failed: FailedBrand[] }> {
  const brands: Brand[] = [];
  for await (const brand of deps.brands.all()) brands.push(brand);
  const found: DueBrand[] = [];
  const failures = await inLanesApart(LANES, brands, async (brand) => {
    const wanted = await dueOf(deps, brand);
    if (wanted) found.push({ brandId: brand.id, dueAtMs: dueMomentOf(wanted.settings, wanted.week) });
  });
  return { due: found, failed: failures.map(({ item, reason }) => ({ brandId: item.id, reason })) };
}

/**
 * The report of one brand, if it is due: the newest closed week is built and one delivery made per recipient. A
 * delivery's id comes from brand, week and recipient, so two runs at once, or one that died half-way, make no second
 * mail. Sending is the delivery worker's.
 */
export async function sweepBrand(deps: SweepDeps, brandId: BrandId): Promise<Swept | undefined> {
  const wanted = await dueOf(deps, await deps.brands.get(brandId));
  if (!wanted) return undefined;
  const { week, recipients } = wanted;
  const { report } = await buildReport(deps, brandId, week);
  const deliveries = await makeDeliveries(deps, brandId, report, recipients);
  await deps.brand(brandId).reportSettings.noteMade(week);
  return { brandId, week, reportId: report.id, deliveries };
}

/** All of them, one after the other. A brand that fails stops no other; `failed` names it. */
export async function sweepReports(deps: SweepDeps): Promise<{ swept: Swept[]; failed: FailedBrand[] }> {
  const swept: Swept[] = [];
  const { due, failed } = await listDueBrands(deps);
  const unmade = await inLanesApart(1, due, async ({ brandId }) => {
    const done = await sweepBrand(deps, brandId);
    if (done) swept.push(done);
  });
  return {
    swept,
    failed: [...failed, ...unmade.map(({ item, reason }) => ({ brandId: item.brandId, reason }))],
  };
}

async function dueOf(deps: SweepDeps, brand: Brand) {
  const held = await deps.brand(brand.id).reportSettings.find();
  if (!held || held.recipients.length === 0) return undefined;
  const settings = dueSettingsOf(held, brand);
  const found = dueOfSettings(settings, held.lastWeekSent, deps.now());
  return found.kind === 'due' ? { week: found.week, settings, recipients: held.recipients } : undefined;
}
