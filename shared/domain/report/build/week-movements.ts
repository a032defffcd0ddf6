import type { Facts, PostFacts } from '../../facts.ts';
import { once } from '../../remember.ts';
import { type Cluster, clusterSpread, type Movement, movements, type Series } from '../../roi/movement.ts';
import { type PostSpread, postSpread } from '../../roi/promotions/post-spread.ts';
import { addDays, daysOfWeek } from '../../time/week.ts';
import { STAGES, type Stage } from '../../vocabulary.ts';
import { CHANNEL_GROUPS, type ChannelGroup } from '../snapshot.ts';
import type { Before } from '../snapshot-input.ts';
import type { PostCounts, WeekCounts } from './week-counts.ts';

export type WeekMovementsInput = {
  facts: Facts;
  weeks: WeekCounts[];
  before: Before;
  hours: number;
  /** A week that still runs is compared by its counts alone. */
  running?: boolean;
  only?: 'brand';
  /** Where it is known from before; else learnt from the facts. */
  spread?: PostSpread;
};

/** One line of the test: which posts it is made of and what of them it counts. */
type Line = {
  metric: Series['metric'];
  group: string;
  total: (week: WeekCounts) => number;
  has: (post: PostFacts) => boolean;
  part: (counts: PostCounts) => number;
  /** All clicks of its posts are counted: then what was to be expected of each post can be told. */
  whole: boolean;
};

export type WeekMovements = {
  tested: Movement[];
  /** What differences between posts add to the variance of ln(orders now / before): revenue swings with them. */
  ordersSpread: number;
};

/**
 * Everything that is tested for movement, tested together: brand, stages, ways, creators. What ordinary weeks do by
 * themselves is learnt from the posts known before both weeks.
 */
export function weekMovements({
  facts,
  weeks,
  before,
  hours,
  running,
  only,
  spread = postSpread(facts, addDays(before.firstDay, -1)),
}: WeekMovementsInput): WeekMovements {
  const [last, now] = weeks.slice(-2);
  if (!now || !last) return { tested: [], ordersSpread: 0 };
  const earlier = weeks.slice(0, -2);
  const firstBusy = earlier.findIndex(({ clicks, orders }) => clicks + orders > 0);
  const past = firstBusy < 0 ? [] : earlier.slice(firstBusy);
  const posts = new Map(facts.catalog.posts.map((post) => [post.postId, post]));
  const { spreadOf, expectationOf } = luckOf(facts, posts, spread, now, last);
  const canExpect = spread.expect !== undefined && !running;
  const lines = only ? brandLines() : linesOf(comparableCreators(now, last, posts));
  const tested = movements(
    lines.map(
      (line): Series => ({
        metric: line.metric,
        group: line.group,
        now: { count: line.total(now), exposure: hours },
        before: { count: line.total(last), exposure: before.hours },
        history: past.map(line.total),
        spread: spreadOf(line, true),
        ...(line.whole && canExpect && { expectation: expectationOf(line) }),
      }),
    ),
  );
  const ofBrand = lines.find(({ metric, group }) => metric === 'orders' && group === 'brand');
  return { tested, ordersSpread: ofBrand ? spreadOf(ofBrand, true) : 0 };
}

const clicks = (group: string, total: Line['total'], has: Line['has'] = () => true): Line => ({
  metric: 'clicks',
  group,
  total,
  has,
  part: (post) => post.clicks,
  whole: true,
});
const orders = (group: string, total: Line['total'], has: Line['has'] = () => true): Line => ({
  ...clicks(group, total, has),
  metric: 'orders',
  part: (post) => post.orders,
  whole: false,
});

const brandLines = (): Line[] => [
  clicks('brand', (week) => week.clicks),
  orders('brand', (week) => week.orders),
];

function linesOf(creators: readonly string[]): Line[] {
  const ofStage = (stage: Stage) => (post: PostFacts) => post.stage === stage;
  const way = (group: ChannelGroup): Line => ({
    ...clicks(`channel ${group}`, ({ byGroup }) => byGroup[group]),
    part: ({ byGroup }) => byGroup[group],
    whole: false,
  });
  return [
    ...brandLines(),
    ...STAGES.map((stage) =>
      clicks(`stage ${stage}`, (week) => week.clicksByStage.get(stage) ?? 0, ofStage(stage)),
    ),
    ...STAGES.map((stage) =>
      orders(`stage ${stage}`, (week) => week.ordersByStage.get(stage) ?? 0, ofStage(stage)),
    ),
    ...CHANNEL_GROUPS.map(way),
    ...creators.map((id) =>
      clicks(
        `creator ${id}`,
        (week) => week.clicksByCreator.get(id) ?? 0,
        ({ creatorId }) => creatorId === id,
      ),
    ),
  ];
}

