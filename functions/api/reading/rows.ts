import type { RecordsPage } from '../../../shared/data/table/records-store.ts';
import { comparePlaces, type PlaceInOrder } from '../../../shared/domain/place-in-order.ts';
import { MOST_ANSWER_BYTES } from '../http/smaller-page.ts';

/** What stands around the rows: totals, notes, names. */
const BESIDE_BYTES = 20_000;

/**
 * A page of a table that is worked out anew for every page: in order of their places, as many rows as were asked for
 * and as fit. The page's key is the last row's place and not its number, so a row that comes or goes above it moves
 * no other over the page's edge.
 */
export function pageOfRows<Row>(
  rows: readonly Row[],
  { limit, after }: { limit: number; after?: string },
  placeOf: (row: Row) => PlaceInOrder,
): RecordsPage<Row> {
  const start = after === undefined ? undefined : (JSON.parse(after) as PlaceInOrder);
  const rest = rows
    .map((row) => ({ row, place: placeOf(row) }))
    .filter(({ place }) => !start || comparePlaces(start, place) < 0)
    .sort((a, b) => comparePlaces(a.place, b.place));
  const page = rest.slice(0, fitting(rest.slice(0, limit)));
  const last = page.at(-1);
  const records = page.map(({ row }) => row);
  return rest.length > page.length && last ? { records, lastKey: JSON.stringify(last.place) } : { records };
}

/** How many of them one answer holds; always one, so that pages lead on. */
function fitting(rows: readonly { row: unknown }[]): number {
  let bytes = BESIDE_BYTES;
  const tooMany = rows.findIndex(({ row }) => {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    return bytes > MOST_ANSWER_BYTES;
  });
  return tooMany === -1 ? rows.length : Math.max(1, tooMany);
}
