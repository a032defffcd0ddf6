import type { Key } from './keys.ts';
import { fromItem, type Item, type Row, type Stored, toItem } from './row.ts';

/** One operation with its body, as DynamoDB takes it. The SDK's client does it (sdk.ts), and the redirect's wire. */
export type DynamoCall = (operation: Operation, body: object, signal?: AbortSignal) => Promise<unknown>;
/** The operations that exist in this product. No Scan, no transaction, no PartiQL. */
export const TABLE_OPERATIONS = [
  'GetItem',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'Query',
  'BatchGetItem',
  'BatchWriteItem',
] as const;
export type Operation = (typeof TABLE_OPERATIONS)[number];

/** What became of a write under a condition. Anything else that goes wrong is thrown. */
export type Outcome = 'done' | 'refused';

/** A part of a partition by its sort keys; `from` … `to` both included. */
export type Stretch = { prefix: string } | { from: string; to: string } | { before: string };

export type PageOptions = {
  limit: number;
  /** Sort key of the last row seen. */
  after?: string | undefined;
  /** Rows that don't pass are left out, after `limit` was counted. */
  filter?: string | undefined;
  backwards?: true;
  /** Names the attributes wanted. */
  only?: string;
};

/**
 * One table, as every store speaks to it. Conditions are DynamoDB's own words (they are what our guarantees stand on,
 * so they are read where they are used); `:names` in them are given as values, `#names` stand for attributes whose
 * names DynamoDB keeps for itself.
 */
export type Table = {
  readonly name: string;
  /** Strongly consistent unless `stale` will do, at half the cost; `only` names the attributes wanted. */
  get(key: Key, options?: { only?: string; stale?: true; signal?: AbortSignal }): Promise<Stored | undefined>;
  /** Those that are there, in any order; `only` must name `pk` and `sk` too, `stale` as in `get`. */
  getMany(keys: readonly Key[], options?: { only?: string; stale?: true }): Promise<Stored[]>;
  put(row: Key & Row, signal?: AbortSignal): Promise<void>;
  putIf(row: Key & Row, condition: string, values?: Row): Promise<Outcome>;
  /** `set`: `a = :a, b = :b`. */
  updateIf(key: Key, set: string, condition: string, values: Row): Promise<Outcome>;
  erase(key: Key): Promise<void>;
  eraseIf(key: Key, condition: string, values: Row): Promise<Outcome>;
  /** Every row of a partition or of a stretch of it, strongly consistent, page after page. */
  query(pk: string, stretch?: Stretch, options?: { only?: string }): AsyncGenerator<Stored>;
  /** One page as the engine gives it: it may be shorter than asked for and yet not the last. */
  page(
    pk: string,
    stretch: Stretch | undefined,
    options: PageOptions,
  ): Promise<{ rows: Stored[]; lastSort?: string }>;
};

/** BatchGetItem takes a hundred keys. */
export const MOST_KEYS = 100;

