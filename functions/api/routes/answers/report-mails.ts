import { wrong } from '../../../../shared/domain/reasons.ts';
import type { Delivery } from '../../../../shared/domain/report/delivery.ts';
import {
  type DeliveryShown,
  listDeliveries,
  sendReport,
} from '../../../../shared/domain/schema/answers/reports.ts';
import { makeDeliveries } from '../../../../shared/report/make-deliveries.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';

/** A report's mails: sent when asked for, and what became of each. */
export function registerReportMails(api: Api, deps: ApiDeps): void {
  const { deliveries } = deps.stores;

  api.on(sendReport, async ({ brandId, stores, params, body, newId }) => {
    const report = await stores.reports.get(params.id);
    const recipients = body.recipients ?? (await stores.reportSettings.find())?.recipients ?? [];
    if (recipients.length === 0) return invalid(wrong('recipients', 'nobody-named'));
    const again = body.resend ? newId('evt') : undefined;
    const ids = await makeDeliveries(deps.stores, brandId, report, recipients, again);
    const made = await Promise.all(ids.map((id) => deliveries.find(id)));
    return { status: 202 as const, body: { data: made.flatMap((one) => (one ? [shownDelivery(one)] : [])) } };
  });

  api.on(listDeliveries, async ({ stores, params }) => {
    const report = await stores.reports.get(params.id);
    return ok({ data: (await deliveries.listOfReport(report.id)).map(shownDelivery) });
  });
}

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
