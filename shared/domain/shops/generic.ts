import * as z from 'zod';
import { isCurrency } from '../money/currency.ts';
import { toDecimal } from '../money/money.ts';
import { because } from '../reasons.ts';
import { maybe, text } from '../schema/common.ts';
import { instantOf, isObject, type Sent, textAt } from './lossless.ts';
import {
  buyerOf,
  facts,
  ignored,
  netWithin,
  numberedAs,
  type ShopDelivery,
  type ShopReading,
  type ShopSnapshot,
  unread,
} from './shop-fact.ts';
import { minorOfDecimal } from './shop-money.ts';

/** RFC 6901: `/order/lines/0/total`; the empty pointer is the body itself. Where a list lies, `*` is each of it. */
const Pointer = z
  .string()
  .max(300)
  .regex(/^(\/([^~/]|~[01])*)*$/, { error: because('not-a-pointer', { example: '/order/id' }) })
  .meta({ example: '/order/id' });

/** How the shop writes that something is so, where it says one of several states: `["paid", "complete"]`, in any case. */
const Words = z.array(text(60)).min(1).max(20);

/** Where a shop's own events say what an order needs. What a pointer does not find is left out. */
export const HookMapping = z
  .strictObject({
    /** `minor`: whole cents. `major`: decimals, as text or number. */
    money: z.enum(['major', 'minor']).default('major'),
    order: z.strictObject({
      id: Pointer,
      amount: Pointer,
      currency: Pointer,
      netAmount: maybe(Pointer),
      occurredAt: maybe(Pointer),
      /** Tells which of two events is newer. */
      updatedAt: maybe(Pointer),
      /** A code, or a list of codes; of a list of discounts `*` is each. */
      couponCodes: maybe(Pointer),
      customerId: maybe(Pointer),
      /** The number that the shop shows to people, such as #1001. */
      number: maybe(Pointer),
      clickIds: maybe(Pointer),
      /** One of `cancelledWhen` there, or without those anything that says something: the order is cancelled. */
      cancelled: maybe(Pointer),
      cancelledWhen: maybe(Words),
      /** Read the same; what isn't so is an order that is not paid yet. Without it all are paid. */
      paid: maybe(Pointer),
      paidWhen: maybe(Words),
    }),
    /** An event in which `refund.id` says something is a refund of the order that `order.id` names. */
    refund: maybe(
      z.strictObject({ id: Pointer, amount: Pointer, netAmount: maybe(Pointer), occurredAt: maybe(Pointer) }),
    ),
  })
  .meta({
    id: 'HookMapping',
    example: {
      order: {
        id: '/order/id',
        amount: '/order/total',
        currency: '/order/currency',
        netAmount: '/order/net',
        couponCodes: '/order/codes',
        clickIds: '/order/vclid',
      },
      refund: { id: '/refund/id', amount: '/refund/amount' },
    },
  });
export type HookMapping = z.infer<typeof HookMapping>;

/** What an event of any other shop says, by the pointers that the brand gave. */
export function readGeneric(
  body: Sent,
  delivery: ShopDelivery,
  prefix: string,
  mapping: HookMapping,
): ShopReading {
  const at = (pointer: string | undefined) =>
    textAt(pointer === undefined ? undefined : pointed(body, pointer));
  const id = at(mapping.order.id);
  if (id === undefined) return ignored(`There is no order at ${mapping.order.id}.`);
  const currency = (at(mapping.order.currency) ?? '').toUpperCase();
  const event = { body, at, delivery, mapping, currency, order: `${prefix}:${id}` };
  const refundId = at(mapping.refund?.id);
  return mapping.refund && refundId !== undefined && !saysNothing(refundId)
    ? refundIn(event, mapping.refund, `${prefix}:refund:${refundId}`)
    : orderIn(event);
}

type GenericEvent = {
  body: Sent;
  at: (pointer: string | undefined) => string | undefined;
  delivery: ShopDelivery;
  mapping: HookMapping;
  currency: string;
  order: string;
};

function refundIn(
  { at, delivery, mapping, currency, order }: GenericEvent,
  where: NonNullable<HookMapping['refund']>,
  externalId: string,
): ShopReading {
  const decimal = (pointer: string | undefined) => decimalOf(at(pointer), mapping, currency);
  const [paid, net] = [decimal(where.amount), decimal(where.netAmount)];
  if (paid === undefined) return unread(`There is no amount at ${where.amount}.`);
  const refund = {
    externalId,
    paidBack: [paid],
    ...(net === undefined ? {} : { notNet: [difference(paid, net)] }),
    ...(isCurrency(currency) ? { currency } : {}),
    occurredAt: instantOf(at(where.occurredAt)) ?? delivery.receivedAt,
    state: 'booked' as const,
  };
  return facts({ kind: 'refund', order, refund });
}

