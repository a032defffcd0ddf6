import {
  createReport,
  getReport,
  listReports,
  previewReport,
  type Report,
  type StoredReport,
} from '../../../../shared/domain/schema/answers/reports.ts';
import { weekBounds, weekOf } from '../../../../shared/domain/time/week.ts';
import {
  buildPreview,
  buildReport,
  readSnapshot,
  summarizePreview,
} from '../../../../shared/report/build-report.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { refuse } from '../../http/refusal.ts';

export function registerReports(api: Api, deps: ApiDeps): void {
  const { brands } = deps.stores;
  const shown = (report: StoredReport) => shownReport(report, deps.publicUrl);

  api.on(createReport, async ({ brandId, body, now }) => {
    const brand = await brands.get(brandId);
    if (weekBounds(body.week, brand.timeZone).endMs > now)
      return refuse(409, 'week-not-closed', 'This week is not over; see GET /v1/reports/preview.');
    const { report, isNew } = await buildReport(deps.stores, brandId, body.week);
    return isNew
      ? { status: 201 as const, body: shown(report), headers: { location: `/v1/reports/${report.id}` } }
      : ok(shown(report));
  });

  api.on(previewReport, async ({ brandId, query, now }) => {
    const week = weekOf(now, (await brands.get(brandId)).timeZone);
    const build = query.only === 'summary' ? summarizePreview : buildPreview;
    return ok({ week, snapshot: await build(deps.stores, brandId, week) });
  });

  api.on(listReports, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.reports.listWeeks(pageStart());
    const data = page.records.flatMap(({ revisions }) => {
      const newest = revisions.at(-1);
      return newest ? [{ ...shown(newest), revisions: revisions.map(shown) }] : [];
    });
    return ok({ data, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getReport, async ({ brandId, stores, params }) => {
    const report = await stores.reports.get(params.id);
    return ok({ ...shown(report), snapshot: await readSnapshot(deps.stores, brandId, report) });
  });
}

const shownReport = (
  { updatedAt: _, archivedAt: __, ...report }: StoredReport,
  publicUrl: string,
): Report => ({
  ...report,
  url: `${publicUrl}/v1/reports/${report.id}.html`,
});
