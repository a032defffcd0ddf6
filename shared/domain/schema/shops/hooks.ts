import { because, issue } from '../../reasons.ts';
import { HookMapping } from '../../shops/generic.ts';
import { COUNTS_WHEN } from '../../shops/shop-order.ts';
import { SHOP_PLATFORMS } from '../../shops/signatures.ts';
import { STRIPE_FAMILIES } from '../../shops/stripe.ts';
import { clearable, Instant, idOf, Metadata, maybe, PageQuery, pageOf, stamps, text } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const Platform = z.enum(SHOP_PLATFORMS).meta({ example: 'shopify' });
const Prefix = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, { error: because('not-a-prefix', { n: '1–40', example: 'shopify' }) })
  .meta({ example: 'shopify' });
const Secret = z
  .string()
  .min(8, { error: because('secret-too-short', { n: 8 }) })
  .max(500)
  .meta({ example: 'the-shops-own-signing-secret' });

/** Deliveries that were not taken, by why; nothing else is kept of them. */
const Refused = z.strictObject({
  unsigned: z.int(),
  forged: z.int(),
  late: z.int(),
  /** The same delivery once more: answered with 200, as platforms send until they are. */
  repeated: z.int(),
});

const settings = {
  metadata: maybe(Metadata),
  platform: Platform,
  /** What stands before the shop's ids in `externalId`; of two shops of one platform each needs its own. */
  prefix: Prefix,
  /** From when on an order counts. */
  countsWhen: z.enum(COUNTS_WHEN),
  /** The shop's own host; deliveries that name another are refused. */
  shop: maybe(text(253)),
  /** Stripe: which family of events tells the orders; left out, `checkout`. */
  stripeEvents: maybe(z.enum(STRIPE_FAMILIES)),
  /** Generic hooks: where the shop's own events say what. */
  mapping: maybe(HookMapping),
};

export const StoredHook = z.strictObject({
  id: idOf('hok'),
  ...settings,
  sealedToken: z.string(),
  /** The newest first; two while one is being replaced. */
  sealedSecrets: z.array(z.string()),
  ...stamps,
});
export type StoredHook = z.infer<typeof StoredHook>;

/** What has come in, kept apart from the settings. */
export const HookTally = z.strictObject({
  id: z.string(),
  lastDeliveryAt: maybe(Instant),
  refused: Refused,
  archivedAt: maybe(Instant),
});
export type HookTally = z.infer<typeof HookTally>;

export const Hook = z
  .strictObject({
    id: idOf('hok'),
    ...settings,
    /** What the platform is to send to. */
    url: z.string(),
    /** How many signing secrets are known: none is a hook that refuses everything. */
    secrets: z.int(),
    lastDeliveryAt: Instant.nullable(),
    refused: Refused,
    ...stamps,
  })
  .meta({ id: 'Hook' });
export type Hook = z.infer<typeof Hook>;

/** With the secret where we made it; shown once. */
export const HookWithSecret = Hook.extend({ secret: maybe(z.string()) }).meta({ id: 'HookWithSecret' });

export const HookInput = z
  .strictObject({
    metadata: settings.metadata,
    platform: Platform,
    secret: maybe(Secret),
    prefix: maybe(Prefix),
    countsWhen: maybe(settings.countsWhen),
    shop: settings.shop,
    stripeEvents: settings.stripeEvents,
    mapping: settings.mapping,
  })
  .superRefine(({ platform, mapping }, context) => {
    if (platform === 'generic' && !mapping) context.addIssue(issue('mapping', 'no-mapping'));
    if (platform !== 'generic' && mapping) context.addIssue(issue('mapping', 'mapping-of-known'));
  })
  .meta({ id: 'HookInput', example: { platform: 'shopify', secret: 'the-shops-own-signing-secret' } });

export const HookPatch = z
  .strictObject({
    metadata: clearable(Metadata),
    secret: maybe(Secret),
    countsWhen: maybe(settings.countsWhen),
    shop: settings.shop,
    stripeEvents: settings.stripeEvents,
    mapping: settings.mapping,
  })
  .meta({ id: 'HookPatch', example: { secret: 'the-next-signing-secret' } });

