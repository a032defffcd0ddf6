import { emitEvent } from '../../../shared/data/access/webhooks-store.ts';
import { reportSettingsOf } from '../../../shared/data/reports/report-settings-store.ts';
import { findReportOwner } from '../../../shared/data/reports/reports-store.ts';
import { recordsOf } from '../../../shared/data/table/records-store.ts';
import type { Tables } from '../../../shared/data/table/sdk.ts';
import type { Delivery } from '../../../shared/domain/report/delivery.ts';
import type { SendDeps } from './send-delivery.ts';

export type AfterDeps = {
  tables: Tables;
  /** Epoch ms. */
  now: () => number;
  log: (line: { effect: string; deliveryId: string; reason?: string }) => void;
};

/**
 * What follows from a delivery, in AWS and on one machine alike: a recipient who bounced or complained gets no more,
 * and webhooks hear of the end. A mail that was sent and bounced afterwards is told as both.
 */
export function afterSending(deps: AfterDeps): Required<Pick<SendDeps, 'onEffect' | 'tell'>> {
  const { tables, now, log } = deps;
  const timestamp = () => new Date(now()).toISOString();
  return {
    async onEffect(effect, { reportId, recipient, deliveryId, reason }) {
      log({ effect, deliveryId, ...(reason ? { reason } : {}) });
      if (effect !== 'suppress-recipient') return;
      const brandId = await findReportOwner(tables, reportId);
      if (!brandId) return;
      const why = reason === 'complained' ? 'complained' : 'bounced';
      await reportSettingsOf(recordsOf(tables, brandId)).suppress(recipient, why, timestamp());
    },
    async tell(delivery) {
      const brandId = await findReportOwner(tables, delivery.reportId);
      if (!brandId) return;
      await emitEvent(tables, brandId, { ...eventOf(delivery), at: timestamp() });
      if (delivery.state !== 'sent' || delivery.sentAtMs === undefined) return;
      const settings = reportSettingsOf(recordsOf(tables, brandId));
      await settings.noteSent(new Date(delivery.sentAtMs).toISOString());
    },
  };
}

function eventOf({ deliveryId, reportId, recipient, state, reason }: Delivery) {
  const about = { reportId, deliveryId, recipient };
  return state === 'sent'
    ? { type: 'report.sent' as const, subjectId: deliveryId, data: about }
    : {
        type: 'report.delivery_failed' as const,
        subjectId: deliveryId,
        data: { ...about, reason: reason ?? '' },
      };
}
