import { CLOCK_SKEW_MS } from '../domain/attribution/credit.ts';
import { idOfExternal } from '../domain/external-id.ts';
import { derivedId } from '../domain/id.ts';
import { sameAs } from '../domain/orders/differences.ts';
import { payable } from '../domain/orders/order-figures.ts';
import { standingOf } from '../domain/orders/order-history.ts';
import { wrong } from '../domain/reasons.ts';
import { invalid, Refusal, refuse, sayWhy } from '../domain/refusal.ts';
import type { Id } from '../domain/schema/common.ts';
import type {
  Refund,
  RefundInput,
  StoredConversion,
  StoredRefund,
} from '../domain/schema/orders/conversions.ts';
import { refuseFuture } from '../domain/time/not-ahead.ts';
import { dayOf } from '../domain/time/week.ts';
import { type Taking, tell } from './desk.ts';
import { shownRefund, shownWaiting } from './shown.ts';

const MOST_REFUNDS = 500;

export type Refunded = { status: 200; body: Refund } | { status: 201; body: Refund };
export type KeptRefund = { status: 202; body: Refund };

/** Books a refund of an order that is there. The same externalId again is answered with the first. */
export async function refundOrder(
  conversionId: Id<'cnv'>,
  input: RefundInput,
  taking: Taking,
): Promise<Refunded> {
  refuseFuture('occurredAt', input.occurredAt, taking.now);
  return book(await refundOf(conversionId, input, taking), taking);
}

/**
 * The same by the shop's own name of the order. Where the order has not come yet the refund is kept (202) and booked
 * when it comes.
 */
export async function refundByExternal(
  externalId: string,
  input: RefundInput,
  taking: Taking,
): Promise<Refunded | KeptRefund> {
  const { stores } = taking;
  const conversionId = idOfExternal('cnv', stores.brandId, externalId);
  if (await stores.conversions.find(conversionId)) return refundOrder(conversionId, input, taking);
  refuseFuture('occurredAt', input.occurredAt, taking.now);
  const { day: _, id: refundId, ...refund } = await refundOf(conversionId, input, taking);
  const kept = await stores.waitingRefunds.put({ ...refund, refundId, order: externalId });
  // Asked again after writing: who takes the order meanwhile may have looked before this refund was there.
  const order = await stores.conversions.find(conversionId);
  if (!order) return { status: 202, body: shownWaiting(kept) };
  await bookWaiting(conversionId, taking);
  return refundOrder(conversionId, input, taking);
}

/** Books what waited for the order; what it does not allow stays, with the reason. */
export const bookWaiting = (conversionId: Id<'cnv'>, taking: Taking): Promise<void> =>
  bookWaitingAs(conversionId, conversionId, taking);

/** The same of an order that goes by another name than the one for which they wait. */
export async function bookWaitingAs(
  waitingFor: string,
  conversionId: Id<'cnv'>,
  taking: Taking,
): Promise<void> {
  const waiting = taking.stores.waitingRefunds;
  for (const refund of await waiting.listOf(waitingFor)) {
    const { id: _, refundId: __, problem: ___, order: ____, archivedAt: _____, ...kept } = refund;
    const id = refundIdOf(conversionId, kept.externalId, taking);
    try {
      await book(await dated({ ...kept, conversionId, id }, taking), taking);
      await waiting.erase(refund);
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      await waiting.note(refund, sayWhy(failure).slice(0, 500));
    }
  }
}

const refundOf = (conversionId: Id<'cnv'>, input: RefundInput, taking: Taking): Promise<StoredRefund> => {
  const id = refundIdOf(conversionId, input.externalId, taking);
  return dated({ id, conversionId, ...input, receivedAt: taking.at }, taking);
};

const refundIdOf = (conversionId: string, externalId: string, { stores }: Taking): Id<'rfd'> =>
  derivedId('rfd', stores.brandId, conversionId, externalId) as Id<'rfd'>;

async function dated(refund: Omit<StoredRefund, 'day'>, taking: Taking): Promise<StoredRefund> {
  const { timeZone } = await taking.stores.getBrand();
  return { ...refund, day: dayOf(Date.parse(refund.occurredAt), timeZone) };
}

async function book(refund: StoredRefund, taking: Taking): Promise<Refunded> {
  const { stores, now } = taking;
  let isNew = false;
  const order = await stores.orders.refund(
    refund.conversionId,
    refund.id,
    (stored) => {
      isNew = !stored.refunds.some((known) => known.id === refund.id);
      if (isNew) checkRefund(stored, refund);
      return isNew ? refund : undefined;
    },
    now,
  );
  const kept = order.refunds.find((known) => known.id === refund.id) ?? refund;
  const body = shownRefund(kept, order);
  const event = {
    type: 'conversion.refunded' as const,
    subjectId: refund.id,
    data: body,
    at: kept.receivedAt,
  };
  await tell(event, taking);
  if (isNew) return { status: 201, body };
  const differs = COMPARED.flatMap((path) =>
    refund[path] === undefined || sameAs(kept[path], refund[path])
      ? []
      : [{ path, kept: kept[path] ?? null, sent: refund[path] }],
  );
  return { status: 200, body: differs.length > 0 ? { ...body, differs } : body };
}

const COMPARED = ['amount', 'netAmount', 'occurredAt', 'metadata'] as const;

/** Never more than the order, never in another currency, never before it but for the skew of clocks. */
function checkRefund(order: StoredConversion, refund: StoredRefund): void {
  const { figures, refunded, left } = standingOf(order);
  const whole = payable(figures);
  if (!whole || (whole.amount === 0 && refund.amount.amount > 0))
    throw refuse(409, 'nothing-to-refund', 'This conversion has no amount.');
  if (whole.currency !== refund.amount.currency)
    throw invalid(wrong('amount.currency', 'not-the-orders-currency', { currency: whole.currency }));
  if (Date.parse(refund.occurredAt) < Date.parse(order.occurredAt) - CLOCK_SKEW_MS)
    throw invalid(wrong('occurredAt', 'before-the-order', { what: 'the order' }));
  if (refunded + refund.amount.amount > whole.amount)
    throw refuse(409, 'refund-exceeds-order', 'All refunds together would exceed the order.');
  if (refund.netAmount && refund.netAmount.amount > left)
    throw refuse(409, 'refund-exceeds-net', 'Of the order’s net amount less than this netAmount is left.');
  if (order.refunds.length >= MOST_REFUNDS)
    throw refuse(409, 'too-many-refunds', `An order takes ${MOST_REFUNDS} refunds.`, { n: MOST_REFUNDS });
}
