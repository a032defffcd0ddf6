import { unpackBody } from '../data/shops/kept-body.ts';
import { RecordMissing } from '../data/table/records-store.ts';
import { sameAs } from '../domain/orders/differences.ts';
import { Refusal, sayWhy } from '../domain/refusal.ts';
import type { Id } from '../domain/schema/common.ts';
import type { StoredHook, StoredHookEvent } from '../domain/schema/shops/hooks.ts';
import { readLossless } from '../domain/shops/lossless.ts';
import { readDelivery } from '../domain/shops/read-delivery.ts';
import { type ShopFact, type ShopReading, type ShopSnapshot, unread } from '../domain/shops/shop-fact.ts';
import { learn, noShopOrder, type ShopOrder } from '../domain/shops/shop-order.ts';
import type { Taking } from '../orders/desk.ts';
import { type Brought, bringOrder } from './bring-order.ts';

/**
 * Reads a kept delivery and brings what it says to the orders. Done twice it changes nothing; a failure of ours leaves
 * it due. Answers the event with what became of it.
 */
export async function applyEvent(
  hookId: Id<'hok'>,
  eventId: Id<'hev'>,
  taking: Taking,
): Promise<StoredHookEvent | undefined> {
  const { stores, desk } = taking;
  const [hook, event] = await Promise.all([
    stores.hooks.find(hookId),
    stores.hookEvents(hookId).find(eventId),
  ]);
  const due = desk.stores.hookQueue;
  const done = event && hook && (await outcomeOf(event, hook, taking));
  const told = done && (await note(hookId, eventId, done, taking));
  if (event) await due.remove({ brandId: stores.brandId, hookId, eventId, dueAt: event.receivedAt });
  return told;
}

type Outcome = Pick<StoredHookEvent, 'state' | 'orders'> & { reason?: string };

async function outcomeOf(event: StoredHookEvent, hook: StoredHook, taking: Taking): Promise<Outcome> {
  const reading = readingOf(event, hook);
  if (reading.kind !== 'facts')
    return { state: reading.kind === 'ignored' ? 'ignored' : 'problem', orders: [], reason: reading.reason };
  const brought: Brought[] = [];
  for (const fact of reading.facts) brought.push(await bring(fact, event, hook, taking));
  const problems = brought.flatMap((one) => one.problems);
  const waits = brought.every((one) => one.isWaiting);
  const reason = problems.length > 0 ? problems.join(' ') : waits ? brought[0]?.waitsFor : undefined;
  return {
    state: problems.length > 0 ? 'problem' : waits ? 'waiting' : 'applied',
    orders: [...new Set(reading.facts.map(({ order }) => order))],
    ...(reason === undefined ? {} : { reason: reason.slice(0, 1_000) }),
  };
}

function readingOf(event: StoredHookEvent, hook: StoredHook): ShopReading {
  const body = readLossless(unpackBody(event.body));
  return body === undefined
    ? unread(event.reason ?? 'The body is not JSON.')
    : readDelivery(body, event, hook);
}

/** Learns the fact and brings the orders to it; what is told of a part is told of its whole. */
async function bring(
  fact: ShopFact,
  event: StoredHookEvent,
  hook: StoredHook,
  taking: Taking,
): Promise<Brought> {
  const known = await learnt(fact, taking);
  const { partOf } = known;
  if (partOf === undefined) return bringKnown(known, event, hook, taking);
  let brought: Brought = { isWaiting: false, isTaken: true, isVoided: false, problems: [] };
  for (const refund of known.refunds)
    brought = await bring({ kind: 'refund', order: partOf, refund }, event, hook, taking);
  if (isDone(brought)) await closeOpen(known, taking);
  else await handOver(known, partOf, taking);
  return brought;
}

/** What the part lacks, the whole will bring. */
async function handOver({ open = [] }: ShopOrder, whole: string, { stores }: Taking): Promise<void> {
  if (open.length === 0) return;
  await stores.shopOrders.update(whole, ({ open: others = [], ...order }) => {
    const more = open.filter(({ eventId }) => !others.some((one) => one.eventId === eventId));
    return { ...order, open: [...others, ...more].slice(-MOST_OPEN) };
  });
}

