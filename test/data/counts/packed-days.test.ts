import { expect, it } from 'vitest';
import { createDayCache, readPackedDays } from '../../../shared/data/counts/packed-days.ts';
import { createOrderReader } from '../../../shared/data/orders/order-lines-store.ts';
import { listDays } from '../../../shared/domain/time/week.ts';

const PLACE = { brandId: 'brd_socks', partition: 'DAYS#brd_socks' };
const DAYS = listDays('2026-11-02', '2026-11-06');
const versionsOf = (days: readonly string[], version = 'v1') => new Map(days.map((day) => [day, version]));

/** A store that has one row for every day, its own name, and notes what it was asked. */
function aStore() {
  const asked: string[] = [];
  return {
    asked,
    listPacked: async <Row>(_pk: string, from: string, to: string) => {
      asked.push(`${from}/${to}`);
      return new Map(listDays(from, to).map((day) => [day, [day] as Row[]]));
    },
    listDirty: async () => [],
    listVersions: async (_brandId: string, from: string, to: string) =>
      new Map(listDays(from.slice(-10), to.slice(-10)).map((day) => [from.slice(0, -10) + day, 'v1'])),
  };
}

it('answers every day, though the cache has room for one', async () => {
  const cache = createDayCache<string>(1, () => 1);
  const found = await readPackedDays(aStore(), cache, PLACE, versionsOf(DAYS));
  expect([...found.values()].flat()).toEqual(DAYS);
});

it('answers days from the cache, though another request makes it forget them meanwhile', async () => {
  const store = aStore();
  const cache = createDayCache<string>(10, () => 1);
  await readPackedDays(store, cache, PLACE, versionsOf(DAYS.slice(0, 4)));
  const others = listDays('2026-08-01', '2026-08-31');
  const [, found] = await Promise.all([
    readPackedDays(store, cache, { ...PLACE, brandId: 'brd_scarves' }, versionsOf(others)),
    readPackedDays(store, cache, PLACE, versionsOf(DAYS)),
  ]);
  expect([...found.values()].flat().sort()).toEqual(DAYS);
});

it('reads neighbours in one go, and again only the days whose version moved on', async () => {
  const store = aStore();
  const cache = createDayCache<string>(100, () => 1);
  await readPackedDays(store, cache, PLACE, versionsOf(DAYS.filter((day) => day !== '2026-11-04')));
  expect(store.asked.splice(0)).toEqual(['2026-11-02/2026-11-03', '2026-11-05/2026-11-06']);
  await readPackedDays(store, cache, PLACE, new Map([...versionsOf(DAYS), ['2026-11-03', 'v2']]));
  expect(store.asked).toEqual(['2026-11-03/2026-11-04']);
});

it('gives the orders of every day in their order, though the reader keeps no more than one line', async () => {
  const reader = createOrderReader({ counts: aStore() } as never, 1);
  for (const time of ['first', 'second']) {
    const lines: unknown[] = await reader.listLines('brd_socks', '2026-11-02', '2026-11-06');
    expect(lines, time).toEqual(DAYS);
  }
});
