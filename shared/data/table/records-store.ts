import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';
import type { BrandId } from '../../domain/schema/common.ts';
import { collectionPartition, recordKey } from './keys.ts';
import type { TableNames } from './table-shape.ts';

/** What can be kept in a collection: a document with its own id. */
export type Keepable = { id: string; archivedAt?: string };

/** `get` insists: the edge turns this into 404. */
export class RecordMissing extends Error {
  readonly kind: string;
  constructor(kind: string) {
    super(`no such ${kind.toLowerCase()}`);
    this.name = 'RecordMissing';
    this.kind = kind;
  }
}

export type Page<T> = { records: T[]; lastKey?: string };

/** What lies on all pages that `list` answers, from `after` on. */
export async function* everyRecord<T>(
  list: (after: string | undefined) => Promise<Page<T>>,
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
  list(options: { limit: number; after?: string; archived?: boolean; under?: string }): Promise<Page<T>>;
  /** Every record, page after page. */
  all(options?: { after?: string; archived?: boolean; under?: string }): AsyncGenerator<T>;
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

/** Attempts of an `update` before giving up; with fifty writers on one item a few dozen are lost at most. */
const MOST_ATTEMPTS = 100;
/** BatchGetItem takes a hundred keys. */
const BATCH = 100;

/** A brand's records, one item each, in the records table. */
export function recordsOf(client: DynamoDBClient, tables: TableNames, brandId: BrandId): BrandRecords {
  return {
    brandId,
    collection: (kind, schema) => collectionOf({ client, table: tables.records, brandId, kind }, schema),
  };
}

type Place = { client: DynamoDBClient; table: string; brandId: BrandId; kind: string };
type Item = Record<string, AttributeValue>;

function collectionOf<T extends Keepable>(place: Place, schema: z.ZodType<T>): Collection<T> {
  const { client, table, kind } = place;
  const parse = (item: Item): T => schema.parse(JSON.parse(item.doc?.S ?? 'null'));

  const collection: Collection<T> = {
    async create(given, origin, expiresAtSeconds) {
      const document = schema.parse(given);
      const item = {
        ...itemOf(place, document, 1),
        ...(origin ? { origin: { S: origin } } : {}),
        ...(expiresAtSeconds ? { expiresAt: { N: String(expiresAtSeconds) } } : {}),
      };
      if (await putIf(client, table, item, 'attribute_not_exists(pk)'))
        return { kind: 'created', record: document };
      const existing = await read(place, document.id);
      if (!existing) return collection.create(document, origin, expiresAtSeconds);
      return {
        kind: 'exists',
        existing: parse(existing),
        sameRequest: !!origin && existing.origin?.S === origin,
      };
    },
    async find(id) {
      const item = await read(place, id);
      return item && parse(item);
    },
    originOf: async (id) => (await read(place, id))?.origin?.S,
    async get(id) {
      const found = await collection.find(id);
      if (!found) throw new RecordMissing(kind);
      return found;
    },
    async getMany(ids) {
      const items = await readMany(place, ids);
      return ids.flatMap((id) => {
        const item = items.get(id);
        return item ? [parse(item)] : [];
      });
    },
    async list({ limit, after, archived, under }) {
      const records: T[] = [];
      let lastKey = after;
      for (;;) {
        const page = await query(place, {
          limit: limit + 1 - records.length,
          after: lastKey,
          archived,
          under,
        });
        for (const item of page.Items ?? []) records.push(parse(item));
        // One more than asked for tells whether there is a next page.
        if (records.length > limit)
          return { records: records.slice(0, limit), lastKey: records[limit - 1]?.id ?? '' };
        lastKey = page.LastEvaluatedKey?.sk?.S;
        if (!lastKey) return { records };
      }
    },
    all: ({ after: from, ...options } = {}) =>
      everyRecord((after) => collection.list({ ...options, limit: 100, ...(after ? { after } : {}) }), from),
    async update(id, change) {
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        const item = await read(place, id);
        if (!item) throw new RecordMissing(kind);
        const version = Number(item.version?.N ?? 0);
        const changed = schema.parse(change(parse(item)));
        const next = { ...item, ...itemOf(place, changed, version + 1) };
        if (!changed.archivedAt) delete next.archived;
        if (await putIf(client, table, next, 'version = :version', { ':version': { N: String(version) } }))
          return changed;
      }
      throw new Error(`${kind} ${id}: ${MOST_ATTEMPTS} writers came in between`);
    },
    archive: (id, at) =>
      collection.update(id, (document) =>
        document.archivedAt ? document : { ...document, archivedAt: at, updatedAt: at },
      ),
    async erase(id) {
      await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(place, id) }));
    },
  };
  return collection;
}

