import { idOfExternal } from '../domain/external-id.ts';
import { derivedId } from '../domain/id.ts';
import { sameAs } from '../domain/orders/differences.ts';
import { type Figures, figuresOf } from '../domain/orders/order-figures.ts';
import { whyOf } from '../domain/reasons.ts';
import { invalid, Refusal, sayWhy } from '../domain/refusal.ts';
import type { Id } from '../domain/schema/common.ts';
import { ConversionInput, type StoredConversion } from '../domain/schema/orders/conversions.ts';
import type { ShopSnapshot } from '../domain/shops/shop-fact.ts';
import {
  type CountsWhen,
  type DueRefund,
  type ShopOrder,
  type ShopTarget,
  targetOf,
} from '../domain/shops/shop-order.ts';
import { HOUR_MS } from '../domain/time/units.ts';
import { amendOrder, bookReversal, restoreOrder, voidOrder } from '../orders/change-order.ts';
import type { Taking } from '../orders/desk.ts';
import { bookWaitingAs, refundOrder } from '../orders/refund-order.ts';
import { takeOrder } from '../orders/take-order.ts';
import { bareNames, notToldByFile, prefixesOfHooks, toldByFile, toldByHooks } from './told-by-file.ts';

export type Brought = {
  /** Nothing could be booked yet. */
  isWaiting: boolean;
  waitsFor?: string;
  /** The order stands among the brand's. */
  isTaken: boolean;
  /** It is out of the counts by our doing. */
  isVoided: boolean;
  problems: string[];
};

const NOTHING = { isWaiting: true, isTaken: false, problems: [] };

/**
 * Brings the brand's order to what its shop told of it, by the calls that the API has: take, amend, refund, reverse,
 * void. Each is done once however often it is asked, so that this may be repeated from anywhere.
 */
export async function bringOrder(known: ShopOrder, when: CountsWhen, taking: Taking): Promise<Brought> {
  const target = targetOf(known, when);
  const isVoided = known.isVoidedByUs === true;
  if (!target) return { ...NOTHING, waitsFor: 'Its order has not come yet.', isVoided };
  const own = idOfExternal('cnv', taking.stores.brandId, known.id);
  const before =
    (await taking.stores.conversions.find(own)) ??
    (await toldByFile(known.id, target.snapshot, taking.stores));
  const id = before?.id ?? own;
  if (!before && target.counts === 'out')
    return { ...NOTHING, waitsFor: 'It is not paid, so it is no order yet.', isVoided };
  const problems = [...target.problems];
  if (!before) await takeOrder(inputOf(known.id, target.snapshot), taking);
  // Asked again for a while: the process that took the order may have died before it asked.
  if (!before || taking.now - Date.parse(before.receivedAt) < HOUR_MS)
    await bookNamedBare(known.id, target.snapshot, id, taking);
  await change(id, target, taking, problems);
  const isOut = await outOrIn(id, target, known, before, taking);
  return { isWaiting: false, isTaken: true, isVoided: isOut, problems };
}

function inputOf(externalId: string, snapshot: ShopSnapshot): ConversionInput {
  const { number, occurredAt, amount, netAmount, customerId, couponCodes, clickIds } = snapshot;
  const parsed = ConversionInput.safeParse({
    kind: 'sale',
    externalId,
    ...(number === undefined ? {} : { number }),
    occurredAt,
    amount,
    ...(netAmount ? { netAmount } : {}),
    ...(customerId === undefined ? {} : { customerId }),
    couponCodes: couponCodes.map((code) => code.slice(0, 500)).slice(0, 20),
    clickIds,
  });
  if (parsed.success) return parsed.data;
  throw invalid(...parsed.error.issues.map((found) => ({ path: found.path.join('.'), ...whyOf(found) })));
}

/**
 * Refunds that a program told under the shop's own number while this order had not come. Of two shops' orders of one number
 * neither is meant for certain.
 */
async function bookNamedBare(
  name: string,
  snapshot: ShopSnapshot,
  id: Id<'cnv'>,
  taking: Taking,
): Promise<void> {
  const { stores } = taking;
  for (const bare of bareNames(name, snapshot)) {
    const waitingFor = idOfExternal('cnv', stores.brandId, bare);
    if ((await stores.waitingRefunds.listOf(waitingFor)).length === 0) continue;
    const hooked = await toldByHooks(bare, await prefixesOfHooks(stores), stores);
    if (hooked.every((order) => order.id === id)) await bookWaitingAs(waitingFor, id, taking);
  }
}

/** First what gives room, then what needs it: reversals, the order's figures, refunds. */
async function change(id: Id<'cnv'>, target: ShopTarget, taking: Taking, problems: string[]): Promise<void> {
  const { snapshot, refunds, undone } = target;
  const order = await taking.stores.conversions.get(id);
  for (const externalId of undone) await reverse(order, externalId, taking);
  const { at, occurredAt, amount, netAmount } = snapshot;
  const figures = { amount, ...(netAmount ? { netAmount } : {}) };
  const moment = at < occurredAt ? occurredAt : at;
  if (!isAt(order, figures))
    await collect(problems, () => amendOrder(id, { occurredAt: moment, ...figures }, taking));
  const untold = notToldByFile(refunds, order, snapshot);
  for (const refund of untold) await collect(problems, () => bookRefund(id, refund, taking, problems));
}

function isAt(order: StoredConversion, figures: Figures): boolean {
  const { amount, netAmount } = figuresOf(order);
  return sameAs({ amount, netAmount }, { amount: figures.amount, netAmount: figures.netAmount });
}

async function bookRefund(
  id: Id<'cnv'>,
  refund: DueRefund,
  taking: Taking,
  problems: string[],
): Promise<void> {
  const { body } = await refundOrder(id, refund, taking);
  if (body.differs?.some(({ path }) => path !== 'occurredAt'))
    problems.push(`Refund ${refund.externalId} was booked before with another amount.`);
}

async function reverse(order: StoredConversion, externalId: string, taking: Taking): Promise<void> {
  const refundId = derivedId('rfd', taking.stores.brandId, order.id, externalId);
  if (order.refunds.some(({ id }) => id === refundId)) await bookReversal(order.id, refundId, {}, taking);
}

async function outOrIn(
  id: Id<'cnv'>,
  { counts }: ShopTarget,
  { isVoidedByUs = false }: ShopOrder,
  before: StoredConversion | undefined,
  taking: Taking,
): Promise<boolean> {
  if (counts !== 'yes') {
    // What the brand itself took out is not ours to put back one day.
    if (before?.voided && !isVoidedByUs) return false;
    await voidOrder(id, { reason: 'cancelled' }, taking);
    return true;
  }
  if (isVoidedByUs) await restoreOrder(id, taking);
  return false;
}

/** One thing that the orders refuse does not keep the others from being booked. */
async function collect(problems: string[], act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    problems.push(sayWhy(failure));
  }
}
