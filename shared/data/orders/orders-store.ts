import * as z from 'zod';
import { netOf } from '../../domain/orders/order-figures.ts';
import { linesOfOrder, type NamedLine } from '../../domain/orders/order-lines.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import { maybe } from '../../domain/schema/common.ts';
import { type Booking, StoredConversion, type StoredRefund } from '../../domain/schema/orders/conversions.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import type { BrandRecords, Collection, Created } from '../table/records-store.ts';
import { book } from './book-order.ts';
import type { Fx } from './fx-store.ts';
import { type OrderDeps, writeOrderLines } from './order-lines-store.ts';

/** "This order's lines may not all be written, or wait for a rate." Written first, removed last. */
const Todo = z.object({
  id: z.string(),
  conversionId: z.string(),
  startedAt: z.number(),
  /** Everything is written; only an exchange rate is missing. */
  waiting: maybe(z.boolean()),
  archivedAt: maybe(z.string()),
});
type Todo = z.infer<typeof Todo>;

/** Younger todos belong to a request that is still at work. */
const FORGOTTEN_MS = MINUTE_MS;

export const conversionsOf = (records: BrandRecords) => records.collection('CONVERSION', StoredConversion);
const todosOf = (records: BrandRecords) => records.collection('ORDERTODO', Todo);

/** What every step works with. */
type Shelf = {
  conversions: Collection<StoredConversion>;
  todos: Collection<Todo>;
  putLines: (lines: readonly NamedLine[]) => Promise<void>;
  /**
   * In the currency that the brand has now. Read after a todo was written: who gives the brand another currency asks for
   * todos after that, so one of the two sees the other.
   */
  bookNow: (order: StoredConversion) => Promise<Booking | undefined>;
  newToken: () => string;
};

/** An order as something makes it. */
type Change = (order: StoredConversion) => StoredConversion;

/**
 * Orders of one brand. The document is the truth; the lines by day are derived from it and the days' packed rows from
 * the lines. Todo → document → lines → "count these days again" → todo gone: wherever a crash falls, a repeat or
 * `tidy` goes on from the document.
 */
export function ordersOf(
  deps: OrderDeps,
  records: BrandRecords,
  getBrand: () => Promise<Pick<Brand, 'currency'>>,
  fx: Fx,
) {
  const shelf: Shelf = {
    conversions: conversionsOf(records),
    todos: todosOf(records),
    putLines: (lines) => writeOrderLines(deps, records.brandId, lines),
    bookNow: async (order) => book(order, (await getBrand()).currency, fx),
    newToken: deps.newToken,
  };
  const changed = (conversionId: string, part: string, to: Change, now: number) =>
    change({ conversionId, part, to, now }, shelf);

  return {
    /** Whether an order is stored, archived or not, or about to be. */
    any: () => isAny(shelf),
    /** Stores the order unless it is there; either way its lines stand when this returns. */
    take: (order: StoredConversion, now: number) => take(order, now, shelf),
    /** Adds the refund that `decide` makes of the newest state, or nothing; the lines stand when this returns. */
    refund: (
      conversionId: string,
      refundId: string,
      decide: (order: StoredConversion) => StoredRefund | undefined,
      now: number,
    ) => changed(conversionId, refundId, (stored) => withRefund(stored, decide(stored)), now),
    change: changed,
    /** Rewrites the lines after the document was changed by `to` (erasure). */
    async rewrite(conversionId: string, to: Change, now: number): Promise<void> {
      await changed(conversionId, `${conversionId}|rewrite`, to, now);
    },
    /** Finishes what was left half done, and books what has a rate by now; how many orders. */
    tidy: (now: number) => tidy(now, shelf),
  };
}
export type Orders = ReturnType<typeof ordersOf>;

async function isAny({ todos, conversions }: Shelf): Promise<boolean> {
  const one = { limit: 1, archived: true };
  const pages = await Promise.all([todos.list(one), conversions.list(one)]);
  return pages.some((page) => page.records.length > 0);
}

