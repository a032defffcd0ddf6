import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CountStore, createCountStore } from '../../../shared/data/counts/count-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { dumpOf, type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let counts: CountStore;
let tokens = 0;
const newToken = () => `v${tokens++}`;
beforeAll(async () => {
  engine = await startEngine();
  counts = createCountStore(tablesOn(engine.client, engine.tables));
});
afterAll(() => engine.stop());

/** Rows that gzip can't shrink: about 100 bytes each. */
const bulky = (count: number, name: string) => {
  const random = seededRandom(name);
  return Array.from({ length: count }, () => ({ name, noise: Array.from({ length: 8 }, () => random()) }));
};
const read = async (pk: string) => (await counts.listPacked<{ name: string }>(pk, 'p', 'p')).get('p');

it('keeps long lists in as many items as they need, and leaves none of an older version behind', async () => {
  for (const [size, name] of [
    [12_000, 'long'],
    [9_000, 'shorter'],
    [1, 'short'],
    [0, 'none'],
  ] as const) {
    await counts.replacePacked('A', 'p', newToken, async () => bulky(size, name));
    expect(await read('A')).toEqual(bulky(size, name));
  }
  const left = (await dumpOf(engine)).filter(({ item }) => item.pk?.S === 'A');
  expect(left).toHaveLength(1);
});

it('lets the sealer win who read last, not who wrote last', async () => {
  await counts.replacePacked('B', 'p', newToken, async () => [{ name: 'first' }]);
  let truth = 'old';
  let isFirst = true;
  await counts.replacePacked('B', 'p', newToken, async () => {
    const seen = truth;
    if (isFirst) {
      isFirst = false;
      truth = 'new';
      await counts.replacePacked('B', 'p', newToken, async () => [{ name: truth }]);
    }
    return [{ name: seen }];
  });
  expect(await read('B')).toEqual([{ name: 'new' }]);
});

it('never shows a reader chunks of two versions, while two write at once', async () => {
  const writing = Promise.all(
    ['x', 'y'].map(async (name) => {
      for (let turn = 0; turn < 3; turn++)
        await counts.replacePacked('C', 'p', newToken, async () => bulky(7_000, name));
    }),
  );
  let isOver = false;
  writing.finally(() => (isOver = true));
  while (!isOver) {
    const rows = await read('C');
    if (!rows) continue;
    expect(new Set(rows.map(({ name }) => name)).size).toBe(1);
    expect(rows).toHaveLength(7_000);
  }
});

it('clears a mark only for whoever saw it last set', async () => {
  await counts.markDirty('hour', 'brd', '2026-11-22T10', 'one');
  const [seen] = await counts.listDirty('hour', 'brd');
  await counts.markDirty('hour', 'brd', '2026-11-22T10', 'two');
  expect(seen && (await counts.clearDirty(seen))).toBe('refused');
  expect(await counts.listDirty('hour', 'brd')).toMatchObject([{ token: 'two' }]);
});

it('moves seals forward only', async () => {
  await counts.advanceSealedThrough('2026-11-22T10');
  expect(await counts.advanceSealedThrough('2026-11-22T09')).toBe('refused');
  expect(await counts.findSealedThrough()).toBe('2026-11-22T10');
  expect(await counts.findSealBegun()).toBeUndefined();
});
