import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { rowToClick } from '../../../shared/data/clicks/click-item.ts';
import { pageOfClicks } from '../../../shared/data/clicks/click-pages.ts';
import { createClickStore } from '../../../shared/data/clicks/click-store.ts';
import { clickWrite, createClickWriter, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import {
  formerClickKey,
  hourIndexKey,
  minuteRowKey,
  rawPartitionKey,
  readHourIndexSort,
  readRawPartitionKey,
} from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import type { Wire } from '../../../shared/data/table/wire.ts';
import { writeMany } from '../../../shared/data/table/write-many.ts';
import { withoutPerson } from '../../../shared/domain/click/erase-click.ts';
import { foldPartitionOf } from '../../../shared/domain/click/settling.ts';
import { aBrandId, aClick, excluded, KEYS, NOON } from '../../support/builders.ts';
import { type Engine, startEngine, wireTo } from '../../support/engine.ts';

let engine: Engine;
let wire: Wire;
beforeAll(async () => {
  engine = await startEngine();
  wire = wireTo(engine);
});
afterAll(() => engine.stop());

it('stores a click under the key that its id names, as often as one likes, and finds it again', async () => {
  const write = createClickWriter(wire, engine.tables, KEYS);
  const click = aClick({ visitor: 'v', country: 'DE', shard: 3 });
  for (let turn = 0; turn < 3; turn++) await write(click);
  const store = createClickStore(tablesOn(engine.client, engine.tables));
  expect(await store.listPartition(partitionOfClick(click, KEYS))).toEqual([click]);
  expect(await store.find({ linkId: click.linkId, at: click.at, shard: 3 }, click.id)).toEqual(click);
  expect(await store.listPartitionsOfHour('2026-11-22T12', aBrandId())).toHaveLength(1);
});

it('announces a partition with its first click and not again', async () => {
  const spy = vi.fn(wire);
  const write = createClickWriter(spy, engine.tables, KEYS);
  await write(aClick({ name: 'a', at: NOON + 120_000 }));
  await write(aClick({ name: 'b', at: NOON + 121_000 }));
  expect(spy.mock.calls.map(([operation]) => operation)).toEqual(['BatchWriteItem', 'PutItem']);
});

it('announces again when the first time failed', async () => {
  const failing = vi.fn<Wire>().mockRejectedValueOnce(new Error('throttled')).mockResolvedValue({});
  const write = createClickWriter(failing, engine.tables, KEYS);
  await expect(write(aClick())).rejects.toThrow('throttled');
  await write(aClick());
  expect(failing.mock.calls.map(([operation]) => operation)).toEqual(['BatchWriteItem', 'BatchWriteItem']);
});

it('sends again what came back unprocessed, and gives up aloud', async () => {
  const click = aClick();
  const puts = [clickWrite(click, partitionOfClick(click, KEYS), engine.tables)];
  const left = { UnprocessedItems: { [engine.tables.clicks]: [{ PutRequest: { Item: {} } }] } };
  const twice = vi.fn<Wire>().mockResolvedValueOnce(left).mockResolvedValue({});
  await writeMany(twice, puts);
  expect(twice).toHaveBeenCalledTimes(2);
  await expect(writeMany(async () => left, puts)).rejects.toMatchObject({ code: 'UnprocessedItems' });
});

it('refuses a click whose id is not ours', () => {
  expect(() => partitionOfClick(aClick(), [Buffer.alloc(32, 8)])).toThrow('not ours');
});

it('reads an excluded hit and its share signal back as they were', () => {
  const verdict = { ...excluded('preview'), share: { app: 'whatsapp', fetchedBy: 'device' as const } };
  const click = aClick({ verdict: verdict as never });
  expect(rowToClick(clickWrite(click, partitionOfClick(click, KEYS), engine.tables).row)).toEqual(click);
});

it('reads its keys back', () => {
  const partition = partitionOfClick(aClick({ shard: 15 }), KEYS);
  expect(readRawPartitionKey(rawPartitionKey(partition))).toEqual(partition);
  expect(readHourIndexSort(hourIndexKey(aBrandId(), partition).sk)).toEqual({
    brandId: aBrandId(),
    partition,
  });
  expect(readRawPartitionKey(minuteRowKey(partition).pk)).toBeUndefined();
});

/** Stored and counted, those of a former release under its keys; and a search of their minute. */
async function storedMinute(at: number, isFormer: (index: number) => boolean) {
  const tables = tablesOn(engine.client, engine.tables);
  const all = Array.from({ length: 30 }, (_, index) =>
    aClick({ name: `o${index}`, at: at + index, visitor: 'v' }),
  );
  const [first] = all;
  if (!first) throw new Error('there is one');
  for (const [index, click] of all.entries()) {
    const { row } = clickWrite(click, partitionOfClick(click, KEYS), engine.tables);
    await tables.clicks.put(isFormer(index) ? { ...row, ...formerClickKey(row) } : row);
  }
  const partition = partitionOfClick(first, KEYS);
  const row = { ...foldPartitionOf(all, 30), generation: 0 };
  await createCountStore(tables).putMinuteRowIfGrown(partition, row);
  await tables.counts.put(hourIndexKey(first.brandId, partition));
  const range = { fromMs: at, toMs: at + 60_000 };
  const search = { brandId: first.brandId, ...range, dedupeSeconds: 30, wanted: () => true };
  return { store: createClickStore(tables), all, first, partition, search };
}
const newestOf = (clicks: { id: string }[]) => clicks.map(({ id }) => id).reverse();

it('finds, lists and rewrites clicks that a former release stored, where they stand', async () => {
  const at = NOON + 600_000;
  const { store, all, first, partition, search } = await storedMinute(at, () => true);
  const place = { linkId: first.linkId, at, shard: 0 };
  expect(await store.find(place, first.id)).toEqual(first);
  const { found } = await pageOfClicks(store, search, 12, undefined);
  expect(found.map(({ click }) => click.id)).toEqual(newestOf(all).slice(0, 12));
  const { row } = clickWrite(withoutPerson(first), partition, engine.tables);
  await store.rewrite(row);
  expect(await store.listPartition(partition)).toHaveLength(30);
  expect((await store.find(place, first.id))?.visitor).toBeUndefined();
});

it('lists a minute that two releases wrote at once in order, page by page', async () => {
  const { store, all, search } = await storedMinute(NOON + 4_200_000, (index) => index % 3 === 0);
  const ids: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < 3; page++) {
    const { found, lastKey } = await pageOfClicks(store, search, 12, after);
    ids.push(...found.map(({ click }) => click.id));
    after = lastKey;
  }
  expect(ids).toEqual(newestOf(all));
});
