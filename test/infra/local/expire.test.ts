import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expireItems } from '../../../infra/local/background/expire.ts';
import { exportPath } from '../../../infra/local/background/export-hour.ts';
import { announcement, clickWrite, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import { hourOf } from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { writeMany } from '../../../shared/data/table/write-many.ts';
import { sketchOf } from '../../../shared/domain/click/sketch.ts';
import { DAY_MS, HOUR_MS } from '../../../shared/domain/time/units.ts';
import { aBrandId, aClick, KEYS, NOON } from '../../support/builders.ts';
import { type Engine, startEngine, wireTo } from '../../support/engine.ts';

let engine: Engine;
const folder = mkdtempSync(join(tmpdir(), 'vouch-expire-'));
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

it('forgets nothing of an hour that is not exported, and no row of one that is not packed', async () => {
  const clock = { now: NOON };
  const now = () => clock.now;
  const tables = tablesOn(engine.client, engine.tables);
  const counts = createCountStore(tables, now);
  const made = [0, 1, 2].map((hours) => aClick({ name: `${hours}`, at: NOON + hours * HOUR_MS }));
  for (const click of made) {
    const partition = partitionOfClick(click, KEYS);
    await writeMany(wireTo(engine), [
      clickWrite(click, partition, engine.tables),
      announcement(click.brandId, partition, engine.tables),
    ]);
    const tally = { hits: 1, cells: [], visitors: sketchOf([]) };
    await counts.putMinuteRowIfGrown(partition, { tally, generation: 0 });
  }
  const [packed, marked, unplanned] = made.map(({ at }) => hourOf(at)) as [string, string, string];
  const exported = exportPath(folder, aBrandId(), packed);
  mkdirSync(dirname(exported), { recursive: true });
  writeFileSync(exported, '');
  await counts.takeAsSealed(marked);
  await counts.markDirty('unsealed', aBrandId(), marked, 'token');
  const stores = { wire: wireTo(engine), names: engine.tables, counts, now };

  clock.now += 44 * DAY_MS;
  expect(await expireItems(stores, folder)).toBe(1);
  clock.now += 100 * DAY_MS;
  expect(await expireItems(stores, folder)).toBe(2);

  const rows = await counts.listMinuteRows(made.map((click) => partitionOfClick(click, KEYS)));
  expect(rows.map((row) => row?.tally.hits)).toEqual([undefined, 1, 1]);
  await counts.takeAsSealed(unplanned);
  expect(await expireItems(stores, folder)).toBe(2);
});
