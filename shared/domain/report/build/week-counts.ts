import type { CreditedOrder, Facts } from '../../facts.ts';
import { remembering } from '../../remember.ts';
import { postFinder } from '../../roi/placement.ts';
import { weekOfDay } from '../../time/week.ts';
import type { Stage } from '../../vocabulary.ts';
import { type ChannelGroup, groupOf } from '../snapshot.ts';
import type { Before } from '../snapshot-input.ts';

/** What one week counted, by everything that the report tests for movement. Orders are sums of credit shares. */
export type WeekCounts = {
  week: string;
  clicks: number;
  orders: number;
  netRevenueMinor: number;
  /** Net amount of each credited order line; their squares tell how far revenue swings by itself. */
  nets: number[];
  byGroup: Record<ChannelGroup, number>;
  clicksByStage: Map<Stage, number>;
  ordersByStage: Map<Stage, number>;
  clicksByCreator: Map<string, number>;
  /** The same by post: posts differ by more than chance, and a test has to know it. */
  posts: Map<string, PostCounts>;
};

export type PostCounts = { clicks: number; orders: number; byGroup: Record<ChannelGroup, number> };

/** Counts of each week, oldest first. The week before comes from facts of its own where only a part of it is compared. */
export function countWeeks(facts: Facts, weeks: string[], before?: Before): WeekCounts[] {
  const main = count(facts, weeks);
  if (!before || before.facts === facts) return main;
  const [cut] = count(before.facts, [before.week]);
  return main.map((one) => (cut && one.week === before.week ? cut : one));
}

function count(facts: Facts, weeks: string[]): WeekCounts[] {
  const counted = new Map(weeks.map((week) => [week, emptyWeek(week)]));
  const weekOf = remembering((day: string) => counted.get(weekOfDay(day)));
  const finder = postFinder(facts);
  enterClicks(facts, weekOf, finder);
  enterWays(facts, weekOf, finder);
  for (const order of facts.orders) {
    const week = order.credits.length > 0 ? weekOf(order.day) : undefined;
    if (!week) continue;
    week.netRevenueMinor += order.netMinor;
    week.nets.push(order.netMinor);
    if (isPlacedSale(order)) enterOrder(week, order, finder);
  }
  return [...counted.values()];
}

type Finder = ReturnType<typeof postFinder>;
type WeekOf = (day: string) => WeekCounts | undefined;

function enterClicks({ days }: Facts, weekOf: WeekOf, { ofLink, isKnown }: Finder): void {
  for (const { day, linkId, clicks } of days) {
    const week = weekOf(day);
    if (!week || !isKnown(linkId)) continue;
    const post = ofLink(linkId);
    week.clicks += clicks;
    if (!post) continue;
    add(week.clicksByStage, post.stage, clicks);
    add(week.clicksByCreator, post.creatorId, clicks);
    countsOf(week, post).clicks += clicks;
  }
}

function enterWays({ channels, catalog }: Facts, weekOf: WeekOf, { ofLink, isKnown }: Finder): void {
  const placementOf = new Map(catalog.links.map(({ linkId, placement }) => [linkId, placement]));
  for (const { day, channel, linkId, clicks } of channels) {
    const week = weekOf(day);
    if (!week || !isKnown(linkId)) continue;
    const post = ofLink(linkId);
    const group = groupOf(channel, placementOf.get(linkId));
    week.byGroup[group] += clicks;
    if (post) countsOf(week, post).byGroup[group] += clicks;
  }
}

type Post = Facts['catalog']['posts'][number];

function enterOrder(week: WeekCounts, order: CreditedOrder, { ofCredit }: Finder): void {
  week.orders += 1;
  for (const credit of order.credits) {
    const post = ofCredit(credit);
    if (!post) continue;
    add(week.ordersByStage, post.stage, credit.share);
    countsOf(week, post).orders += credit.share;
  }
}

const isPlacedSale = (order: CreditedOrder): boolean => order.kind === 'sale' && order.refundOf === undefined;

/** Nothing counted yet. */
export const emptyWeek = (week: string): WeekCounts => ({
  week,
  clicks: 0,
  orders: 0,
  netRevenueMinor: 0,
  nets: [],
  byGroup: noGroups(),
  clicksByStage: new Map(),
  ordersByStage: new Map(),
  clicksByCreator: new Map(),
  posts: new Map(),
});

function countsOf({ posts }: WeekCounts, { postId }: Post): PostCounts {
  const known = posts.get(postId);
  if (known) return known;
  const fresh = { clicks: 0, orders: 0, byGroup: noGroups() };
  posts.set(postId, fresh);
  return fresh;
}

const noGroups = () => ({ platform: 0, otherSocial: 0, dark: 0, search: 0, other: 0 });

const add = <K>(counts: Map<K, number>, key: K, by: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};
