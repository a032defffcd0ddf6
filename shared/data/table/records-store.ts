import type * as z from 'zod';
import type { BrandId } from '../../domain/schema/common.ts';
import { type DocumentPlace, documentRow, documentsIn, type Keepable } from './documents.ts';
import { collectionPartition, recordKey } from './keys.ts';
import { type Stored, textOf } from './row.ts';
import type { Tables } from './tables.ts';

export { type Keepable, RecordMissing } from './documents.ts';

export type RecordsPage<T> = { records: T[]; lastKey?: string };

/** What lies on all pages that `list` answers, from `after` on. */
export async function* everyRecord<T>(
  list: (after: string | undefined) => Promise<RecordsPage<T>>,
  after?: string,
): AsyncGenerator<T> {
  let from = after;
  do {
    const page = await list(from);
    yield* page.records;
    from = page.lastKey;
  } while (from);
}

export type Created<T> =
  | { kind: 'created'; record: T }
  | { kind: 'exists'; existing: T; sameRequest: boolean };

export type ListOptions = { limit: number; after?: string; archived?: boolean; under?: string };

export type Collection<T extends Keepable> = {
  /** Puts the document if its id is free. `origin`: a hash of the request, to tell a repeat from a clash;
   *  `expiresAtSeconds`: when the table may forget it. */
  create(document: T, origin?: string, expiresAtSeconds?: number): Promise<Created<T>>;
  find(id: string): Promise<T | undefined>;
  /** The `origin` that the record was created with. */
  originOf(id: string): Promise<string | undefined>;
  /** As `find`, but throws RecordMissing. */
  get(id: string): Promise<T>;
  /** Those of the ids that exist, in the order asked for. */
  getMany(ids: readonly string[]): Promise<T[]>;
  /** In the order of ids; archived ones only when asked for. `under`: ids that begin so. */
  list(options: ListOptions): Promise<RecordsPage<T>>;
  /** Every record, page after page. `first`: so many may be enough, and no more are read at first. */
  all(options?: { after?: string; archived?: boolean; under?: string; first?: number }): AsyncGenerator<T>;
  /** Reads, changes, writes if nobody wrote in between, else again. Throws RecordMissing. */
  update(id: string, change: (document: T) => T): Promise<T>;
  archive(id: string, at: string): Promise<T>;
  /** Erases for good. */
  erase(id: string): Promise<void>;
};

/** Everything that one brand wrote. There is no way to a record that doesn't name its brand. */
export type BrandRecords = {
  readonly brandId: BrandId;
  collection<T extends Keepable>(kind: string, schema: z.ZodType<T>): Collection<T>;
};

/** A brand's records, one item each, in the records table. */
export function recordsOf(tables: Tables, brandId: BrandId): BrandRecords {
  return {
    brandId,
    collection: (kind, schema) =>
      collectionIn({
        table: tables.records,
        kind,
        schema,
        partition: collectionPartition(brandId, kind),
        keyOf: (id) => recordKey(brandId, kind, id),
      }),
  };
}

/** Documents that lie together in one partition, in the order of their ids. */
export function collectionIn<T extends Keepable>(
  place: DocumentPlace<T> & { partition: string },
): Collection<T> {
  const documents = documentsIn(place);
  const { find, get, update, erase } = documents;
  const list = (options: ListOptions) => listPage(place, options, documents.parse);

  return {
    find,
    get,
    update,
    erase,
    list,
    async create(given, origin, expiresAtSeconds) {
      const outcome = await documents.create(given, { origin, expiresAt: expiresAtSeconds });
      if ('made' in outcome) return { kind: 'created', record: outcome.made };
      const existing = documents.parse(outcome.standing);
      return { kind: 'exists', existing, sameRequest: !!origin && outcome.standing.origin === origin };
    },
    async originOf(id) {
      const row = await documents.read(id);
      return row && textOf(row, 'origin');
    },
    async getMany(ids) {
      const rows = await place.table.getMany([...new Set(ids)].map(place.keyOf));
      const byId = new Map(rows.map((row) => [row.sk, row]));
      return ids.flatMap((id) => {
        const row = byId.get(place.keyOf(id).sk);
        return row ? [documents.parse(row)] : [];
      });
    },
    all: ({ after: from, first = PAGE, ...options } = {}) =>
      everyRecord((after) => {
        const limit = after === from ? Math.min(first, PAGE) : PAGE;
        return list({ ...options, limit, ...(after ? { after } : {}) });
      }, from),
    archive: (id, at) =>
      update(id, (document) =>
        document.archivedAt ? document : { ...document, archivedAt: at, updatedAt: at },
      ),
  };
}

/** Records that are read at once by who wants all. */
const PAGE = 100;

/** `fresh` where there is none of its id yet (201), else `change` of what there is (200). */
export async function upsert<T extends Keepable>(
  collection: Pick<Collection<T>, 'find' | 'create' | 'update'>,
  fresh: T,
  change: (existing: T) => T,
): Promise<{ status: 200; body: T } | { status: 201; body: T }> {
  if (!(await collection.find(fresh.id))) {
    const outcome = await collection.create(fresh);
    if (outcome.kind === 'created') return { status: 201, body: outcome.record };
  }
  return { status: 200, body: await collection.update(fresh.id, change) };
}

/** The engine's pages are shorter than asked for where it left archived ones out, or at 1 MB. */
async function listPage<T extends Keepable>(
  { table, partition }: DocumentPlace<T> & { partition: string },
  { limit, after, archived, under }: ListOptions,
  parse: (row: Stored) => T,
): Promise<RecordsPage<T>> {
  const records: T[] = [];
  let lastKey = after;
  for (;;) {
    const page = await table.page(partition, under ? { prefix: under } : undefined, {
      limit: limit + 1 - records.length,
      after: lastKey,
      filter: archived ? undefined : 'attribute_not_exists(archived)',
    });
    for (const row of page.rows) records.push(parse(row));
    // One more than asked for tells whether there is a next page.
    if (records.length > limit)
      return { records: records.slice(0, limit), lastKey: records[limit - 1]?.id ?? '' };
    lastKey = page.lastSort;
    if (!lastKey) return { records };
  }
}

/** The record's row as `create` would put it, for those who write several items of one plan. */
export const recordRow = (brandId: BrandId, kind: string, document: Keepable): Stored =>
  documentRow(recordKey(brandId, kind, document.id), document, 1);
