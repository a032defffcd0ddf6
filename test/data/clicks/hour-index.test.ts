import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClickStore } from '../../../shared/data/clicks/click-store.ts';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import {
  formerHourIndexPartition,
  hourIndexKey,
  hourIndexPartition,
  type RawPartition,
} from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { inPortions, writeMany } from '../../../shared/data/table/write-many.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const HOUR = '2026-11-28T09';
let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const storesOn = () => {
  const tables = tablesOn(engine.client, engine.tables);
  return { tables, clicks: createClickStore(tables), counts: createCountStore(tables) };
};
const partitionsOf = (link: string, count: number): RawPartition[] =>
  Array.from({ length: count }, (_, n) => ({
    linkId: `lnk_${link}${Math.floor(n / 60)}`,
    minute: `${HOUR}:${String(n % 60).padStart(2, '0')}`,
    shard: 0,
  }));

it('names whose clicks an hour holds, a large brand beside many small ones, and each one’s own partitions', async () => {
  const { tables, clicks } = storesOn();
  const brands = new Map([
    ['brd_large', partitionsOf('large', 2_600)],
    ...Array.from({ length: 40 }, (_, n) => [`brd_${n}`, partitionsOf(`of${n}`, 3)] as const),
  ]);
  const rows = [...brands].flatMap(([brandId, all]) => all.map((one) => hourIndexKey(brandId, one)));
  for (const some of inPortions(rows.map((row) => ({ table: engine.tables.counts, row }))))
    await writeMany(tables.call, some);

  expect([...(await clicks.listBrandsOfHour(HOUR))].sort()).toEqual([...brands.keys()].sort());
  for (const brandId of ['brd_large', 'brd_7']) {
    const found = (await clicks.listPartitionsOfHour(HOUR, brandId)).map(({ partition }) => partition);
    expect(new Set(found)).toEqual(new Set(brands.get(brandId)));
  }
  expect(await clicks.listPartitionsOfHour(HOUR)).toHaveLength(rows.length);
  // A brand's entries lie in four of the partitions, none of which holds much more than its share.
  const shares = new Map<string, number>();
  for (const { pk } of rows) shares.set(pk, (shares.get(pk) ?? 0) + 1);
  expect(Math.max(...shares.values())).toBeLessThan(1_300);
});

it('reads the index of a former release as long as its hours may be asked for, and no longer', async () => {
  const { tables, clicks, counts } = storesOn();
  const [partition] = partitionsOf('former', 1);
  if (!partition) throw new Error('no partition');
  const entryOf = (hour: string) => ({
    pk: formerHourIndexPartition(hour, 1),
    sk: `brd_former#${partition.linkId}#${hour}:00#0`,
  });
  for (const hour of ['2026-11-28T10', '2026-11-29T15']) await tables.counts.put(entryOf(hour));
  const named = async (hour: string) => [
    [...(await clicks.listBrandsOfHour(hour))],
    (await clicks.listPartitionsOfHour(hour, 'brd_former')).length,
  ];
  expect(await named('2026-11-28T10')).toEqual([['brd_former'], 1]);
  await counts.sayFormerIndexEnd('2026-11-29T10');
  await counts.sayFormerIndexEnd('2026-12-29T10');
  expect(await counts.findFormerIndexEnd()).toBe('2026-11-29T10');
  expect(await named('2026-11-28T10')).toEqual([['brd_former'], 1]);
  expect(await named('2026-11-29T15')).toEqual([[], 0]);
});

it('names a partition once that stands in both', async () => {
  const { tables, clicks } = storesOn();
  const [partition] = partitionsOf('both', 1);
  if (!partition) throw new Error('no partition');
  const key = hourIndexKey('brd_both', partition);
  await tables.counts.put(key);
  await tables.counts.put({ pk: formerHourIndexPartition(HOUR, 0), sk: key.sk });
  expect(await clicks.listPartitionsOfHour(HOUR, 'brd_both')).toHaveLength(1);
  expect(key.pk).toMatch(new RegExp(`^${hourIndexPartition(HOUR, 0).slice(0, -1)}\\d+$`));
});
