import { describe, expect, it } from 'vitest';
import { cityBlocks, stretchesFrom } from '../../../shared/domain/lift/city-blocks.ts';
import type { Baseline } from '../../../shared/domain/schema/lift/baselines.ts';
import { listDays } from '../../../shared/domain/time/week.ts';

it('stretches are whole weeks, one after the other', () => {
  expect(stretchesFrom('2026-03-02', 3, 2)).toEqual([
    { from: '2026-03-02', to: '2026-03-15' },
    { from: '2026-03-16', to: '2026-03-29' },
    { from: '2026-03-30', to: '2026-04-12' },
  ]);
});

describe('what each city had a day', () => {
  const stretch = { from: '2026-03-02', to: '2026-03-15' };
  const told = (days: number, over: (index: number) => Partial<Baseline> = () => ({})): Baseline[] =>
    listDays(stretch.from, stretch.to)
      .slice(0, days)
      .map((day, index) => ({
        day,
        createdAt: '2026-03-16T00:00:00.000Z',
        updatedAt: '2026-03-16T00:00:00.000Z',
        orders: 999,
        regions: [
          { region: 'Hamburg', orders: index + 1, revenue: { amount: 100, currency: 'EUR' } },
          { region: 'Kiel', orders: 0 },
        ],
        ...over(index),
      }));
  const read = (
    baselines: Baseline[],
    cities = [' hamburg', 'Kiel', 'Ulm'],
    metric: 'orders' | 'revenue' = 'orders',
  ) => cityBlocks(baselines, cities, [stretch], metric);

  it('is the mean of its region’s days, whatever the case; 0 is known, what nobody told is not', () => {
    expect(read(told(14))).toEqual([[7.5], [0], [undefined]]);
    expect(read(told(14), ['HAMBURG'], 'revenue')).toEqual([[100]]);
  });

  it('is known from half of the days on', () => {
    expect(read(told(7))).toEqual([[4], [0], [undefined]]);
    expect(read(told(6))).toEqual([[undefined], [undefined], [undefined]]);
  });

  it('leaves out days of a sale and the like', () => {
    const sales = told(14, (index) => (index < 7 ? { event: 'sale' } : {}));
    expect(read(sales, ['Hamburg'])).toEqual([[11]]);
    expect(
      read(
        told(14, (index) => (index < 8 ? { event: 'sale' } : {})),
        ['Hamburg'],
      ),
    ).toEqual([[undefined]]);
  });
});
