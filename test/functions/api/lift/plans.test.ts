import { expect, it } from 'vitest';
import type { LiftPlan } from '../../../../shared/domain/schema/lift/plans.ts';
import { seededRandom } from '../../../../shared/domain/statistics/seeded-random.ts';
import { addDays, dayOf } from '../../../../shared/domain/time/week.ts';
import { countOf, regionCourse } from '../../../lift/worlds.ts';
import { failures, type Tenant } from '../../../support/api-builders.ts';
import { apiOfFile } from '../../../support/api-of-file.ts';

const host = apiOfFile();
const CITIES = ['Hamburg', 'Bremen', 'Kiel', 'Ulm', 'Trier', 'Jena'];
const [WEEKS, BLOCK] = [8, 2];
const today = () => dayOf(host.api.clock.now, 'America/New_York');
const wish = (startsOn: string) => ({
  cities: CITIES,
  startsOn,
  weeks: WEEKS,
  blockWeeks: BLOCK,
  seed: 'drawn',
});

/** Ten orders a day in each city, so much more of them where it posts. */
async function tell(
  as: Tenant['as'],
  from: string,
  days: number,
  share: (city: string, day: string) => number,
  lost: (city: string, day: string) => boolean = () => false,
) {
  const random = seededRandom(`orders from ${from}`);
  const courses = CITIES.map(() => regionCourse('calm', days, random));
  const told = Array.from({ length: days }, (_, t) => {
    const day = addDays(from, t);
    const all = CITIES.map((region, i) => ({
      region,
      orders: countOf('calm', 10 * (courses[i]?.[t] as number) * (1 + share(region, day)), random),
    }));
    const regions = all.filter(({ region }) => !lost(region, day));
    return { day, orders: regions.reduce((sum, { orders }) => sum + orders, 0), regions };
  });
  expect((await as.post('/v1/baselines/bulk', { days: told })).status).toBe(200);
}

it('draws who posts when, tells before what would show, and reads it once it is over', async () => {
  const { as } = await host.api.anotherBrand('Planner');
  await tell(as, addDays(today(), -WEEKS * 7), WEEKS * 7, () => 0);
  const startsOn = addDays(today(), 3);
  const made = await as.post('/v1/lift/plans', wish(startsOn));
  expect(made.status).toBe(201);
  const plan = made.json as LiftPlan;
  expect(plan.blocks).toHaveLength(WEEKS / BLOCK);
  for (const { post, wait } of plan.blocks) expect([...post, ...wait].sort()).toEqual([...CITIES].sort());
  expect(plan.blocks[1]?.post).toEqual(plan.blocks[0]?.wait);
  expect(plan.smallestVisible).toBeGreaterThan(0.05);
  expect(plan.smallestVisible).toBeLessThan(0.4);
  expect(plan.note).toMatch(/^A rise of \d+ % or more would show/);
  expect(plan.reading).toBeNull();

  const effect = 2.5 * (plan.smallestVisible as number);
  const posts = (city: string, day: string) =>
    plan.blocks.some(({ from, to, post }) => from <= day && day <= to && post.includes(city));
  host.api.clock.now += (WEEKS * 7 + 10) * 86_400_000;
  await tell(as, startsOn, WEEKS * 7, (city, day) => (posts(city, day) ? effect : 0));
  const { reading } = (await as.get(`/v1/lift/plans/${plan.id}`)).json as LiftPlan;
  expect(reading).toMatchObject({ verdict: 'detected' });
  expect(reading?.share?.low).toBeLessThan(effect);
  expect(reading?.share?.high).toBeGreaterThan(effect);
  expect((await as.get('/v1/lift/plans')).json).toMatchObject({ data: [{ id: plan.id, reading }] });
});

