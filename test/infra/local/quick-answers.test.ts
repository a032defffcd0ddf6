import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openStores } from '../../../infra/local/clients.ts';
import { createMissingTables, embeddedAddress } from '../../../infra/local/engine/engine.ts';
import { createWire, type Wire, WireError } from '../../../shared/data/table/wire.ts';

type IteratorClass = { prototype: Record<'nextv' | 'seek' | 'close', (...asked: never[]) => unknown> };
const { createStoreServer, iteratorsOfDynalite } = (await import(
  new URL('../../../infra/local/engine/store-server.mjs', import.meta.url).href
)) as { createStoreServer: (path: string) => Server; iteratorsOfDynalite: () => IteratorClass[] };

const folder = mkdtempSync(join(tmpdir(), 'vouch-quick-'));
const socketPath = join(folder, 'engine.sock');
let server: Server;
let quick: Wire;
let slow: Wire;
/** Each way has a table of its own for writing. */
let tables: { quick: string; slow: string };

beforeAll(async () => {
  server = createStoreServer(join(folder, 'engine'));
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  const [one, other] = ['a-', 'b-'].map((prefix) => openStores(embeddedAddress(socketPath, prefix)));
  if (!one || !other) throw new Error('there are two');
  quick = one.wire;
  const { endpoint, region, credentials } = embeddedAddress(socketPath, '');
  slow = createWire({ service: 'dynamodb', region, endpoint, socketPath, credentials: () => credentials });
  for (const { wire, names } of [one, other]) await createMissingTables(wire, names);
  tables = { quick: one.names.records, slow: other.names.records };
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

type Body = Record<string, unknown>;
const READS = ['GetItem', 'Query', 'BatchGetItem'];

/** What was answered or refused. Units are told by dynalite's own code alone, so whoever asks for them is answered by it. */
async function answered(wire: Wire, operation: string, body: Body): Promise<unknown> {
  const asked = wire === slow ? { ...body, ReturnConsumedCapacity: 'TOTAL' } : body;
  try {
    const { ConsumedCapacity: _, ...answer } = (await wire(operation, asked)) as Body;
    return sorted(answer);
  } catch (reason) {
    if (reason instanceof WireError) return `${reason.code} ${reason.status}`;
    throw reason;
  }
}

/** BatchGetItem answers in any order. */
function sorted({ Responses: responses, ...answer }: Body): Body {
  if (!responses) return answer;
  const items = Object.values(responses as Record<string, unknown[]>).flat();
  return { ...answer, items: items.map((item) => JSON.stringify(item)).sort() };
}

const key = fc.record({
  pk: fc.constantFrom('a', 'b#ä'),
  sk: fc.constantFrom('1', '10', '2', '2#x', 'ö', ''),
});
const keyOf = ({ pk, sk }: { pk: string; sk: string }) => ({ pk: { S: pk }, sk: { S: sk } });
const item = fc.record({ key, n: fc.nat(9), text: fc.constantFrom('', 'x', 'ü', 'null') }).map((made) => ({
  ...keyOf(made.key),
  n: { N: String(made.n) },
  text: { S: made.text },
  bytes: { B: Buffer.from(made.text).toString('base64') },
  inner: { M: { list: { L: [{ BOOL: true }, { NULL: true }, { S: made.text }] } } },
}));
const CONDITIONS = [
  'attribute_not_exists(pk)',
  'attribute_exists(n) AND n < :n',
  'n = :n OR text = :text',
  'n BETWEEN :least AND :most',
  'n = :n OR sk = :text',
  'begins_with(sk, :start)',
];
const number = fc.nat(9).map((n) => ({ N: String(n) }));
const values = number.map((n) => ({ ':n': n, ':text': { S: 'x' } }));
/** Some of them are no bounds and no start. */
const guarding = fc.record({
  ':n': number,
  ':text': fc.constant({ S: 'x' }),
  ':least': number,
  ':most': number,
  ':start': fc.constantFrom<Body>({ S: 'x' }, { N: '5' }),
});
const guard = fc.tuple(fc.constantFrom(undefined, ...CONDITIONS), guarding).map(([condition, some]): Body => {
  if (!condition) return {};
  const used = Object.entries(some).filter(([name]) => condition.includes(name));
  const bound = used.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(used) } : {};
  return { ConditionExpression: condition, ...bound };
});
const update = {
  UpdateExpression: 'SET n = :n, #text = :text',
  ExpressionAttributeNames: { '#text': 'text' },
};

const RANGES: [string, Record<string, string>][] = [
  ['', {}],
  [' AND sk BETWEEN :from AND :to', { ':from': '1', ':to': '2' }],
  [' AND sk BETWEEN :from AND :to', { ':from': '2', ':to': '1' }],
  [' AND sk BETWEEN :from AND :to', { ':from': '10', ':to': '2#x' }],
  [' AND sk BETWEEN :from AND :to', { ':from': '1', ':to': '2', ':unused': 'x' }],
  [' AND begins_with(sk, :prefix)', { ':prefix': '1' }],
  [' AND begins_with(sk, :prefix)', { ':prefix': '2' }],
  [' AND sk < :before', { ':before': '2' }],
];
const query = fc
  .record({
    pk: fc.constantFrom('a', 'b#ä', 'nobody'),
    range: fc.constantFrom(...RANGES),
    limit: fc.constantFrom(undefined, 1, 2, 5, 100),
    backwards: fc.boolean(),
    only: fc.constantFrom(undefined, 'sk', 'pk, n', 'inner'),
    filter: fc.boolean(),
    after: fc.option(key, { nil: undefined }),
  })
  .map(({ pk, range: [range, values], limit, backwards, only, filter, after }) => {
    const bound = { ':pk': pk, ...values, ...(filter ? { ':text': 'x' } : {}) };
    return {
      KeyConditionExpression: `pk = :pk${range}`,
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(bound).map(([name, text]) => [name, { S: text }]),
      ),
      ConsistentRead: true,
      ...(limit ? { Limit: limit } : {}),
      ...(backwards ? { ScanIndexForward: false } : {}),
      ...(only ? { ProjectionExpression: only } : {}),
      ...(filter ? { FilterExpression: '#text = :text', ExpressionAttributeNames: { '#text': 'text' } } : {}),
      ...(after ? { ExclusiveStartKey: keyOf({ ...after, pk }) } : {}),
    };
  });

