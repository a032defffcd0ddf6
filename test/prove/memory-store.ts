import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Wire, WireError } from '../../shared/data/table/wire.ts';

/** What a caller does when its call may fail, wait or die: it wraps the moment of commit. */
export type Interference = <T>(operation: string, commit: () => T) => Promise<T>;

type Value = { S?: string; N?: string; B?: Uint8Array | string; BOOL?: boolean };
type Item = Record<string, Value>;
type Input = {
  TableName: string;
  Key: Item;
  Item: Item;
  ConditionExpression?: string;
  UpdateExpression?: string;
  KeyConditionExpression: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Item;
  TransactItems: { Put?: Input; Update: Input }[];
  RequestItems: Record<string, { PutRequest: { Item: Item } }[] & { Keys?: Item[] }>;
};
type Answer = Record<string, unknown>;

const FAILED = 'ConditionalCheckFailedException';

/**
 * DynamoDB in memory, as far as the counting needs it: single-item writes with conditions, strongly consistent reads,
 * each atomic at its moment of commit. Its agreement with dynalite is tested (memory-store.test.ts).
 */
export function createMemoryStore(inserted: (table: string, item: Item) => void = () => {}) {
  const tables = new Map<string, Map<string, Item>>();
  const tableOf = (name: string): Map<string, Item> => {
    const table = tables.get(name) ?? new Map<string, Item>();
    tables.set(name, table);
    return table;
  };

  function put(name: string, item: Item): void {
    const table = tableOf(name);
    const isNew = !table.has(nameOf(item));
    table.set(nameOf(item), structuredClone(item));
    if (isNew) inserted(name, item);
  }

  function checked(input: Input, key: Item): Map<string, Item> {
    const table = tableOf(input.TableName);
    if (!holds(input, table.get(nameOf(key)) ?? {})) throw new Refused();
    return table;
  }

  const operations: Record<string, (input: Input) => Answer> = {
    PutItem(input) {
      checked(input, input.Item);
      put(input.TableName, input.Item);
      return {};
    },
    DeleteItem(input) {
      checked(input, input.Key).delete(nameOf(input.Key));
      return {};
    },
    UpdateItem(input) {
      const table = checked(input, input.Key);
      const standing = table.get(nameOf(input.Key)) ?? input.Key;
      table.set(nameOf(input.Key), { ...standing, ...assignments(input, standing) });
      return {};
    },
    GetItem(input) {
      const item = tableOf(input.TableName).get(nameOf(input.Key));
      return item ? { Item: structuredClone(item) } : {};
    },
    Query(input) {
      const values = input.ExpressionAttributeValues ?? {};
      const items = [...tableOf(input.TableName).values()].filter((item) => inRange(item, values));
      items.sort((a, b) => ((a.sk?.S ?? '') < (b.sk?.S ?? '') ? -1 : 1));
      return { Items: structuredClone(items) };
    },
    BatchWriteItem(input) {
      for (const [table, requests] of Object.entries(input.RequestItems))
        for (const { PutRequest } of requests) put(table, PutRequest.Item);
      return {};
    },
    /** All or nothing; only the naive designs use it. */
    TransactWriteItems(input) {
      for (const { Put, Update } of input.TransactItems) checked(Put ?? Update, Put?.Item ?? Update.Key);
      for (const { Put, Update } of input.TransactItems)
        Put ? operations.PutItem?.(Put) : operations.UpdateItem?.(Update);
      return {};
    },
    BatchGetItem(input) {
      const found = Object.entries(input.RequestItems).map(([table, { Keys }]) => [
        table,
        (Keys ?? []).flatMap((key) => structuredClone(tableOf(table).get(nameOf(key))) ?? []),
      ]);
      return { Responses: Object.fromEntries(found) };
    },
  };

  function commit(operation: string, input: Input): Answer {
    const run = operations[operation];
    if (!run) throw new Error(`the memory store knows no ${operation}`);
    return run(input);
  }

  return {
    tables,
    /** The store as one process sees it through the SDK. */
    client(interfere: Interference): DynamoDBClient {
      const send = async (command: { input: Input }) => {
        const operation = command.constructor.name.replace(/Command$/, '');
        try {
          return await interfere(operation, () => commit(operation, command.input));
        } catch (reason) {
          if (!(reason instanceof Refused)) throw reason;
          throw new ConditionalCheckFailedException({ message: FAILED, $metadata: {} });
        }
      };
      return { send } as unknown as DynamoDBClient;
    },
    /** The same through the wire. */
    wire(interfere: Interference): Wire {
      return async (operation, body) => {
        try {
          return await interfere(operation, () => commit(operation, body as Input));
        } catch (reason) {
          throw reason instanceof Refused ? new WireError(FAILED, 400) : reason;
        }
      };
    },
  };
}
export type MemoryStore = ReturnType<typeof createMemoryStore>;

class Refused extends Error {}

const nameOf = (item: Item): string => `${item.pk?.S}|${item.sk?.S}`;

function inRange(item: Item, values: Item): boolean {
  const sk = item.sk?.S ?? '';
  if (item.pk?.S !== values[':pk']?.S) return false;
  if (values[':prefix']) return sk.startsWith(values[':prefix'].S ?? '');
  if (values[':from']) return sk >= (values[':from'].S ?? '') && sk <= (values[':to']?.S ?? '');
  return true;
}

/** `SET a = :a, b = b + :n` and `ADD n :n` (the naive designs add; the product never does). */
function assignments(input: Input, standing: Item): Item {
  const expression = input.UpdateExpression ?? '';
  const values = input.ExpressionAttributeValues ?? {};
  const changed: Item = {};
  for (const part of expression.replace(/^(SET|ADD) /, '').split(', ')) {
    const [name = '', equals, operand = ''] = part.split(' ');
    const adds = expression.startsWith('ADD');
    const value = values[adds ? (equals ?? '') : operand] ?? {};
    const attribute = input.ExpressionAttributeNames?.[name] ?? name;
    changed[attribute] = adds ? { N: String(Number(standing[attribute]?.N ?? 0) + Number(value.N)) } : value;
  }
  return changed;
}

/** Conditions as the stores write them: OR of ANDs of `attribute_not_exists(a)`, `a = :a`, `a < :a`. */
function holds(input: Input, item: Item): boolean {
  if (!input.ConditionExpression) return true;
  const attribute = (name: string) => item[input.ExpressionAttributeNames?.[name] ?? name];
  const term = (text: string): boolean => {
    const exists = /^attribute_(not_)?exists\((\S+)\)$/.exec(text);
    if (exists) return (attribute(exists[2] ?? '') === undefined) === (exists[1] === 'not_');
    const [name = '', operator, operand = ''] = text.split(' ');
    const [left, right] = [attribute(name), input.ExpressionAttributeValues?.[operand]];
    if (left === undefined || right === undefined) return false;
    const order =
      left.N === undefined ? compare(left.S ?? '', right.S ?? '') : Number(left.N) - Number(right.N);
    if (operator === '=') return order === 0;
    if (operator === '<') return order < 0;
    throw new Error(`the memory store knows no ${text}`);
  };
  return input.ConditionExpression.split(' OR ').some((any) => any.split(' AND ').every(term));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
