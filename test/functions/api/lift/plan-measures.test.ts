import { expect, it } from 'vitest';
import {
  keptMeasures,
  type MeasurePlan,
  measurePlan,
  postingOf,
} from '../../../../functions/api/reading/plan-measures.ts';
import { stretchesFrom } from '../../../../shared/domain/lift/city-blocks.ts';
import { drawBlocks } from '../../../../shared/domain/lift/draw-plan.ts';
import type { PlanTotals } from '../../../../shared/domain/lift/read-plan.ts';
import type { StoredLiftPlan } from '../../../../shared/domain/schema/lift/plans.ts';

const CITIES = ['Hamburg', 'Bremen', 'Kiel', 'Ulm', 'Trier', 'Jena'];
const DRAWN = drawBlocks(CITIES.length, 4, 'kept');
const PLAN: StoredLiftPlan = {
  id: 'pln_0123456789abcdef',
  cities: CITIES,
  startsOn: '2026-03-02',
  weeks: 8,
  blockWeeks: 2,
  metric: 'orders',
  seed: 'kept',
  smallestVisible: 0.15,
  weights: CITIES.map(() => 50),
  blocks: stretchesFrom('2026-03-02', 4, 2).map((stretch, t) => ({
    ...stretch,
    post: CITIES.filter((_, i) => DRAWN[t]?.includes(i)),
    wait: CITIES.filter((_, i) => !DRAWN[t]?.includes(i)),
  })),
  createdAt: '2026-02-20T10:00:00.000Z',
  updatedAt: '2026-02-20T10:00:00.000Z',
};
const TOTALS: PlanTotals = CITIES.map((_, i) => [10 + i, 11, 12 - i, 9 + (i % 3)]);
const without = (city: number, block: number): PlanTotals =>
  TOTALS.map((totals, i) => totals.map((one, t) => (i === city && t === block ? undefined : one)));

it('measures a plan once while its totals stand, and anew when one changes, is told or is lost', () => {
  let measured = 0;
  const counting: MeasurePlan = (...asked) => {
    measured++;
    return measurePlan(...asked);
  };
  const kept = keptMeasures(counting);
  const ask = (plan: StoredLiftPlan, totals: PlanTotals, over: number) => {
    expect(kept(plan, totals, over)).toEqual(measurePlan(plan, totals, over));
    expect(kept(plan, structuredClone(totals), over)).toEqual(measurePlan(plan, totals, over));
    return measured;
  };
  expect(ask(PLAN, TOTALS, 4)).toBe(1);
  expect(ask(PLAN, without(3, 1), 4)).toBe(2);
  expect(ask(PLAN, TOTALS.with(3, [13, 0, 9, 9]), 4)).toBe(3);
  expect(ask(PLAN, without(3, 1), 2)).toBe(4);
  expect(ask({ ...PLAN, seed: 'another' }, without(3, 1), 2)).toBe(5);
});

it('tells what is missing, and reads a plan that is over only', () => {
  const during = measurePlan(PLAN, without(3, 1), 2);
  expect(during.missing).toEqual([{ from: PLAN.blocks[1]?.from, to: PLAN.blocks[1]?.to }]);
  expect(during.visibleNow).toBeGreaterThan(0.15);
  expect(during.read).toBeUndefined();
  expect(measurePlan(PLAN, TOTALS, 4)).toMatchObject({ missing: [], visibleNow: 0.15, read: { blocks: 4 } });
  expect(postingOf(PLAN)).toEqual(DRAWN);
});
