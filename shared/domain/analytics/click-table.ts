import type { CubeCell } from '../click/fold.ts';
import type { Catalog } from '../facts.ts';
import { WITHOUT_POST } from '../orders/place.ts';
import { comparePlaces, type PlaceInOrder, placeByFigure } from '../place-in-order.ts';
import { type PostDimension, type PostFilter, type PostPlace, passes, placesOf } from '../post-filter.ts';
import { remembering } from '../remember.ts';
import type { AnalyticsGroup, ClickRow, ClickSort } from '../schema/answers/analytics.ts';
import { weekOfDay } from '../time/week.ts';
import { type Channel, isDark } from '../vocabulary.ts';
import { OF_WAYS, passesWay, type WayFilter } from './ways.ts';

/** What one link counted in one bucket of time. Without `cells`: its sums only. */
export type LinkBucket = {
  linkId: string;
  /** The bucket's name: a day, or the start of an hour in UTC. */
  at: string;
  hits: number;
  clicks: number;
  uniques: number;
  darkClicks: number;
  excluded: Partial<Record<string, number>>;
  cells?: readonly CubeCell[];
};

export type ClickFilter = PostFilter & WayFilter & Partial<Record<(typeof OF_CELLS)[number], string>>;

type Sums = Pick<ClickRow, 'hits' | 'clicks' | 'uniques' | 'darkClicks' | 'excluded'>;
export type ClickTable = { rows: ClickRow[]; totals: Sums };

/** Asked for by their own names alone; an app is part of the way that a click came. */
const ASKED_OF_CELLS = ['channel', 'country', 'device'] as const;
const OF_CELLS = ['app', ...ASKED_OF_CELLS] as const;
const isOfCells = (name: string): name is (typeof OF_CELLS)[number] =>
  (OF_CELLS as readonly string[]).includes(name);

/** The name of a bucket's stretch of time: its own, or the week or month that its day lies in. */
const TIME = {
  day: (at: string) => at,
  hour: (at: string) => at,
  week: weekOfDay,
  month: (at: string) => at.slice(0, 7),
};
const isOfTime = (group: AnalyticsGroup): group is keyof typeof TIME => group in TIME;

/** Does the question need the larger rows, split by how clicks travelled? */
export const needsCells = (groups: readonly AnalyticsGroup[], filter: ClickFilter): boolean =>
  groups.some(isOfCells) || [...OF_CELLS, ...OF_WAYS].some((name) => filter[name] !== undefined);

const FIELD: Record<AnalyticsGroup, keyof ClickRow> = {
  stage: 'stage',
  creator: 'creatorId',
  post: 'postId',
  link: 'linkId',
  campaign: 'campaignId',
  squad: 'squadId',
  platform: 'platform',
  channel: 'channel',
  app: 'app',
  message: 'message',
  placement: 'placement',
  tag: 'tag',
  country: 'country',
  device: 'device',
  day: 'day',
  hour: 'hour',
  week: 'week',
  month: 'month',
  tier: 'tier',
  source: 'source',
  format: 'format',
};

/** Told by the post; a link without one has none of them. */
const isOfPosts = (group: AnalyticsGroup): boolean =>
  !isOfTime(group) && !isOfCells(group) && !['link', 'placement', 'tag'].includes(group);

/**
 * Sums the buckets by up to two groups. A post without the group's value counts under `null`, and so does a link without
 * a post, in a row of its own. What hangs on the link or the time alone is found once for each, not for every bucket.
 */
export function tabulateClicks(
  buckets: readonly LinkBucket[],
  catalog: Catalog,
  groups: readonly AnalyticsGroup[],
  filter: ClickFilter,
): ClickTable {
  const withCells = needsCells(groups, filter);
  const linkOf = remembering(linkReader(catalog, groups, filter));
  const timesOf = remembering((at: string) => groups.map((group) => isOfTime(group) && [TIME[group](at)]));
  const rows = openRows(() => emptySums(withCells));
  const totals = emptySums(withCells);
  for (const bucket of buckets) {
    const link = linkOf(bucket.linkId);
    if (!link) continue;
    const times = timesOf(bucket.at);
    const namesOf = (index: number, cell: CubeCell | undefined): Names => {
      const group = groups[index];
      if (group === undefined) return NOT_ASKED;
      return times[index] || (isOfCells(group) ? [cell?.[group] || null] : (link.names[index] ?? NOT_ASKED));
    };
    for (const { part, cell } of partsOf(bucket, link.placement, filter, withCells)) {
      add(totals, part);
      const seconds = namesOf(1, cell);
      for (const first of namesOf(0, cell))
        for (const second of seconds) add(rows.sumsOf(link.rest, first, second), part);
    }
  }
  return { rows: inOrder(rows.all, groups), totals };
}

