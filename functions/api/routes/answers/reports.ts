import type { BrandStores } from '../../../../shared/data/stores.ts';
import { derivedId } from '../../../../shared/domain/id.ts';
import type { Delivery } from '../../../../shared/domain/report/delivery.ts';
import type { ReportSnapshot } from '../../../../shared/domain/report/snapshot.ts';
import {
  createReport,
  createShare,
  type DeliveryShown,
  deleteShare,
  getReport,
  listDeliveries,
  listReports,
  listShares,
  previewPage,
  previewReport,
  type Report,
  reportChart,
  reportCreators,
  reportCsv,
  reportJson,
  reportMail,
  reportPage,
  reportPosts,
  reportStages,
  reportText,
  revokeShare,
  type StoredReport,
  type StoredShare,
  sendReport,
} from '../../../../shared/domain/schema/answers/reports.ts';
import { DAY_MS } from '../../../../shared/domain/time/units.ts';
import { weekBounds, weekOf } from '../../../../shared/domain/time/week.ts';
import {
  buildPreview,
  buildReport,
  readSnapshot,
  readSnapshotText,
} from '../../../../shared/report/build-report.ts';
import { composeLetter } from '../../../../shared/report/compose-letter.ts';
import { makeDeliveries } from '../../../../shared/report/make-deliveries.ts';
import { loadPainter } from '../../../../shared/report/render/chart-png.ts';
import { renderCsv } from '../../../../shared/report/render/csv.ts';
import { renderMailText } from '../../../../shared/report/render/mail/mail-text.ts';
import { paintWeeks } from '../../../../shared/report/render/mail/mime.ts';
import { renderPage } from '../../../../shared/report/render/page/page.tsx';
import { REPORT_PAGE_HEADERS } from '../../../../shared/report/render/page/page-style.ts';
import { renderTable } from '../../../../shared/report/render/table-csv.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, noContent, ok } from '../../http/call.ts';
import { invalid, notFound, refuse } from '../../http/refusal.ts';

const SHARE_DAYS = 90;

