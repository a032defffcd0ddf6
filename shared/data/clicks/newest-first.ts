import type { CountableClick } from '../../domain/click/fold.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import {
  formerClickKey,
  type RawPartition,
  rawPartitionKey,
  sortOfMoment,
  startOfMinute,
} from '../table/keys.ts';
import type { Stored } from '../table/row.ts';
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
  /** Some of them lie there in no order, as a former release had it. */
  isUnordered: boolean;
};

/** "Which are the newest clicks of this partition?" */
export const newestFirstIn = ({ clicks }: Tables) => ({
  async look(
    partition: RawPartition,
    place: ListPlace,
    { limit, after }: { limit: number; after?: string | undefined },
  ): Promise<Look> {
    const before = sortBefore(partition, place);
    const { rows, lastSort } = await clicks.page(rawPartitionKey(partition), before, {
      limit,
      after,
      backwards: true,
      only: COUNTABLE_ATTRIBUTES,
    });
    return {
      clicks: rows.map(rowToCountable),
      ...(lastSort === undefined ? {} : { lastSort }),
      isUnordered: rows.some(isFormer),
    };
  },
});

/** Nothing where all of the minute lies before the place. */
function sortBefore({ minute }: RawPartition, { at, id }: ListPlace): { before: string } | undefined {
  if (at >= startOfMinute(minute) + MINUTE_MS) return undefined;
  return { before: id === '' ? sortOfMoment(at) : `${sortOfMoment(at)}#${id}` };
}

const isFormer = (row: Stored): boolean => formerClickKey(row).sk === row.sk;
