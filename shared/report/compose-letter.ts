import { createHmac } from 'node:crypto';
import { reportSettingsOf } from '../data/reports/report-settings-store.ts';
import { findReportOwner, reportsOf } from '../data/reports/reports-store.ts';
import { sharesOf } from '../data/reports/shares-store.ts';
import { recordsOf } from '../data/table/records-store.ts';
import type { Delivery } from '../domain/report/delivery.ts';
import type { SealKeys } from '../domain/sealed/sealed-text.ts';
import { unsubscribeToken } from '../domain/sealed/unsubscribe.ts';
import { DAY_MS } from '../domain/time/units.ts';
import { type ReportDeps, readSnapshot } from './build-report.ts';
import { renderEml } from './render/mail/mime.ts';

export type LetterDeps = Pick<ReportDeps, 'tables' | 'snapshots'> & {
  publicUrl: string;
  /** Address that mails come from. */
  from: string;
  sealKeys: SealKeys;
};

const LINK_DAYS = 90;

/**
 * The mail of one delivery. Everything in it follows from the delivery and what is stored, so composing it again, on
 * another machine or another day, gives the same bytes.
 */
export async function composeLetter(
  deps: LetterDeps,
  delivery: Delivery,
): Promise<{ deliveryId: string; from: string; to: string; raw: Buffer }> {
  const { deliveryId, reportId, recipient } = delivery;
  const brandId = await findReportOwner(deps.tables, reportId);
  if (!brandId) throw new Error(`nobody owns ${reportId}`);
  const records = recordsOf(deps.tables, brandId);
  const report = await reportsOf(deps.tables, records).get(reportId);
  const settings = await reportSettingsOf(records).find();
  const snapshot = await readSnapshot(deps, brandId, report);

  const token = createHmac('sha256', deps.sealKeys[0])
    .update(`report-link|${deliveryId}`)
    .digest('base64url');
  const madeAt = new Date(delivery.createdAtMs).toISOString();
  await sharesOf(deps.tables, records).create(token, {
    reportId: report.id,
    showSpend: settings?.linkShowsSpend ?? false,
    expiresAt: new Date(delivery.createdAtMs + LINK_DAYS * DAY_MS).toISOString(),
    createdAt: madeAt,
    updatedAt: madeAt,
  });
  const host = new URL(deps.publicUrl).hostname;
  const raw = await renderEml({
    snapshot,
    deliveryId,
    from: deps.from,
    to: recipient,
    recipient: {
      locale: settings?.locale ?? 'en',
      reportUrl: `${deps.publicUrl}/r/${token}`,
      appUrl: deps.publicUrl,
      settingsUrl: `${deps.publicUrl}/app/settings/mail`,
      address: report.address,
      unsubscribeUrl: `${deps.publicUrl}/u/${unsubscribeToken({ brandId, email: recipient }, deps.sealKeys)}`,
    },
    unsubscribeMailto: `unsubscribe@${host}`,
    host,
    dateMs: delivery.createdAtMs,
  });
  return { deliveryId, from: deps.from, to: recipient, raw };
}

/** Has this recipient of the report opted out, or bounced? */
export async function suppressedReason(
  { tables }: Pick<ReportDeps, 'tables'>,
  reportId: string,
  recipient: string,
): Promise<string | undefined> {
  const brandId = await findReportOwner(tables, reportId);
  return brandId && reportSettingsOf(recordsOf(tables, brandId)).suppressedReason(recipient);
}
