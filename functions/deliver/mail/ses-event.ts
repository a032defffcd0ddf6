import * as z from 'zod';
import type { DeliveryEvent } from '../../../shared/domain/report/delivery.ts';

/** The parts of an SES event that reconciliation reads (configuration set → EventBridge or SNS). */
export const SesEvent = z.object({
  eventType: z.string(),
  mail: z.object({
    messageId: z.string(),
    /** When SES took the message. */
    timestamp: z.string().optional(),
    tags: z.record(z.string(), z.array(z.string())).optional(),
  }),
  bounce: z.object({ bounceType: z.string(), bounceSubType: z.string().optional() }).optional(),
  reject: z.object({ reason: z.string() }).optional(),
});
export type SesEvent = z.infer<typeof SesEvent>;

/** Which delivery an SES event is about, and what it tells the state machine; undefined for opens, delays and others' mail. */
export function deliveryEventOf(event: SesEvent): { deliveryId: string; event: DeliveryEvent } | undefined {
  const deliveryId = event.mail.tags?.['vouch-delivery']?.[0];
  const told = tell(event);
  return deliveryId && told ? { deliveryId, event: told } : undefined;
}

function sentAt(timestamp: string | undefined): { nowMs?: number } {
  const nowMs = Date.parse(timestamp ?? '');
  return Number.isNaN(nowMs) ? {} : { nowMs };
}

function tell(event: SesEvent): DeliveryEvent | undefined {
  switch (event.eventType) {
    case 'Send':
    case 'Delivery':
      return { kind: 'confirmed', messageId: event.mail.messageId, ...sentAt(event.mail.timestamp) };
    case 'Bounce': {
      const permanent = event.bounce?.bounceType === 'Permanent';
      return { kind: 'bounced', permanent, reason: event.bounce?.bounceSubType ?? 'unknown' };
    }
    case 'Reject':
      return { kind: 'bounced', permanent: false, reason: `rejected: ${event.reject?.reason ?? 'unknown'}` };
    case 'Complaint':
      return { kind: 'complained' };
    default:
      return undefined;
  }
}
