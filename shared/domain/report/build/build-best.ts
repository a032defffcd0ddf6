import type { Facts } from '../../facts.ts';
import { roiTallies } from '../../roi/compute-roi.ts';
import { type MoneyTally, spendMinorOf, WHOLE } from '../../roi/tally.ts';
import { type Best, type BestFigures, type BestRow, REST_OF_STAGES, type ReportPeriod } from '../snapshot.ts';
import { shareOf } from '../snapshot-input.ts';
import { creatorNameOf } from './build-creators.ts';
import { factsWithin, restOf } from './build-stages.ts';

type About = Omit<BestRow, 'id' | keyof BestFigures>;

/** Beyond so many, what is left stands in one row. */
const MOST_ROWS = 200;

/** Who and what brought the week: creators and posts, best first, and what is left over; each list adds up to the week. */
export function buildBest(facts: Facts, period: ReportPeriod): { creators: Best; posts: Best } {
  const week = factsWithin(facts, period);
  const creators = new Map(facts.catalog.creators.map((one) => [one.creatorId, one]));
  const posts = new Map(facts.catalog.posts.map((one) => [one.postId, one]));
  const called = (id = '') => {
    const creator = creators.get(id);
    return {
      name: creatorNameOf(creator, id),
      ...(creator && { handle: creator.handle, platform: creator.platform }),
    };
  };
  const listOf = (groupBy: 'creator' | 'post', about: (id: string) => About) =>
    best(roiTallies(week, { groupBy, basis: 'period', from: period.firstDay, to: period.lastDay }), about);
  return {
    creators: listOf('creator', called),
    posts: listOf('post', (id) => {
      const post = posts.get(id);
      return {
        ...called(post?.creatorId),
        ...(post && { publishedOn: post.publishedOn, platform: post.platform, stage: post.stage }),
      };
    }),
  };
}

function best(tallies: ReadonlyMap<string | null, MoneyTally>, about: (id: string) => About): Best {
  const rows = [...tallies]
    .filter(
      ([, tally]) =>
        tally.clicks !== 0 || tally.orders !== 0 || tally.netRevenueMinor !== 0 || spendMinorOf(tally) !== 0,
    )
    .sort(
      ([one, a], [other, b]) =>
        b.netRevenueMinor - a.netRevenueMinor ||
        b.clicks - a.clicks ||
        ((one ?? '') < (other ?? '') ? -1 : 1),
    );
  const named = rows.flatMap(([id, tally]) =>
    id === null || restOf(id) ? [] : [{ id, ...about(id), ...figuresOf([tally]) }],
  );
  const rest = REST_OF_STAGES.flatMap((name) => {
    const own = rows.flatMap(([id, tally]) => (restOf(id) === name ? [tally] : []));
    return own.length > 0 ? [[name, figuresOf(own)] as const] : [];
  });
  const beyond = named.slice(MOST_ROWS);
  return {
    rows: named.slice(0, MOST_ROWS),
    ...(beyond.length > 0 && { others: { count: beyond.length, ...sumOf(beyond) } }),
    ...Object.fromEntries(rest),
  };
}

const figuresOf = (tallies: readonly MoneyTally[]) => {
  const sum = (of: (tally: MoneyTally) => number) => tallies.reduce((all, tally) => all + of(tally), 0);
  return {
    clicks: sum(({ clicks }) => clicks),
    orders: shareOf(sum(({ orders }) => orders) / WHOLE),
    netRevenueMinor: sum(({ netRevenueMinor }) => netRevenueMinor),
    spendMinor: sum(spendMinorOf),
  };
};

const sumOf = (rows: readonly BestRow[]) => ({
  clicks: rows.reduce((all, { clicks }) => all + clicks, 0),
  orders: shareOf(rows.reduce((all, { orders }) => all + orders, 0)),
  netRevenueMinor: rows.reduce((all, { netRevenueMinor }) => all + netRevenueMinor, 0),
  spendMinor: rows.reduce((all, { spendMinor }) => all + (spendMinor ?? 0), 0),
});
