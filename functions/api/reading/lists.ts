import type { Collection, Keepable, RecordsPage } from '../../../shared/data/table/records-store.ts';
import type { Catalog } from '../../../shared/domain/facts.ts';
import { isFiltering, type PostFilter, wantedIn } from '../../../shared/domain/post-filter.ts';

type Start = { limit: number; after?: string };

/** What a list is asked for besides its page: which, and in whose order (by a text; `undefined`: by id). */
export type Wish<T> = {
  isWanted?: ((record: T) => boolean) | undefined;
  order?: ((record: T) => string) | undefined;
  descending?: boolean;
};

/** Of all records, or of those alone that are named by their ids. */
export const among = <T extends Keepable>(
  collection: Pick<Collection<T>, 'all' | 'getMany'>,
  ids: readonly string[] | undefined,
): Pick<Collection<T>, 'all'> =>
  ids === undefined
    ? collection
    : {
        async *all({ after = '' } = {}) {
          yield* await collection.getMany([...new Set(ids)].filter((id) => id > after).sort());
        },
      };

/**
 * A page of those that are wanted. By id it is read page by page; in an order of its own all records are read, as
 * there is no index (see ARCHITECTURE.md): such lists are for people who look at them, not for programs that copy.
 */
export async function pageOfWanted<T extends Keepable>(
  collection: Pick<Collection<T>, 'all'>,
  start: Start,
  { isWanted = () => true, order, descending = false }: Wish<T>,
): Promise<RecordsPage<T>> {
  if (order) {
    const all: T[] = [];
    for await (const record of collection.all()) if (isWanted(record)) all.push(record);
    return pageInOrder(all, start, (record) => `${order(record)}|${record.id}`, descending);
  }
  const records: T[] = [];
  const from = { first: start.limit + 1, ...(start.after ? { after: start.after } : {}) };
  for await (const record of collection.all(from)) {
    if (!isWanted(record)) continue;
    if (records.length === start.limit) return { records, lastKey: records.at(-1)?.id ?? '' };
    records.push(record);
  }
  return { records };
}

/** A page of what is already here. `keyOf` must differ for each. */
export function pageInOrder<T>(
  all: readonly T[],
  { limit, after }: Start,
  keyOf: (one: T) => string,
  descending: boolean,
): RecordsPage<T> {
  const sign = descending ? -1 : 1;
  const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -sign : sign);
  const sorted = all
    .map((one) => ({ one, key: keyOf(one) }))
    .filter(({ key }) => after === undefined || compare(after, key) < 0)
    .sort((a, b) => compare(a.key, b.key));
  const page = sorted.slice(0, limit);
  const records = page.map(({ one }) => one);
  const last = page.at(-1);
  return sorted.length > limit && last ? { records, lastKey: last.key } : { records };
}

/** `-publishedAt` → publishedAt, the other way round. */
export const sortOf = (sort: string | undefined): { name?: string; descending: boolean } =>
  sort === undefined
    ? { descending: false }
    : { name: sort.replace(/^-/, ''), descending: sort.startsWith('-') };

/** The text by which each order that can be asked for sorts. */
export type OrderKeys<T> = Readonly<Record<string, (record: T) => string>>;

/** The order that was asked for, as a list takes it. */
export function inOrderOf<T>(
  sort: string | undefined,
  orders: OrderKeys<T>,
): Pick<Wish<T>, 'order' | 'descending'> {
  const { name, descending } = sortOf(sort);
  return { order: name ? orders[name] : undefined, descending };
}

/** Contains it, whatever the case. */
export const contains = (wanted: string | undefined, ...texts: (string | undefined)[]): boolean =>
  wanted === undefined ||
  texts.some((text) => text?.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()) ?? false);

/** The posts that a filter names, by their ids; undefined when it names none. */
export function postsPassing(catalog: Catalog, filter: PostFilter): Set<string> | undefined {
  if (!isFiltering(filter)) return undefined;
  return new Set(catalog.posts.filter(wantedIn(catalog, filter).post).map(({ postId }) => postId));
}
