import { because } from '../../reasons.ts';
import { EVENT_TYPES } from '../../vocabulary.ts';
import { clearable, Instant, idOf, Metadata, maybe, PageQuery, pageOf, stamps } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const HttpsUrl = z
  .string()
  .max(2_048)
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: because('not-https'),
  })
  .meta({ format: 'uri', example: 'https://shop.example.com/hooks/vouch' });
const Events = z.array(z.enum(EVENT_TYPES)).min(1).max(EVENT_TYPES.length);

const Status = z.enum(['active', 'disabled']);

export const Webhook = z
  .strictObject({
    id: idOf('whk'),
    url: HttpsUrl,
    metadata: maybe(Metadata),
    events: Events,
    status: Status,
    /** Why it was switched off, for people. */
    disabledReason: maybe(z.string()),
    disabledAt: maybe(Instant),
    failingSince: maybe(Instant),
    ...stamps,
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;

export const WebhookWithSecret = Webhook.extend({ secret: z.string() }).meta({ id: 'WebhookWithSecret' });
/** As it is kept: the secret sealed, because signing needs it again. */
export const StoredWebhook = Webhook.extend({ sealedSecret: z.string() });
export type StoredWebhook = z.infer<typeof StoredWebhook>;

export const WebhookInput = z
  .strictObject({ url: HttpsUrl, events: Events, metadata: maybe(Metadata) })
  .meta({
    id: 'WebhookInput',
    example: { url: 'https://shop.example.com/hooks/vouch', events: ['conversion.created'] },
  });

export const WebhookPatch = z
  .strictObject({
    url: maybe(HttpsUrl),
    events: maybe(Events),
    metadata: clearable(Metadata),
    status: maybe(Status),
  })
  .meta({ id: 'WebhookPatch', example: { status: 'active' } });

const Attempt = z.strictObject({
  at: Instant,
  status: maybe(z.int()),
  failure: maybe(z.string()),
  milliseconds: z.int(),
});

export const WebhookDelivery = z
  .strictObject({
    id: idOf('dlv'),
    webhookId: idOf('whk'),
    eventId: idOf('evt'),
    type: z.enum(EVENT_TYPES),
    state: z.enum(['pending', 'delivered', 'failed']),
    attempts: z.array(Attempt),
    nextAttemptAt: maybe(Instant),
    /** Exactly what is sent. */
    payload: z.string(),
    ...stamps,
  })
  .meta({ id: 'Delivery' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

const ById = z.strictObject({ id: idOf('whk') });
const base = { tag: 'Webhooks' } as const;

export const createWebhook = route({
  ...base,
  method: 'post',
  path: '/v1/webhooks',
  scope: 'webhooks:write',
  summary: 'Have events sent to an address',
  description:
    'Signed by Standard Webhooks; the secret is shown in this answer only. Failed deliveries are tried again for three days; an address that answers 410, or fails all that time, is switched off.',
  body: WebhookInput,
  answers: { 201: WebhookWithSecret },
});
export const listWebhooks = route({
  ...base,
  method: 'get',
  path: '/v1/webhooks',
  scope: 'webhooks:read',
  summary: 'All webhooks',
  query: PageQuery,
  answers: { 200: pageOf(Webhook) },
});
export const getWebhook = route({
  ...base,
  method: 'get',
  path: '/v1/webhooks/{id}',
  scope: 'webhooks:read',
  summary: 'One webhook',
  params: ById,
  answers: { 200: Webhook },
});
export const patchWebhook = route({
  ...base,
  method: 'patch',
  path: '/v1/webhooks/{id}',
  scope: 'webhooks:write',
  summary: 'Change a webhook, or switch it on again',
  params: ById,
  body: WebhookPatch,
  answers: { 200: Webhook },
});
export const archiveWebhook = route({
  ...base,
  method: 'delete',
  path: '/v1/webhooks/{id}',
  scope: 'webhooks:write',
  summary: 'Remove a webhook; what is still on its way is dropped',
  params: ById,
  answers: { 204: null },
});
export const testWebhook = route({
  ...base,
  method: 'post',
  path: '/v1/webhooks/{id}/test',
  scope: 'webhooks:write',
  summary: 'Send a webhook.test event',
  params: ById,
  answers: { 202: WebhookDelivery },
});
export const listWebhookDeliveries = route({
  ...base,
  method: 'get',
  path: '/v1/webhooks/{id}/deliveries',
  scope: 'webhooks:read',
  summary: 'What was sent, and what came back',
  params: ById,
  query: PageQuery,
  answers: { 200: pageOf(WebhookDelivery) },
});
export const replayDelivery = route({
  ...base,
  method: 'post',
  path: '/v1/webhooks/{id}/deliveries/{deliveryId}/replay',
  scope: 'webhooks:write',
  summary: 'Send it once more, under the same webhook-id',
  params: z.strictObject({ id: idOf('whk'), deliveryId: idOf('dlv') }),
  answers: { 202: WebhookDelivery },
});

export const webhookRoutes = [
  createWebhook,
  listWebhooks,
  getWebhook,
  patchWebhook,
  archiveWebhook,
  testWebhook,
  listWebhookDeliveries,
  replayDelivery,
] as const;
