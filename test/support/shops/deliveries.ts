import type { Doing } from './day.ts';
import type { Currency, Platform, Sending } from './platforms.ts';
import { shopifyDay } from './shopify-day.ts';
import { stripeDay } from './stripe-day.ts';
import { wooCommerceDay } from './woocommerce-day.ts';

/** What a platform sends of one customer's doings, in the order in which they happened. */
const DELIVERIES: Record<Platform, (doing: Doing, currency: Currency) => Sending[]> = {
  shopify: shopifyDay,
  woocommerce: wooCommerceDay,
  stripe: stripeDay,
};

export const deliveriesOf = (platform: Platform, doing: Doing, currency: Currency = 'EUR'): Sending[] =>
  DELIVERIES[platform](doing, currency);