/** Brings the orders to what is known; again, if more was learnt meanwhile. */
async function bringKnown(
  first: ShopOrder,
  event: StoredHookEvent,
  hook: StoredHook,
  taking: Taking,
): Promise<Brought> {
  const shopOrders = taking.stores.shopOrders;
  for (let known = first; ; ) {
    const brought = await attempt(known, hook, taking);
    let isAllThatIsKnown = false;
    const newest = await shopOrders.update(known.id, (stored) => {
      isAllThatIsKnown = sameKnowledge(stored, known);
      return isAllThatIsKnown ? settled(stored, brought, event) : stored;
    });
    if (isAllThatIsKnown) {
      if (isDone(brought)) await closeOpen(newest, taking);
      return brought;
    }
    known = newest;
  }
}

const isDone = ({ isTaken, problems }: Brought): boolean => isTaken && problems.length === 0;

/** What earlier events of the order lacked has come: all that is known of it is booked. */
async function closeOpen({ id, open = [] }: ShopOrder, taking: Taking): Promise<void> {
  if (open.length === 0) return;
  const booked = { state: 'applied' as const, orders: [id] };
  for (const { hookId, eventId } of open) await note(hookId, eventId, booked, taking);
  const isClosed = (one: { eventId: string }) => open.some(({ eventId }) => eventId === one.eventId);
  await taking.stores.shopOrders.update(id, ({ open: stored = [], ...order }) => {
    const left = stored.filter((one) => !isClosed(one));
    return left.length > 0 ? { ...order, open: left } : order;
  });
}

async function learnt(fact: ShopFact, { stores }: Taking): Promise<ShopOrder> {
  const shopOrders = stores.shopOrders;
  const made = await shopOrders.create(learn(noShopOrder(fact.order), fact));
  return made.kind === 'created' ? made.record : shopOrders.update(fact.order, (known) => learn(known, fact));
}

const MOST_OPEN = 100;

/** Who ordered, and by which click, is kept no longer here once the order is taken. */
function settled(
  { isVoidedByUs: _, latest, open = [], ...order }: ShopOrder,
  brought: Brought,
  { hookId, id }: StoredHookEvent,
): ShopOrder {
  const { customerId: __, ...snapshot } = latest ?? {};
  const kept = brought.isTaken ? { ...snapshot, clickIds: [] } : latest;
  const others = open.filter(({ eventId }) => eventId !== id);
  const stillOpen = isDone(brought) ? others : [...others, { hookId, eventId: id }].slice(-MOST_OPEN);
  return {
    ...order,
    ...(kept ? { latest: kept as ShopSnapshot } : {}),
    ...(brought.isVoided ? { isVoidedByUs: true } : {}),
    ...(stillOpen.length > 0 ? { open: stillOpen } : {}),
  };
}

function sameKnowledge(
  { isVoidedByUs: _, open: __, ...one }: ShopOrder,
  { isVoidedByUs: ___, open: ____, ...other }: ShopOrder,
): boolean {
  return sameAs(one, other);
}

/** What the orders refuse is told on the event; what fails otherwise is tried again. */
async function attempt(known: ShopOrder, hook: StoredHook, taking: Taking): Promise<Brought> {
  try {
    return await bringOrder(known, hook.countsWhen, taking);
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    const isVoided = known.isVoidedByUs === true;
    return { isWaiting: false, isTaken: false, isVoided, problems: [sayWhy(failure)] };
  }
}

async function note(
  hookId: Id<'hok'>,
  eventId: Id<'hev'>,
  outcome: Outcome,
  { stores }: Taking,
): Promise<StoredHookEvent | undefined> {
  try {
    return await stores
      .hookEvents(hookId)
      .update(eventId, ({ reason: _, ...event }) =>
        outcome.state === 'applied' ? anonymous({ ...event, ...outcome }) : { ...event, ...outcome },
      );
  } catch (failure) {
    if (failure instanceof RecordMissing) return undefined;
    throw failure;
  }
}

/** The order is taken: who placed it, and by which click, stands there and nowhere else. */
const anonymous = ({ customerId: _, ...event }: StoredHookEvent): StoredHookEvent => ({
  ...event,
  clickIds: [],
});
