import * as z from 'zod';
import { Instant, Money, maybe, OrderNumber } from '../schema/common.ts';
import { SHOP_REFUND_STATES } from '../vocabulary.ts';

/** One delivery as a mapping reads it: personal data cut, and beside the body what orders need of what was cut. */
export type ShopDelivery = {
  /** As the platform names it in a header that nobody signed: a hint. */
  topic?: string | undefined;
  /** RFC 3339. */
  receivedAt: string;
  customerId?: string | undefined;
  /** Oldest first. */
  clickIds: readonly string[];
};

/** A refund or a dispute, by its own id at the platform. */
export const ShopRefund = z.strictObject({
  externalId: z.string(),
  /** Decimals that add up to what was paid back: refunds may come before it is known in which currency the order is. */
  paidBack: z.array(z.string()),
  /** What of it is no part of the order's net amount (tax, shipping); absent where the platform does not tell. */
  notNet: maybe(z.array(z.string())),
  /** What came back for it; less was paid where something was given in exchange, or a fee kept. */
  worth: maybe(z.array(z.string())),
  /** Where the platform says it; else the order's. */
  currency: maybe(z.string()),
  occurredAt: maybe(Instant),
  /** `open`: no money has moved yet. `undone`: it failed, or the dispute was won. */
  state: z.enum(SHOP_REFUND_STATES),
});
export type ShopRefund = z.infer<typeof ShopRefund>;

/** One sum in the customer's currency and in the order's: refunds may be told in either. Minor units. */
export const ShopRate = z.strictObject({ currency: z.string(), paid: z.int(), is: z.int() });
export type ShopRate = z.infer<typeof ShopRate>;

/** An order as it stood at one moment. */
export const ShopSnapshot = z.strictObject({
  /** Which of two is newer. Where the platform says none, when it came (`isDated` false). */
  at: Instant,
  isDated: z.boolean(),
  occurredAt: Instant,
  amount: Money,
  netAmount: maybe(Money),
  rate: maybe(ShopRate),
  customerId: maybe(z.string()),
  /** As the shop shows it to people: "#1001", where its id is 6100000000001. */
  number: maybe(z.string()),
  couponCodes: z.array(z.string()),
  clickIds: z.array(z.string()),
  /** `open`: ordered and not paid yet (bank transfer, cash on delivery). `none`: a cart, or its payment failed. */
  payment: z.enum(['paid', 'open', 'none']),
  isCancelled: z.boolean(),
  refunds: z.array(ShopRefund),
  /** One that is missing from `refunds` is no more. */
  refundsAreAll: z.boolean(),
});
export type ShopSnapshot = z.infer<typeof ShopSnapshot>;

/** An order's net amount, in minor units: never below nothing, nor above what was paid. */
export const netWithin = (net: number, paid: Money): Money => ({
  amount: Math.max(0, Math.min(net, paid.amount)),
  currency: paid.currency,
});

/** The field of a snapshot that names who bought, where the delivery tells. */
export const buyerOf = ({ customerId }: ShopDelivery): Pick<ShopSnapshot, 'customerId'> =>
  customerId === undefined ? {} : { customerId };

/** The field of a snapshot that says which number the shop shows to people; what none would read is none. */
export const numberedAs = (number: string | undefined): Pick<ShopSnapshot, 'number'> =>
  OrderNumber.safeParse(number).success && number !== undefined ? { number } : {};

/** What one delivery says of one order of the shop. */
export type ShopFact =
  | { kind: 'order'; order: string; snapshot: ShopSnapshot }
  | { kind: 'refund'; order: string; refund: ShopRefund }
  | { kind: 'gone'; order: string; at: string }
  /** What is told of one is told of the other: a payment and the invoice that it paid. */
  | { kind: 'part'; order: string; of: string }
  | { kind: 'restored'; order: string; at: string };

/** What a delivery comes to. `ignored`: nothing that concerns orders, for a reason. `unread`: it should have been read. */
export type ShopReading =
  | { kind: 'facts'; facts: ShopFact[] }
  | { kind: 'ignored'; reason: string }
  | { kind: 'unread'; reason: string };

export const facts = (...all: ShopFact[]): ShopReading => ({ kind: 'facts', facts: all });
export const ignored = (reason: string): ShopReading => ({ kind: 'ignored', reason });
export const unread = (reason: string): ShopReading => ({ kind: 'unread', reason });
