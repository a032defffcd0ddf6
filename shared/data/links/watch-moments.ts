import { LRUCache } from 'lru-cache';
import { type LinkHour, surgeThreshold } from '../../domain/link/link-moments.ts';
import { HOUR_MS, MINUTE_MS } from '../../domain/time/units.ts';
import type { JustCounted } from '../counts/recount.ts';
import type { Stores } from '../stores.ts';
import { heldAnswers } from '../table/held-answers.ts';
import { hourOf, startOfHour, startOfMinute } from '../table/keys.ts';
import { type HourBefore, hourBefore, hourTeller, isNews, wantsMoments } from './link-moments.ts';

type WatchDeps = Parameters<typeof hourTeller>[0] & {
  countReader: Pick<Stores['countReader'], 'listMinutes'>;
  /** What the watch misses is told when its hour is sealed. */
  failed: (failure: unknown) => void;
};

/** How long a brand's webhooks are believed to be what they were. */
const ASKED_MS = MINUTE_MS / 2;
/**
 * A link's hour is read again once what was counted here has grown by this part of what is missing to a surge: counted
 * by so many processes at once, one of them still sees it.
 */
const COUNTERS = 8;
const MOST_REMEMBERED = 20_000;
/** Each holds a figure for every link of its brand. */
const MOST_HOURS = 200;

/** A link's hour as far as this process knows: what it counted itself, and when looking again is worth it. */
type Watched = { own: Map<string, number>; lookAt: number; isOver: boolean };
type WatchedHours = LRUCache<string, Watched>;

/**
 * Tells of first clicks and surges within seconds, from what has just been counted. An hour's clicks are read from the
 * counts, so that it does not matter who counts which part of them; nothing is read for brands without a webhook that
 * asks. What was told already, by whoever, is not told again.
 */
export function watchMoments(deps: WatchDeps) {
  const tellOfHour = hourTeller(deps);
  const asked = heldAnswers<boolean>({ most: MOST_REMEMBERED, freshMs: ASKED_MS, now: deps.now });
  const hours = heldAnswers<HourBefore>({
    most: MOST_HOURS,
    freshMs: Number.POSITIVE_INFINITY,
    now: deps.now,
  });
  const watched: WatchedHours = new LRUCache({ max: MOST_REMEMBERED });
  const wants = (brandId: string) => asked(brandId, () => wantsMoments(brandId, deps));
  const beside = (brandId: string, hour: string) =>
    hours(`${brandId}|${hour}`, () => hourBefore(brandId, hour, deps));

  async function look(brandId: string, hour: string, counted: readonly JustCounted[]): Promise<void> {
    const due = dueOf(counted, watched, hour);
    if (due.length === 0) return;
    const one = await beside(brandId, hour);
    const span = { fromMs: startOfHour(hour), untilMs: startOfHour(hour) + HOUR_MS };
    const minutes = await deps.countReader.listMinutes(
      brandId,
      due.map((linkId) => ({ linkId, ...span })),
    );
    const clicks = new Map(due.map((linkId, index) => [linkId, sumOf(minutes[index] ?? [])]));
    const states = await tellOfHour(one, clicks);
    for (const linkId of due) noteLook(watched.get(`${linkId}|${hour}`), states.get(linkId));
  }

  return async function watch(counted: readonly JustCounted[]): Promise<void> {
    for (const [key, some] of byHour(counted)) {
      const [brandId = '', hour = ''] = key.split('|');
      try {
        if (isNews(startOfHour(hour), deps) && (await wants(brandId))) await look(brandId, hour, some);
      } catch (failure) {
        deps.failed(failure);
      }
    }
  };
}

/** Links of which something may have happened since this process looked last. */
function dueOf(counted: readonly JustCounted[], watched: WatchedHours, hour: string): string[] {
  const due = new Set<string>();
  for (const { partition, clicks } of counted) {
    const key = `${partition.linkId}|${hour}`;
    const one = watched.get(key) ?? { own: new Map(), lookAt: 1, isOver: false };
    watched.set(key, one);
    one.own.set(`${partition.minute}|${partition.shard}`, clicks);
    if (!one.isOver && ownClicks(one) >= one.lookAt) due.add(partition.linkId);
  }
  return [...due];
}

function noteLook(one: Watched | undefined, hour: LinkHour | undefined): void {
  if (!one) return;
  const missing = hour ? surgeThreshold(hour) - hour.clicks : Number.POSITIVE_INFINITY;
  one.isOver = missing <= 0 || !hour;
  one.lookAt = ownClicks(one) + Math.max(1, Math.ceil(missing / COUNTERS));
}

const ownClicks = ({ own }: Watched): number => [...own.values()].reduce((sum, clicks) => sum + clicks, 0);
const sumOf = (minutes: readonly { clicks: number }[]): number =>
  minutes.reduce((sum, { clicks }) => sum + clicks, 0);

function byHour(counted: readonly JustCounted[]): Map<string, JustCounted[]> {
  const found = new Map<string, JustCounted[]>();
  for (const one of counted) {
    if (one.clicks === 0) continue;
    const key = `${one.brandId}|${hourOf(startOfMinute(one.partition.minute))}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}
