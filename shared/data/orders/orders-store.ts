import * as z from 'zod';
import { convert } from '../../domain/money/money.ts';
import { cogsOf, netOf } from '../../domain/orders/order-figures.ts';
import { linesOfOrder, type NamedLine, type OrderLine } from '../../domain/orders/order-lines.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import { maybe } from '../../domain/schema/common.ts';
import { type Booking, StoredConversion, type StoredRefund } from '../../domain/schema/orders/conversions.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import { listDays } from '../../domain/time/week.ts';
import type { CountStore } from '../counts/count-store.ts';
import { createDayCache, readPackedDays } from '../counts/packed-days.ts';
import { dayOrdersPartition, orderLinesPartition } from '../table/keys.ts';
import { inLanes } from '../table/lanes.ts';
import type { BrandRecords, Created } from '../table/records-store.ts';
import { jsonOf } from '../table/row.ts';
import type { Tables } from '../table/sdk.ts';
import { inPortions, writeMany } from '../table/write-many.ts';
import type { Fx } from './fx-store.ts';

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

export type OrderDeps = {
  tables: Tables;
  counts: CountStore;
  newToken: () => string;
};

/**
 * Orders of one brand. The document is the truth; the lines by day are derived from it and the days' packed rows from
 * the lines. Todo → document → lines → "count these days again" → todo gone: wherever a crash falls, a repeat or
 * `tidy` goes on from the document. Days are marked after their lines are written, so that a recount at work
 * in between is found to be outdated.
 */
export function ordersOf(
  deps: OrderDeps,
  records: BrandRecords,
  getBrand: () => Promise<Pick<Brand, 'currency'>>,
  fx: Fx,
) {
  const conversions = conversionsOf(records);
  const todos = todosOf(records);
  const { brandId } = records;
  const { records: table } = deps.tables;

  /**
   * In the currency that the brand has now. Read after a todo was written: who gives the brand another currency asks for
   * todos after that, so one of the two sees the other.
   */
  const bookNow = async (conversion: StoredConversion): Promise<Booking | undefined> =>
    book(conversion, (await getBrand()).currency, fx);

  async function putLinesOf(lines: readonly NamedLine[]): Promise<void> {
    for (const named of lines) await table.put(lineRow(brandId, named));
    for (const day of new Set(lines.map(({ day: of }) => of)))
      await deps.counts.markDirty('orders', brandId, day, deps.newToken());
  }

  /**
   * Writes the lines until they are those of the newest document, which it answers: of two writers at once (a rate, a
   * refund, an erasure) the one that writes last may have read first. `before`: lines that stand, or that a todo of
   * their own stands for; only what differs from them is written.
   */
  async function writeLines(
    conversion: StoredConversion,
    before: readonly NamedLine[],
  ): Promise<StoredConversion> {
    let standing = before;
    for (let written = conversion; ; ) {
      const lines = linesOfOrder(written);
      await putLinesOf(differing(lines, standing));
      const newest = await conversions.get(conversion.id);
      if (JSON.stringify(linesOfOrder(newest)) === JSON.stringify(lines)) return newest;
      standing = lines;
      written = newest;
    }
  }

  /** Converts what can be converted now, writes the lines; true when nothing waits any longer. */
  async function finish(conversion: StoredConversion, before: readonly NamedLine[] = []): Promise<boolean> {
    const booking = conversion.booking ?? (await bookNow(conversion));
    const fixed =
      booking && !conversion.booking
        ? await conversions.update(conversion.id, (stored) => ({
            ...stored,
            booking: stored.booking ?? booking,
          }))
        : conversion;
    const newest = await writeLines(fixed, before);
    return newest.booking !== undefined || netOf(newest) === undefined;
  }

  /** The sweep comes back to it when there is a rate, whoever took the todo away meanwhile. */
  async function wait(todo: Todo): Promise<void> {
    const made = await todos.create(waitingForRate(todo));
    if (made.kind === 'exists') await todos.update(todo.id, waitingForRate);
  }

  const todoOf = (part: string, conversionId: string, now: number) => ({
    id: part,
    conversionId,
    startedAt: now,
  });

  /**
   * Changes the document by `to`, under a todo of its own, named after `part`: another who does the same takes only his
   * own away. The lines stand when this returns.
   */
  async function change(
    conversionId: string,
    part: string,
    to: (order: StoredConversion) => StoredConversion,
    now: number,
  ): Promise<StoredConversion> {
    await conversions.get(conversionId);
    const todo = todoOf(`${part}|${deps.newToken()}`, conversionId, now);
    await todos.create(todo);
    let before: readonly NamedLine[] = [];
    const changed = await conversions.update(conversionId, (order) => {
      before = linesOfOrder(order);
      return to(order);
    });
    // A repeat that changes nothing may be the one that goes on after a crash: it writes all of them.
    const isRepeat = differing(linesOfOrder(changed), before).length === 0;
    await finish(changed, isRepeat ? [] : before);
    await todos.erase(todo.id);
    return changed;
  }

  return {
    /** Whether an order is stored, archived or not, or about to be. */
    async any(): Promise<boolean> {
      const one = { limit: 1, archived: true };
      const pages = await Promise.all([todos.list(one), conversions.list(one)]);
      return pages.some((page) => page.records.length > 0);
    },

    /** Stores the order unless it is there; either way its lines stand when this returns. */
    async take(conversion: StoredConversion, now: number): Promise<Created<StoredConversion>> {
      const todo = todoOf(conversion.id, conversion.id, now);
      await todos.create(todo);
      const booking = await bookNow(conversion);
      const document = booking ? { ...conversion, booking } : conversion;
      const made = await conversions.create(document);
      const finished = await finish(made.kind === 'created' ? made.record : made.existing);
      await (finished ? todos.erase(todo.id) : wait(todo));
      return made;
    },

    /** Adds the refund that `decide` makes of the newest state, or nothing; the lines stand when this returns. */
    async refund(
      conversionId: string,
      refundId: string,
      decide: (order: StoredConversion) => StoredRefund | undefined,
      now: number,
    ): Promise<StoredConversion> {
      const withRefund = (stored: StoredConversion) => {
        const refund = decide(stored);
        return refund
          ? { ...stored, refunds: [...stored.refunds, refund], updatedAt: refund.receivedAt }
          : stored;
      };
      return change(conversionId, refundId, withRefund, now);
    },

    change,

    /** Rewrites the lines after the document was changed by `to` (erasure). */
    async rewrite(
      conversionId: string,
      to: (order: StoredConversion) => StoredConversion,
      now: number,
    ): Promise<void> {
      await change(conversionId, `${conversionId}|rewrite`, to, now);
    },

    /** Finishes what was left half done, and books what has a rate by now; how many orders. */
    async tidy(now: number): Promise<number> {
      let done = 0;
      for await (const todo of todos.all()) {
        if (!todo.waiting && todo.startedAt > now - FORGOTTEN_MS) continue;
        const conversion = await conversions.find(todo.conversionId);
        if (conversion && todo.waiting && !(await bookNow(conversion))) continue;
        if (conversion && !(await finish(conversion))) await wait(todo);
        else {
          await todos.erase(todo.id);
          done++;
        }
      }
      return done;
    },
  };
}

