import { expect, it } from 'vitest';
import { listWork, overdueOf, planHours } from '../../../functions/seal/plan.ts';
import { driftOf } from '../../../functions/seal/read-piece.ts';
import { type SealDeps, sealDue, sealMarked } from '../../../functions/seal/seal.ts';
import type { MinuteRow } from '../../../shared/data/counts/count-store.ts';
import { recountPartition } from '../../../shared/data/counts/recount.ts';
import { localDay } from '../../../shared/domain/time/local-day.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { createFailpoint } from '../../prove/failpoints.ts';
import { sealing } from '../../support/sealing.ts';

it.each([
  ['Europe/Berlin', '2026-10-24T20:00:00Z', 'the night the clocks go back'],
  ['Europe/Berlin', '2026-03-28T20:00:00Z', 'the night they go forward'],
  ['Asia/Kolkata', '2026-11-22T12:00:00Z', 'a zone at :30'],
  ['Asia/Kathmandu', '2026-11-22T12:00:00Z', 'a zone at :45'],
  ['America/Santiago', '2026-09-05T12:00:00Z', 'a day that starts at one'],
  ['Australia/Lord_Howe', '2026-10-03T06:00:00Z', 'a change of half an hour'],
])('puts every click into its own local day in %s from %s: %s', async (timeZone, start) => {
  const { clock, deps, tap, days, sealAll } = sealing(timeZone, Date.parse(start));
  await sealDue(deps);
  const truth: Record<string, number> = {};
  for (let quarter = 0; quarter < 30 * 4; quarter++) {
    const at = Date.parse(start) + quarter * 15 * 60_000 + 7_000;
    await recountPartition(await tap(at), deps.recount);
    truth[localDay(at, timeZone)] = (truth[localDay(at, timeZone)] ?? 0) + 1;
  }
  clock.now += 30 * HOUR_MS;
  expect(await days()).toEqual(truth);
  clock.now += 40 * HOUR_MS;
  await sealAll();
  expect(await days()).toEqual(truth);
});

const START = Date.parse('2026-11-22T06:00:00Z');

it('reports as drift what the change feed had not counted, once, and counts it', async () => {
  const { clock, deps, tap, days } = sealing('UTC', START);
  await sealDue(deps);
  await tap(START + 60_000);
  clock.now += 2 * HOUR_MS;
  expect((await sealDue(deps)).drift).toBe(1);
  expect((await sealDue(deps)).drift).toBe(0);
  expect(await days()).toEqual({ '2026-11-22': 1 });
});

it('tells the drift of a busy minute too, and is done with it in its first run', async () => {
  const { clock, deps, tap, days } = sealing('UTC', START);
  await sealDue(deps);
  for (let second = 0; second < 30; second++) await tap(START + second * 1_000, `tap ${second}`);
  clock.now += 2 * HOUR_MS;
  expect(await sealDue(deps)).toMatchObject({ drift: 30, failed: 0 });
  expect(await days()).toEqual({ '2026-11-22': 30 });
});

it('tells of a drift though its hour could not be finished then: the next run finds it mended', async () => {
  const { clock, deps, tap, days } = sealing('UTC', START);
  await sealDue(deps);
  await tap(START + 60_000);
  clock.now += 2 * HOUR_MS;
  const exportHour = () => Promise.reject(new Error('the bucket is away'));
  expect(await sealDue({ ...deps, exportHour })).toMatchObject({ drift: 1, failed: 1 });
  expect(await sealDue(deps)).toMatchObject({ drift: 0, failed: 0 });
  expect(await days()).toEqual({ '2026-11-22': 1 });
});

