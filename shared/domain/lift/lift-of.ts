import type { PostFacts, SquadFacts } from '../facts.ts';
import { type Baseline, foldRegion } from '../schema/lift/baselines.ts';
import { addDays, daysBetween, listDays } from '../time/week.ts';
import type { LiftMetric } from '../vocabulary.ts';
import { type LiftReading, readLift } from './read-lift.ts';

/** How long a post may be at work, and how far back the days before are looked at. */
export const CARRY_DAYS = 14;
export const HISTORY_DAYS = 180;
/** A longer window is no longer told from the shop's own wandering. */
export const MOST_WINDOW_DAYS = 56;

export type LiftSubject = {
  posts: readonly PostFacts[];
  /** Where its squad is: if the shop tells that region's totals, it is looked for there. */
  city?: string;
};
export type LiftScene = {
  baselines: readonly Baseline[];
  /** Every post of the brand, the subject's among them. */
  posts: readonly PostFacts[];
  squads: readonly SquadFacts[];
  metric: LiftMetric;
  /** The brand's own; it is not over, so it isn't looked at. */
  today: string;
};

export type LiftWindow = { from: string; to: string; over: boolean };
export type LiftOf = { window: LiftWindow; firstDay: string; region?: string; reading: LiftReading };

/**
 * What these posts did to the shop's own totals. Days of a sale and the like, and days on which other posts may have been
 * at work, are left out; where the squad's city has totals of its own, other posts hit all regions alike and cancel.
 */
export function liftOf(subject: LiftSubject, scene: LiftScene): LiftOf | undefined {
  const window = windowOf(subject.posts, scene.today);
  if (!window) return undefined;
  const firstDay = firstDayOf(scene.baselines, window);
  const days = listDays(firstDay, window.to);
  const told = new Map(scene.baselines.map((baseline) => [baseline.day, baseline]));
  const region = regionOf(subject, scene);
  const others = othersAtWork(subject, scene, region);
  const plain = (day: string) => (told.get(day)?.event || others(day) ? undefined : told.get(day));
  const donors = region ? donorsOf(region, window, scene) : [];
  const valueOn = (day: string, name?: string) => valueIn(plain(day), scene.metric, name);
  const reading = readLift({
    treated: days.map((day) => valueOn(day, region)),
    donors: donors.map((donor) => days.map((day) => valueOn(day, donor))),
    firstWeekday: weekdayOfDay(firstDay),
    before: daysBetween(firstDay, window.from),
  });
  return { window, firstDay, ...(region ? { region } : {}), reading };
}

/** From the first post to a fortnight after the last, as far as days are over; undefined before a day of it is. */
function windowOf(posts: readonly PostFacts[], today: string): LiftWindow | undefined {
  const published = posts.map(({ publishedOn }) => publishedOn).sort();
  const [from, last] = [published[0], published.at(-1)];
  if (!from || !last || from >= today) return undefined;
  const longest = addDays(from, MOST_WINDOW_DAYS - 1);
  const wished = addDays(last, CARRY_DAYS - 1);
  const [end = wished] = [wished, longest].sort();
  const yesterday = addDays(today, -1);
  return end <= yesterday ? { from, to: end, over: true } : { from, to: yesterday, over: false };
}

function firstDayOf(baselines: readonly Baseline[], { from }: LiftWindow): string {
  const earliest = addDays(from, -HISTORY_DAYS);
  const first = baselines.find(({ day }) => day >= earliest)?.day ?? from;
  return first < from ? first : from;
}

/** The squad's city, where the shop tells its totals. */
function regionOf({ city }: LiftSubject, { baselines }: LiftScene): string | undefined {
  if (!city) return undefined;
  const name = foldRegion(city);
  const isTold = baselines.some(({ regions }) => regions?.some(({ region }) => foldRegion(region) === name));
  return isTold ? name : undefined;
}

/** Is another post at work on that day? In a region only those of its own city count. */
function othersAtWork(subject: LiftSubject, { posts, squads }: LiftScene, region: string | undefined) {
  const own = new Set(subject.posts.map(({ postId }) => postId));
  const cityOf = new Map(squads.map(({ squadId, city }) => [squadId, foldRegion(city)]));
  const busy = new Set<string>();
  for (const post of posts) {
    if (own.has(post.postId)) continue;
    if (region && cityOf.get(post.squadId ?? '') !== region) continue;
    for (const day of listDays(post.publishedOn, addDays(post.publishedOn, CARRY_DAYS - 1))) busy.add(day);
  }
  return (day: string) => busy.has(day);
}

/** Regions told on nearly every day, without posts of a squad of theirs in the window or the days it is read against. */
function donorsOf(
  region: string,
  window: LiftWindow,
  { baselines, posts, squads, metric }: LiftScene,
): string[] {
  const cityOf = new Map(squads.map(({ squadId, city }) => [squadId, foldRegion(city)]));
  const posting = new Set(
    posts
      .filter(({ publishedOn }) => publishedOn <= window.to && addDays(publishedOn, CARRY_DAYS) > window.from)
      .map(({ squadId }) => cityOf.get(squadId ?? '')),
  );
  const told = new Map<string, number>();
  for (const { regions = [] } of baselines) {
    for (const one of regions) {
      if (valueOfTotals(one, metric) === undefined) continue;
      told.set(foldRegion(one.region), (told.get(foldRegion(one.region)) ?? 0) + 1);
    }
  }
  const needed = TOLD_SHARE * (told.get(region) ?? 0);
  return [...told].flatMap(([name, days]) =>
    name !== region && !posting.has(name) && days >= needed ? [name] : [],
  );
}

const TOLD_SHARE = 0.9;

type Totals = Pick<Baseline, LiftMetric>;

/** A day’s figure, of the shop or of one region by its folded name; undefined where it was not told. */
export function valueIn(
  baseline: Baseline | undefined,
  metric: LiftMetric,
  region?: string,
): number | undefined {
  if (!baseline || !region) return baseline && valueOfTotals(baseline, metric);
  const one = baseline.regions?.find((told) => foldRegion(told.region) === region);
  return one && valueOfTotals(one, metric);
}

const valueOfTotals = (totals: Totals, metric: LiftMetric): number | undefined =>
  metric === 'revenue' ? totals.revenue?.amount : totals[metric];

/** 0 is a Monday: 1970-01-05 was one. */
const weekdayOfDay = (day: string): number => ((daysBetween('1970-01-05', day) % 7) + 7) % 7;