const keyOf = (place: Pick<Place, 'brandId' | 'kind'>, id: string): Item => {
  const { pk, sk } = recordKey(place.brandId, place.kind, id);
  return { pk: { S: pk }, sk: { S: sk } };
};

const itemOf = (place: Pick<Place, 'brandId' | 'kind'>, document: Keepable, version: number): Item => ({
  ...keyOf(place, document.id),
  doc: { S: JSON.stringify(document) },
  version: { N: String(version) },
  ...(document.archivedAt ? { archived: { BOOL: true } } : {}),
});

/** The record's item as `create` would put it, for those who write several items of one plan. */
export const recordItem = (brandId: BrandId, kind: string, document: Keepable, origin?: string): Item => ({
  ...itemOf({ brandId, kind }, document, 1),
  ...(origin ? { origin: { S: origin } } : {}),
});

async function read(place: Place, id: string): Promise<Item | undefined> {
  const answer = await place.client.send(
    new GetItemCommand({ TableName: place.table, Key: keyOf(place, id), ConsistentRead: true }),
  );
  return answer.Item;
}

type Stretch = {
  limit: number;
  after: string | undefined;
  archived: boolean | undefined;
  under: string | undefined;
};

/** One page as the engine gives it; with archived ones left out it may be shorter than asked for, or empty. */
const query = ({ client, table, ...place }: Place, { limit, after, archived, under }: Stretch) =>
  client.send(
    new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      Limit: limit,
      KeyConditionExpression: under ? 'pk = :pk AND begins_with(sk, :under)' : 'pk = :pk',
      ...(archived ? {} : { FilterExpression: 'attribute_not_exists(archived)' }),
      ExpressionAttributeValues: {
        ':pk': { S: collectionPartition(place.brandId, place.kind) },
        ...(under ? { ':under': { S: under } } : {}),
      },
      ...(after ? { ExclusiveStartKey: keyOf(place, after) } : {}),
    }),
  );

async function readMany(place: Place, ids: readonly string[]): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  const unique = [...new Set(ids)];
  for (let start = 0; start < unique.length; start += BATCH) {
    let keys: Item[] = unique.slice(start, start + BATCH).map((id) => keyOf(place, id));
    while (keys.length > 0) {
      const answer = await place.client.send(
        new BatchGetItemCommand({ RequestItems: { [place.table]: { Keys: keys, ConsistentRead: true } } }),
      );
      for (const item of answer.Responses?.[place.table] ?? []) found.set(item.sk?.S ?? '', item);
      keys = answer.UnprocessedKeys?.[place.table]?.Keys ?? [];
    }
  }
  return found;
}

/** A put under a condition: did it hold? */
export async function putIf(
  client: DynamoDBClient,
  table: string,
  item: Item,
  condition: string,
  values?: Item,
): Promise<boolean> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: item,
        ConditionExpression: condition,
        ...(values ? { ExpressionAttributeValues: values } : {}),
      }),
    );
    return true;
  } catch (failure) {
    if (failure instanceof ConditionalCheckFailedException) return false;
    throw failure;
  }
}
