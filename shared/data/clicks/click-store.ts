import type { Click } from '../../domain/click/click.ts';
import type { ClickPlace } from '../../domain/click/click-id.ts';
import type { CountableClick } from '../../domain/click/fold.ts';
import { settlingsIn } from '../counts/settlings.ts';
import { clickKey, formerClickKey, type Key, type RawPartition, rawPartitionKey } from '../table/keys.ts';
import type { Stored } from '../table/row.ts';
import type { Table } from '../table/table.ts';
import type { Tables } from '../table/tables.ts';
import { COUNTABLE_ATTRIBUTES, rowToClick, rowToCountable } from './click-item.ts';
import { hourIndexIn } from './hour-index.ts';
import { hoursWithHitsIn } from './hours-with-hits.ts';
import { newestFirstIn } from './newest-first.ts';
import { createSettledMinutes } from './settled-minutes.ts';

/** Raw clicks, as those read them who count. Writing is the click writer's (zod-free, SDK-free). */
export function createClickStore(tables: Tables, now: () => number = Date.now) {
  const settledMinutes = createSettledMinutes(tables, listCountable, now);

  /** Every hit without raw evidence, for those who count: a third of the bytes on the way. */
  async function listCountable(partition: RawPartition): Promise<CountableClick[]> {
    const clicks: CountableClick[] = [];
    const only = COUNTABLE_ATTRIBUTES;
    for await (const row of tables.clicks.query(rawPartitionKey(partition), undefined, { only }))
      clicks.push(rowToCountable(row));
    return clicks;
  }

  return {
    /** Every hit of one raw partition, strongly consistent. */
    async listPartition(partition: RawPartition): Promise<Click[]> {
      const clicks: Click[] = [];
      for await (const row of tables.clicks.query(rawPartitionKey(partition))) clicks.push(rowToClick(row));
      return clicks;
    },

    listCountable,
    /** The same as they count, the newest first; kept for who looks again, for `once` not. */
    listSettled: settledMinutes.find,

    async find(place: ClickPlace, clickId: string): Promise<Click | undefined> {
      const row = await findRow(tables.clicks, clickKey(place, clickId));
      return row && rowToClick(row);
    },

    ...hourIndexIn(tables.counts),
    ...hoursWithHitsIn(tables),
    ...newestFirstIn(tables),
    ...settlingsIn(tables.counts),

    /** Rewrites a click where it stands: an erased one, an amended one. */
    async rewrite(row: Stored): Promise<void> {
      await putWhereItStands(tables.clicks, row);
      settledMinutes.forget(row.pk);
    },
  };
}
export type ClickStore = ReturnType<typeof createClickStore>;

const findRow = async (clicks: Table, key: Key): Promise<Stored | undefined> =>
  (await clicks.get(key)) ?? clicks.get(formerClickKey(key));

/** Under both keys where a click lies under both: it was stored again after a new release had come. */
async function putWhereItStands(clicks: Table, row: Stored): Promise<void> {
  const former = await clicks.get(formerClickKey(row), { only: 'pk, sk' });
  if (former) await clicks.put({ ...row, ...former });
  if (!former || (await clicks.get(row, { only: 'sk' }))) await clicks.put(row);
}