/** `waiting`: its order has not come yet. `problem`: it should have been read or booked, and was not. */
export const EVENT_STATES = ['new', 'applied', 'ignored', 'waiting', 'problem'] as const;
const event = {
  id: idOf('hev'),
  hookId: idOf('hok'),
  topic: maybe(z.string()),
  deliveryId: maybe(z.string()),
  receivedAt: Instant,
  state: z.enum(EVENT_STATES),
  /** externalIds of the orders that it is about. */
  orders: z.array(z.string()),
  reason: maybe(z.string()),
  /** The body without what tells who ordered. */
  body: z.string(),
};
export const HookEvent = z.strictObject(event).meta({ id: 'HookEvent' });
export type HookEvent = z.infer<typeof HookEvent>;

export const StoredHookEvent = z.strictObject({
  ...event,
  customerId: maybe(z.string()),
  clickIds: z.array(z.string()),
  archivedAt: maybe(Instant),
});
export type StoredHookEvent = z.infer<typeof StoredHookEvent>;

const ById = z.strictObject({ id: idOf('hok') });
const base = { tag: 'Hooks' } as const;

export const createHook = route({
  ...base,
  method: 'post',
  path: '/v1/hooks',
  scope: 'conversions:write',
  summary: 'Have a shop send its orders itself',
  description:
    'Give `url` to the platform as a webhook address. `secret` is what the platform signs with: left out, one is made and shown in this answer only (for WooCommerce and generic hooks); Shopify and Stripe make their own, which is set here or by PATCH.',
  body: HookInput,
  answers: { 201: HookWithSecret },
});
export const listHooks = route({
  ...base,
  method: 'get',
  path: '/v1/hooks',
  scope: 'conversions:read',
  summary: 'All hooks of shops',
  query: PageQuery,
  answers: { 200: pageOf(Hook) },
});
export const getHook = route({
  ...base,
  method: 'get',
  path: '/v1/hooks/{id}',
  scope: 'conversions:read',
  summary: 'One hook',
  params: ById,
  answers: { 200: Hook },
});
export const patchHook = route({
  ...base,
  method: 'patch',
  path: '/v1/hooks/{id}',
  scope: 'conversions:write',
  summary: 'Change a hook, or add the next signing secret',
  description:
    'A new `secret` stands beside the one before it, so that deliveries signed with either are taken.',
  params: ById,
  body: HookPatch,
  answers: { 200: Hook },
});
export const deleteHook = route({
  ...base,
  method: 'delete',
  path: '/v1/hooks/{id}',
  scope: 'conversions:write',
  summary: 'Remove a hook; what it brought stays',
  params: ById,
  answers: { 204: null },
});
export const listHookEvents = route({
  ...base,
  method: 'get',
  path: '/v1/hooks/{id}/events',
  scope: 'conversions:read',
  summary: 'What came in and what became of it, the newest first',
  params: ById,
  query: PageQuery.extend({ state: maybe(z.enum(EVENT_STATES)) }),
  answers: { 200: pageOf(HookEvent) },
});
export const replayHookEvent = route({
  ...base,
  method: 'post',
  path: '/v1/hooks/{id}/events/{eventId}/replay',
  scope: 'conversions:write',
  summary: 'Read an event once more',
  params: z.strictObject({ id: idOf('hok'), eventId: idOf('hev') }),
  answers: { 200: HookEvent },
});
export const receiveHook = route({
  ...base,
  method: 'post',
  path: '/v1/hooks/{platform}/{token}',
  scope: 'public',
  summary: 'Where a shop sends its events',
  description:
    'The body and its signature as the platform documents them. 200 as soon as it is kept; 401 for a wrong signature, 404 for an unknown address, 413 for more than 4.5 MB.',
  params: z.strictObject({ platform: Platform, token: z.string().min(1).max(100) }),
  answers: { 200: z.strictObject({ received: z.boolean() }) },
  refusals: [401, 413],
});

export const hookRoutes = [
  createHook,
  listHooks,
  getHook,
  patchHook,
  deleteHook,
  listHookEvents,
  replayHookEvent,
  receiveHook,
] as const;
