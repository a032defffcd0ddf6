import { expect, it } from 'vitest';
import {
  byItsVersion,
  holdsUntil,
  noteReads,
  readsTheSame,
  requestsOf,
} from '../../shared/data/table/noted-reads.ts';
import type { Item } from '../../shared/data/table/row.ts';
import type { DynamoCall } from '../../shared/data/table/table.ts';
import { tablesBy } from '../../shared/data/table/tables.ts';

/** An engine of a few items, which gives attributes and items in whatever order, and itself away as AWS's client does. */
function anEngine() {
  const items = new Map<string, Item>();
  const asked: string[] = [];
  let failing = false;
  const nameOf = ({ pk, sk }: Item) => JSON.stringify([pk, sk]);
  const turned = (item: Item | undefined) => item && Object.fromEntries(Object.entries(item).reverse());
  const engine: DynamoCall = async (operation, body) => {
    asked.push(operation);
    if (failing) throw new Error('no answer');
    const $metadata = { requestId: String(asked.length) };
    const { Key, RequestItems, ExpressionAttributeValues: values } = body as Body;
    if (operation === 'GetItem')
      return { $metadata, Item: asked.length % 2 ? items.get(nameOf(Key)) : turned(items.get(nameOf(Key))) };
    if (operation === 'Query')
      return { $metadata, Items: [...items.values()].filter(({ pk }) => same(pk, values[':pk'])) };
    const [[table, { Keys }] = ['', { Keys: [] }]] = Object.entries(RequestItems);
    const found = Keys.map((key) => items.get(nameOf(key))).filter((item) => item !== undefined);
    return { $metadata, Responses: { [table]: asked.length % 2 ? found : found.reverse() } };
  };
  const { call, records } = tablesBy(engine, { clicks: 'c', counts: 'n', records: 'r' } as never);
  return {
    records,
    asked,
    fail: () => (failing = true),
    put: (pk: string, sk: string, value: string, bytes = 'b') =>
      items.set(nameOf({ pk: { S: pk }, sk: { S: sk } }), {
        pk: { S: pk },
        sk: { S: sk },
        value: { S: value },
        bytes: { B: Buffer.from(bytes) },
      }),
    stands: (noted: Parameters<typeof readsTheSame>[1]) => readsTheSame(call, noted),
  };
}
type Body = {
  Key: Item;
  RequestItems: Record<string, { Keys: Item[] }>;
  ExpressionAttributeValues: Record<string, { S: string }>;
};
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const readAll = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
};

const READS = {
  'an item': (e: Engine) => e.records.get({ pk: 'a', sk: '1' }),
  'an item’s part': (e: Engine) => e.records.get({ pk: 'a', sk: '1' }, { only: 'value' }),
  'items by their keys': (e: Engine) =>
    e.records.getMany([
      { pk: 'a', sk: '1' },
      { pk: 'a', sk: '2' },
    ]),
  'a partition': (e: Engine) => readAll(e.records.query('a')),
  'a page of it': (e: Engine) => e.records.page('a', undefined, { limit: 10 }),
} satisfies Record<string, (e: Engine) => Promise<unknown>>;
type Engine = ReturnType<typeof anEngine>;

it.each(Object.keys(READS) as (keyof typeof READS)[])(
  'tells by %s whether something was changed',
  async (what) => {
    const read: (e: Engine) => Promise<unknown> = READS[what];
    const engine = anEngine();
    const { noted: nothing } = await noteReads(() => read(engine));
    expect(await engine.stands(nothing)).toBe(true);
    engine.put('a', '1', 'one');
    expect(await engine.stands(nothing)).toBe(false);
    const { noted } = await noteReads(() => read(engine));
    for (let time = 0; time < 3; time++) expect(await engine.stands(noted)).toBe(true);
    engine.put('b', '1', 'elsewhere');
    expect(await engine.stands(noted)).toBe(true);
    engine.put('a', '1', 'one', 'other bytes');
    expect(await engine.stands(noted)).toBe(false);
    engine.put('a', '1', 'one');
    expect(await engine.stands(noted)).toBe(true);
    engine.put('a', '1', 'two');
    expect(await engine.stands(noted)).toBe(false);
  },
);

it('asks for what was read item by item in one request, and nothing of it twice', async () => {
  const engine = anEngine();
  for (const sk of ['1', '2', '3']) engine.put('a', sk, sk);
  const { noted } = await noteReads(async () => {
    for (const sk of ['1', '2', '1']) await engine.records.get({ pk: 'a', sk });
    await READS['items by their keys'](engine);
    await READS['a partition'](engine);
    await READS['a partition'](engine);
  });
  engine.asked.length = 0;
  expect(await engine.stands(noted)).toBe(true);
  expect(engine.asked.sort()).toEqual(['BatchGetItem', 'Query']);
  expect(requestsOf(noted)).toBe(2);
});

it('holds nothing for the same that was changed while it was drawn, or can’t be asked', async () => {
  const engine = anEngine();
  engine.put('a', '1', 'one');
  const { noted: torn } = await noteReads(async () => {
    await READS['an item'](engine);
    engine.put('a', '1', 'two');
    await READS['an item'](engine);
  });
  expect(await engine.stands(torn)).toBe(false);
  const { noted } = await noteReads(() => READS['an item'](engine));
  engine.fail();
  expect(await engine.stands(noted)).toBe(false);
  const { noted: failed } = await noteReads(() => READS['an item'](engine).catch(() => undefined));
  expect(await engine.stands(failed)).toBe(false);
});

it('leaves out what a version names, and holds no longer than the earliest moment that was said', async () => {
  const engine = anEngine();
  engine.put('a', '1', 'one');
  const { made, noted } = await noteReads(async () => {
    holdsUntil(20);
    holdsUntil(10);
    holdsUntil(30);
    const row = await byItsVersion(async () => {
      holdsUntil(5);
      return READS['an item'](engine);
    });
    await READS['a partition'](engine);
    return row;
  });
  expect(made).toMatchObject({ value: 'one' });
  expect(noted.until).toBe(10);
  expect(requestsOf(noted)).toBe(1);
  holdsUntil(1);
  expect(noted.until).toBe(10);
});
