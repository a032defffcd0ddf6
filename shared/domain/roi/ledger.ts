import { creditedMinorOf } from '../attribution/credited-money.ts';
import { splitByLargestRemainder } from '../attribution/money-split.ts';
import type { CreditedOrder, Facts, PostFacts } from '../facts.ts';
import { isFiltering, type PostFilter, type PostPlace, passes, placesOf } from '../post-filter.ts';
import type { Basis } from '../vocabulary.ts';
import { type GroupName, type Part, placementFor, postFinder, type RoiGroup, spread } from './placement.ts';
import type { SettledOrder } from './settled-order.ts';
import { emptyMoneyTally, type MoneyTally } from './tally.ts';

export type RoiQuery = {
  groupBy: RoiGroup;
  /** Days of the brand, both included. */
  from: string;
  to: string;
  /**
   * period: money and clicks that moved between the days. cohort: posts published between the days, with all that
   * they have brought and cost since.
   */
  basis: Basis;
  /** Facts are known up to this day; decides whose 90 days are over. Default: `to`. */
  asOf?: string;
  /** Keeps the posts that it names, and what is theirs. */
  filter?: PostFilter;
  draws?: number;
  level?: 0.9 | 0.95;
};

type Countable = { [K in keyof MoneyTally]: MoneyTally[K] extends number ? K : never }[keyof MoneyTally];

export type Ledger = ReturnType<typeof openLedger>;

export function openLedger(facts: Facts, query: RoiQuery) {
  const within = (day: string) => day >= query.from && day <= query.to;
  const cohort = query.basis === 'cohort';
  const finder = postFinder(facts);
  const isWanted = wantedBy(facts, query.filter ?? {});
  /** Is what belongs to this post, or to a place without one, part of the question at all? */
  const concerns = (post: PostFacts | undefined, place: PostPlace = {}) =>
    (!cohort || (post !== undefined && within(post.publishedOn))) && isWanted(post, place);
  const counts = (day: string, post: PostFacts | undefined, place: PostPlace = {}) =>
    (cohort || within(day)) && concerns(post, place);
  const creators = new Map(facts.catalog.creators.map((creator) => [creator.creatorId, creator]));
  const clicksByChannel = new Map<string, Map<string, number>>();
  if (query.groupBy === 'channel') {
    for (const { day, linkId, channel, clicks } of facts.channels) {
      const post = finder.ofLink(linkId);
      if (!finder.isKnown(linkId) || !counts(day, post, { linkId })) continue;
      const id = post?.postId ?? linkId;
      const known = clicksByChannel.get(id) ?? new Map<string, number>();
      clicksByChannel.set(id, known.set(channel, (known.get(channel) ?? 0) + clicks));
    }
    for (const [id, channels] of clicksByChannel) clicksByChannel.set(id, new Map([...channels].sort()));
  }
  return {
    facts,
    query,
    within,
    cohort,
    counts,
    concerns,
    finder,
    placement: placementFor(query.groupBy, clicksByChannel, creators),
    tallies: new Map<GroupName, MoneyTally>(),
    totals: emptyMoneyTally(),
  };
}

function wantedBy(facts: Facts, filter: PostFilter) {
  if (!isFiltering(filter)) return () => true;
  const places = placesOf(facts.catalog);
  return (post: PostFacts | undefined, { creatorId, linkId, ...place }: PostPlace) => {
    if (post) return passes(places.ofPost(post), filter);
    const ofCreator = typeof creatorId === 'string' ? places.ofCreator(creatorId) : {};
    const ofLink = typeof linkId === 'string' ? places.ofLink(linkId) : {};
    return passes({ ...ofCreator, ...ofLink, ...place }, filter);
  };
}

export function groupTallyOf(ledger: Ledger, group: GroupName): MoneyTally {
  const known = ledger.tallies.get(group);
  if (known) return known;
  const fresh = emptyMoneyTally();
  ledger.tallies.set(group, fresh);
  return fresh;
}

/** Adds a whole amount to its groups and to the totals, exactly. */
export function enter(ledger: Ledger, field: Countable, total: number, parts: readonly Part[]): void {
  if (total === 0 || parts.length === 0) return;
  ledger.totals[field] += total;
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only) {
    groupTallyOf(ledger, only.group)[field] += total;
    return;
  }
  const amounts = spread(total, parts);
  for (let index = 0; index < parts.length; index++) {
    groupTallyOf(ledger, parts[index]?.group ?? null)[field] += amounts[index] ?? 0;
  }
}

/** Where an order falls: the part of it that belongs to this report, and how that part is split. */
export type Shares = { counted: (total: number) => number; parts: Part[] };

/**
 * In a cohort, or under a filter, some credits may name posts outside. What they earn is taken off first and the rest split among the
 * groups, so that the counted part is the same under every grouping.
 */
export function orderSharesOf(
  { placement, finder, concerns }: Ledger,
  order: Pick<SettledOrder, 'credits'>,
): Shares {
  const only = order.credits.length === 1 ? order.credits[0] : undefined;
  if (only) {
    const post = finder.ofCredit(only);
    if (!concerns(post, only)) return { counted: () => 0, parts: [] };
    return { counted: (total) => total, parts: placement.ofCredit(only, post) };
  }
  const weights = new Map<GroupName, number>();
  let [inside, outside] = [0, 0];
  for (const credit of order.credits) {
    const post = finder.ofCredit(credit);
    if (!concerns(post, credit)) {
      outside += credit.share;
      continue;
    }
    inside += credit.share;
    const parts = placement.ofCredit(credit, post);
    for (const { group, weight } of parts) {
      weights.set(group, (weights.get(group) ?? 0) + (credit.share * weight) / totalWeight(parts));
    }
  }
  if (inside === 0 && outside > 0) return { counted: () => 0, parts: [] };
  return {
    counted: (total) => (outside === 0 ? total : (splitByLargestRemainder(total, [inside, outside])[0] ?? 0)),
    parts: [...weights].map(([group, weight]) => ({ group, weight })),
  };
}

/** Money of an order's lines, each credit's part of it to the credit's own groups. */
export function enterMoney(
  ledger: Ledger,
  field: Countable,
  lines: readonly CreditedOrder[],
  credits: SettledOrder['credits'],
): void {
  const { placement, finder, concerns } = ledger;
  const owed = creditedMinorOf(
    lines,
    credits.map(({ share }) => share),
  );
  for (const [index, credit] of credits.entries()) {
    const post = finder.ofCredit(credit);
    if (!concerns(post, credit)) continue;
    enter(ledger, field, owed[index] ?? 0, placement.ofCredit(credit, post));
  }
}

const totalWeight = (parts: readonly Part[]): number => parts.reduce((sum, { weight }) => sum + weight, 0);
