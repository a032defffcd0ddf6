import { createHash } from 'node:crypto';
import { createDayCache } from '../../../shared/data/counts/packed-days.ts';
import type { PlanBlock } from '../../../shared/domain/lift/draw-plan.ts';
import { visibleWithout } from '../../../shared/domain/lift/promise-plan.ts';
import {
  knownBlocks,
  type PlanReading,
  type PlanTotals,
  readPlan,
} from '../../../shared/domain/lift/read-plan.ts';
import { foldRegion } from '../../../shared/domain/schema/lift/baselines.ts';
import type { LiftPlan, StoredLiftPlan } from '../../../shared/domain/schema/lift/plans.ts';

/** What the blocks that are over leave of a plan's promise and, once all are, what was read of it. */
export type PlanMeasure = Pick<LiftPlan, 'missing' | 'visibleNow'> & { read: PlanReading | undefined };

/** `over`: how many of its blocks are. */
export type MeasurePlan = (plan: StoredLiftPlan, totals: PlanTotals, over: number) => PlanMeasure;

export const measurePlan: MeasurePlan = (plan, totals, over) => {
  const { blocks, weights, seed } = plan;
  const isOver = over === blocks.length;
  const read = isOver ? readPlan(totals, postingOf(plan), weights, seed) : undefined;
  return { ...leftOf(plan, totals, over), read };
};

/** Plans of all brands together: some hundred bytes each. */
const MOST_KEPT = 10_000;

/** Hundreds of plans are drawn for each measure: kept while all that it is made of stands. */
export function keptMeasures(measure: MeasurePlan): MeasurePlan {
  const kept = createDayCache<PlanMeasure>(MOST_KEPT, () => 1);
  return (plan, totals, over) => {
    // A total that isn't told and one of 0 are two things: JSON keeps them apart, as null and 0.
    const version = createHash('sha256')
      .update(JSON.stringify([plan, over, totals]))
      .digest('base64url');
    const [known] = kept.find(plan.id, version) ?? [];
    const found = known ?? measure(plan, totals, over);
    if (!known) kept.keep(plan.id, version, [found]);
    return found;
  };
}

/** What is left of the promise once totals of blocks that are over are missing. */
function leftOf(plan: StoredLiftPlan, totals: PlanTotals, over: number): Omit<PlanMeasure, 'read'> {
  const { blocks, smallestVisible, weights, seed } = plan;
  const told = new Set(knownBlocks(totals, over));
  const left = blocks.flatMap((_, t) => (t >= over || told.has(t) ? [t] : []));
  const missing = blocks.flatMap(({ from, to }, t) => (left.includes(t) ? [] : [{ from, to }]));
  if (missing.length === 0 || smallestVisible === null) return { missing, visibleNow: smallestVisible };
  const visibleNow = visibleWithout(smallestVisible, postingOf(plan), left, weights, seed) ?? null;
  return { missing, visibleNow };
}

/** The blocks by the cities’ places in the plan. */
export function postingOf({ cities, blocks }: Pick<StoredLiftPlan, 'cities' | 'blocks'>): PlanBlock[] {
  const cityAt = new Map(cities.map((city, i) => [foldRegion(city), i]));
  return blocks.map(({ post }) => post.flatMap((city) => cityAt.get(foldRegion(city)) ?? []));
}