const inTable = (made: (TableName: string) => Body) => made;
const request = fc.oneof(
  fc.tuple(
    fc.constant('PutItem'),
    fc.tuple(item, guard).map(([Item, more]) => inTable((TableName) => ({ TableName, Item, ...more }))),
  ),
  fc.tuple(
    fc.constant('DeleteItem'),
    fc
      .tuple(key, guard)
      .map(([at, more]) => inTable((TableName) => ({ TableName, Key: keyOf(at), ...more }))),
  ),
  fc.tuple(
    fc.constant('UpdateItem'),
    fc.tuple(key, guard, values).map(([at, more, some]) =>
      inTable((TableName) => ({
        TableName,
        Key: keyOf(at),
        ...update,
        ...more,
        ExpressionAttributeValues: { ...(more.ExpressionAttributeValues ?? {}), ...some },
      })),
    ),
  ),
  fc.tuple(
    fc.constant('GetItem'),
    key.map((at) => inTable((TableName) => ({ TableName, Key: keyOf(at), ProjectionExpression: 'pk, n' }))),
  ),
  fc.tuple(
    fc.constant('Query'),
    query.map((more) => inTable((TableName) => ({ TableName, ...more }))),
  ),
  fc.tuple(
    fc.constant('BatchGetItem'),
    fc.uniqueArray(key, { minLength: 1, maxLength: 4, selector: (one) => JSON.stringify(one) }).map((keys) =>
      inTable((TableName) => ({
        RequestItems: { [TableName]: { Keys: keys.map(keyOf), ConsistentRead: true } },
      })),
    ),
  ),
  fc.tuple(
    fc.constant('BatchWriteItem'),
    fc
      .uniqueArray(item, { minLength: 1, maxLength: 3, selector: ({ pk, sk }) => JSON.stringify([pk, sk]) })
      .map((items) =>
        inTable((TableName) => ({
          RequestItems: { [TableName]: items.map((Item) => ({ PutRequest: { Item } })) },
        })),
      ),
  ),
);

