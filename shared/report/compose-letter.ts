import { createHmac } from 'node:crypto';
import type { Stores } from '../data/stores.ts';
import type { Delivery } from '../domain/report/delivery.ts';
import type { Id } from '../domain/schema/common.ts';
import type { SealKeys } from '../domain/sealed/sealed-text.ts';
import { unsubscribeToken } from '../domain/sealed/unsubscribe.ts';
import { DAY_MS } from '../domain/time/units.ts';
import { readSnapshot } from './build-report.ts';
import { renderEml } from './render/mail/mime.ts';

export type LetterDeps = {
  stores: Stores;
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
  const brandId = await deps.stores.findReportOwner(reportId);
  if (!brandId) throw new Error(`nobody owns ${reportId}`);
  const stores = deps.stores.brand(brandId);
  const report = await stores.reports.get(reportId);
  const settings = await stores.reportSettings.find();
  const snapshot = await readSnapshot(deps.stores, brandId, report);

  const token = createHmac('sha256', deps.sealKeys[0])
    .update(`report-link|${deliveryId}`)
    .digest('base64url');
  await stores.shares.create(token, shareOf(delivery, report.id, settings?.linkShowsSpend ?? false));
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

function shareOf({ createdAtMs }: Delivery, reportId: Id<'rpt'>, showSpend: boolean) {
  const madeAt = new Date(createdAtMs).toISOString();
  const expiresAt = new Date(createdAtMs + LINK_DAYS * DAY_MS).toISOString();
  return { reportId, showSpend, expiresAt, createdAt: madeAt, updatedAt: madeAt };
}

/** Has this recipient of the report opted out, or bounced? */
export async function suppressedReason(
  stores: Stores,
  reportId: string,
  recipient: string,
): Promise<string | undefined> {
  const brandId = await stores.findReportOwner(reportId);
  return brandId && stores.brand(brandId).reportSettings.suppressedReason(recipient);
}
