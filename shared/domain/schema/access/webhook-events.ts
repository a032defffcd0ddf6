import * as z from 'zod';
import type { EventType } from '../../vocabulary.ts';
import { Instant, idOf, maybe } from '../common.ts';
import { Conversion, ConversionDetail, Refund } from '../orders/conversions.ts';

const moment = {
  linkId: idOf('lnk').meta({ description: 'The link.' }),
  postId: idOf('pst'),
  slug: z.string().meta({ description: 'The last part of the short link.', example: 'warm-socks' }),
  hour: Instant.meta({ description: 'The hour in UTC.' }),
  clicks: z.int().meta({ description: 'Counted clicks of the hour.', example: 41 }),
};
const mail = {
  reportId: idOf('rpt'),
  deliveryId: z.string().meta({ description: 'The mail.', example: 'dlv_0123456789abcdef' }),
  recipient: z.string().meta({ description: 'Whom it was for.', example: 'ada@example.com' }),
};

/** What each event carries under `data`. */
export const EVENT_DATA = {
  'conversion.created': { summary: 'An order or a lead was taken.', data: Conversion },
  'conversion.refunded': { summary: 'A refund was booked, or waits for its order.', data: Refund },
  'conversion.amended': { summary: 'An order’s money was told anew.', data: ConversionDetail },
  'conversion.voided': { summary: 'An order was taken out of all counts.', data: ConversionDetail },
  'report.sent': { summary: 'The weekly report reached a mail server.', data: z.strictObject(mail) },
  'report.delivery_failed': {
    summary: 'A mail of the report did not arrive.',
    data: z.strictObject({ ...mail, reason: z.string() }),
  },
  'link.first_click': { summary: 'A link was clicked for the first time.', data: z.strictObject(moment) },
  'link.surge': {
    summary: 'A link has far more clicks in an hour than it usually has.',
    data: z.strictObject({
      ...moment,
      usualPerHour: z
        .number()
        .meta({ description: 'Mean clicks of an hour in the week before.', example: 3.5 }),
    }),
  },
  'creator.violation': {
    summary: 'A post broke a negative instruction.',
    data: z.strictObject({
      creatorId: idOf('crt'),
      postId: idOf('pst'),
      instruction: z.string(),
      note: maybe(z.string()),
    }),
  },
  'application.received': {
    summary: 'Somebody volunteered.',
    data: z.strictObject({
      applicationId: idOf('app').meta({ description: 'The application.' }),
      handle: z.string(),
      platform: z.string().meta({ example: 'instagram' }),
      followers: maybe(z.int()),
    }),
  },
  'webhook.test': {
    summary: 'Sent by `webhooks.test`, to try the address.',
    data: z.strictObject({ webhookId: idOf('whk') }),
  },
} as const satisfies Record<EventType, { summary: string; data: z.ZodType }>;
