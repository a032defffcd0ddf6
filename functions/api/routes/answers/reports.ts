import { brandsOf } from '../../../../shared/data/access/brands-store.ts';
import { tableDeliveries } from '../../../../shared/data/reports/deliveries-store.ts';
import { reportSettingsOf } from '../../../../shared/data/reports/report-settings-store.ts';
import { reportsOf } from '../../../../shared/data/reports/reports-store.ts';
import { sharesOf } from '../../../../shared/data/reports/shares-store.ts';
import { tableSnapshots } from '../../../../shared/data/reports/snapshot-store.ts';
import type { BrandRecords } from '../../../../shared/data/table/records-store.ts';
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
  reportCsv,
  reportJson,
  reportMail,
  reportPage,
  reportText,
  revokeShare,
  type StoredReport,
  type StoredShare,
  sendReport,
} from '../../../../shared/domain/schema/answers/reports.ts';
import { DAY_MS } from '../../../../shared/domain/time/units.ts';
import { weekBounds, weekOf } from '../../../../shared/domain/time/week.ts';
import {
  previewReport as buildPreview,
  buildReport,
  type ReportDeps,
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
import { PAGE_HEADERS } from '../../../../shared/report/render/page/page-style.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, noContent, ok } from '../../http/call.ts';
import { invalid, notFound, refuse } from '../../http/refusal.ts';
import { readingOf } from '../../reading.ts';

const SHARE_DAYS = 90;

export function registerReports(api: Api, deps: ApiDeps): void {
  const { loader, countReader } = readingOf(deps);
  const reportDeps: ReportDeps = {
    tables: deps.tables,
    now: deps.now,
    loader,
    countReader,
    snapshots: deps.snapshots ?? tableSnapshots(deps.tables),
  };
  const deliveries = tableDeliveries(deps.tables);
  const brands = brandsOf(deps.tables);
  const paint = deps.paint ?? loadPainter;
  const reportsIn = (records: BrandRecords) => reportsOf(deps.tables, records);
  const shown = (report: StoredReport) => shownReport(report, deps.publicUrl);
  const snapshotOf = async (records: BrandRecords, id: string): Promise<ReportSnapshot> =>
    readSnapshot(reportDeps, records.brandId, await reportsIn(records).get(id));

  api.on(createReport, async ({ brandId, body, now }) => {
    const brand = await brands.get(brandId);
    if (weekBounds(body.week, brand.timeZone).endMs > now)
      return refuse(409, 'week-not-closed', 'This week is not over; see GET /v1/reports/preview.');
    const { report, isNew } = await buildReport(reportDeps, brandId, body.week);
    return isNew
      ? { status: 201 as const, body: shown(report), headers: { location: `/v1/reports/${report.id}` } }
      : ok(shown(report));
  });

  api.on(previewReport, async ({ brandId, now }) => {
    const week = weekOf(now, (await brands.get(brandId)).timeZone);
    return ok({ week, snapshot: await buildPreview(reportDeps, brandId, week) });
  });

  api.on(previewPage, async ({ brandId, query, now }) => {
    const week = weekOf(now, (await brands.get(brandId)).timeZone);
    const snapshot = await buildPreview(reportDeps, brandId, week);
    return raw(renderPage(snapshot, { ...query, showSpend: true }), PAGE_HEADERS);
  });

  api.on(listReports, async ({ records, pageStart, pageEnd }) => {
    const page = await reportsIn(records).listWeeks(pageStart());
    const data = page.records.flatMap(({ revisions }) => {
      const newest = revisions.at(-1);
      return newest ? [{ ...shown(newest), revisions: revisions.map(shown) }] : [];
    });
    return ok({ data, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(reportPage, async ({ records, params, query }) =>
    raw(renderPage(await snapshotOf(records, params.id), { ...query, showSpend: true }), PAGE_HEADERS),
  );

  api.on(reportText, async ({ records, params, query }) =>
    raw(
      renderMailText(await snapshotOf(records, params.id), {
        ...query,
        reportUrl: `${deps.publicUrl}/v1/reports/${params.id}.html`,
        unsubscribeUrl: `${deps.publicUrl}/v1/report-settings`,
      }),
    ),
  );

  api.on(reportCsv, async ({ records, params }) =>
    raw(renderCsv(await snapshotOf(records, params.id)), {
      'content-disposition': `attachment; filename="vouch-${params.id}.csv"`,
    }),
  );

  api.on(reportMail, async ({ brandId, records, params }) => {
    const report = await reportsIn(records).get(params.id);
    const settings = await reportSettingsOf(records).find();
    const delivery = {
      deliveryId: derivedId('dlv', brandId, report.id, 'shown'),
      reportId: report.id,
      recipient: settings?.recipients[0] ?? 'you@example.com',
      createdAtMs: Date.parse(report.createdAt),
    } as Delivery;
    const letterDeps = {
      ...reportDeps,
      publicUrl: deps.publicUrl,
      from: deps.mailFrom ?? `reports@${new URL(deps.publicUrl).hostname}`,
      sealKeys: deps.cursorKeys,
    };
    const letter = await composeLetter(letterDeps, delivery);
    return raw(new Uint8Array(letter.raw));
  });

  api.on(reportJson, async ({ brandId, records, params }) =>
    raw(await readSnapshotText(reportDeps, brandId, await reportsIn(records).get(params.id))),
  );

  api.on(reportChart, async ({ records, params, query }) => {
    const chart = paintWeeks(await snapshotOf(records, params.id), query.locale, await paint());
    return chart ? raw(new Uint8Array(chart.png)) : notFound('chart: nothing to draw yet');
  });

  api.on(getReport, async ({ brandId, records, params }) => {
    const report = await reportsIn(records).get(params.id);
    return ok({ ...shown(report), snapshot: await readSnapshot(reportDeps, brandId, report) });
  });

  api.on(sendReport, async ({ brandId, records, params, body, newId }) => {
    const report = await reportsIn(records).get(params.id);
    const recipients = body.recipients ?? (await reportSettingsOf(records).find())?.recipients ?? [];
    if (recipients.length === 0)
      return invalid({ path: 'recipients', message: 'nobody is named, here or in the settings' });
    const again = body.resend ? newId('evt') : undefined;
    const ids = await makeDeliveries({ deliveries, now: deps.now }, brandId, report, recipients, again);
    const made = await Promise.all(ids.map((id) => deliveries.find(id)));
    return { status: 202 as const, body: { data: made.flatMap((one) => (one ? [shownDelivery(one)] : [])) } };
  });

  api.on(listDeliveries, async ({ records, params }) => {
    const report = await reportsIn(records).get(params.id);
    return ok({ data: (await deliveries.listOfReport(report.id)).map(shownDelivery) });
  });

  api.on(createShare, async ({ records, params, body, now, at }) => {
    const report = await reportsIn(records).get(params.id);
    const token = Buffer.from(deps.random(24)).toString('base64url');
    const share = await sharesOf(deps.tables, records).create(token, {
      reportId: report.id,
      showSpend: body.showSpend,
      expiresAt: body.expiresAt ?? new Date(now + SHARE_DAYS * DAY_MS).toISOString(),
      createdAt: at,
      updatedAt: at,
    });
    const { id, showSpend, expiresAt } = share;
    return { status: 201 as const, body: { id, url: `${deps.publicUrl}/r/${token}`, showSpend, expiresAt } };
  });

  api.on(deleteShare, async ({ records, params, at }) => {
    const shares = sharesOf(deps.tables, records);
    if ((await shares.get(params.shareId)).reportId !== params.id) return notFound('share');
    await shares.revoke(params.shareId, at);
    return noContent();
  });

  api.on(listShares, async ({ records, now, pageStart, pageEnd }) => {
    const page = await sharesOf(deps.tables, records).list(pageStart(), now);
    return ok({ data: page.records.map(listedShare), nextCursor: pageEnd(page.lastKey) });
  });

  api.on(revokeShare, async ({ records, params, at }) => {
    await sharesOf(deps.tables, records).revoke(params.id, at);
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
