import type { PostFacts, SquadFacts } from '../facts.ts';
import { foldRegion } from '../schema/lift/baselines.ts';
import { addDays, daysBetween, listDays } from '../time/week.ts';
import type { LiftMetric } from '../vocabulary.ts';
import { type LiftReading, readLift } from './read-lift.ts';
import { type ToldDays, valueIn, valueOfTotals } from './told-days.ts';

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
  told: ToldDays;
  /** Every post of the brand, the subject's among them. */
  posts: readonly PostFacts[];
  squads: readonly SquadFacts[];
  metric: LiftMetric;
  /** The brand's own; it is not over, so it isn't looked at. */
  today: string;
};

export type LiftWindow = { from: string; to: string; over: boolean };
export type LiftOf = {
  window: LiftWindow;
  firstDay: string;
  /** Told days before the window on which nothing was at work. */
  quietDays: readonly string[];
  region?: string;
  reading: LiftReading;
};

/**
 * What these posts did to the shop's own totals. Days of a sale and the like, and days on which other posts may have been
 * at work, are left out; where the squad's city has totals of its own, other posts hit all regions alike and cancel.
 */
export function liftOf(subject: LiftSubject, scene: LiftScene): LiftOf | undefined {
  const window = windowOf(subject.posts, scene.today);
  if (!window) return undefined;
  const { told, metric } = scene;
  const firstDay = firstDayOf(told, window);
  const days = listDays(firstDay, window.to);
  const region = regionOf(subject, scene);
  const others = othersAtWork(subject, scene, region);
  const plain = (day: string) => (told.get(day)?.event || others(day) ? undefined : told.get(day));
  const donors = region ? donorsOf(region, window, scene) : [];
  const valueOn = (day: string, name?: string) => valueIn(plain(day), metric, name);
  const reading = readLift({
    treated: days.map((day) => valueOn(day, region)),
    donors: donors.map((donor) => days.map((day) => valueOn(day, donor))),
    firstWeekday: weekdayOfDay(firstDay),
    before: daysBetween(firstDay, window.from),
  });
  const quietDays = days.filter((day) => day < window.from && plain(day) !== undefined);
  return { window, firstDay, quietDays, ...(region ? { region } : {}), reading };
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

function firstDayOf(told: ToldDays, { from }: LiftWindow): string {
  const earliest = addDays(from, -HISTORY_DAYS);
  const first = [...told.keys()].find((day) => day >= earliest) ?? from;
  return first < from ? first : from;
}

/** The squad's city, where the shop tells its totals. */
function regionOf({ city }: LiftSubject, { told }: LiftScene): string | undefined {
  if (!city) return undefined;
  const name = foldRegion(city);
  return [...told.values()].some(({ regions }) => regions.has(name)) ? name : undefined;
}

/** Folded, by squad. */
const citiesOf = (squads: readonly SquadFacts[]) =>
  new Map(squads.map(({ squadId, city }) => [squadId, foldRegion(city)]));

/** Is another post at work on that day? In a region only those of its own city count. */
function othersAtWork(subject: LiftSubject, { posts, squads }: LiftScene, region: string | undefined) {
  const own = new Set(subject.posts.map(({ postId }) => postId));
  const cityOf = citiesOf(squads);
  const busy = new Set<string>();
  for (const post of posts) {
    if (own.has(post.postId)) continue;
    if (region && cityOf.get(post.squadId ?? '') !== region) continue;
    for (const day of listDays(post.publishedOn, addDays(post.publishedOn, CARRY_DAYS - 1))) busy.add(day);
  }
  return (day: string) => busy.has(day);
}

/** Regions told on nearly every day, without posts of a squad of theirs in the window or the days it is read against. */
function donorsOf(region: string, window: LiftWindow, { told, posts, squads, metric }: LiftScene): string[] {
  const cityOf = citiesOf(squads);
  const posting = new Set(
    posts
      .filter(({ publishedOn }) => publishedOn <= window.to && addDays(publishedOn, CARRY_DAYS) > window.from)
      .map(({ squadId }) => cityOf.get(squadId ?? '')),
  );
  const daysOf = new Map<string, number>();
  for (const { regions } of told.values()) {
    for (const [name, totals] of regions) {
      if (valueOfTotals(totals, metric) !== undefined) daysOf.set(name, (daysOf.get(name) ?? 0) + 1);
    }
  }
  const needed = TOLD_SHARE * (daysOf.get(region) ?? 0);
  return [...daysOf].flatMap(([name, days]) =>
    name !== region && !posting.has(name) && days >= needed ? [name] : [],
  );
}

const TOLD_SHARE = 0.9;

/** 0 is a Monday: 1970-01-05 was one. */
const weekdayOfDay = (day: string): number => ((daysBetween('1970-01-05', day) % 7) + 7) % 7;
