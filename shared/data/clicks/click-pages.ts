import type { CountableClick } from '../../domain/click/fold.ts';
import { HOUR_MS } from '../../domain/time/units.ts';
import { hourOf, type RawPartition, startOfHour, startOfMinute } from '../table/keys.ts';
import { inPortions } from '../table/write-many.ts';
import type { ClickStore } from './click-store.ts';
import type { FoundClick } from './settled-minutes.ts';

/** Hours looked into for one page; a quiet brand's page ends here, and its cursor leads on. */
const MOST_HOURS = 48;
/** Partitions of one minute that are read at once. */
const AT_ONCE = 20;

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

export type { FoundClick };

type Place = { at: number; id: string };

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
  let hour = hourOf(place.at);
  for (let seen = 0; seen < MOST_HOURS; seen++) {
    if (isBefore(hour, search)) return { found };
    for await (const one of clicksOfHour(clicks, search, hour, place, limit)) {
      found.push(one);
      if (found.length === limit) return { found, lastKey: `${one.click.at}|${one.click.id}` };
    }
    hour = hourBefore(hour);
  }
  return { found, lastKey: `${startOfHour(hour) + HOUR_MS}|` };
}

/** All of them, the newest first, each minute read once. */
export async function* everyClick(
  clicks: ClickStore,
  search: ClickSearch,
  latest: number,
): AsyncGenerator<FoundClick> {
  const place = { at: Math.min(search.toMs, latest), id: '' };
  for (let hour = hourOf(place.at); !isBefore(hour, search); hour = hourBefore(hour))
    yield* clicksOfHour(clicks, { ...search, reading: 'once' }, hour, place);
}

const hourBefore = (hour: string): string => hourOf(startOfHour(hour) - HOUR_MS);
const isBefore = (hour: string, { fromMs }: ClickSearch): boolean => startOfHour(hour) + HOUR_MS <= fromMs;

async function* clicksOfHour(
  clicks: ClickStore,
  search: ClickSearch,
  hour: string,
  place: Place,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<FoundClick> {
  for (const partitions of await minutesOf(clicks, search, hour, place))
    yield* await clicksOfMinute(clicks, search, partitions, ({ click }) => isAfter(click, place), most);
}

const isAfter = (click: CountableClick, place: Place): boolean =>
  click.at < place.at || (click.at === place.at && place.id !== '' && click.id < place.id);

/** The hour's partitions by minute, the last minute first, none that lies wholly behind `place`. */
async function minutesOf(
  clicks: ClickStore,
  search: ClickSearch,
  hour: string,
  place: Place,
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

/** The clicks of some partitions, the newest first; of each partition, whose own come so, at most `most`. */
async function clicksOfMinute(
  clicks: ClickStore,
  search: ClickSearch,
  partitions: readonly RawPartition[],
  isPast: (one: FoundClick) => boolean,
  most: number,
): Promise<FoundClick[]> {
  const { fromMs, toMs, wanted, dedupeSeconds, reading } = search;
  const isFound = (one: FoundClick): boolean =>
    one.click.at >= fromMs && one.click.at < toMs && isPast(one) && wanted(one.click);
  const found: FoundClick[] = [];
  for (const some of inPortions(partitions, AT_ONCE)) {
    const lists = await Promise.all(
      some.map((partition) => clicks.listSettled(partition, dedupeSeconds, reading)),
    );
    for (const list of lists) for (const one of firstOf(list, isFound, most)) found.push(one);
  }
  return found.sort((a, b) => b.click.at - a.click.at || (a.click.id < b.click.id ? 1 : -1));
}

function* firstOf<T>(list: readonly T[], isFound: (one: T) => boolean, most: number): Generator<T> {
  let left = most;
  for (const one of list) {
    if (left === 0) return;
    if (!isFound(one)) continue;
    left--;
    yield one;
  }
}
