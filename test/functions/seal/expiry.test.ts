import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sealDue } from '../../../functions/seal/seal.ts';
import { moveDays } from '../../../shared/data/chores/move-days.ts';
import { hourRowsOf, withoutLoss } from '../../../shared/data/counts/hour-rows.ts';
import { keepUnpacked } from '../../../shared/data/counts/keep-unpacked.ts';
import { listPackedMinutes, packMinutes } from '../../../shared/data/counts/packed-minutes.ts';
import { markRefold, recountPartition } from '../../../shared/data/counts/recount.ts';
import { hourOf } from '../../../shared/data/table/keys.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { addDays, dayOf } from '../../../shared/domain/time/week.ts';
import type { ExcludedReason } from '../../../shared/domain/vocabulary.ts';
import { aClick, aLinkId } from '../../support/builders.ts';
import { sealing } from '../../support/sealing.ts';

const START = Date.parse('2026-08-22T06:00:00Z');
const LINKS = ['one', 'two', 'three'].map(aLinkId);
type World = ReturnType<typeof sealing>;
type Tap = { minute: number; link: number; shard: number; visitor: number; name: string };

const isRow = (name: string) => /^(MINUTES|HOURINDEX)#/.test(name);
const rowsOf = ({ store }: World) =>
  [...store.tables.values()].flatMap((items) => [...items.keys()]).filter(isRow);

async function tapAndCount(
  world: World,
  { minute, link, shard, visitor, name }: Tap,
  reason?: ExcludedReason,
) {
  const judged = reason && { verdict: { ...aClick().verdict, kind: 'excluded' as const, reason } };
  const over = { linkId: LINKS[link] ?? '', shard, visitor: `v${visitor}`, ...judged };
  const partition = await world.tap(START + minute * MINUTE_MS + visitor * 7_000, name, over);
  await recountPartition(partition, world.deps.recount);
  return partition;
}

/** Everything that anybody is shown, by minute, hour, day, and day with its cells. */
async function figuresOf({ reader, brand, clock }: World) {
  const first = addDays(dayOf(START, brand.timeZone), -1);
  const last = addDays(first, 3);
  const spans = LINKS.map((linkId) => ({ linkId, fromMs: START - HOUR_MS, untilMs: START + 2 * DAY_MS }));
  expect(clock.now).toBeGreaterThan(START);
  return {
    minutes: await reader.listMinutes(brand.brandId, spans),
    hours: await reader.listHoursOfDays(brand, first, last),
    days: (await reader.listLinkDays(brand, first, last)).sort((a, b) => (a.linkId < b.linkId ? -1 : 1)),
    cubes: await reader.listDayCubes(brand, first, last),
  };
}

const hitsOf = ({ days }: Awaited<ReturnType<typeof figuresOf>>): number =>
  days.reduce((sum, { hits }) => sum + hits, 0);

/** Time passes in which nobody clicks. */
async function pass({ clock, deps }: World, ms: number): Promise<void> {
  clock.now += ms;
  await deps.counts.takeAsSealed(hourOf(clock.now - 2 * HOUR_MS));
}

async function aSealedDay(timeZone: string, taps: readonly Tap[], pieceHits?: number): Promise<World> {
  const world = sealing(timeZone, START);
  await sealDue(world.deps);
  for (const tap of taps) await tapAndCount(world, tap);
  world.clock.now += 2 * HOUR_MS;
  if (pieceHits) await sealDue({ ...world.deps, pieceHits });
  world.clock.now += 60 * HOUR_MS;
  await world.sealAll();
  return world;
}

const someTaps = (count: number): Tap[] =>
  Array.from({ length: count }, (_, n) => ({
    minute: (n * 37) % 150,
    link: n % 3,
    shard: n % 2,
    visitor: n % 5,
    name: `tap ${n}`,
  }));

it('lets the rows of minutes and of the hour index go, once their hour is packed, and shows the same figures', async () => {
  const world = await aSealedDay('Asia/Kolkata', someTaps(40));
  const before = await figuresOf(world);
  expect(hitsOf(before)).toBe(40);
  expect(rowsOf(world).length).toBeGreaterThan(40);
  world.clock.now += 44 * DAY_MS - 62 * HOUR_MS;
  world.expire();
  expect(rowsOf(world).length).toBeGreaterThan(40);
  expect(await figuresOf(world)).toEqual(before);
  world.clock.now += 2 * DAY_MS;
  world.expire();
  expect(rowsOf(world)).toEqual([]);
  expect(await figuresOf(world)).toEqual(before);
});

/** On both sides of the quarters at which some zones' hours begin, and some that share a partition. */
const MINUTES = [0, 1, 14, 15, 29, 31, 46, 59, 61, 149];
const anyTaps = fc.array(
  fc.record({ minute: fc.constantFrom(...MINUTES), link: fc.nat(2), shard: fc.nat(1), visitor: fc.nat(4) }),
  { minLength: 1, maxLength: 25 },
);
const named = (taps: readonly Omit<Tap, 'name'>[], word: string): Tap[] =>
  taps.map((tap, n) => ({ ...tap, name: `${word} ${n}` }));

