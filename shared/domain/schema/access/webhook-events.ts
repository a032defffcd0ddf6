import type { EventType } from '../../vocabulary.ts';
import { Instant, idOf, maybe } from '../common.ts';
import * as z from '../late-zod.ts';
import { Conversion, ConversionDetail, Refund } from '../orders/conversions.ts';
import { Spend } from '../orders/spend.ts';
import { Campaign } from '../programme/campaigns.ts';
import { Creator } from '../programme/creators.ts';
import { Link } from '../programme/links.ts';
import { Post } from '../programme/posts.ts';
import { Squad } from '../programme/squads.ts';
import type { Scope } from '../scopes.ts';

const moment = {
  linkId: idOf('lnk').meta({ description: 'The link.' }),
  postId: maybe(idOf('pst')).meta({ description: 'Its post, where it has one.' }),
  slug: z.string().meta({ description: 'The last part of the short link.', example: 'warm-socks' }),
  hour: Instant.meta({ description: 'The hour in UTC.' }),
  clicks: z.int().meta({ description: 'Counted clicks of the hour until now.', example: 41 }),
};
const mail = {
  reportId: idOf('rpt'),
  deliveryId: z.string().meta({ description: 'The mail.', example: 'dlv_0123456789abcdef' }),
  recipient: z.string().meta({ description: 'Whom it was for.', example: 'ada@example.com' }),
};

/** Made, and changed: archiving is a change. */
const made = (what: string) => `${what} was made, here or by an import.`;
const changed = (what: string) => `${what} was changed or archived: as it stands now.`;

/** What each event carries under `data`. `scope`: what else the key must hold that asks for it. */
export const EVENT_DATA = {
  'creator.created': { summary: made('A creator'), data: Creator, scope: 'creators:read' },
  'creator.updated': { summary: changed('A creator'), data: Creator, scope: 'creators:read' },
  'campaign.created': { summary: made('A campaign'), data: Campaign, scope: 'campaigns:read' },
  'campaign.updated': { summary: changed('A campaign'), data: Campaign, scope: 'campaigns:read' },
  'squad.created': { summary: made('A squad'), data: Squad, scope: 'squads:read' },
  'squad.updated': { summary: changed('A squad, or who is in it,'), data: Squad, scope: 'squads:read' },
  'post.created': { summary: made('A post with its links'), data: Post, scope: 'posts:read' },
  'post.updated': { summary: changed('A post'), data: Post, scope: 'posts:read' },
  'link.created': { summary: made('A link'), data: Link, scope: 'links:read' },
  'link.updated': { summary: changed('A link'), data: Link, scope: 'links:read' },
  'spend.created': { summary: made('A cost'), data: Spend, scope: 'spend:read' },
  'spend.updated': { summary: changed('A cost'), data: Spend, scope: 'spend:read' },
  'conversion.created': { summary: 'An order or a lead was taken.', data: Conversion },
  'conversion.refunded': { summary: 'A refund was booked, or waits for its order.', data: Refund },
  'conversion.amended': { summary: 'An order’s money was told anew.', data: ConversionDetail },
  'conversion.voided': { summary: 'An order was taken out of all counts.', data: ConversionDetail },
  'report.sent': { summary: 'The weekly report reached a mail server.', data: z.strictObject(mail) },
  'report.delivery_failed': {
    summary: 'A mail of the report did not arrive.',
    data: z.strictObject({ ...mail, reason: z.string() }),
  },
  'link.first_click': {
    summary: 'A link was clicked for the first time: once, within seconds.',
    data: z.strictObject(moment),
  },
  'link.surge': {
    summary:
      'A link has far more clicks in an hour than it usually has: 50 at least, and five times its mean hour of the seven days before. At most once a day of the brand’s, within seconds.',
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
} as const satisfies Record<EventType, { summary: string; data: z.ZodType; scope?: Scope }>;
