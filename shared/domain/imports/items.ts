import { creatorItem } from './creator-items.ts';
import { engagementItem } from './engagement-items.ts';
import type { Items } from './item.ts';
import { linkItems } from './link-items.ts';
import { orderItems } from './order-items.ts';
import { postItem } from './post-items.ts';
import type { FileRow } from './read-table.ts';
import { BadCell, type ColumnReading, type RowReader } from './row-reader.ts';
import { spendItem } from './spend-items.ts';
import type { Told } from './told.ts';

type One = (
  row: RowReader,
  line: number,
  context: Told,
  equal: (key: string) => number,
) => Items['items'][number];
const ONE = { creators: creatorItem, posts: postItem, engagement: engagementItem, spend: spendItem } as const;

/** The rows of a file as what the API takes; a row that can't be read costs no other. */
export function itemsOf(context: Told, rows: readonly FileRow[], reading: ColumnReading): Items {
  if (context.kind === 'orders') return orderItems(rows, reading, context);
  if (context.kind === 'links') return linkItems(rows, reading, context);
  const one: One = ONE[context.kind];
  const seen = new Map<string, number>();
  const equal = (key: string): number => {
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before;
  };
  const out: Items = { items: [], refused: [], skipped: [], questions: [] };
  for (const row of rows) {
    try {
      out.items.push(one(reading.of(row), row.line, context, equal));
    } catch (failure) {
      if (!(failure instanceof BadCell)) throw failure;
      out.refused.push({ line: row.line, problem: failure.message });
    }
  }
  return context.kind === 'engagement' ? { ...out, items: newestFirst(out.items) } : out;
}

/** Of a post's snapshots the newest comes first: those behind it then change nothing of what is the newest. */
const newestFirst = (items: Items['items']): Items['items'] => {
  const at = ({ body }: Items['items'][number]): string => String(body.takenAt);
  return [...items].sort((one, other) => (at(one) < at(other) ? 1 : at(one) > at(other) ? -1 : 0));
};