export function tableOf(call: DynamoCall, name: string): Table {
  const TableName = name;
  const write = (operation: Operation, body: object, condition: string, values?: Row): Promise<Outcome> =>
    unlessRefused(call(operation, { TableName, ...body, ...conditionOf(condition, values) }));

  return {
    name,
    async get(key, { only, stale, signal } = {}) {
      const body = {
        TableName,
        Key: keyItem(key),
        ...(stale ? {} : { ConsistentRead: true }),
        ...projectionOf(only),
      };
      const { Item: item } = (await call('GetItem', body, signal)) as { Item?: Item };
      return item && fromItem(item);
    },
    async getMany(keys, options = {}) {
      const found: Stored[] = [];
      for (let start = 0; start < keys.length; start += MOST_KEYS)
        found.push(...(await getSome(call, name, keys.slice(start, start + MOST_KEYS), options)));
      return found;
    },
    async put(row, signal) {
      await call('PutItem', { TableName, Item: toItem(row) }, signal);
    },
    putIf: (row, condition, values) => write('PutItem', { Item: toItem(row) }, condition, values),
    updateIf: (key, set, condition, values) =>
      write('UpdateItem', { Key: keyItem(key), UpdateExpression: `SET ${set}` }, condition, values),
    async erase(key) {
      await call('DeleteItem', { TableName, Key: keyItem(key) });
    },
    eraseIf: (key, condition, values) => write('DeleteItem', { Key: keyItem(key) }, condition, values),
    async *query(pk, stretch, { only } = {}) {
      let from: object | undefined;
      do {
        const start = from ? { ExclusiveStartKey: from } : {};
        const page = await ask(call, {
          TableName,
          ...stretchOf(pk, stretch),
          ...projectionOf(only),
          ...start,
        });
        for (const item of page.Items ?? []) yield fromItem(item);
        from = page.LastEvaluatedKey;
      } while (from);
    },
    async page(pk, stretch, { limit, after, filter, backwards, only }) {
      const page = await ask(call, {
        TableName,
        ...stretchOf(pk, stretch),
        Limit: limit,
        ...(filter ? { FilterExpression: filter } : {}),
        ...projectionOf(only),
        ...(after ? { ExclusiveStartKey: keyItem({ pk, sk: after }) } : {}),
        ...(backwards ? { ScanIndexForward: false } : {}),
      });
      const rows = (page.Items ?? []).map(fromItem);
      return page.LastEvaluatedKey ? { rows, lastSort: fromItem(page.LastEvaluatedKey).sk } : { rows };
    },
  };
}

const projectionOf = (only: string | undefined) => (only ? { ProjectionExpression: only } : {});

/** Only what a key is made of: rows may be given where a key is asked for. */
const keyItem = ({ pk, sk }: Key): Item => toItem({ pk, sk });

type QueryAnswer = { Items?: Item[]; LastEvaluatedKey?: Item };
const ask = (call: DynamoCall, body: object): Promise<QueryAnswer> =>
  call('Query', body) as Promise<QueryAnswer>;

function stretchOf(pk: string, stretch: Stretch | undefined) {
  const [condition, values] = sortCondition(stretch);
  return {
    KeyConditionExpression: `pk = :pk${condition}`,
    ExpressionAttributeValues: toItem({ ':pk': pk, ...values }),
    ConsistentRead: true,
  };
}

function sortCondition(stretch: Stretch | undefined): [string, Row] {
  if (!stretch) return ['', {}];
  if ('prefix' in stretch) return [' AND begins_with(sk, :prefix)', { ':prefix': stretch.prefix }];
  if ('before' in stretch) return [' AND sk < :before', { ':before': stretch.before }];
  return [' AND sk BETWEEN :from AND :to', { ':from': stretch.from, ':to': stretch.to }];
}

function conditionOf(condition: string, values: Row | undefined) {
  const names = condition.match(/#\w+/g);
  return {
    ConditionExpression: condition,
    ...(names
      ? { ExpressionAttributeNames: Object.fromEntries(names.map((name) => [name, name.slice(1)])) }
      : {}),
    ...(values ? { ExpressionAttributeValues: toItem(values) } : {}),
  };
}

async function getSome(
  call: DynamoCall,
  name: string,
  keys: readonly Key[],
  { only, stale }: { only?: string; stale?: true },
): Promise<Stored[]> {
  const how = { ...(stale ? {} : { ConsistentRead: true }), ...projectionOf(only) };
  const found: Stored[] = [];
  let wanted: Item[] = keys.map(keyItem);
  while (wanted.length > 0) {
    const answer = (await call('BatchGetItem', {
      RequestItems: { [name]: { Keys: wanted, ...how } },
    })) as { Responses?: Record<string, Item[]>; UnprocessedKeys?: Record<string, { Keys?: Item[] }> };
    for (const item of answer.Responses?.[name] ?? []) found.push(fromItem(item));
    wanted = answer.UnprocessedKeys?.[name]?.Keys ?? [];
  }
  return found;
}

const REFUSED = 'ConditionalCheckFailedException';

async function unlessRefused(write: Promise<unknown>): Promise<Outcome> {
  try {
    await write;
    return 'done';
  } catch (reason) {
    const { name, code } = reason as { name?: string; code?: string };
    if (name === REFUSED || code === REFUSED) return 'refused';
    throw reason;
  }
}
