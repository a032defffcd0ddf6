import type { Facts, PostFacts } from '../../facts.ts';
import { once, remembering } from '../../remember.ts';
import type { Measured } from '../../statistics/shrinkage.ts';
import { type SpreadBelief, twoLevelBeliefs } from '../../statistics/two-levels.ts';
import { daysBetween } from '../../time/week.ts';
import { logPlausible, SPREADS } from './spread-beliefs.ts';

/**
 * How far a post's clicks lie from what was to be expected of it, as relative variances (0.1: a third up or down), learnt
 * from all the brand's posts with their decay taken out.
 */
export type PostSpread = {
  /** A new post about its creator's others. */
  within: number;
  /** Beside it, where another creator's posts are compared with. */
  between: number;
  /** What an older post brings in a week about what it brought so far and the usual decay promised. */
  tail: number;
  /** What a post is expected to bring between two days (both included), known what it brought before. Absent while no post is old enough to expect anything from. */
  expect?: (post: PostFacts, days: { from: string; to: string }, before: number) => Expected;
};
export type Expected = { clicks: number; variance: number };

/** The usual life of a post: clicks by its age in whole days; followed so far. */
const LIFE_DAYS = 56;
/** Younger posts have shown too little of themselves. */
const LEAST_AGE_DAYS = 3;

/** `until`: last day of which everything is known. */
export function postSpread(facts: Pick<Facts, 'catalog' | 'days'>, until: string): PostSpread {
  const lives = livesOf(facts, until);
  const share = usualLife(lives);
  const groups = new Map<string, Measured[]>();
  for (const { post, days } of lives) {
    if (days.length < LEAST_AGE_DAYS) continue;
    const clicks = days.reduce((sum, one) => sum + one, 0) + 0.5;
    const level = { mean: Math.log(clicks / (share[days.length - 1] ?? 1)), variance: 1 / clicks };
    const group = groups.get(groupOf(post));
    if (group) group.push(level);
    else groups.set(groupOf(post), [level]);
  }
  const sorted = [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
  const beliefs = twoLevelBeliefs(
    sorted.map(([, levels]) => levels),
    SPREADS,
    logPlausible,
  );
  const over = (of: (belief: SpreadBelief) => number) =>
    beliefs.reduce((sum, belief) => sum + belief.plausibility * of(belief), 0);
  const within = over((belief) => Math.expm1(belief.within ** 2));
  const between = over((belief) => Math.expm1(belief.between ** 2));
  const tail = tailSpread(lives, share);
  if (sorted.length === 0) return { within, between, tail };
  const levelsOf = once(() => {
    const levels = new Map(sorted.map(([group], i) => [group, levelOf(over, i)]));
    return { levels, usual: [...levels.values()].reduce((sum, { mean }) => sum + mean, 0) / levels.size };
  });
  return {
    within,
    between,
    tail,
    expect: (post, { from, to }, before) => {
      const [had, has] = [daysBetween(post.publishedOn, from), daysBetween(post.publishedOn, to) + 1].map(
        (age) => (age <= 0 ? 0 : (share[Math.min(age, LIFE_DAYS) - 1] ?? 1)),
      );
      const [sofar = 0, then = 1] = [had, has];
      if (sofar > 0) return { clicks: (before * (then - sofar)) / sofar, variance: tail };
      const { levels, usual } = levelsOf();
      const known = levels.get(groupOf(post));
      const variance = within + (known ? Math.expm1(known.variance) : between);
      return { clicks: Math.exp(known?.mean ?? usual) * Math.sqrt(1 + variance) * then, variance };
    },
  };
}

const groupOf = ({ creatorId, stage }: PostFacts): string => `${creatorId} ${stage}`;

function levelOf(over: (of: (belief: SpreadBelief) => number) => number, index: number): Measured {
  const mean = over(({ means }) => means[index]?.mean ?? 0);
  const variance = over(({ means }) => {
    const one = means[index] ?? { mean, variance: 0 };
    return one.variance + (one.mean - mean) ** 2;
  });
  return { mean, variance };
}

/** `born`: the day of its publication, counted from the last day of which everything is known. */
type Life = { post: PostFacts; born: number; days: number[] };

/** Clicks of each post by age in days, those of before its publication in the first. */
function livesOf({ catalog, days }: Pick<Facts, 'catalog' | 'days'>, until: string): Life[] {
  const numberOf = remembering((day: string) => daysBetween(until, day));
  const lives = new Map<string, Life>();
  for (const post of catalog.posts) {
    const born = numberOf(post.publishedOn);
    const age = Math.min(LIFE_DAYS, 1 - born);
    if (age > 0) lives.set(post.postId, { post, born, days: Array.from({ length: age }, () => 0) });
  }
  const lifeOf = new Map(catalog.links.map(({ linkId, postId = '' }) => [linkId, lives.get(postId)]));
  for (const { day, linkId, clicks } of days) {
    if (day > until) continue;
    const life = lifeOf.get(linkId);
    if (!life) continue;
    const age = Math.max(0, numberOf(day) - life.born);
    if (age < life.days.length) life.days[age] = (life.days[age] ?? 0) + clicks;
  }
  return [...lives.values()].filter(({ days: counts }) => counts.some((one) => one > 0));
}

/** The share of its clicks that a post has usually had by each age: what each day adds, over the posts that lived it. */
function usualLife(lives: readonly Life[]): number[] {
  const grown: number[] = [];
  const had = lives.map(() => 0);
  let sofar = 1;
  for (let age = 0; age < LIFE_DAYS; age++) {
    let [before, added] = [0, 0];
    for (const [i, { days }] of lives.entries()) {
      if (days.length <= age) continue;
      before += had[i] ?? 0;
      added += days[age] ?? 0;
      had[i] = (had[i] ?? 0) + (days[age] ?? 0);
    }
    if (before > 0) sofar *= 1 + added / before;
    grown.push(sofar);
  }
  return grown.map((one) => one / sofar);
}

/** Worth as many weeks of older posts as this before they tell for themselves. */
const PRIOR = { weeks: 8, spread: 0.25 };
const MOST_SPREAD = 2;

/** By moments over the weeks of a post's life after the first, each expected from all before it. */
function tailSpread(lives: readonly Life[], share: readonly number[]): number {
  let [excess, squares, weeks] = [0, 0, 0];
  for (const { days } of lives) {
    let before = 0;
    for (let from = 0; from + 7 <= days.length; from += 7) {
      const clicks = days.slice(from, from + 7).reduce((sum, one) => sum + one, 0);
      const had = share[from - 1] ?? 0;
      const expected = from === 0 || had === 0 ? 0 : (before * ((share[from + 6] ?? 1) - had)) / had;
      before += clicks;
      if (expected < 1) continue;
      excess += (clicks - expected) ** 2 - expected;
      squares += expected ** 2;
      weeks += 1;
    }
  }
  if (weeks === 0) return PRIOR.spread;
  const seen = Math.min(MOST_SPREAD, Math.max(0, excess / squares));
  return (seen * weeks + PRIOR.spread * PRIOR.weeks) / (weeks + PRIOR.weeks);
}
