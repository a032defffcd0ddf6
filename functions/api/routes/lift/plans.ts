import type { BrandStores } from '../../../../shared/data/stores.ts';
import { cityBlocks, stretchesFrom } from '../../../../shared/domain/lift/city-blocks.ts';
import { alarmsOfPlan, drawBlocks } from '../../../../shared/domain/lift/draw-plan.ts';
import { smallestVisibleOf } from '../../../../shared/domain/lift/promise-plan.ts';
import { weightOf } from '../../../../shared/domain/lift/read-plan.ts';
import { sayPlan, sayPlanned } from '../../../../shared/domain/lift/say-lift.ts';
import { wrong } from '../../../../shared/domain/reasons.ts';
import {
  createLiftPlan,
  getLiftPlan,
  type LiftPlan,
  listLiftPlans,
  type StoredLiftPlan,
} from '../../../../shared/domain/schema/lift/plans.ts';
import { mean } from '../../../../shared/domain/statistics/linear.ts';
import { addDays } from '../../../../shared/domain/time/week.ts';
import { type Api, created, type Handler, ok } from '../../http/call.ts';
import { invalid, Refusal } from '../../http/refusal.ts';
import {
  keptMeasures,
  type MeasurePlan,
  measurePlan,
  type PlanMeasure,
  postingOf,
} from '../../reading/plan-measures.ts';
import { todayOf } from '../../reading/range.ts';
import { createOrRefuse } from '../../records.ts';

export function registerLiftPlans(api: Api): void {
  const measured = measuredBy(keptMeasures(measurePlan));
  api.on(createLiftPlan, create);
  api.on(listLiftPlans, async ({ stores, now, pageStart, pageEnd }) => {
    const today = await todayOf(stores, now);
    const page = await stores.liftPlans.list(pageStart());
    const data = await Promise.all(page.records.map((plan) => measured(stores, plan, today)));
    return ok({ data, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getLiftPlan, async ({ stores, params, now }) => {
    const today = await todayOf(stores, now);
    return ok(await measured(stores, await stores.liftPlans.get(params.id), today));
  });
}

const create: Handler<typeof createLiftPlan> = async ({ stores, body, newId, now, at, origin }) => {
  const today = await todayOf(stores, now);
  if (body.startsOn <= today) return invalid(wrong('startsOn', 'not-to-come'));
  if (alarmsOfPlan(body.cities.length, body.weeks / body.blockWeeks) === 0)
    return invalid(wrong('weeks', 'too-few-blocks'));
  const id = newId('pln');
  const asked = { ...body, seed: body.seed ?? id };
  const drawn = { ...asked, blocks: drawnBlocks(asked) };
  const promised = await promiseOf(stores, drawn, today);
  const plan = { id, ...drawn, ...promised, createdAt: at, updatedAt: at };
  const made = await createOrRefuse(stores.liftPlans, plan, origin);
  return made instanceof Refusal
    ? made
    : created(shown(made, { missing: [], visibleNow: made.smallestVisible }, null), '/v1/lift/plans');
};

type Drawing = Pick<StoredLiftPlan, 'cities' | 'weeks' | 'blockWeeks' | 'startsOn' | 'seed'>;

/** Which cities post and which wait, block by block. */
function drawnBlocks({ cities, weeks, blockWeeks, startsOn, seed }: Drawing): StoredLiftPlan['blocks'] {
  const count = weeks / blockWeeks;
  const drawn = drawBlocks(cities.length, count, seed);
  return stretchesFrom(startsOn, count, blockWeeks).map((stretch, t) => ({
    ...stretch,
    post: cities.filter((_, i) => drawn[t]?.includes(i)),
    wait: cities.filter((_, i) => !drawn[t]?.includes(i)),
  }));
}

type Drawn = Pick<StoredLiftPlan, 'cities' | 'blocks' | 'weeks' | 'blockWeeks' | 'metric' | 'seed'>;

/** From as many weeks before today: what would show, and what each city weighs. */
async function promiseOf(stores: BrandStores, plan: Drawn, today: string) {
  const { cities, weeks, blockWeeks, metric, seed } = plan;
  const from = addDays(today, -weeks * 7);
  const baselines = await stores.baselines.between(from, addDays(today, -1));
  const past = cityBlocks(baselines, cities, stretchesFrom(from, weeks / blockWeeks, blockWeeks), metric);
  const weights = past.map((city) => {
    const known = city.filter((value) => value !== undefined);
    return known.length > 0 ? weightOf(mean(known) * blockWeeks * 7) : 1;
  });
  return { weights, smallestVisible: smallestVisibleOf(past, postingOf(plan), weights, seed) ?? null };
}

/** As it stands today: what of it is over, and what that tells. */
const measuredBy =
  (measure: MeasurePlan) =>
  async (stores: BrandStores, plan: StoredLiftPlan, today: string): Promise<LiftPlan> => {
    const over = plan.blocks.filter(({ to }) => to < today).length;
    if (over === 0) return shown(plan, { missing: [], visibleNow: plan.smallestVisible }, null);
    const baselines = await stores.baselines.between(plan.startsOn, plan.blocks[over - 1]?.to ?? today);
    const totals = cityBlocks(baselines, plan.cities, plan.blocks, plan.metric);
    const { read, ...kept } = measure(plan, totals, over);
    return shown(plan, kept, over < plan.blocks.length ? null : readingOf(plan, kept, read));
  };

function readingOf(plan: StoredLiftPlan, kept: Kept, read: PlanMeasure['read']): LiftPlan['reading'] {
  const note = sayPlan(read?.interval, saidOf(plan, kept));
  if (!read) return { verdict: 'notEstimated', share: null, note };
  const { low, high, level } = read.interval;
  const detected = low > 0 || high < 0;
  return {
    verdict: detected ? 'detected' : 'notDetectable',
    share: { low, high, estimate: detected ? read.estimate : null, level },
    note,
  };
}

type Kept = Omit<PlanMeasure, 'read'>;

const saidOf = ({ smallestVisible, blocks }: StoredLiftPlan, { missing, visibleNow }: Kept) => ({
  promised: smallestVisible,
  now: visibleNow,
  missing: missing.length,
  blocks: blocks.length,
});

const shown = (plan: StoredLiftPlan, kept: Kept, reading: LiftPlan['reading']): LiftPlan => {
  const { weights: _, ...told } = plan;
  return { ...told, ...kept, note: sayPlanned(saidOf(plan, kept)), reading };
};