type Names = readonly (string | null)[];
/** The one name of a group that nobody asked for. */
const NOT_ASKED: Names = [null];

/** What every bucket of a link has in common; nothing of a link that is gone or not asked for. */
function linkReader(catalog: Catalog, groups: readonly AnalyticsGroup[], filter: ClickFilter) {
  const places = placesOf(catalog);
  const ofPosts = groups.some(isOfPosts);
  return (linkId: string) => {
    const place = places.ofLink(linkId);
    if (!place || !passes(place, filter)) return undefined;
    const { placement } = place;
    return {
      placement: typeof placement === 'string' ? placement : undefined,
      rest: ofPosts && place.postId === undefined ? WITHOUT_POST : undefined,
      names: groups.map((group) => namesOfLink(group, place)),
    };
  };
}

/** Several only by message and tag: a click counts in the row of each. */
function namesOfLink(group: AnalyticsGroup, place: PostPlace): Names {
  const value = place[FIELD[group] as PostDimension];
  if (typeof value === 'string') return [value];
  return value && value.length > 0 ? [...new Set(value)] : [null];
}

type OpenRow = { names: Names; rest: string | undefined; sums: Sums };

/** Rows by what they are named, without a key written for each of many thousand parts. */
function openRows(noSums: () => Sums) {
  const all: OpenRow[] = [];
  const namesIn = remembering((rest: string | undefined) =>
    remembering((first: string | null) =>
      remembering((second: string | null): Sums => {
        const row = { names: [first, second], rest, sums: noSums() };
        all.push(row);
        return row.sums;
      }),
    ),
  );
  return {
    all,
    sumsOf: (rest: string | undefined, first: string | null, second: string | null) =>
      namesIn(rest)(first)(second),
  };
}

function inOrder(rows: readonly OpenRow[], groups: readonly AnalyticsGroup[]): ClickRow[] {
  const placeOf = clickRowPlace(groups);
  const placed = rows.map(({ names, rest, sums }) => {
    const row: ClickRow = {
      ...Object.fromEntries(groups.map((group, index) => [FIELD[group], names[index] ?? null])),
      ...(rest ? { name: rest } : {}),
      ...sums,
    };
    return { row, place: placeOf(row) };
  });
  placed.sort((one, other) => comparePlaces(one.place, other.place));
  return placed.map(({ row }) => row);
}

/** Where a row stands: by the figure that is asked for; else over time by time, and the most clicks first otherwise. */
export function clickRowPlace(
  groups: readonly AnalyticsGroup[],
  sort?: ClickSort,
  descending = false,
): (row: ClickRow) => PlaceInOrder {
  const name = (row: ClickRow) => JSON.stringify([...groups.map((group) => row[FIELD[group]]), row.name]);
  if (sort) return (row) => [...placeByFigure(row[sort], descending), name(row)];
  return groups.some(isOfTime) ? (row) => [name(row)] : (row) => [-row.clicks, name(row)];
}

type Part = Omit<LinkBucket, 'linkId' | 'at' | 'cells'>;

/** The bucket as a whole, or cell by cell where the question tells cells apart. */
function partsOf(
  bucket: LinkBucket,
  placement: string | undefined,
  filter: ClickFilter,
  withCells: boolean,
): { part: Part; cell?: CubeCell }[] {
  if (!withCells) return [{ part: bucket }];
  return (bucket.cells ?? [])
    .filter(
      (cell) =>
        ASKED_OF_CELLS.every((name) => filter[name] === undefined || filter[name] === cell[name]) &&
        passesWay(cell, placement, filter),
    )
    .map((cell) => {
      const clicks = cell.reason === '' ? cell.count : 0;
      const darkClicks = isDark(cell.channel as Channel) ? clicks : 0;
      const excluded = cell.reason === '' ? NONE_EXCLUDED : { [cell.reason]: cell.count };
      return { part: { hits: cell.count, clicks, uniques: 0, darkClicks, excluded }, cell };
    });
}

const NONE_EXCLUDED = {};

const emptySums = (withCells: boolean): Sums => ({
  hits: 0,
  clicks: 0,
  uniques: withCells ? null : 0,
  excluded: {},
  darkClicks: 0,
});

function add(sums: Sums, part: Part): void {
  sums.hits += part.hits;
  sums.clicks += part.clicks;
  if (sums.uniques !== null) sums.uniques += part.uniques;
  sums.darkClicks += part.darkClicks;
  for (const [reason, count] of Object.entries(part.excluded))
    sums.excluded[reason] = (sums.excluded[reason] ?? 0) + (count ?? 0);
}
