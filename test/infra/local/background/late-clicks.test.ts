import { expect, it } from 'vitest';
import { sealDue } from '../../../../functions/seal/seal.ts';
import { createChangeFeed } from '../../../../infra/local/background/change-feed.ts';
import { forAtMost } from '../../../../infra/local/background/in-turns.ts';
import { recountPartition } from '../../../../shared/data/counts/recount.ts';
import { HOUR_MS } from '../../../../shared/domain/time/units.ts';
import { sealing } from '../../../support/sealing.ts';

/** A storm that an hour's end falls into: its clicks are carried in and counted for minutes after that. */
it('waits while something is waited for, not for longer than it may, and anew after that', () => {
  let [now, waits] = [0, true];
  const stillWaits = forAtMost(
    100,
    () => waits,
    () => now,
  );
  const at = (time: number) => {
    now = time;
    return stillWaits();
  };
  expect([at(0), at(99), at(100), at(5_000)]).toEqual([true, true, false, false]);
  waits = false;
  expect(at(5_001)).toBe(false);
  waits = true;
  expect([at(6_000), at(6_099), at(6_100)]).toEqual([true, true, false]);
});

it('knows whether partitions of an hour that is over wait to be counted', async () => {
  const feed = createChangeFeed(
    async () => ({ batchItemFailures: [] }),
    () => 0,
  );
  const minute = (text: string) => ({ linkId: 'lnk_1', minute: text, shard: 0 });
  feed.note(minute('2026-11-29T22:00'));
  expect(feed.waitsBefore('2026-11-29T22')).toBe(false);
  feed.note(minute('2026-11-29T21:59'));
  expect(feed.waitsBefore('2026-11-29T22')).toBe(true);
  await feed.run();
  expect(feed.waitsBefore('2026-11-29T22')).toBe(false);
});

it('leaves hours for later and does the rest, and loses nothing by it', async () => {
  const start = Date.parse('2026-11-22T06:00:00Z');
  const { clock, deps, tap, days, sealAll } = sealing('UTC', start);
  await sealDue(deps);
  await recountPartition(await tap(start + 60_000), deps.recount);
  clock.now += 2 * HOUR_MS;
  await deps.counts.markDirty('orders', 'brd_sock', '2026-11-22', 'token');
  const counted: string[] = [];
  const recountOrders = async (_brandId: string, day: string) => void counted.push(day);
  const through = await deps.counts.findSealedThrough();
  expect(await sealDue({ ...deps, recountOrders }, { leavingHours: true })).toMatchObject({
    hours: 0,
    orderDays: 1,
  });
  expect(counted).toEqual(['2026-11-22']);
  expect(await deps.counts.findSealedThrough()).toBe(through);
  expect(await days()).toEqual({ '2026-11-22': 1 });
  await sealAll();
  expect(await days()).toEqual({ '2026-11-22': 1 });
});
