import { createHash } from 'node:crypto';
import { recountBatch } from '../../functions/recount/recount.ts';
import { type RedirectDeps, redirect } from '../../functions/redirect/redirect.ts';
import { createRepeatMemory } from '../../functions/redirect/repeat-memory.ts';
import { createShardChooser } from '../../functions/redirect/shard-chooser.ts';
import { nothingSealed } from '../../functions/seal/deps.ts';
import { type SealDeps, type SealReport, sealDue } from '../../functions/seal/seal.ts';
import { drainClicks } from '../../shared/data/chores/drain.ts';
import { rowToClick } from '../../shared/data/clicks/click-item.ts';
import { clickRow, createClickWriter, partitionOfClick } from '../../shared/data/clicks/click-writer.ts';
import { createCountReader } from '../../shared/data/counts/count-reader.ts';
import { refoldPartition } from '../../shared/data/counts/recount.ts';
import type { RawPartition } from '../../shared/data/table/keys.ts';
import { fromItem } from '../../shared/data/table/row.ts';
import { namedTables } from '../../shared/data/table/table-shape.ts';
import type { Wire } from '../../shared/data/table/wire.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import { type Random, randomInt } from '../../shared/domain/statistics/seeded-random.ts';
import { HOUR_MS } from '../../shared/domain/time/units.ts';
import { sealDepsOn } from '../support/seal-deps.ts';
import { differences, type Totals, totalsOfClicks, totalsRead } from './check-totals.ts';
import { createMemoryStore, type Interference } from './memory-store.ts';
import { aProgramme, timeZoneOf } from './programme.ts';
import { createStream } from './stream.ts';

const KEYS: ClickKeys = [Buffer.alloc(32, 5)];
/** Half an hour before midnight in Berlin, with Kolkata's and Kathmandu's half hours about. */
export const WORLD_START = Date.parse('2026-11-22T22:30:00Z');
const UNINTERFERED: Interference = async (_operation, commit) => commit();

export type World = ReturnType<typeof createWorld>;

/**
 * The whole click path over a store in memory: every function is the product's own, and every store call of every
 * process goes through that process's interference.
 */
