import { eventExpiry, type HookDue } from '../data/shops/hooks-store.ts';
import { packBody } from '../data/shops/kept-body.ts';
import type { Id } from '../domain/schema/common.ts';
import type { StoredHook, StoredHookEvent } from '../domain/schema/shops/hooks.ts';
import { purposes } from '../domain/sealed/purposes.ts';
import { openSealed, type SealKeys } from '../domain/sealed/sealed-text.ts';
import { readLossless } from '../domain/shops/lossless.ts';
import { keptOf } from '../domain/shops/read-delivery.ts';
import { checkSignature, type ShopPlatform, type SignedDelivery } from '../domain/shops/signatures.ts';
import type { OrderDesk } from '../orders/desk.ts';
import { guestKey } from './hook-secrets.ts';

export type Receiving = {
  desk: OrderDesk;
  sealKeys: SealKeys;
  /** Names guests by their mail address, the same in every delivery. */
  nameSecret: Uint8Array;
};

/** A delivery that is kept and to be applied: whose, of which hook, which. */
export type KeptEvent = Omit<HookDue, 'dueAt' | 'failures'>;

/** `answered` needs nothing more. */
export type Received =
  | { kind: 'unknown' }
  | { kind: 'refused' }
  | { kind: 'answered' }
  | { kind: 'taken'; event: KeptEvent };

/** WooCommerce asks unsigned whether anybody is there, and asks again after every delivery until it hears 200. */
const WOO_PING = /^webhook_id=\d+$/;

/** Verifies a delivery over its own bytes and keeps it; what is refused leaves nothing but a count. */
export async function receiveDelivery(
  place: { platform: ShopPlatform; token: string },
  delivery: SignedDelivery,
  receiving: Receiving,
): Promise<Received> {
  const { desk } = receiving;
  const found = await desk.stores.hookTokens.find(place.token);
  const stores = found && desk.stores.brand(found.brandId);
  const hook = stores && (await stores.hooks.find(found.hookId));
  if (!hook || hook.platform !== place.platform) return { kind: 'unknown' };
  const verdict = verdictOn(delivery, hook, receiving);
  if (verdict === 'unsigned' && isPing(delivery, hook)) return { kind: 'answered' };
  const tally = stores.hookTally(hook.id);
  if (verdict !== 'good') {
    await tally.refuse(verdict);
    return { kind: 'refused' };
  }
  const now = desk.stores.now();
  const { topic, deliveryId } = HEADERS[hook.platform](delivery);
  const named = await desk.stores.nameDelivery(hook.id, { topic, body: delivery.body, now });
  if (!named.isNew && (await stores.hookEvents(hook.id).find(named.id))) {
    await tally.refuse('repeated');
    return { kind: 'answered' };
  }
  const key = guestKey(receiving, stores);
  const event = eventOf(named.id, hook, delivery, { topic, deliveryId, now, key });
  const kept = { brandId: found.brandId, hookId: hook.id, eventId: event.id };
  // Due first: an entry without an event is dropped, an event without an entry would be forgotten.
  await desk.stores.hookQueue.add({ ...kept, dueAt: event.receivedAt });
  await stores.hookEvents(hook.id).create(event, undefined, eventExpiry(now));
  await tally.delivered(event.receivedAt);
  return { kind: 'taken', event: kept };
}

function verdictOn(delivery: SignedDelivery, hook: StoredHook, { desk, sealKeys }: Receiving) {
  const secrets = hook.sealedSecrets.flatMap(
    (sealed) => openSealed(sealed, purposes.hookSecret(hook.id), sealKeys) ?? [],
  );
  const verdict = checkSignature(hook.platform, delivery, secrets, desk.stores.now());
  return verdict === 'good' && !isOfShop(delivery, hook) ? 'forged' : verdict;
}

const isPing = ({ body }: SignedDelivery, { platform }: StoredHook): boolean =>
  platform === 'woocommerce' &&
  body.length < 100 &&
  WOO_PING.test(Buffer.from(body).toString('latin1').trim());

/** One secret of an app signs for all shops that installed it. */
function isOfShop({ header }: SignedDelivery, { platform, shop }: StoredHook): boolean {
  if (shop === undefined) return true;
  const named =
    platform === 'shopify' ? (header('x-shopify-shop-domain') ?? header('shopify-shop-domain')) : shop;
  return named?.toLowerCase() === shop.toLowerCase();
}

type Named = { topic?: string | undefined; deliveryId?: string | undefined };
const HEADERS: Record<ShopPlatform, (delivery: SignedDelivery) => Named> = {
  shopify: ({ header }) => ({
    topic: header('x-shopify-topic') ?? header('shopify-topic'),
    deliveryId: header('x-shopify-webhook-id') ?? header('shopify-webhook-id'),
  }),
  woocommerce: ({ header }) => ({
    topic: header('x-wc-webhook-topic'),
    deliveryId: header('x-wc-webhook-delivery-id'),
  }),
  stripe: () => ({}),
  generic: ({ header }) => ({ deliveryId: header('webhook-id') }),
};

function eventOf(
  id: Id<'hev'>,
  hook: StoredHook,
  delivery: SignedDelivery,
  { topic, deliveryId, now, key }: Named & { now: number; key: Uint8Array },
): StoredHookEvent {
  const sent = readLossless(Buffer.from(delivery.body).toString('utf8'));
  const { body: kept, ...beside } =
    sent === undefined ? { body: undefined, clickIds: [] } : keptOf(sent, hook, key);
  const body = packBody(kept === undefined ? '' : JSON.stringify(kept));
  return {
    id,
    hookId: hook.id,
    ...(topic === undefined ? {} : { topic: topic.slice(0, 100) }),
    ...(deliveryId === undefined ? {} : { deliveryId: deliveryId.slice(0, 200) }),
    receivedAt: new Date(now).toISOString(),
    state: 'new',
    orders: [],
    body: body ?? '',
    ...(body === undefined ? { reason: 'Too large to be kept.' } : {}),
    ...beside,
  };
}
