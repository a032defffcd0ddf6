import type { CountableClick } from '../../domain/click/fold.ts';
import type { SettledClick } from '../../domain/click/settling.ts';
import { HOUR_MS } from '../../domain/time/units.ts';
import { hourOf, type RawPartition, startOfHour, startOfMinute } from '../table/keys.ts';
import type { ClickStore } from './click-store.ts';
import { clicksOfMinute } from './minute-runs.ts';
import { isBeforePlace, type ListPlace } from './newest-first.ts';

/** Hours with hits looked into for one page: one of which nothing is wanted ends here, and its cursor leads on. */
const MOST_HOURS = 48;

export type ClickSearch = {
  brandId: string;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  dedupeSeconds: number;
  links?: ReadonlySet<string>;
  wanted: (click: CountableClick) => boolean;
  /** All of them are gone through: nothing of it is worth keeping. */
  reading?: 'once';
};

export type FoundClick = SettledClick;

/** Settled clicks, the newest first, from where the page before ended (`time|id`, or only a time). */
export async function pageOfClicks(
  clicks: ClickStore,
  search: ClickSearch,
  limit: number,
  after: string | undefined,
): Promise<{ found: FoundClick[]; lastKey?: string }> {
  const [beforeText = '', beforeId = ''] = (after ?? `${search.toMs}|`).split('|');
  const place = { at: Number(beforeText), id: beforeId };
  const found: FoundClick[] = [];
  let seen = 0;
  for await (const hour of hoursOf(clicks, search, place)) {
    if (seen++ === MOST_HOURS) return { found, lastKey: `${startOfHour(hour) + HOUR_MS}|` };
    for await (const one of clicksOfHour(clicks, search, hour, place)) {
      found.push(one);
      if (found.length === limit) return { found, lastKey: `${one.click.at}|${one.click.id}` };
    }
  }
  return { found };
}

/** All of them, the newest first, each minute read once. */
export async function* everyClick(
  clicks: ClickStore,
  search: ClickSearch,
  latest: number,
): AsyncGenerator<FoundClick> {
  const place = { at: Math.min(search.toMs, latest), id: '' };
  for await (const hour of hoursOf(clicks, search, place))
    yield* clicksOfHour(clicks, { ...search, reading: 'once' }, hour, place);
}

const hoursOf = (clicks: ClickStore, { brandId, fromMs }: ClickSearch, { at }: ListPlace) =>
  clicks.hoursWithHits(brandId, hourOf(fromMs), hourOf(at));

async function* clicksOfHour(
  clicks: ClickStore,
  search: ClickSearch,
  hour: string,
  place: ListPlace,
): AsyncGenerator<FoundClick> {
  const { fromMs, toMs, wanted, dedupeSeconds, reading } = search;
  for (const partitions of await minutesOf(clicks, search, hour, place)) {
    for await (const one of clicksOfMinute(clicks, partitions, { place, dedupeSeconds, reading })) {
      const { click } = one;
      if (click.at >= fromMs && click.at < toMs && isBeforePlace(click, place) && wanted(click)) yield one;
    }
  }
}

/** The hour's partitions by minute, the last minute first, none that lies wholly behind `place`. */
async function minutesOf(
  clicks: ClickStore,
  search: ClickSearch,
  hour: string,
  place: ListPlace,
): Promise<RawPartition[][]> {
  const byMinute = new Map<string, RawPartition[]>();
  for (const { partition } of await clicks.listPartitionsOfHour(hour, search.brandId)) {
    if (search.links && !search.links.has(partition.linkId)) continue;
    if (startOfMinute(partition.minute) > place.at) continue;
    const known = byMinute.get(partition.minute);
    if (known) known.push(partition);
    else byMinute.set(partition.minute, [partition]);
  }
  return [...byMinute].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, partitions]) => partitions);
}