it('tells what is left of its promise where totals of a block went missing, during the plan and after it', async () => {
  const { as } = await host.api.anotherBrand('Holes');
  await tell(as, addDays(today(), -WEEKS * 7), WEEKS * 7, () => 0);
  const startsOn = addDays(today(), 3);
  const { id, blocks, smallestVisible, missing } = (await as.post('/v1/lift/plans', wish(startsOn)))
    .json as LiftPlan;
  expect(missing).toEqual([]);
  const [, second] = blocks;
  const inSecond = (day: string) => (second?.from ?? '') <= day && day <= (second?.to ?? '');
  const lost = (city: string, day: string) => city === 'Ulm' && inSecond(day);
  const now = async () => (await as.get(`/v1/lift/plans/${id}`)).json as LiftPlan;
  host.api.clock.now += (2 * BLOCK * 7 + 5) * 86_400_000;
  await tell(as, startsOn, 2 * BLOCK * 7, () => 0, lost);
  const during = await now();
  expect(during).toMatchObject({
    smallestVisible,
    missing: [{ from: second?.from, to: second?.to }],
    reading: null,
  });
  expect(during.visibleNow).toBeGreaterThan(1.05 * (smallestVisible as number));
  expect(during.note).toMatch(
    /^Totals of 1 of 4 blocks are missing: a rise of \d+ % or more .* was promised/,
  );
  host.api.clock.now += (WEEKS * 7 + 10) * 86_400_000;
  await tell(as, startsOn, WEEKS * 7, () => 0, lost);
  expect(await now()).toMatchObject({
    missing: during.missing,
    visibleNow: during.visibleNow,
    reading: { note: expect.stringContaining('Totals of 1 of 4 blocks are missing') },
  });
});

it('draws no plan from which nothing could be told, and says what would help', async () => {
  const { as } = await host.api.anotherBrand('Few');
  const few = { ...wish(addDays(today(), 3)), cities: CITIES.slice(0, 4), weeks: 4 };
  const refused = await as.post('/v1/lift/plans', few);
  expect(refused.status).toBe(422);
  expect(refused.json).toMatchObject({
    errors: [{ path: 'weeks', message: expect.stringContaining('more weeks') }],
  });
  expect((await as.post('/v1/lift/plans', { ...few, weeks: 8 })).status).toBe(201);
});

it('one seed draws one plan, another draws another', async () => {
  const { as } = await host.api.anotherBrand('Seeds');
  const blocksOf = async (seed: string) =>
    ((await as.post('/v1/lift/plans', { ...wish(addDays(today(), 9)), seed })).json as LiftPlan).blocks;
  expect(await blocksOf('a')).toEqual(await blocksOf('a'));
  expect(await blocksOf('b')).not.toEqual(await blocksOf('a'));
});

it('promises nothing of cities whose past was not told, and estimates nothing of a plan without totals', async () => {
  const { as } = await host.api.anotherBrand('Untold');
  const plan = (await as.post('/v1/lift/plans', wish(addDays(today(), 1)))).json as LiftPlan;
  expect(plan.smallestVisible).toBeNull();
  expect(plan.note).toContain('send the totals of these cities');
  host.api.clock.now += 70 * 86_400_000;
  const { reading } = (await as.get(`/v1/lift/plans/${plan.id}`)).json as LiftPlan;
  expect(reading).toMatchObject({ verdict: 'notEstimated', share: null });
});

it.each([
  ['a start that has passed', { startsOn: '2026-01-05' }, 'startsOn'],
  ['blocks that don’t come in pairs', { weeks: 6 }, 'weeks'],
  ['a city twice', { cities: ['Ulm', 'Kiel', 'Jena', 'ulm '] }, 'cities'],
])('refuses %s', async (_, over, path) => {
  const { as } = await host.api.anotherBrand('Refused');
  const { status, json } = await as.post('/v1/lift/plans', { ...wish(addDays(today(), 9)), ...over });
  expect([status, (json as { errors: { path: string }[] }).errors[0]?.path]).toEqual([422, path]);
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