/** Late facts, each as it comes to the tables by itself. */
const lateFacts = {
  'the same clicks again': (world: World, taps: readonly Tap[]) =>
    each(taps, (tap) => tapAndCount(world, tap)),
  'new clicks': (world: World, taps: readonly Tap[]) =>
    each(taps, (tap) => tapAndCount(world, { ...tap, name: `late ${tap.name}` })),
  'the same clicks, judged otherwise': (world: World, taps: readonly Tap[]) =>
    each(taps, async (tap) => {
      const turn = Math.floor(world.clock.now / (47 * DAY_MS));
      const partition = await tapAndCount(world, tap, turn % 2 === 0 ? 'bot' : undefined);
      await markRefold(world.deps.counts, world.brand.brandId, partition, world.deps.newToken());
    }),
  'another zone': async (world: World) => {
    const zones = { from: world.brand.timeZone, to: 'Asia/Kathmandu' };
    world.brand.timeZone = zones.to;
    await moveDays(world.deps.counts, world.brand.brandId, zones, world.deps.newToken);
  },
  'hours marked by hand': async (world: World) => {
    for (let hour = 0; hour < 3; hour++)
      await world.deps.counts.markDirty(
        'hour',
        world.brand.brandId,
        hourOf(START + hour * HOUR_MS),
        'by hand',
      );
  },
};
const FACTS = Object.keys(lateFacts) as (keyof typeof lateFacts)[];

async function each<T>(things: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of things) await work(one);
}

/** What the table's time to live leaves of what has expired, as it comes late: nothing, all of it, or some. */
const leftOvers = fc.constantFrom<((item: number) => boolean)[]>(
  () => true,
  () => false,
  (item) => item % 2 === 0,
  (item) => item % 3 === 0,
);

it('counts late facts of an hour whose rows are gone as if they were there: every figure is the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyTaps,
      fc.array(fc.tuple(fc.constantFrom(...FACTS), fc.nat(20), fc.integer({ min: 1, max: 5 })), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.constantFrom('UTC', 'Asia/Kolkata', 'America/New_York'),
      leftOvers,
      fc.option(fc.integer({ min: 3, max: 9 }), { nil: undefined }),
      async (made, facts, zone, mayGo, pieceHits) => {
        const taps = named(made, 'tap');
        const [forgetful, mindful] = await Promise.all([
          aSealedDay(zone, taps, pieceHits),
          aSealedDay(zone, taps, pieceHits),
        ]);
        for (const [fact, from, count] of facts) {
          for (const world of [forgetful, mindful]) {
            await pass(world, 47 * DAY_MS);
            world.expire(world === forgetful ? mayGo : () => false);
            forgetRaw(world);
            await lateFacts[fact](world, taps.slice(from % taps.length, (from % taps.length) + count));
            await world.sealAll();
          }
          expect(await figuresOf(forgetful)).toEqual(await figuresOf(mindful));
        }
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

/** Raw clicks go in both worlds: what is left of them is not what this is about. */
function forgetRaw({ store, clock }: World): void {
  for (const [name, items] of store.tables)
    if (name.endsWith('clicks'))
      for (const [key, { expiresAt }] of items)
        if (Number(expiresAt?.N) * 1_000 < clock.now) items.delete(key);
}

it('keeps the rows of an hour whose sealing fails for half a year, and counts it then', async () => {
  const world = sealing('UTC', START);
  await sealDue(world.deps);
  const taps = someTaps(12);
  for (const tap of taps) await tapAndCount(world, tap);
  const broken = {
    ...world.deps,
    counts: { ...world.deps.counts, replacePacked: async () => Promise.reject(new Error('broken')) },
  };
  for (let day = 0; day < 180; day++) {
    world.clock.now += DAY_MS;
    await sealDue(broken);
    await keepUnpacked(world.deps);
    world.expire();
  }
  await world.sealAll();
  expect(hitsOf(await figuresOf(world))).toBe(12);
});

it('does not take a pack for written that reads otherwise', async () => {
  const { deps, brand } = await aSealedDay('UTC', someTaps(3));
  const place = { brandId: brand.brandId, period: '2026-08-22T06' };
  const minutes = await listPackedMinutes(deps.counts, brand.brandId, place.period);
  expect(minutes.length).toBeGreaterThan(0);
  const silent = {
    ...deps.counts,
    replacePacked: async <R>(
      _pk: string,
      _period: string,
      _token: () => string,
      fold: (isFirst: boolean) => Promise<R[]>,
    ) => void (await fold(false)),
  };
  const more = minutes.map(({ partition, row }) => ({
    partition,
    row: { ...row, tally: { ...row.tally, hits: 99 } },
  }));
  await expect(packMinutes(place, more, silent, deps.newToken)).rejects.toThrow('not what was written');
  await packMinutes(place, minutes, deps.counts, deps.newToken);
});

it('takes no hit back from an old hour whose rows went before it was packed', () => {
  const minute = (link: number, hits: number) => ({
    partition: { linkId: LINKS[link] ?? '', minute: '2026-08-22T06:00', shard: 0 },
    row: { generation: 0, tally: { hits, cells: [], visitors: { kind: 'exact' as const, keys: [] } } },
  });
  const standing = hourRowsOf([minute(0, 7), minute(1, 2)], 'UTC');
  const fresh = hourRowsOf([minute(0, 1), minute(1, 3), minute(2, 1)], 'UTC');
  const hits = withoutLoss(standing, fresh).map(({ linkId, tally }) => [linkId, tally.hits]);
  expect(new Map(hits as [string, number][])).toEqual(
    new Map([
      [LINKS[0], 7],
      [LINKS[1], 3],
      [LINKS[2], 1],
    ]),
  );
});