it('answers, refuses and keeps what dynalite does by itself', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 10, maxLength: 40 }), async (requests) => {
      for (const [operation, bodyIn] of requests)
        expect(await answered(quick, operation, bodyIn(tables.quick)), operation).toEqual(
          await answered(slow, operation, bodyIn(tables.slow)),
        );
      for (const wire of [quick, slow])
        for (const [operation, bodyIn] of requests.filter(([name]) => READS.includes(name)))
          expect(await answered(wire, operation, bodyIn(tables.quick))).toEqual(
            await answered(wire, operation, bodyIn(tables.slow)),
          );
    }),
    { numRuns: 30 },
  );
});

it('gives a partition of several megabytes page by page, each row once', async () => {
  const text = 'x'.repeat(60_000);
  const sorts = Array.from({ length: 50 }, (_, index) => String(index).padStart(3, '0'));
  for (const sk of sorts)
    await quick('PutItem', {
      TableName: tables.quick,
      Item: { ...keyOf({ pk: 'long', sk }), text: { S: text } },
    });
  const seen: string[] = [];
  let pages = 0;
  for (let after: unknown; pages === 0 || after; pages++) {
    const page = (await quick('Query', {
      TableName: tables.quick,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'long' } },
      ...(after ? { ExclusiveStartKey: after } : {}),
    })) as { Items: { sk: { S: string } }[]; LastEvaluatedKey?: unknown };
    seen.push(...page.Items.map(({ sk }) => sk.S));
    after = page.LastEvaluatedKey;
  }
  expect(seen).toEqual(sorts);
  expect(pages).toBeGreaterThan(2);
});

/** What iterators are asked meanwhile. */
async function askedOfIterators(work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const spies = iteratorsOfDynalite().flatMap(({ prototype }) =>
    (['nextv', 'seek', 'close'] as const).map((name) => {
      const real = prototype[name];
      return vi.spyOn(prototype, name).mockImplementation(function (this: unknown, ...given) {
        asked.push(name);
        return real.apply(this, given);
      });
    }),
  );
  await work();
  for (const spy of spies) spy.mockRestore();
  return asked;
}

it('reads behind the end of what was long, so that it does not lie outside of what V8 sees until that collects it', async () => {
  const TableName = tables.quick;
  const put = (pk: string, sk: number, length: number) => {
    const key = keyOf({ pk, sk: String(sk).padStart(2, '0') });
    return quick('PutItem', { TableName, Item: { ...key, text: { S: 'x'.repeat(length) } } });
  };
  for (let sk = 0; sk < 40; sk++) await put('lengthy', sk, 1_000);
  await put('short', 0, 1_000);
  const query = (pk: string, more: Body = {}) =>
    quick('Query', {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ...more,
    });
  const letGo = ['seek', 'nextv', 'close'];
  const limited = { Limit: 30 };
  for (const more of [limited, { ...limited, ScanIndexForward: false }])
    expect(await askedOfIterators(() => query('lengthy', more))).toEqual(['nextv', ...letGo]);
  expect(await askedOfIterators(() => query('lengthy'))).toEqual(['nextv', 'nextv', ...letGo]);
  expect(await askedOfIterators(() => query('short'))).toEqual(['nextv', 'nextv', 'close']);
});