function orderIn({ body, at, delivery, mapping, currency, order }: GenericEvent): ShopReading {
  const { order: where } = mapping;
  if (!isCurrency(currency)) return unread(`There is no currency of ISO 4217 at ${where.currency}.`);
  const minor = (pointer: string | undefined) => minorOf(at(pointer), mapping, currency);
  const [amount, net] = [minor(where.amount), minor(where.netAmount)];
  if (amount === undefined) return unread(`There is no amount at ${where.amount}.`);
  const updatedAt = instantOf(at(where.updatedAt));
  const snapshot: ShopSnapshot = {
    at: updatedAt ?? delivery.receivedAt,
    isDated: updatedAt !== undefined,
    occurredAt: instantOf(at(where.occurredAt)) ?? delivery.receivedAt,
    amount: { amount, currency },
    ...(net === undefined ? {} : { netAmount: netWithin(net, { amount, currency }) }),
    ...buyerOf(delivery),
    ...numberedAs(at(where.number)),
    couponCodes: textsAt(body, where.couponCodes),
    clickIds: [...delivery.clickIds],
    payment: where.paid === undefined || isSaid(body, where.paid, where.paidWhen) ? 'paid' : 'open',
    isCancelled: isSaid(body, where.cancelled, where.cancelledWhen),
    refunds: [],
    refundsAreAll: false,
  };
  return facts({ kind: 'order', order, snapshot });
}

/** Only what the mapping points to: of a body of unknown shape nobody knows where else people stand in it. */
export function onlyPointed(body: Sent, mapping: HookMapping): Sent {
  const { customerId: _, clickIds: __, ...order } = mapping.order;
  let kept: Sent = {};
  for (const pointer of [...Object.values(order), ...Object.values(mapping.refund ?? {})]) {
    if (typeof pointer !== 'string') continue;
    const value = pointed(body, pointer);
    if (value !== undefined) kept = withPointed(kept, stepsOf(pointer), value);
  }
  return kept;
}

export const pointed = (body: Sent, pointer: string): Sent | undefined => found(body, stepsOf(pointer));

function found(at: Sent | undefined, [step, ...rest]: string[]): Sent | undefined {
  if (step === undefined) return at;
  if (!Array.isArray(at)) return isObject(at) && Object.hasOwn(at, step) ? found(at[step], rest) : undefined;
  if (step === '*') return at.flatMap((one) => found(one, rest) ?? []);
  return /^(0|[1-9]\d{0,8})$/.test(step) ? found(at[Number(step)], rest) : undefined;
}

const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Lists become objects by their positions, which pointers read alike. */
function withPointed(kept: Sent, [step, ...rest]: string[], value: Sent): Sent {
  if (step === undefined) return value;
  const base = isObject(kept) ? kept : {};
  return { ...base, [step]: withPointed(base[step] ?? {}, rest, value) };
}

export const textsAt = (body: Sent, pointer: string | undefined): string[] => {
  const there = pointer === undefined ? undefined : pointed(body, pointer);
  return (Array.isArray(there) ? there : [there]).flatMap((one) => textAt(one) ?? []);
};

function isSaid(body: Sent, pointer: string | undefined, words: readonly string[] | undefined): boolean {
  const value = pointer === undefined ? undefined : pointed(body, pointer);
  return (Array.isArray(value) ? value : [value]).some((one) => {
    if (words === undefined) return !saysNothing(one);
    const said = String(one).trim().toLowerCase();
    return words.some((word) => word.toLowerCase() === said);
  });
}

/** Left out, empty, or as programs and tables write that something is not so: `false`, `0.00`, `0000-00-00 00:00:00`. */
function saysNothing(value: Sent | undefined): boolean {
  if (isObject(value) || Array.isArray(value)) return Object.keys(value).length === 0;
  return NOTHING.test(String(value ?? '').trim());
}
const NOTHING =
  /^(?:|false|no?|off|none|null|nil|undefined|-?0+(?:\.0+)?|(?:000[01]-0[01]-0[01]|1970-01-01[T ]00:00:00).*)$/i;

function minorOf(sent: string | undefined, { money }: HookMapping, currency: string): number | undefined {
  if (money === 'major') return minorOfDecimal(sent, currency)?.minor;
  return /^-?\d{1,15}$/.test(sent ?? '') ? Number(sent) : undefined;
}

/** A decimal stays one, and what is none is no amount; minor units of a known currency are made one. */
function decimalOf(sent: string | undefined, mapping: HookMapping, currency: string): string | undefined {
  if (mapping.money === 'major') return DECIMAL.test(sent ?? '') ? sent : undefined;
  const minor = isCurrency(currency) ? minorOf(sent, mapping, currency) : undefined;
  return minor === undefined ? undefined : toDecimal(minor, currency);
}

const DECIMAL = /^-?(\d{1,15})(?:\.(\d*))?$/;

/** In millionths, so that no currency is needed to take one decimal from another. */
function difference(one: string, other: string): string {
  const places = 6;
  const millionths = (sent: string) => {
    const [, whole = '0', fraction = ''] = DECIMAL.exec(sent) ?? [];
    return BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
  };
  const digits = String(millionths(one) - millionths(other))
    .replace('-', '')
    .padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
