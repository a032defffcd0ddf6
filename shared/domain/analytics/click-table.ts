import type { CubeCell } from '../click/fold.ts';
import type { Catalog } from '../facts.ts';
import { WITHOUT_POST } from '../orders/place.ts';
import { comparePlaces, type PlaceInOrder, placeByFigure } from '../place-in-order.ts';
import { type PostDimension, type PostFilter, type PostPlace, passes, placesOf } from '../post-filter.ts';
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
 * a post, in a row of its own.
 */
export function tabulateClicks(
  buckets: readonly LinkBucket[],
  catalog: Catalog,
  groups: readonly AnalyticsGroup[],
  filter: ClickFilter,
): ClickTable {
  const places = placesOf(catalog);
  const withCells = needsCells(groups, filter);
  const ofPosts = groups.some(isOfPosts);
  const rows = new Map<string, { names: (string | null)[]; rest: string | undefined; sums: Sums }>();
  const totals = emptySums(withCells);
  for (const bucket of buckets) {
    const place = places.ofLink(bucket.linkId);
    if (!place || !passes(place, filter)) continue;
    const rest = ofPosts && place.postId === undefined ? WITHOUT_POST : undefined;
    for (const { part, cell } of partsOf(bucket, place, filter, withCells)) {
      add(totals, part);
      for (const names of namesOf(groups, place, bucket, cell)) {
        const key = JSON.stringify([names, rest]);
        const row = rows.get(key) ?? { names, rest, sums: emptySums(withCells) };
        rows.set(key, row);
        add(row.sums, part);
      }
    }
  }
  const placeOf = clickRowPlace(groups);
  const shown = [...rows.values()].map(
    ({ names, rest, sums }): ClickRow => ({
      ...Object.fromEntries(groups.map((group, index) => [FIELD[group], names[index] ?? null])),
      ...(rest ? { name: rest } : {}),
      ...sums,
    }),
  );
  const placed = shown.map((row) => ({ row, place: placeOf(row) }));
  placed.sort((one, other) => comparePlaces(one.place, other.place));
  return { rows: placed.map(({ row }) => row), totals };
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
  { placement }: PostPlace,
  filter: ClickFilter,
  withCells: boolean,
): { part: Part; cell?: CubeCell }[] {
  if (!withCells) return [{ part: bucket }];
  return (bucket.cells ?? [])
    .filter(
      (cell) =>
        ASKED_OF_CELLS.every((name) => filter[name] === undefined || filter[name] === cell[name]) &&
        passesWay(cell, typeof placement === 'string' ? placement : undefined, filter),
    )
    .map((cell) => {
      const clicks = cell.reason === '' ? cell.count : 0;
      const darkClicks = isDark(cell.channel as Channel) ? clicks : 0;
      const excluded = cell.reason === '' ? {} : { [cell.reason]: cell.count };
      return { part: { hits: cell.count, clicks, uniques: 0, darkClicks, excluded }, cell };
    });
}

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

/** One list of names per row that the bucket counts in: several only by message. */
function namesOf(
  groups: readonly AnalyticsGroup[],
  place: PostPlace,
  bucket: LinkBucket,
  cell: CubeCell | undefined,
): (string | null)[][] {
  return groups.reduce<(string | null)[][]>(
    (lists, group) => {
      const names = valuesOf(group, place, bucket, cell);
      return lists.flatMap((list) => names.map((name) => [...list, name]));
    },
    [[]],
  );
}

function valuesOf(
  group: AnalyticsGroup,
  place: PostPlace,
  bucket: LinkBucket,
  cell: CubeCell | undefined,
): (string | null)[] {
  if (isOfTime(group)) return [TIME[group](bucket.at)];
  if (isOfCells(group)) return [cell?.[group] || null];
  const value = place[FIELD[group] as PostDimension];
  if (typeof value === 'string') return [value];
  return value && value.length > 0 ? [...new Set(value)] : [null];
}
