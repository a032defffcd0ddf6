import { type CountableClick, settleClicks } from '../../domain/click/fold.ts';
import { HOUR_MS } from '../../domain/time/units.ts';
import { hourOf, type RawPartition, startOfHour, startOfMinute } from '../table/keys.ts';
import type { ClickStore } from './click-store.ts';

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
};

/** `firstOfMinute`: nobody counted this visitor on this link in this minute before. */
export type FoundClick = { click: CountableClick; firstOfMinute: boolean };

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
    for await (const one of clicksOfHour(clicks, search, hour, place)) {
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
    yield* clicksOfHour(clicks, search, hour, place);
}

const hourBefore = (hour: string): string => hourOf(startOfHour(hour) - HOUR_MS);
const isBefore = (hour: string, { fromMs }: ClickSearch): boolean => startOfHour(hour) + HOUR_MS <= fromMs;

async function* clicksOfHour(
  clicks: ClickStore,
  search: ClickSearch,
  hour: string,
  place: Place,
): AsyncGenerator<FoundClick> {
  for (const partitions of await minutesOf(clicks, search, hour, place)) {
    for (const one of await clicksOfMinute(clicks, search, partitions))
      if (isAfter(one.click, place)) yield one;
  }
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

async function clicksOfMinute(
  clicks: ClickStore,
  search: ClickSearch,
  partitions: readonly RawPartition[],
): Promise<FoundClick[]> {
  const found: FoundClick[] = [];
  for (let start = 0; start < partitions.length; start += AT_ONCE) {
    const some = partitions.slice(start, start + AT_ONCE);
    const read = await Promise.all(some.map((partition) => clicks.listCountable(partition)));
    for (const raw of read) {
      const counted = new Set<string>();
      for (const click of settleClicks(raw, search.dedupeSeconds)) {
        const visitor = click.verdict.kind === 'counted' ? click.visitor : undefined;
        const firstOfMinute = visitor !== undefined && !counted.has(visitor);
        if (visitor !== undefined) counted.add(visitor);
        if (click.at >= search.fromMs && click.at < search.toMs && search.wanted(click))
          found.push({ click, firstOfMinute });
      }
    }
  }
  return found.sort((a, b) => b.click.at - a.click.at || (a.click.id < b.click.id ? 1 : -1));
}
