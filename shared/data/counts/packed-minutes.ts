import { isDeepStrictEqual } from 'node:util';
import type { Tally } from '../../domain/click/fold.ts';
import {
  lastPieceOfHour,
  packedMinutesPartition,
  type RawPartition,
  rawPartitionKey,
} from '../table/keys.ts';
import type { CountStore } from './count-store.ts';
import type { CountedMinute, MinuteRow } from './minute-rows.ts';
import { rowsMayBeGone } from './row-expiry.ts';

/** As it lies in a pack: thousands beside each other, so without names. */
type Packed = [linkId: string, minute: string, shard: number, generation: number, tally: Tally];
type PackStore = Pick<CountStore, 'listPacked' | 'replacePacked'>;

/**
 * Keeps what was counted of an hour, or of a share of it (`period`), in a few items, so that the rows of its minutes may
 * go. A pack only grows: what stands in it is joined with what is given, partition by partition, the one that knows more.
 * It is read back, and nothing that depends on it may be done before this returns.
 */
export async function packMinutes(
  { brandId, period }: { brandId: string; period: string },
  minutes: readonly CountedMinute[],
  counts: PackStore,
  newToken: () => string,
): Promise<void> {
  if (minutes.length === 0) return;
  const pk = packedMinutesPartition(brandId);
  const read = async () =>
    [...(await counts.listPacked<Packed>(pk, period, period)).values()].flat().map(unpacked);
  let written: CountedMinute[] = [];
  await counts.replacePacked(pk, period, newToken, async (isFirst) => {
    const packs = joined([...(isFirst ? [] : await read()), ...minutes]).map(packed);
    written = packs.map(unpacked);
    return packs;
  });
  if (!areHeld(written, await read())) throw new Error(`the pack of ${period} is not what was written`);
}

/** What was packed of the UTC hours from … to (inclusive), each partition once. */
export async function listPackedMinutes(
  counts: Pick<CountStore, 'listPacked'>,
  brandId: string,
  fromHour: string,
  toHour = fromHour,
): Promise<CountedMinute[]> {
  const pk = packedMinutesPartition(brandId);
  const pieces = await counts.listPacked<Packed>(pk, fromHour, lastPieceOfHour(toHour));
  return joined([...pieces.values()].flat().map(unpacked));
}

/** The row of one partition as it stands, in the table or, of an old hour, in its pack. */
export async function findStanding(
  counts: Pick<CountStore, 'findMinuteRow' | 'listPacked'>,
  brandId: string,
  partition: RawPartition,
  now: number,
): Promise<MinuteRow | undefined> {
  const row = await counts.findMinuteRow(partition);
  const hour = partition.minute.slice(0, 13);
  if (!rowsMayBeGone(hour, now)) return row;
  const name = rawPartitionKey(partition);
  const held = await listPackedMinutes(counts, brandId, hour);
  return fuller(held.find((one) => rawPartitionKey(one.partition) === name)?.row, row);
}

/** What says how much a row knows. */
type Known = { generation: number; tally: { hits: number } };

/**
 * Of two rows of one partition the one that knows more: a row that came to stand after the first had gone counts only
 * what came late. Of two that know as much the one that was judged later, then the first.
 */
export function fuller<Row extends Known | undefined>(first: Row, second: Row): Row {
  if (!first || !second) return first ?? second;
  const more = second.tally.hits - first.tally.hits || second.generation - first.generation;
  return more > 0 ? second : first;
}

/** Each partition once, sorted, so that equal facts are equal bytes and one link's lie side by side. */
function joined(minutes: readonly CountedMinute[]): CountedMinute[] {
  const byName = new Map<string, CountedMinute>();
  for (const { partition, row } of minutes) {
    const name = rawPartitionKey(partition);
    byName.set(name, { partition, row: fuller(byName.get(name)?.row ?? row, row) });
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Whether a reading holds all of it: what it says otherwise, somebody who knew more has written since. */
function areHeld(written: readonly CountedMinute[], read: readonly CountedMinute[]): boolean {
  const standing = new Map(read.map(({ partition, row }) => [rawPartitionKey(partition), row]));
  return written.every(({ partition, row }) => {
    const held = standing.get(rawPartitionKey(partition));
    return held !== undefined && (isDeepStrictEqual(held, row) || fuller(row, held) === held);
  });
}

const packed = ({ partition: { linkId, minute, shard }, row }: CountedMinute): Packed => [
  linkId,
  minute,
  shard,
  row.generation,
  row.tally,
];
const unpacked = ([linkId, minute, shard, generation, tally]: Packed): CountedMinute => ({
  partition: { linkId, minute, shard },
  row: { tally, generation },
});