it('hits too many in one minute do not hide as many too few in another: five and five make a drift of ten', () => {
  const minute = (name: string, hits: number) => ({
    partition: { linkId: 'lnk_1', minute: name, shard: 0 },
    row: { tally: { hits } } as MinuteRow,
  });
  const before = [minute('2026-11-22T06:01', 6), minute('2026-11-22T06:03', 1)];
  expect(driftOf([minute('2026-11-22T06:01', 1), minute('2026-11-22T06:03', 6)], before)).toEqual({
    tooFew: 5,
    tooMany: 5,
  });
  expect(driftOf(before, before)).toEqual({ tooFew: 0, tooMany: 0 });
  expect(driftOf([], before)).toEqual({ tooFew: 0, tooMany: 7 });
});

it('takes in a click that comes after its hour, and after its day, was sealed', async () => {
  const { clock, deps, tap, days, sealAll } = sealing('UTC', START);
  await sealDue(deps);
  for (const hours of [3, 30]) {
    await tap(START + 60_000, `before ${hours}`);
    clock.now += hours * HOUR_MS;
    await sealAll();
    await recountPartition(await tap(START + 120_000, `late ${hours}`), deps.recount);
    await sealAll();
  }
  expect((await days())['2026-11-22']).toBe(4);
});

it('finds clicks older than it ever looked, when they come before the first seal', async () => {
  const { clock, deps, tap, days, sealAll } = sealing('UTC', START - 200 * HOUR_MS);
  await recountPartition(await tap(START - 190 * HOUR_MS), deps.recount);
  clock.now = START;
  await sealAll();
  expect(Object.values(await days())).toEqual([1]);
});

it('counts a click that is stored and recounted while its hour is being sealed', async () => {
  const { clock, deps, tap, days, sealAll } = sealing('UTC', START);
  await sealDue(deps);
  await tap(START + 60_000, 'early');
  clock.now += 2 * HOUR_MS;
  const interrupted: SealDeps = {
    ...deps,
    // Between reading the hour and moving the seal.
    exportHour: async () => {
      await recountPartition(await tap(START + 61_000, 'in between'), deps.recount);
    },
  };
  await sealDue(interrupted);
  await sealAll();
  expect(await days()).toEqual({ '2026-11-22': 2 });
});

it('loses no hour when the very first run dies before it has planned one', async () => {
  const { clock, deps, tap, days, sealAll } = sealing('UTC', START);
  const listBrandsOfHour = () => Promise.reject(new Error('killed'));
  await expect(sealDue({ ...deps, clicks: { ...deps.clicks, listBrandsOfHour } })).rejects.toThrow('killed');
  await recountPartition(await tap(START + 60_000), deps.recount);
  clock.now += 20 * HOUR_MS;
  await sealAll();
  expect(await days()).toEqual({ '2026-11-22': 1 });
});

it('ends the same whichever store call it dies at, before or after', async () => {
  for (const side of ['before', 'after'] as const) {
    for (let call = 1; call < 70; call += 2) {
      const { clock, deps, depsOver, tap, days, sealAll } = sealing('Asia/Kolkata', START);
      await sealDue(deps);
      for (let minute = 0; minute < 4; minute++) await tap(START + minute * 40 * 60_000);
      clock.now += 40 * HOUR_MS;
      const failpoint = createFailpoint();
      failpoint.killAt(call, side);
      await sealDue(depsOver(failpoint)).catch(() => {});
      await sealAll();
      expect(await days(), `${side} call ${call}`).toEqual({ '2026-11-22': 4 });
      expect((await deps.counts.listDirty()).length).toBeLessThanOrEqual(1);
    }
  }
});

it('goes on with other brands when one cannot be sealed, and leaves that one marked', async () => {
  const { clock, deps, tap } = sealing('UTC', START);
  await sealDue(deps);
  await tap(START + 60_000);
  clock.now += 2 * HOUR_MS;
  const told: string[] = [];
  const failing: SealDeps = {
    ...deps,
    timeZoneOf: () => Promise.reject(new Error('no such brand')),
    failed: ({ kind, period }, reason) => told.push(`${kind} ${period}: ${(reason as Error).message}`),
  };
  expect(await sealDue(failing)).toMatchObject({ failed: 1 });
  expect(told).toEqual(['unsealed 2026-11-22T06: no such brand']);
  expect(await deps.counts.findSealedThrough()).toBe('2026-11-22T06');
  expect(await sealDue(deps)).toMatchObject({ failed: 0, hours: 1 });
});

