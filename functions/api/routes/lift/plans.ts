import type { BrandStores } from '../../../../shared/data/stores.ts';
import { cityBlocks, stretchesFrom } from '../../../../shared/domain/lift/city-blocks.ts';
import {
  alarmsOfPlan,
  drawBlocks,
  readPlan,
  smallestVisibleOf,
  weightOf,
} from '../../../../shared/domain/lift/draw-plan.ts';
import { sayPlan, sayPlanned } from '../../../../shared/domain/lift/say-lift.ts';
import { foldRegion } from '../../../../shared/domain/schema/lift/baselines.ts';
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
import { todayOf } from '../../reading/range.ts';
import { createOrRefuse } from '../../records.ts';

export function registerLiftPlans(api: Api): void {
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
  if (body.startsOn <= today)
    return invalid({
      path: 'startsOn',
      message: 'must be a day to come: a plan is drawn before anybody posts',
    });
  if (alarmsOfPlan(body.cities.length, body.weeks / body.blockWeeks) === 0)
    return invalid({
      path: 'weeks',
      message:
        'so few cities and blocks can hardly be drawn differently: nothing could be told. Take more weeks or more cities',
    });
  const id = newId('pln');
  const asked = { ...body, seed: body.seed ?? id };
  const promised = await promiseOf(stores, asked, today);
  const plan = { id, ...asked, blocks: drawnBlocks(asked), ...promised, createdAt: at, updatedAt: at };
  const made = await createOrRefuse(stores.liftPlans, plan, origin);
  return made instanceof Refusal ? made : created(shown(made, null), '/v1/lift/plans');
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

type Wish = Pick<StoredLiftPlan, 'cities' | 'weeks' | 'blockWeeks' | 'metric' | 'seed'>;

/** From as many weeks before today: what would show, and what each city weighs. */
async function promiseOf(
  stores: BrandStores,
  { cities, weeks, blockWeeks, metric, seed }: Wish,
  today: string,
) {
  const from = addDays(today, -weeks * 7);
  const baselines = await stores.baselines.between(from, addDays(today, -1));
  const blocks = weeks / blockWeeks;
  const past = cityBlocks(baselines, cities, stretchesFrom(from, blocks, blockWeeks), metric);
  const weights = past.map((city) => {
    const known = city.filter((value) => value !== undefined);
    return known.length > 0 ? weightOf(mean(known) * blockWeeks * 7) : 1;
  });
  return { weights, smallestVisible: smallestVisibleOf(past, blocks, weights, seed) ?? null };
}

async function measured(stores: BrandStores, plan: StoredLiftPlan, today: string): Promise<LiftPlan> {
  const last = plan.blocks.at(-1)?.to ?? plan.startsOn;
  if (last >= today) return shown(plan, null);
  const baselines = await stores.baselines.between(plan.startsOn, last);
  const totals = cityBlocks(baselines, plan.cities, plan.blocks, plan.metric);
  const cityAt = new Map(plan.cities.map((city, i) => [foldRegion(city), i]));
  const posting = plan.blocks.map(({ post }) => post.flatMap((city) => cityAt.get(foldRegion(city)) ?? []));
  const read = readPlan(totals, posting, plan.weights, plan.seed);
  if (!read)
    return shown(plan, {
      verdict: 'notEstimated',
      share: null,
      note: sayPlan(undefined, plan.smallestVisible),
    });
  const { low, high, level } = read.interval;
  const detected = low > 0 || high < 0;
  return shown(plan, {
    verdict: detected ? 'detected' : 'notDetectable',
    share: { low, high, estimate: detected ? read.estimate : null, level },
    note: sayPlan(read.interval, plan.smallestVisible),
  });
}

const shown = ({ weights: _, ...plan }: StoredLiftPlan, reading: LiftPlan['reading']): LiftPlan => ({
  ...plan,
  note: sayPlanned(plan.smallestVisible),
  reading,
});
