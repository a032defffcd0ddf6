import type { Click } from '../../domain/click/click.ts';
import type { ClickKeys } from '../../domain/click/click-id.ts';
import { withoutPerson } from '../../domain/click/erase-click.ts';
import { HOUR_MS } from '../../domain/time/units.ts';
import { announcement, clickWrite, partitionOfClick, rememberAnnounced } from '../clicks/click-writer.ts';
import { markErased } from '../clicks/erase-exported.ts';
import type { CountStore } from '../counts/count-store.ts';
import { hourOf, type RawPartition, rawPartitionKey, startOfMinute } from '../table/keys.ts';
import { inLanes } from '../table/lanes.ts';
import type { TableNames } from '../table/table-shape.ts';
import type { Wire } from '../table/wire.ts';
import { inPortions, type Write, writeMany } from '../table/write-many.ts';

const LANES = 4;

export type DrainDeps = {
  wire: Wire;
  names: TableNames;
  clickKeys: ClickKeys;
  counts: Pick<CountStore, 'findSealBegun' | 'markDirty' | 'listErased'>;
  newToken: () => string;
  now: () => number;
  /** Told of a click that was erased while it was on its way: what was carried is not what lies there. */
  rewritten?: (partition: RawPartition) => void;
  /** Partitions that this process has announced; left out, every drain announces its own anew. */
  announced?: Set<string>;
};

/**
 * Carries clicks into the engine: each click and its partition's announcement are written, then hours that sealers
 * have begun to read are marked (before would be too early: a sealer could clear the mark in between). Used by
 * everything that is not the live path: journal, spill, log lines, imports. Doing it twice changes nothing, and it is
 * done again until it returns. Answers the raw partitions that must be counted
 * now; those of marked hours are counted by sealing.
 */
export async function drainClicks(clicks: Click[], deps: DrainDeps): Promise<Map<string, RawPartition>> {
  const partitions = new Map<string, RawPartition>();
  const writes = new Map<string, Write>();
  const writtenAt = deps.now();
  for (const click of clicks) {
    const partition = partitionOfClick(click, deps.clickKeys);
    const pk = rawPartitionKey(partition);
    if (!partitions.has(pk) && !wasAnnounced(pk, partition, writtenAt, deps.announced))
      writes.set(`announce|${pk}`, announcement(click.brandId, partition, deps.names, writtenAt));
    partitions.set(pk, partition);
    writes.set(click.id, clickWrite(click, partition, deps.names, writtenAt));
  }
  await inLanes(LANES, inPortions([...writes.values()]), (batch) => writePatiently(deps.wire, batch));
  await eraseAgain(clicks, deps, writtenAt);
  if (deps.announced) rememberAnnounced(deps.announced, partitions.keys());
  const begun = await announceLateHours(clicks, deps);
  if (begun === undefined) return partitions;
  return new Map([...partitions].filter(([, { minute }]) => minute.slice(0, 13) > begun));
}

/** An old minute is announced each time: its entry must outlive what is written now. */
const wasAnnounced = (
  pk: string,
  { minute }: RawPartition,
  writtenAt: number,
  announced: ReadonlySet<string> | undefined,
): boolean => announced?.has(pk) === true && startOfMinute(minute) > writtenAt - HOUR_MS;

/**
 * A copy that was on its way while its click was erased has just brought the person back: it goes again, from the
 * exports too. Asked after writing, as the erasure says so before it rewrites: one of the two sees the other.
 */
async function eraseAgain(clicks: Click[], deps: DrainDeps, writtenAt: number): Promise<void> {
  const byId = new Map(clicks.map((click) => [click.id, click]));
  const ids = [...byId.keys()].sort();
  const [first, last] = [ids[0], ids[ids.length - 1]];
  if (first === undefined || last === undefined) return;
  const erased = await deps.counts.listErased(first, last);
  const back = [...byId.values()].filter(({ id }) => erased.has(id));
  if (back.length === 0) return;
  const writes = back.map((click) =>
    clickWrite(withoutPerson(click), partitionOfClick(click, deps.clickKeys), deps.names, writtenAt),
  );
  for (const batch of inPortions(writes)) await writePatiently(deps.wire, batch);
  for (const click of back) deps.rewritten?.(partitionOfClick(click, deps.clickKeys));
  for (const click of back) await markErased(deps.counts, click.brandId, click, deps.newToken());
}

async function announceLateHours(
  clicks: Click[],
  { counts, newToken }: DrainDeps,
): Promise<string | undefined> {
  const begun = await counts.findSealBegun();
  const late = new Set<string>();
  for (const click of clicks) {
    const hour = hourOf(click.at);
    if (begun === undefined || hour <= begun) late.add(`${click.brandId}#${hour}`);
  }
  for (const brandHour of late) {
    const [brandId = '', hour = ''] = brandHour.split('#');
    await counts.markDirty('hour', brandId, hour, newToken());
  }
  return begun;
}

const PATIENCE_MS = [20, 100, 400, 1_500];

/** Nobody waits for a drain: one refused batch of many is tried again before all of them are. */
async function writePatiently(wire: Wire, batch: Write[]): Promise<void> {
  for (const wait of PATIENCE_MS) {
    try {
      return await writeMany(wire, batch);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return writeMany(wire, batch);
}