/** How far the two weeks of a line may lie apart by luck, and what its posts were expected to bring in each. */
function luckOf(facts: Facts, posts: Posts, spread: PostSpread, now: WeekCounts, last: WeekCounts) {
  const publishers = [now, last].map((week) => publishersOf(week, posts));
  const inBoth = (creatorId: string) => publishers.every((names) => names.has(creatorId));
  const membersOf = (week: WeekCounts, line: Line) =>
    [...week.posts].flatMap(([postId, counts]) => {
      const post = posts.get(postId);
      return post && line.has(post) ? [{ post, count: line.part(counts) }] : [];
    });
  const clustersOf = (week: WeekCounts, line: Line, rotating: boolean): Cluster[] => {
    const [monday = ''] = daysOfWeek(week.week);
    return membersOf(week, line).map(({ post, count }) => {
      const own = spread.within + (rotating && !inBoth(post.creatorId) ? spread.between : 0);
      return { count, variance: post.publishedOn >= monday ? own : spread.tail };
    });
  };
  const sofar = once(() => clicksBefore(facts, [last.week, now.week]));
  const expectedIn = (week: WeekCounts, line: Line): Cluster[] => {
    const days = daysOfWeek(week.week);
    const [from = '', to = ''] = [days[0], days[6]];
    return facts.catalog.posts
      .filter((post) => post.publishedOn <= to && line.has(post))
      .flatMap(
        (post) => spread.expect?.(post, { from, to }, sofar().get(week.week)?.get(post.postId) ?? 0) ?? [],
      )
      .map(({ clicks, variance }) => ({ count: clicks, variance }));
  };
  const spreadOf = (line: Line, rotating: boolean): number =>
    clusterSpread(clustersOf(now, line, rotating)) + clusterSpread(clustersOf(last, line, rotating));
  return {
    spreadOf,
    /** The same without what only another choice of creators explains. */
    expectationOf: (line: Line): NonNullable<Series['expectation']> => {
      const [expectedNow, expectedThen] = [expectedIn(now, line), expectedIn(last, line)];
      return {
        now: total(expectedNow),
        before: total(expectedThen),
        spread: clusterSpread(expectedNow) + clusterSpread(expectedThen),
        luck: spreadOf(line, false),
      };
    },
  };
}

const total = (clusters: readonly Cluster[]): number => clusters.reduce((sum, { count }) => sum + count, 0);

/** What each post had brought before each of these weeks began. */
function clicksBefore({ catalog, days }: Facts, weeks: readonly string[]): Map<string, Map<string, number>> {
  const postOf = new Map(catalog.links.map(({ linkId, postId }) => [linkId, postId]));
  const mondays = weeks.map((week) => ({ week, monday: daysOfWeek(week)[0] ?? '' }));
  const sums = new Map(weeks.map((week) => [week, new Map<string, number>()]));
  for (const { day, linkId, clicks } of days) {
    const postId = postOf.get(linkId);
    if (postId === undefined) continue;
    for (const { week, monday } of mondays) {
      const sum = sums.get(week);
      if (sum && day < monday) sum.set(postId, (sum.get(postId) ?? 0) + clicks);
    }
  }
  return sums;
}

type Posts = ReadonlyMap<string, PostFacts>;

/** Like with like: who published in one week and not in the other moved for that reason, which needs no test. */
function comparableCreators(now: WeekCounts, last: WeekCounts, posts: Posts): string[] {
  const [publishNow, publishedThen] = [publishersOf(now, posts), publishersOf(last, posts)];
  const names = new Set([...now.clicksByCreator.keys(), ...last.clicksByCreator.keys()]);
  return [...names].filter((id) => publishNow.has(id) === publishedThen.has(id)).sort();
}

/** Creators with a post of that very week. */
function publishersOf({ week, posts: counted }: WeekCounts, posts: Posts): Set<string> {
  const [monday = ''] = daysOfWeek(week);
  const found = new Set<string>();
  for (const id of counted.keys()) {
    const post = posts.get(id);
    if (post && post.publishedOn >= monday) found.add(post.creatorId);
  }
  return found;
}
