import type { Sent } from './lossless.ts';
import { type ShopDelivery, type ShopReading, unread } from './shop-fact.ts';
import { readShopify } from './shopify.ts';
import type { ShopPlatform } from './signatures.ts';

export type ReadingRules = {
  platform: ShopPlatform;
  /** Stands before the shop's ids in our externalIds. */
  prefix: string;
};

/** What a delivery says of the shop's orders, by the platform's table. */
export function readDelivery(body: Sent, delivery: ShopDelivery, rules: ReadingRules): ShopReading {
  if (rules.platform === 'shopify') return readShopify(body, delivery, rules.prefix);
  return unread('Not read yet.');
}
