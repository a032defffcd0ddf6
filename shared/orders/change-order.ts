import { CLOCK_SKEW_MS } from '../domain/attribution/credit.ts';
import { derivedId } from '../domain/id.ts';
import { sameAs } from '../domain/orders/differences.ts';
import { figuresOf, netOf, payable } from '../domain/orders/order-figures.ts';
import { standingIf } from '../domain/orders/order-history.ts';
import { wrong } from '../domain/reasons.ts';
import { invalid, refuse } from '../domain/refusal.ts';
import type {
  AmendInput,
  Amendment,
  StoredConversion,
  VoidInput,
} from '../domain/schema/orders/conversions.ts';
import { refuseFuture } from '../domain/time/not-ahead.ts';
import { dayOf } from '../domain/time/week.ts';
import { type Taking, tell } from './desk.ts';
import { shownConversion } from './shown.ts';

/** Takes a refund back (it failed, a dispute was won) as a line of its own day; done once, however often it is told. */
export async function bookReversal(
  conversionId: string,
  refundId: string,
  { occurredAt = '' }: { occurredAt?: string },
  taking: Taking,
): Promise<StoredConversion> {
  const when = await momentOf(occurredAt, taking);
  return change(conversionId, `${refundId}|reversal`, taking, (order) => {
    const refund = order.refunds.find(({ id }) => id === refundId);
    if (!refund) throw refuse(404, 'not-found', 'This conversion has no such refund.');
    const { reversals = [] } = order;
    if (reversals.some((known) => known.refundId === refundId)) return order;
    refuseEarlier(when.occurredAt, refund.occurredAt, 'the refund');
    const id = derivedId('rfd', refundId, 'reversal');
    const reversal = { id, refundId: refund.id, ...when, place: happenedTo(order) };
    return { ...order, reversals: [...reversals, reversal], updatedAt: taking.at };
  });
}

/** Out of all counts, with a reason, and kept on record. The first reason stays. */
export async function voidOrder(
  conversionId: string,
  input: VoidInput,
  taking: Taking,
): Promise<StoredConversion> {
  const order = await change(conversionId, `${conversionId}|void`, taking, (stored) =>
    stored.voided ? stored : { ...stored, voided: { ...input, at: taking.at }, updatedAt: taking.at },
  );
  const { at = taking.at } = order.voided ?? {};
  await tell(
    { type: 'conversion.voided', subjectId: `${order.id}|${at}`, data: shownConversion(order), at },
    taking,
  );
  return order;
}

/** Back into all counts: it was voided by mistake, or restored in the shop. */
export const restoreOrder = (conversionId: string, taking: Taking): Promise<StoredConversion> =>
  change(conversionId, `${conversionId}|void`, taking, ({ voided, ...stored }) =>
    voided ? { ...stored, restored: { voidedAt: voided.at, at: taking.at }, updatedAt: taking.at } : stored,
  );

/**
 * Books what an order's money differs by from what was told before, as a line of its own day. The money is told whole:
 * what is left out is no longer known. The same money again, or the same externalId, changes nothing.
 */
export async function amendOrder(
  conversionId: string,
  { externalId, occurredAt = '', ...figures }: AmendInput,
  taking: Taking,
): Promise<StoredConversion> {
  const when = await momentOf(occurredAt, taking);
  const order = await change(conversionId, `${conversionId}|amend`, taking, (stored) => {
    const { amendments = [] } = stored;
    if (externalId !== undefined && amendments.some((known) => known.externalId === externalId))
      return stored;
    const { amount, netAmount, lines, cogs } = figuresOf(stored);
    if (sameAs(definedOf({ amount, netAmount, lines, cogs }), figures)) return stored;
    refuseEarlier(when.occurredAt, stored.occurredAt, 'the order');
    checkAmendment(stored, figures);
    const place = happenedTo(stored);
    const id = derivedId('rfd', conversionId, 'amendment', externalId ?? String(place));
    const amendment: Amendment = {
      id,
      ...(externalId === undefined ? {} : { externalId }),
      ...figures,
      ...when,
      place,
    };
    return { ...stored, amendments: [...amendments, amendment], updatedAt: taking.at };
  });
  const last = order.amendments?.at(-1);
  if (last)
    await tell(
      { type: 'conversion.amended', subjectId: last.id, data: shownConversion(order), at: last.receivedAt },
      taking,
    );
  return order;
}

const MOST_AMENDMENTS = 50;

function checkAmendment(
  order: StoredConversion,
  figures: Omit<AmendInput, 'externalId' | 'occurredAt'>,
): void {
  const [was, is] = [netOf(figuresOf(order)), netOf(figures)];
  if (!was) throw refuse(409, 'nothing-to-amend', 'This conversion has no amount.');
  if (is?.currency !== was.currency)
    throw invalid(wrong('amount.currency', 'not-the-orders-currency', { currency: was.currency }));
  const { refunded, left } = standingIf(order, figures);
  if ((payable(figures)?.amount ?? 0) < refunded || left < 0)
    throw refuse(409, 'amend-below-refunds', 'More was refunded than the order would come to.');
  if ((order.amendments?.length ?? 0) >= MOST_AMENDMENTS)
    throw refuse(409, 'too-many-amendments', `An order takes ${MOST_AMENDMENTS} amendments.`, {
      n: MOST_AMENDMENTS,
    });
}

/** How much has happened to it so far. */
const happenedTo = ({ refunds, reversals = [], amendments = [] }: StoredConversion): number =>
  refunds.length + reversals.length + amendments.length;

const definedOf = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

async function momentOf(said: string, taking: Taking) {
  const occurredAt = said || taking.at;
  refuseFuture('occurredAt', occurredAt, taking.now);
  const { timeZone } = await taking.stores.getBrand();
  return { occurredAt, receivedAt: taking.at, day: dayOf(Date.parse(occurredAt), timeZone) };
}

function refuseEarlier(occurredAt: string, first: string, what: string): void {
  if (Date.parse(occurredAt) < Date.parse(first) - CLOCK_SKEW_MS)
    throw invalid(wrong('occurredAt', 'before-the-order', { what }));
}

/** What a document may come to: an item of the table has 400 KB. */
const MOST_DOCUMENT_BYTES = 350_000;

async function change(
  conversionId: string,
  part: string,
  taking: Taking,
  decide: (order: StoredConversion) => StoredConversion,
): Promise<StoredConversion> {
  const { stores, now } = taking;
  return stores.orders.change(
    conversionId,
    part,
    (stored) => {
      const changed = decide(stored);
      if (Buffer.byteLength(JSON.stringify(changed)) > MOST_DOCUMENT_BYTES)
        throw refuse(413, 'too-large', 'So much has happened to this order that no more of it can be kept.');
      return changed;
    },
    now,
  );
}