/** Those of the lines that are new or say something else than the line of their name did. */
function differing(lines: readonly NamedLine[], before: readonly NamedLine[]): NamedLine[] {
  const known = new Set(before.map((line) => JSON.stringify(line)));
  return lines.filter((line) => !known.has(JSON.stringify(line)));
}

const waitingForRate = (todo: Todo): Todo => ({ ...todo, waiting: true });
export type Orders = ReturnType<typeof ordersOf>;

async function book(conversion: StoredConversion, currency: string, fx: Fx): Promise<Booking | undefined> {
  const net = netOf(conversion);
  if (!net) return undefined;
  const found = await fx.findRate(net.currency, currency, conversion.day);
  if (!found) return undefined;
  const inBrand = (amount: number) =>
    net.currency === currency
      ? amount
      : convert({ amount, currency: net.currency }, currency, found.rate)?.amount;
  const cogs = cogsOf(conversion);
  const netMinor = inBrand(net.amount);
  const cogsMinor = cogs === undefined ? undefined : inBrand(cogs);
  if (netMinor === undefined || (cogs !== undefined && cogsMinor === undefined)) return undefined;
  return {
    currency,
    rate: found.rate,
    rateDate: found.date,
    netMinor,
    ...(cogsMinor === undefined ? {} : { cogsMinor }),
  };
}

export const ordersVersion = (day: string): string => `orders#${day}`;

/** Folds a day's lines into its packed rows; what the sealer calls for every day that was marked. */
export async function recountOrders(deps: OrderDeps, brandId: string, day: string): Promise<void> {
  const fold = () => listLinesOfDay(deps, brandId, day);
  await deps.counts.replacePacked(dayOrdersPartition(brandId), day, deps.newToken, fold);
  await deps.counts.putVersion(brandId, ordersVersion(day), deps.newToken());
}

async function listLinesOfDay(
  { tables }: Pick<OrderDeps, 'tables'>,
  brandId: string,
  day: string,
): Promise<OrderLine[]> {
  const { records } = tables;
  const lines: OrderLine[] = [];
  for await (const row of records.query(orderLinesPartition(brandId, day)))
    lines.push(jsonOf(row, 'line') as OrderLine);
  return lines;
}

/** Days whose lines are read one by one, at once. */
const LANES = 10;
/** Lines that a process keeps: each some hundred bytes. */
const MOST_CACHED = 200_000;

/** Credited lines by day: packed rows where the day stands, lines one by one where it was marked. */
export function createOrderReader(deps: OrderDeps, mostCached = MOST_CACHED) {
  const cache = createDayCache<OrderLine>(mostCached, () => 1);

  return {
    /** Days from … to (inclusive), in their order. */
    async listLines(brandId: string, from: string, to: string): Promise<OrderLine[]> {
      const dirty = new Set((await deps.counts.listDirty('orders', brandId)).map(({ period }) => period));
      const versions = await deps.counts.listVersions(brandId, ordersVersion(from), ordersVersion(to));
      const days = listDays(from, to);
      const standing = days.flatMap((day): [string, string][] => {
        const version = versions.get(ordersVersion(day));
        return version === undefined || dirty.has(day) ? [] : [[day, version]];
      });
      const place = { brandId, partition: dayOrdersPartition(brandId) };
      const lines = await readPackedDays(deps.counts, cache, place, new Map(standing));
      const live = days.filter((day) => dirty.has(day));
      await inLanes(LANES, live, async (day) => {
        lines.set(day, await listLinesOfDay(deps, brandId, day));
      });
      return days.flatMap((day) => lines.get(day) ?? []);
    },
  };
}
export type OrderReader = ReturnType<typeof createOrderReader>;

/** For those who bring many orders at once: lines straight into their days, twenty-five a request. */
export async function putLines(
  { tables }: Pick<OrderDeps, 'tables'>,
  brandId: string,
  lines: readonly NamedLine[],
): Promise<void> {
  const { records, call } = tables;
  const writes = lines.map((line) => ({ table: records.name, row: lineRow(brandId, line) }));
  for (const portion of inPortions(writes)) await writeMany(call, portion);
}

const lineRow = (brandId: string, { id, day, line }: NamedLine) => ({
  pk: orderLinesPartition(brandId, day),
  sk: id,
  line: JSON.stringify(line),
});
