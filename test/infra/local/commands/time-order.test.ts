import { expect, it } from 'vitest';
import { createTimeOrder } from '../../../../infra/local/commands/time-order.ts';
import { seededRandom, shuffle } from '../../../../shared/domain/statistics/seeded-random.ts';

const id = (n: number) => String(n).padStart(6, '0');

it('gives back everything once, in the order of time and then of id, however late within the slack it came', () => {
  const random = seededRandom('late lines');
  const items = Array.from({ length: 20_000 }, (_, n) => ({ at: Math.floor(n / 3) * 100, id: id(n) }));
  const arriving = items
    .map((item) => ({ item, written: item.at + random() * 60_000 }))
    .sort((a, b) => a.written - b.written)
    .map(({ item }) => item);
  const order = createTimeOrder<(typeof items)[number]>(60_000);
  const early = arriving.flatMap((item) => order.add(item));
  expect(early.length).toBeGreaterThan(15_000);
  expect([...early, ...order.rest()]).toEqual(items);
});

it('holds what may still have something older behind it, and lets a line that is later than that stay late', () => {
  const order = createTimeOrder<{ at: number; id: string }>(10);
  const first = Array.from({ length: 1_000 }, (_, n) => ({ at: n, id: id(n) }));
  const released = shuffle(seededRandom('x'), first).flatMap((item) => order.add(item));
  expect(released.map(({ at }) => at)).toEqual(Array.from({ length: 990 }, (_, n) => n));
  order.add({ at: 3, id: 'late' });
  expect(order.rest().map(({ at }) => at)).toEqual([3, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999]);
});
