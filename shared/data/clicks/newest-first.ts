import type { CountableClick } from '../../domain/click/fold.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import {
  FORMER_CLICK_SORTS,
  type RawPartition,
  rawPartitionKey,
  sortOfMoment,
  startOfMinute,
} from '../table/keys.ts';
import type { Table } from '../table/table.ts';
import type { Tables } from '../table/tables.ts';
import { COUNTABLE_ATTRIBUTES, rowToCountable } from './click-item.ts';

/** Clicks before it in the order of a list: earlier ones, and of its own millisecond those with smaller ids. */
export type ListPlace = { at: number; id: string };

export const isBeforePlace = (click: CountableClick, place: ListPlace): boolean =>
  click.at < place.at || (click.at === place.at && place.id !== '' && click.id < place.id);

/** Some clicks of a partition as they lie there, the newest first. */
export type Look = {
  clicks: CountableClick[];
  /** Continues behind them; absent: they are all. */
  lastSort?: string;
  /** Of a first look behind which there are more: some of all lie there in no order, as a former release had it. */
  isUnordered: boolean;
};

/** "Which are the newest clicks of this partition?" */
export const newestFirstIn = ({ clicks }: Tables) => ({
  async look(
    partition: RawPartition,
    place: ListPlace,
    { limit, after }: { limit: number; after?: string | undefined },
  ): Promise<Look> {
    const pk = rawPartitionKey(partition);
    const { rows, lastSort } = await clicks.page(pk, sortBefore(partition, place), {
      limit,
      after,
      backwards: true,
      only: COUNTABLE_ATTRIBUTES,
    });
    const found = rows.map(rowToCountable);
    if (lastSort === undefined) return { clicks: found, isUnordered: false };
    return { clicks: found, lastSort, isUnordered: after === undefined && (await holdsFormer(clicks, pk)) };
  },
});

/** They lie behind all others, whatever their time: the newest rows don't show whether there are any. */
const holdsFormer = async (clicks: Table, pk: string): Promise<boolean> =>
  (await clicks.page(pk, FORMER_CLICK_SORTS, { limit: 1, only: 'sk' })).rows.length > 0;

/** Nothing where all of the minute lies before the place. */
function sortBefore({ minute }: RawPartition, { at, id }: ListPlace): { before: string } | undefined {
  if (at >= startOfMinute(minute) + MINUTE_MS) return undefined;
  return { before: id === '' ? sortOfMoment(at) : `${sortOfMoment(at)}#${id}` };
}
