import type { ColumnReading, RowReader } from '../cells/row-reader.ts';
import type { FileRow } from '../file/read-table.ts';
import type { Told } from '../told.ts';
import { adsItems } from './ads-items.ts';
import { baselineItems } from './baseline-items.ts';
import { creatorItem } from './creator-items.ts';
import { eachRow } from './each-row.ts';
import { engagementItem } from './engagement-items.ts';
import type { Items } from './item.ts';
import { linkItems } from './link-items.ts';
import { orderItems } from './order-items.ts';
import { postItem } from './post-items.ts';
import { spendItem } from './spend-items.ts';

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
  if (context.kind === 'ads') return adsItems(rows, reading, context);
  if (context.kind === 'baselines') return baselineItems(rows, reading, context);
  const one: One = ONE[context.kind];
  const seen = new Map<string, number>();
  const equal = (key: string): number => {
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before;
  };
  const out = eachRow(
    rows,
    reading,
    (row, line, { items }) => void items.push(one(row, line, context, equal)),
  );
  return context.kind === 'engagement' ? { ...out, items: newestFirst(out.items) } : out;
}

/** Of a post's snapshots the newest comes first: those behind it then change nothing of what is the newest. */
const newestFirst = (items: Items['items']): Items['items'] => {
  const at = ({ body }: Items['items'][number]): string => String(body.takenAt);
  return [...items].sort((one, other) => (at(one) < at(other) ? 1 : at(one) > at(other) ? -1 : 0));
};