export function createWorld(random: Random) {
  const tables = namedTables('w-');
  const links = aProgramme(4);
  const clock = { now: WORLD_START };
  const stream = createStream(random, 6);
  const store = createMemoryStore((table, item) => {
    if (table === tables.clicks) stream.push(item.pk?.S ?? '', item.sk?.S ?? '');
  });
  const safe = new Set<string>();
  let spill: Click[] = [];
  const spilled: Click[] = [];
  let made = 0;
  const randomBytes = (count: number): Uint8Array =>
    createHash('sha256').update(`world|${made++}`).digest().subarray(0, count);
  const newToken = (): string => Buffer.from(randomBytes(6)).toString('hex');

  const countingOf = (interfere: Interference): SealDeps =>
    sealDepsOn({
      client: store.client(interfere),
      tables,
      timeZoneOf: timeZoneOf(links),
      now: () => clock.now,
      newToken,
    });

  /** One instance of the redirect; open another to forget what this one remembers. */
  function openFront(interfere: Interference) {
    const write = createClickWriter(onePutAtATime(store.wire(interfere)), tables, KEYS);
    const last: { click?: Click } = {};
    const keep = async (click: Click): Promise<void> => {
      last.click = click;
      try {
        await write(click);
      } catch {
        spill.push(click);
        spilled.push(click);
      }
      safe.add(click.id);
    };
    const deps: RedirectDeps = {
      findRoute: async (slug) => links.find(({ route }) => route.slug === slug)?.route,
      findFallback: async () => undefined,
      findSalt: async () => Buffer.alloc(16, 1),
      keep,
      repeats: createRepeatMemory(),
      chooseShard: createShardChooser(),
      clickKeys: KEYS,
      now: () => clock.now,
      randomBytes,
    };
    return {
      async tap(link: number, visitor: number): Promise<void> {
        await redirect(
          {
            method: 'GET',
            path: `/${links[link % links.length]?.route.slug}`,
            query: '',
            headers: { 'user-agent': 'Mozilla/5.0 (iPhone) AppleWebKit Mobile Safari' },
            address: `198.51.100.${visitor}`,
          },
          deps,
        );
      },
      /** The client never heard the answer and stores the same click again. */
      async retry(): Promise<void> {
        if (last.click) await keep(last.click);
      },
    };
  }

  async function drainSpill(interfere: Interference): Promise<void> {
    const taken = [...spill];
    if (taken.length === 0) return;
    const wire = onePutAtATime(store.wire(interfere));
    const { counts } = countingOf(interfere);
    await carry(taken, { wire, counts });
    spill = spill.filter((click) => !taken.includes(click));
  }

  function carry(clicks: Click[], over: { wire: Wire; counts: SealDeps['counts'] }) {
    return drainClicks(clicks, { ...over, names: tables, clickKeys: KEYS, newToken, now: () => clock.now });
  }

  const storedClicks = (): Click[] =>
    [...(store.tables.get(tables.clicks)?.values() ?? [])].map((item) => rowToClick(fromItem(item)));

  /** A rule changed: every second click of a partition is called a bot's now. To be repeated until it returns. */
  async function rejudge(partition: RawPartition, interfere: Interference): Promise<void> {
    const { clicks, recount } = countingOf(interfere);
    const stored = await clicks.listPartition(partition);
    for (const [index, click] of stored.entries()) {
      if (index % 2 === 0) continue;
      const verdict = { ...click.verdict, kind: 'excluded', reason: 'bot' } as const;
      await clicks.rewrite(clickRow({ ...click, verdict }, partition));
    }
    const brandId = stored[0]?.brandId;
    const { counts } = countingOf(interfere);
    if (brandId) await refoldPartition(partition, brandId, { ...recount, counts, now: () => clock.now });
  }

  function totals(): Promise<Totals> {
    const { clicks, counts } = countingOf(UNINTERFERED);
    const reader = createCountReader(clicks, counts, () => clock.now);
    return totalsRead(reader, links, '2026-11-21', '2026-11-30');
  }

  async function settle(): Promise<SealReport> {
    while (spill.length > 0) await drainSpill(UNINTERFERED);
    while (stream.waiting > 0)
      await stream.deliverOne((records) => recountBatch(records, countingOf(UNINTERFERED).recount));
    const total = nothingSealed();
    for (let turn = 0; turn < 8; turn++) {
      const report = await sealDue(countingOf(UNINTERFERED));
      for (const name of Object.keys(total) as (keyof SealReport)[]) total[name] += report[name];
      if (report.hours + report.days + report.failed === 0) return total;
    }
    throw new Error('sealing does not come to an end');
  }

  return {
    clock,
    stream,
    links,
    openFront,
    drainSpill,
    rejudge,
    storedClicks,
    partitionOf: (click: Click) => partitionOfClick(click, KEYS),
    waitingSpill: () => spill,
    seal: (interfere: Interference) => sealDue(countingOf(interfere)),
    deliver: (interfere: Interference) =>
      stream.deliverOne((records) => recountBatch(records, countingOf(interfere).recount)),

    /**
     * Everything is well again: what is under way arrives, what is due is done. Says what does not add up.
     * `repeatSpill`: also drain all that was ever spilled once more.
     */
    async problems(repeatSpill: boolean): Promise<string[]> {
      const open = differences(await afterDelivery(), totalsOfClicks(storedClicks(), links, KEYS));
      clock.now += 50 * HOUR_MS;
      const sealed = await settle();
      const stored = storedClicks();
      const ids = new Set(stored.map((click) => click.id));
      const said = await totals();
      const found = [
        ...open.map((line) => `before sealing: ${line}`),
        ...[...safe].filter((id) => !ids.has(id)).map((id) => `lost ${id}`),
        ...(ids.size === stored.length ? [] : [`${stored.length - ids.size} stored twice`]),
        ...differences(said, totalsOfClicks(stored, links, KEYS)),
        ...(sealed.drift === 0 ? [] : [`drift ${sealed.drift}`]),
      ];
      stream.rewind();
      if (repeatSpill) spill = [...spilled];
      await settle();
      const again = differences(await totals(), said).map((line) => `a second drain changed ${line}`);
      return [...found, ...again];
    },
  };

  async function afterDelivery(): Promise<Totals> {
    while (spill.length > 0) await drainSpill(UNINTERFERED);
    while (stream.waiting > 0)
      await stream.deliverOne((records) => recountBatch(records, countingOf(UNINTERFERED).recount));
    await sealDue(countingOf(UNINTERFERED));
    return totals();
  }
}

/**
 * A batch is no transaction: its puts become visible one after the other, and it may end half-way. (Half-way is told
 * as an error here and not as unprocessed items, whose resending waits for a real clock.)
 */
function onePutAtATime(wire: Wire): Wire {
  return async (operation, body, signal) => {
    if (operation !== 'BatchWriteItem') return wire(operation, body, signal);
    const { RequestItems } = body as { RequestItems: Record<string, unknown[]> };
    for (const [table, requests] of Object.entries(RequestItems))
      for (const request of requests) await wire(operation, { RequestItems: { [table]: [request] } }, signal);
    return {};
  };
}

export const pick = <T>(random: Random, items: readonly T[]): T | undefined =>
  items[randomInt(random, 0, items.length - 1)];