it('shows the clicks of an hour that could not be sealed, until it is', async () => {
  const { clock, deps, tap, days, sealAll } = sealing('UTC', START);
  await sealDue(deps);
  await recountPartition(await tap(START + 60_000), deps.recount);
  clock.now = START + 2 * HOUR_MS;
  await sealDue({ ...deps, timeZoneOf: () => Promise.reject(new Error('throttled')) });
  expect(await days()).toEqual({ '2026-11-22': 1 });
  await sealAll();
  expect(await deps.counts.listDirty('unsealed')).toEqual([]);
  expect(await days()).toEqual({ '2026-11-22': 1 });
});

it('materialises no day while one of its hours could not be counted', async () => {
  const { clock, deps, tap, days, sealAll } = sealing('UTC', START);
  await sealDue(deps);
  await recountPartition(await tap(START + 60_000), deps.recount);
  await recountPartition(await tap(START + HOUR_MS + 60_000), deps.recount);
  clock.now += 40 * HOUR_MS;
  const listPartitionsOfHour: typeof deps.clicks.listPartitionsOfHour = async (hour, brand) => {
    if (brand && hour === '2026-11-22T06') throw new Error('throttled');
    return deps.clicks.listPartitionsOfHour(hour, brand);
  };
  await sealDue({ ...deps, clicks: { ...deps.clicks, listPartitionsOfHour } });
  expect(await days()).toEqual({ '2026-11-22': 2 });
  await sealAll();
  expect(await days()).toEqual({ '2026-11-22': 2 });
});

/** Twelve hits in an hour, of which one run counts five: three pieces. */
async function anHourInPieces() {
  const made = sealing('UTC', START);
  await sealDue(made.deps);
  for (let minute = 0; minute < 12; minute++)
    await recountPartition(await made.tap(START + minute * 61_000), made.deps.recount);
  made.clock.now += 2 * HOUR_MS;
  return made;
}

it('cuts an hour that is too large for one run, and counts each piece by itself', async () => {
  const { deps, days, sealAll, clock } = await anHourInPieces();
  await sealDue({ ...deps, counts: { ...deps.counts, listDirty: onlyOf(deps, 'unsealed') }, pieceHits: 5 });
  const cut = await deps.counts.listDirty();
  expect(cut.map(({ kind, period, pieces }) => [kind, period, pieces])).toEqual([
    ['piece', '2026-11-22T06|0|3', undefined],
    ['piece', '2026-11-22T06|1|3', undefined],
    ['piece', '2026-11-22T06|2|3', undefined],
    ['unsealed', '2026-11-22T06', 3],
  ]);
  expect(await days()).toEqual({ '2026-11-22': 12 });
  const exported: number[] = [];
  const exportHour: SealDeps['exportHour'] = async (_hour, _brand, partitions) => {
    exported.push(partitions.length);
  };
  expect(await sealDue({ ...deps, exportHour, pieceHits: 5 })).toMatchObject({ drift: 0, failed: 0 });
  expect(exported).toHaveLength(3);
  expect(exported.reduce((sum, count) => sum + count)).toBe(12);
  expect((await deps.counts.listDirty()).map(({ kind }) => kind)).toEqual(['day']);
  expect(await days()).toEqual({ '2026-11-22': 12 });
  clock.now += 30 * HOUR_MS;
  await sealAll();
  expect(await days()).toEqual({ '2026-11-22': 12 });
});

