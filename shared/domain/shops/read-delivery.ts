import { type HookMapping, onlyPointed, readGeneric, textsAt } from './generic.ts';
import type { Sent } from './lossless.ts';
import { clickIdsIn, customerOf, cutPersonal, cutTexts } from './personal-data.ts';
import { type ShopDelivery, type ShopReading, unread } from './shop-fact.ts';
import { readShopify } from './shopify.ts';
import type { ShopPlatform } from './signatures.ts';
import { readStripe, type StripeFamily } from './stripe.ts';
import { readWooCommerce } from './woocommerce.ts';

export type ReadingRules = {
  platform: ShopPlatform;
  /** Stands before the shop's ids in our externalIds. */
  prefix: string;
  stripeEvents?: StripeFamily;
  mapping?: HookMapping;
};

/** What a delivery says of the shop's orders, by the platform's table. */
export function readDelivery(body: Sent, delivery: ShopDelivery, rules: ReadingRules): ShopReading {
  const { platform, prefix, mapping, stripeEvents } = rules;
  if (platform === 'shopify') return readShopify(body, delivery, prefix);
  if (platform === 'woocommerce') return readWooCommerce(body, delivery, prefix);
  if (platform === 'stripe') return readStripe(body, delivery, prefix, stripeEvents);
  return mapping ? readGeneric(body, delivery, prefix, mapping) : unread('This hook has no mapping yet.');
}

/** What is kept of a delivery: nothing of who ordered, beside his id (or for a guest a name that `guestKey` makes). */
export type KeptDelivery = { body: Sent; customerId?: string; clickIds: string[] };

export function keptOf(
  sent: Sent,
  { mapping }: Pick<ReadingRules, 'mapping'>,
  guestKey: Uint8Array,
): KeptDelivery {
  const pointed = textsAt(sent, mapping?.order.customerId)[0];
  const customerId = mapping
    ? pointed && customerOf({ customer_id: pointed }, guestKey)
    : customerOf(sent, guestKey);
  const named = mapping ? clickIdsIn(textsAt(sent, mapping.order.clickIds)) : [];
  return {
    body: mapping ? cutTexts(onlyPointed(sent, mapping)) : cutPersonal(sent),
    ...(customerId === undefined || customerId === '' ? {} : { customerId }),
    clickIds: named.length > 0 ? named : clickIdsIn(sent),
  };
}