async function take(order: StoredConversion, now: number, shelf: Shelf): Promise<Created<StoredConversion>> {
  const { todos, conversions } = shelf;
  const todo = todoOf(order.id, order.id, now);
  await todos.create(todo);
  const booking = await shelf.bookNow(order);
  const made = await conversions.create(booking ? { ...order, booking } : order);
  const finished = await finish(made.kind === 'created' ? made.record : made.existing, [], shelf);
  await (finished ? todos.erase(todo.id) : wait(todo, shelf));
  return made;
}

const withRefund = (stored: StoredConversion, refund: StoredRefund | undefined): StoredConversion =>
  refund ? { ...stored, refunds: [...stored.refunds, refund], updatedAt: refund.receivedAt } : stored;

/**
 * Changes the document by `to`, under a todo of its own, named after `part`: another who does the same takes only his
 * own away. The lines stand when this returns.
 */
async function change(
  { conversionId, part, to, now }: { conversionId: string; part: string; to: Change; now: number },
  shelf: Shelf,
): Promise<StoredConversion> {
  const { todos, conversions } = shelf;
  await conversions.get(conversionId);
  const todo = todoOf(`${part}|${shelf.newToken()}`, conversionId, now);
  await todos.create(todo);
  let before: readonly NamedLine[] = [];
  const changed = await conversions.update(conversionId, (order) => {
    before = linesOfOrder(order);
    return to(order);
  });
  // A repeat that changes nothing may be the one that goes on after a crash: it writes all of them.
  const isRepeat = differing(linesOfOrder(changed), before).length === 0;
  await finish(changed, isRepeat ? [] : before, shelf);
  await todos.erase(todo.id);
  return changed;
}

async function tidy(now: number, shelf: Shelf): Promise<number> {
  const { todos, conversions } = shelf;
  let done = 0;
  for await (const todo of todos.all()) {
    if (!todo.waiting && todo.startedAt > now - FORGOTTEN_MS) continue;
    const order = await conversions.find(todo.conversionId);
    if (order && todo.waiting && !(await shelf.bookNow(order))) continue;
    if (order && !(await finish(order, [], shelf))) await wait(todo, shelf);
    else {
      await todos.erase(todo.id);
      done++;
    }
  }
  return done;
}

/** Converts what can be converted now, writes the lines; true when nothing waits any longer. */
async function finish(order: StoredConversion, before: readonly NamedLine[], shelf: Shelf): Promise<boolean> {
  const booking = order.booking ?? (await shelf.bookNow(order));
  const fixed =
    booking && !order.booking
      ? await shelf.conversions.update(order.id, (stored) => ({
          ...stored,
          booking: stored.booking ?? booking,
        }))
      : order;
  const newest = await writeLines(fixed, before, shelf);
  return newest.booking !== undefined || netOf(newest) === undefined;
}

/**
 * Writes the lines until they are those of the newest document, which it answers: of two writers at once (a rate, a
 * refund, an erasure) the one that writes last may have read first. `before`: lines that stand, or that a todo of
 * their own stands for; only what differs from them is written.
 */
async function writeLines(
  order: StoredConversion,
  before: readonly NamedLine[],
  { conversions, putLines }: Shelf,
): Promise<StoredConversion> {
  let standing = before;
  for (let written = order; ; ) {
    const lines = linesOfOrder(written);
    await putLines(differing(lines, standing));
    const newest = await conversions.get(order.id);
    if (JSON.stringify(linesOfOrder(newest)) === JSON.stringify(lines)) return newest;
    standing = lines;
    written = newest;
  }
}

/** Those of the lines that are new or say something else than the line of their name did. */
function differing(lines: readonly NamedLine[], before: readonly NamedLine[]): NamedLine[] {
  const known = new Set(before.map((line) => JSON.stringify(line)));
  return lines.filter((line) => !known.has(JSON.stringify(line)));
}

const todoOf = (part: string, conversionId: string, now: number): Todo => ({
  id: part,
  conversionId,
  startedAt: now,
});
const waitingForRate = (todo: Todo): Todo => ({ ...todo, waiting: true });

/** The sweep comes back to it when there is a rate, whoever took the todo away meanwhile. */
async function wait(todo: Todo, { todos }: Shelf): Promise<void> {
  const made = await todos.create(waitingForRate(todo));
  if (made.kind === 'exists') await todos.update(todo.id, waitingForRate);
}
