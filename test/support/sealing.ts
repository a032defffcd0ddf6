import { type SealDeps, sealDue } from '../../functions/seal/seal.ts';
import { announcement, clickWrite, partitionOfClick } from '../../shared/data/clicks/click-writer.ts';
import { createCountReader } from '../../shared/data/counts/count-reader.ts';
import { tableOf } from '../../shared/data/table/table.ts';
import { namedTables } from '../../shared/data/table/table-shape.ts';
import { localDay } from '../../shared/domain/time/local-day.ts';
import { createFailpoint } from '../prove/failpoints.ts';
import { createMemoryStore } from '../prove/memory-store.ts';
import { aBrandId, aClick, KEYS } from './builders.ts';
import { sealDepsOn } from './seal-deps.ts';

const tables = namedTables('t-');
const brandId = aBrandId();

/** A brand's clicks over the store in memory, counted and sealed at a time of ours. Rows expire when asked to. */
export function sealing(timeZone: string, startMs: number) {
  const store = createMemoryStore();
  const clock = { now: startMs };
  const brand = { brandId, timeZone };
  let tokens = 0;
  const depsOver = (failpoint = createFailpoint()): SealDeps => {
    const client = store.client((_operation, commit) => failpoint.pass(async () => commit()));
    return sealDepsOn({
      client,
      tables,
      timeZoneOf: async () => brand.timeZone,
      now: () => clock.now,
      newToken: () => `t${tokens++}`,
    });
  };
  const wire = store.wire(async (_operation, commit) => commit());
  const deps = depsOver();
  /** As the redirect stores it, or, late, a drain. */
  const tap = async (at: number, name = String(at), over: Parameters<typeof aClick>[0] = {}) => {
    const click = aClick({ name, at, ...over });
    const partition = partitionOfClick(click, KEYS);
    for (const { table, row } of [
      clickWrite(click, partition, tables, clock.now),
      announcement(brandId, partition, tables, clock.now),
    ])
      await tableOf(wire, table).put(row);
    return partition;
  };
  /** What DynamoDB does some time after their end to the items that this lets go; how many. */
  const expire = (mayGo: (item: number) => boolean = () => true): number => {
    let [gone, nth] = [0, 0];
    for (const items of store.tables.values())
      for (const [name, { expiresAt }] of items)
        if (Number(expiresAt?.N ?? Number.POSITIVE_INFINITY) * 1_000 < clock.now && mayGo(nth++)) {
          items.delete(name);
          gone++;
        }
    return gone;
  };
  const reader = createCountReader(deps.clicks, deps.counts, () => clock.now);
  const days = async () => {
    const first = localDay(startMs, brand.timeZone);
    const rows = await reader.listLinkDays(brand, first, localDay(clock.now, brand.timeZone));
    return Object.fromEntries(rows.map((row) => [row.day, row.hits]));
  };
  const sealAll = async () => {
    for (let turn = 0; turn < 6; turn++) await sealDue(deps);
  };
  return { brand, clock, deps, depsOver, tap, days, sealAll, expire, reader, store };
}
