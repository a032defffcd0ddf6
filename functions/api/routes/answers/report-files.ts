import type { BrandStores } from '../../../../shared/data/stores.ts';
import { derivedId } from '../../../../shared/domain/id.ts';
import type { Delivery } from '../../../../shared/domain/report/delivery.ts';
import type { ReportSnapshot } from '../../../../shared/domain/report/snapshot.ts';
import {
  previewPage,
  reportChart,
  reportCreators,
  reportCsv,
  reportJson,
  reportMail,
  reportPage,
  reportPosts,
  reportStages,
  reportText,
  type StoredReport,
} from '../../../../shared/domain/schema/answers/reports.ts';
import type { BrandId } from '../../../../shared/domain/schema/common.ts';
import { weekOf } from '../../../../shared/domain/time/week.ts';
import { buildPreview, readSnapshot, readSnapshotText } from '../../../../shared/report/build-report.ts';
import { composeLetter } from '../../../../shared/report/compose-letter.ts';
import { loadPainter } from '../../../../shared/report/render/chart-png.ts';
import { renderCsv } from '../../../../shared/report/render/csv.ts';
import { renderMailText } from '../../../../shared/report/render/mail/mail-text.ts';
import { paintWeeks } from '../../../../shared/report/render/mail/mime.ts';
import { renderPage } from '../../../../shared/report/render/page/page.tsx';
import { reportPageHeaders } from '../../../../shared/report/render/page/page-style.ts';
import type { Reader } from '../../../../shared/report/render/present/present.ts';
import { renderTable } from '../../../../shared/report/render/table-csv.ts';
import type { ApiDeps } from '../../deps.ts';
import type { Api } from '../../http/call.ts';
import { notFound } from '../../http/refusal.ts';

const pageOf = (snapshot: ReportSnapshot, query: Reader) =>
  raw(renderPage(snapshot, { ...query, showSpend: true }), reportPageHeaders(snapshot));

/** A report as a page, as text, as a mail, as a picture and as tables: drawn anew from its snapshot each time. */
export function registerReportFiles(api: Api, deps: ApiDeps): void {
  const snapshotOf: SnapshotOf = async (stores, id) =>
    readSnapshot(deps.stores, stores.brandId, await stores.reports.get(id));
  registerPages(api, deps, snapshotOf);
  registerTables(api, snapshotOf);
  registerMail(api, deps, snapshotOf);
}

type SnapshotOf = (stores: BrandStores, id: string) => Promise<ReportSnapshot>;

function registerPages(api: Api, deps: ApiDeps, snapshotOf: SnapshotOf): void {
  api.on(previewPage, async ({ stores, brandId, query, now }) => {
    const week = weekOf(now, (await stores.getBrand()).timeZone);
    const snapshot = await buildPreview(deps.stores, brandId, week);
    return pageOf(snapshot, query);
  });
  api.on(reportPage, async ({ stores, params, query }) => pageOf(await snapshotOf(stores, params.id), query));
  api.on(reportText, async ({ stores, params, query }) =>
    raw(
      renderMailText(await snapshotOf(stores, params.id), {
        ...query,
        reportUrl: `${deps.publicUrl}/v1/reports/${params.id}.html`,
        unsubscribeUrl: `${deps.publicUrl}/v1/report-settings`,
      }),
    ),
  );
}

function registerTables(api: Api, snapshotOf: SnapshotOf): void {
  api.on(reportCsv, async ({ stores, params }) =>
    raw(renderCsv(await snapshotOf(stores, params.id)), {
      'content-disposition': `attachment; filename="vouch-${params.id}.csv"`,
    }),
  );
  for (const [route, name] of TABLES)
    api.on(route, async ({ stores, params, query }) => {
      const snapshot = await snapshotOf(stores, params.id);
      return raw(renderTable(snapshot, name, query.locale), {
        'content-disposition': `attachment; filename="vouch-${snapshot.period.week}-${name}.csv"`,
      });
    });
}

/** As it is mailed, with what is in it: the figures and the picture. */
function registerMail(api: Api, deps: ApiDeps, snapshotOf: SnapshotOf): void {
  const paint = deps.paint ?? loadPainter;
  api.on(reportMail, async ({ brandId, stores, params }) => {
    const { raw: bytes } = await letterOf(await stores.reports.get(params.id), { brandId, stores }, deps);
    return raw(new Uint8Array(bytes));
  });
  api.on(reportJson, async ({ brandId, stores, params }) =>
    raw(await readSnapshotText(deps.stores, brandId, await stores.reports.get(params.id))),
  );
  api.on(reportChart, async ({ stores, params, query }) => {
    const chart = paintWeeks(await snapshotOf(stores, params.id), query.locale, await paint());
    return chart ? raw(new Uint8Array(chart.png)) : notFound('chart: nothing to draw yet');
  });
}

const TABLES = [
  [reportStages, 'stages'],
  [reportCreators, 'creators'],
  [reportPosts, 'posts'],
] as const;

/** The mail as its first recipient gets it. */
async function letterOf(
  report: StoredReport,
  { brandId, stores }: { brandId: BrandId; stores: BrandStores },
  deps: ApiDeps,
) {
  const settings = await stores.reportSettings.find();
  const delivery = {
    deliveryId: derivedId('dlv', brandId, report.id, 'shown'),
    reportId: report.id,
    recipient: settings?.recipients[0] ?? 'you@example.com',
    createdAtMs: Date.parse(report.createdAt),
  } as Delivery;
  const letterDeps = {
    stores: deps.stores,
    publicUrl: deps.publicUrl,
    from: deps.mailFrom ?? `reports@${new URL(deps.publicUrl).hostname}`,
    sealKeys: deps.cursorKeys,
  };
  return composeLetter(letterDeps, delivery);
}

const raw = <B extends string | Uint8Array<ArrayBuffer>>(body: B, headers: Record<string, string> = {}) => ({
  status: 200 as const,
  body,
  headers,
});
