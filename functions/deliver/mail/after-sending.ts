import type { Stores } from '../../../shared/data/stores.ts';
import type { Delivery } from '../../../shared/domain/report/delivery.ts';
import type { SendDeps } from './send-delivery.ts';

export type AfterDeps = {
  stores: Stores;
  /** Epoch ms. */
  now: () => number;
  log: (line: { effect: string; deliveryId: string; reason?: string }) => void;
};

/**
 * What follows from a delivery, in AWS and on one machine alike: a recipient who bounced or complained gets no more,
 * and webhooks hear of the end. A mail that was sent and bounced afterwards is told as both.
 */
export function afterSending(deps: AfterDeps): Required<Pick<SendDeps, 'onEffect' | 'tell'>> {
  const { stores, now, log } = deps;
  const timestamp = () => new Date(now()).toISOString();
  return {
    async onEffect(effect, { reportId, recipient, deliveryId, reason }) {
      log({ effect, deliveryId, ...(reason ? { reason } : {}) });
      if (effect !== 'suppress-recipient') return;
      const brandId = await stores.findReportOwner(reportId);
      if (!brandId) return;
      const why = reason === 'complained' ? 'complained' : 'bounced';
      await stores.brand(brandId).reportSettings.suppress(recipient, why, timestamp());
    },
    async tell(delivery) {
      const brandId = await stores.findReportOwner(delivery.reportId);
      if (!brandId) return;
      await stores.brand(brandId).emitEvent({ ...eventOf(delivery), at: timestamp() });
      if (delivery.state !== 'sent' || delivery.sentAtMs === undefined) return;
      const settings = stores.brand(brandId).reportSettings;
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