export function registerReports(api: Api, deps: ApiDeps): void {
  const { deliveries, brands } = deps.stores;
  const paint = deps.paint ?? loadPainter;
  const shown = (report: StoredReport) => shownReport(report, deps.publicUrl);
  const snapshotOf = async (stores: BrandStores, id: string): Promise<ReportSnapshot> =>
    readSnapshot(deps.stores, stores.brandId, await stores.reports.get(id));

  api.on(createReport, async ({ brandId, body, now }) => {
    const brand = await brands.get(brandId);
    if (weekBounds(body.week, brand.timeZone).endMs > now)
      return refuse(409, 'week-not-closed', 'This week is not over; see GET /v1/reports/preview.');
    const { report, isNew } = await buildReport(deps.stores, brandId, body.week);
    return isNew
      ? { status: 201 as const, body: shown(report), headers: { location: `/v1/reports/${report.id}` } }
      : ok(shown(report));
  });

  api.on(previewReport, async ({ brandId, now }) => {
    const week = weekOf(now, (await brands.get(brandId)).timeZone);
    return ok({ week, snapshot: await buildPreview(deps.stores, brandId, week) });
  });

  api.on(previewPage, async ({ brandId, query, now }) => {
    const week = weekOf(now, (await brands.get(brandId)).timeZone);
    const snapshot = await buildPreview(deps.stores, brandId, week);
    return raw(renderPage(snapshot, { ...query, showSpend: true }), REPORT_PAGE_HEADERS);
  });

  api.on(listReports, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.reports.listWeeks(pageStart());
    const data = page.records.flatMap(({ revisions }) => {
      const newest = revisions.at(-1);
      return newest ? [{ ...shown(newest), revisions: revisions.map(shown) }] : [];
    });
    return ok({ data, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(reportPage, async ({ stores, params, query }) =>
    raw(renderPage(await snapshotOf(stores, params.id), { ...query, showSpend: true }), REPORT_PAGE_HEADERS),
  );

  api.on(reportText, async ({ stores, params, query }) =>
    raw(
      renderMailText(await snapshotOf(stores, params.id), {
        ...query,
        reportUrl: `${deps.publicUrl}/v1/reports/${params.id}.html`,
        unsubscribeUrl: `${deps.publicUrl}/v1/report-settings`,
      }),
    ),
  );

  api.on(reportCsv, async ({ stores, params }) =>
    raw(renderCsv(await snapshotOf(stores, params.id)), {
      'content-disposition': `attachment; filename="vouch-${params.id}.csv"`,
    }),
  );

  for (const [route, name] of [
    [reportStages, 'stages'],
    [reportCreators, 'creators'],
    [reportPosts, 'posts'],
  ] as const)
    api.on(route, async ({ stores, params, query }) => {
      const snapshot = await snapshotOf(stores, params.id);
      return raw(renderTable(snapshot, name, query.locale), {
        'content-disposition': `attachment; filename="vouch-${snapshot.period.week}-${name}.csv"`,
      });
    });

  api.on(reportMail, async ({ brandId, stores, params }) => {
    const report = await stores.reports.get(params.id);
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
    const letter = await composeLetter(letterDeps, delivery);
    return raw(new Uint8Array(letter.raw));
  });

  api.on(reportJson, async ({ brandId, stores, params }) =>
    raw(await readSnapshotText(deps.stores, brandId, await stores.reports.get(params.id))),
  );

  api.on(reportChart, async ({ stores, params, query }) => {
    const chart = paintWeeks(await snapshotOf(stores, params.id), query.locale, await paint());
    return chart ? raw(new Uint8Array(chart.png)) : notFound('chart: nothing to draw yet');
  });

  api.on(getReport, async ({ brandId, stores, params }) => {
    const report = await stores.reports.get(params.id);
    return ok({ ...shown(report), snapshot: await readSnapshot(deps.stores, brandId, report) });
  });

  api.on(sendReport, async ({ brandId, stores, params, body, newId }) => {
    const report = await stores.reports.get(params.id);
    const recipients = body.recipients ?? (await stores.reportSettings.find())?.recipients ?? [];
    if (recipients.length === 0)
      return invalid({ path: 'recipients', message: 'nobody is named, here or in the settings' });
    const again = body.resend ? newId('evt') : undefined;
    const ids = await makeDeliveries(deps.stores, brandId, report, recipients, again);
    const made = await Promise.all(ids.map((id) => deliveries.find(id)));
    return { status: 202 as const, body: { data: made.flatMap((one) => (one ? [shownDelivery(one)] : [])) } };
  });

  api.on(listDeliveries, async ({ stores, params }) => {
    const report = await stores.reports.get(params.id);
    return ok({ data: (await deliveries.listOfReport(report.id)).map(shownDelivery) });
  });

  api.on(createShare, async ({ stores, params, body, now, at }) => {
    const report = await stores.reports.get(params.id);
    const token = Buffer.from(deps.random(24)).toString('base64url');
    const share = await stores.shares.create(token, {
      reportId: report.id,
      showSpend: body.showSpend,
      expiresAt: body.expiresAt ?? new Date(now + SHARE_DAYS * DAY_MS).toISOString(),
      createdAt: at,
      updatedAt: at,
    });
    const { id, showSpend, expiresAt } = share;
    return { status: 201 as const, body: { id, url: `${deps.publicUrl}/r/${token}`, showSpend, expiresAt } };
  });

  api.on(deleteShare, async ({ stores, params, at }) => {
    const shares = stores.shares;
    if ((await shares.get(params.shareId)).reportId !== params.id) return notFound('share');
    await shares.revoke(params.shareId, at);
    return noContent();
  });

  api.on(listShares, async ({ stores, now, pageStart, pageEnd }) => {
    const page = await stores.shares.list(pageStart(), now);
    return ok({ data: page.records.map(listedShare), nextCursor: pageEnd(page.lastKey) });
  });

  api.on(revokeShare, async ({ stores, params, at }) => {
    await stores.shares.revoke(params.id, at);
    return noContent();
  });
}

const raw = <B extends string | Uint8Array<ArrayBuffer>>(body: B, headers: Record<string, string> = {}) => ({
  status: 200 as const,
  body,
  headers,
});

const shownReport = (
  { updatedAt: _, archivedAt: __, ...report }: StoredReport,
  publicUrl: string,
): Report => ({
  ...report,
  url: `${publicUrl}/v1/reports/${report.id}.html`,
});

const listedShare = ({ id, reportId, showSpend, createdAt, expiresAt }: StoredShare) => ({
  id,
  reportId,
  showSpend,
  createdAt,
  expiresAt,
});

const shownDelivery = (delivery: Delivery): DeliveryShown => {
  const { deliveryId, recipient, state, reason, createdAtMs, sentAtMs } = delivery;
  return {
    id: deliveryId,
    recipient,
    state,
    ...(reason ? { reason } : {}),
    createdAt: new Date(createdAtMs).toISOString(),
    ...(sentAtMs === undefined ? {} : { sentAt: new Date(sentAtMs).toISOString() }),
  };
};
