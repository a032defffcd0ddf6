import { describe, expect, it } from 'vitest';
import type { Facts, LinkDay, PostFacts } from '../../shared/domain/facts.ts';
import { countWeeks } from '../../shared/domain/report/build/week-counts.ts';
import { weekMovements } from '../../shared/domain/report/build/week-movements.ts';
import { drawNormal, drawPoisson } from '../../shared/domain/statistics/samplers.ts';
import { type Random, seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { addDays, daysOfWeek, nextWeek } from '../../shared/domain/time/week.ts';
import { aCreator, aLinkDay, aPost, someFacts } from '../domain/roi/facts-builder.ts';

/**
 * Brands whose weeks are ordinary by construction: ten creators, five posts a week, each bringing its creator's usual
 * clicks times a log-normal factor, dying away over weeks. What is told as a movement there is a false alarm; where the
 * newest week's posts bring a third, it is found or missed.
 */
const BRANDS = Number(process.env['VOUCH_MOVEMENT_BRANDS'] ?? 40);
/** Other worlds of the same kind: `npm run simulate`. */
const SEED = process.env['VOUCH_SIMULATION_SEED'] ?? '';
const WEEKS = Array.from({ length: 7 }).reduce<string[]>(
  (weeks) => [...weeks, nextWeek(weeks.at(-1) ?? '')],
  ['2026-W34'],
);
/** Of a post's clicks, by its age in days; the rest never comes. */
const LIFE = [0.5, 0.18, 0.09, 0.06, 0.04, 0.03, 0.02, 0.016, 0.013, 0.01, 0.008, 0.007, 0.006, 0.005];

type World = { spread: number; perWeek: number; lastWeek: number; trend: number };

function aBrandOf({ spread, perWeek, lastWeek, trend }: World, random: Random): Facts {
  const creators = Array.from({ length: 10 }, (_, n) => ({
    ...aCreator({ creatorId: `crt_${n}` }),
    usual: 90 * Math.exp(0.4 * drawNormal(random)),
  }));
  const posts: PostFacts[] = [];
  const days: LinkDay[] = [];
  for (const [w, week] of WEEKS.entries()) {
    for (let n = 0; n < perWeek; n++) {
      const creator = creators[(w * perWeek + n) % creators.length];
      const publishedOn = daysOfWeek(week)[n % 5] ?? '';
      const postId = `pst_${w}_${n}`;
      posts.push(aPost({ postId, creatorId: creator?.creatorId ?? '', publishedOn }));
      const factor = (w === WEEKS.length - 1 ? lastWeek : 1) * (1 + trend) ** w;
      const level = (creator?.usual ?? 0) * factor * Math.exp(spread * drawNormal(random) - spread ** 2 / 2);
      for (const [age, share] of LIFE.entries()) {
        const day = addDays(publishedOn, age);
        const clicks = drawPoisson(level * share, random);
        if (clicks > 0) days.push(aLinkDay({ day, linkId: `lnk_${postId}`, clicks }));
      }
    }
  }
  const links = posts.map(({ postId }) => ({ linkId: `lnk_${postId}`, postId }));
  return someFacts({ catalog: { creators, posts, links }, days });
}

function movementsOf(facts: Facts) {
  const [last = '', now = ''] = WEEKS.slice(-2);
  const [firstDay = '', , , , , , lastDay = ''] = daysOfWeek(last);
  const before = { facts, week: last, firstDay, lastDay, hours: 168 };
  const weeks = countWeeks(
    { ...facts, days: facts.days.filter(({ day }) => day <= (daysOfWeek(now)[6] ?? '')) },
    WEEKS,
    {
      ...before,
    },
  );
  return weekMovements({ facts, weeks, before, hours: 168 }).tested;
}

const isTold = ({ verdict }: { verdict: string }) => !['could be chance', 'unchanged'].includes(verdict);

/** Of ordinary weeks: those that told of anything, and of the brand. Of a fall to a third: those that saw it. */
function simulate(world: World, seed: string) {
  const random = seededRandom(seed + SEED);
  let [anything, brand] = [0, 0];
  for (let n = 0; n < BRANDS; n++) {
    const tested = movementsOf(aBrandOf(world, random));
    if (tested.some(isTold)) anything++;
    if (tested.some((one) => one.group === 'brand' && one.metric === 'clicks' && isTold(one))) brand++;
  }
  return { anything: anything / BRANDS, brand: brand / BRANDS };
}

/** Two standard errors, where the worlds are drawn anew; one of CI’s forty brands. */
const luck = (share: number): number => (SEED === '' ? 1 : 2) * Math.sqrt((share * (1 - share)) / BRANDS);

describe('what moved', () => {
  const told: string[] = [];
  const percent = (share: number) => `${Math.round(share * 100)} %`;

  const worlds = [
    { spread: 0.3, perWeek: 5, power: 0.9 },
    { spread: 0.3, perWeek: 10, power: 0.95, more: true },
    { spread: 0.5, perWeek: 5, power: 0.65 },
    { spread: 0.5, perWeek: 10, power: 0.95 },
    { spread: 0.8, perWeek: 5, power: 0.2, more: true },
    { spread: 0.8, perWeek: 10, power: 0.5 },
  ].filter(({ more }) => !more || SEED !== '');

  it.each(worlds)(
    'stays quiet in ordinary weeks and sees a fall to a third: $perWeek posts a week of log-sd $spread',
    (world) => {
      const { power, spread, perWeek } = world;
      const [name, rest] = [`movements ${spread} ${perWeek}`, { spread, perWeek }];
      const calm = simulate({ ...rest, lastWeek: 1, trend: 0 }, `${name} calm`);
      const fallen = simulate({ ...rest, lastWeek: 1 / 3, trend: 0 }, `${name} fallen`);
      told.push(
        `${name}: false alarms ${percent(calm.anything)} (brand ${percent(calm.brand)}); a fall to a third seen in ${percent(fallen.brand)}`,
      );
      if (told.length === worlds.length)
        console.info(`${BRANDS} brands each, seed "<name> calm|fallen${SEED}"\n${told.join('\n')}`);
      expect(calm.anything).toBeLessThanOrEqual(0.1 + luck(0.1));
      expect(fallen.brand).toBeGreaterThanOrEqual(power - luck(power));
    },
  );

  it('sees a fall after weeks of growth: a trend is no noise', () => {
    const fallen = simulate(
      { spread: 0.3, perWeek: 5, lastWeek: 0.05, trend: 0.3 },
      'movements after growth',
    );
    expect(fallen.brand).toBe(1);
  });
});