it('finds in its pieces what was never counted, and takes in what comes between them', async () => {
  const { deps, tap, days, sealAll, clock } = await anHourInPieces();
  await tap(START + 30 * 60_000, 'nobody counted it');
  let between = 0;
  const exportHour = async () => {
    if (between++ === 1) await recountPartition(await tap(START + 61_000, 'in between'), deps.recount);
  };
  const drift = (await sealDue({ ...deps, exportHour, pieceHits: 5 })).drift;
  expect(drift).toBeGreaterThanOrEqual(1);
  clock.now += 30 * HOUR_MS;
  await sealAll();
  expect(await days()).toEqual({ '2026-11-22': 14 });
});

it('goes on with its pieces while late clicks mark their hour again and again, and shows what they have counted', async () => {
  const { deps, tap, days, sealAll, clock } = await anHourInPieces();
  await planHours(deps);
  let counted = 0;
  const exportHour = async () => {
    await recountPartition(await tap(START + counted++ * 61_000, `late ${counted}`), deps.recount);
  };
  const late = { ...deps, exportHour, pieceHits: 5 };
  const workOff = async (kind: 'unsealed' | 'hour') => {
    for (const marked of await deps.counts.listDirty(kind)) await sealMarked(marked, late);
  };
  await workOff('unsealed');
  for (const piece of await deps.counts.listDirty('piece')) {
    await workOff('hour');
    expect((await listWork(deps.counts)).map(({ kind }) => kind)).not.toContain('hour');
    await sealMarked(piece, late);
  }
  expect(counted).toBe(3);
  expect(await deps.counts.listDirty('piece')).toEqual([]);
  expect(
    (await days())['2026-11-22'],
    'of twelve, and what came before the last piece',
  ).toBeGreaterThanOrEqual(14);
  expect(
    (await listWork(deps.counts)).map(({ kind }) => kind),
    'for what came behind a piece',
  ).toContain('hour');
  clock.now += 30 * HOUR_MS;
  await sealAll();
  expect(await deps.counts.listDirty()).toEqual([]);
  expect(await days()).toEqual({ '2026-11-22': 15 });
});

it('ends the same whichever store call it dies at while it works in pieces', async () => {
  for (let call = 1; call < 110; call += 3) {
    const { depsOver, days, sealAll, clock } = await anHourInPieces();
    const failpoint = createFailpoint();
    failpoint.killAt(call, call % 2 === 0 ? 'before' : 'after');
    await sealDue({ ...depsOver(failpoint), pieceHits: 5 }).catch(() => {});
    await sealAll();
    clock.now += 30 * HOUR_MS;
    await sealAll();
    expect(await days(), `call ${call}`).toEqual({ '2026-11-22': 12 });
  }
});

it('hands over what can be worked off now: no day before its end, no hour whose pieces are being counted', async () => {
  const { deps, clock } = await anHourInPieces();
  await planHours(deps);
  const periods = async () => (await listWork(deps.counts)).map(({ kind, period }) => `${kind} ${period}`);
  expect(await periods()).toEqual(['unsealed 2026-11-22T06']);
  const [marked] = await deps.counts.listDirty('unsealed');
  if (marked) await sealMarked(marked, { ...deps, pieceHits: 6 });
  expect(await periods()).toEqual(['piece 2026-11-22T06|0|2', 'piece 2026-11-22T06|1|2']);
  for (const piece of await deps.counts.listDirty('piece')) await sealMarked(piece, deps);
  expect(await periods()).toEqual([]);
  clock.now += 30 * HOUR_MS;
  await planHours(deps);
  expect(await periods()).toEqual(['day 2026-11-22']);
});

it('says how long an hour has waited to be sealed, whoever it belongs to', async () => {
  const { deps, clock } = await anHourInPieces();
  expect(await overdueOf(deps)).toBe(115 * 60_000);
  await planHours(deps);
  clock.now += 30 * 60_000;
  expect(await overdueOf(deps)).toBe(85 * 60_000);
  await sealDue(deps);
  expect(await overdueOf(deps)).toBe(0);
});

const onlyOf =
  (deps: SealDeps, wanted: string): SealDeps['counts']['listDirty'] =>
  async (kind, brand) =>
    kind === wanted ? deps.counts.listDirty(kind, brand) : [];
