import { creditedMinorOf } from '../attribution/credited-money.ts';
import { splitByLargestRemainder } from '../attribution/money-split.ts';
import type { CreditedOrder, PostFacts, RoiFacts, SpendFact } from '../facts.ts';
import { linkIdsByPost, type PostFilter, tellsLinksApart, wantingIn } from '../post-filter.ts';
import { once } from '../remember.ts';
import type { Basis } from '../vocabulary.ts';
import { type GroupName, type Part, placementFor, postFinder, type RoiGroup, spread } from './placement.ts';
import type { SettledOrder } from './settled-order.ts';
import { emptySums, type MoneyTally, moneyTallyOf, PLACES, type SumPlace, type Sums } from './tally.ts';

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
  /** Keeps the posts and links that it names, and what is theirs. */
  filter?: PostFilter;
  /** Keeps of these what it names besides: one row of a table. */
  row?: PostFilter;
  draws?: number;
  level?: 0.9 | 0.95;
};

type Credit = CreditedOrder['credits'][number];

export type Ledger = ReturnType<typeof openLedger>;

export function openLedger(facts: RoiFacts, query: RoiQuery, wanting = wantingIn(facts.catalog)) {
  const within = (day: string) => day >= query.from && day <= query.to;
  const cohort = query.basis === 'cohort';
  const finder = postFinder(facts);
  const filters = [query.filter ?? {}, query.row ?? {}];
  const wanted = wanting(...filters);
  const inTime = (post: PostFacts | undefined) => !cohort || (post !== undefined && within(post.publishedOn));
  /** Is it part of the question at all? */
  const concerns = {
    post: (post: PostFacts) => inTime(post) && wanted.post(post),
    bearer: (post: PostFacts) => inTime(post) && wanted.bearer(post),
    credit: (credit: Credit, post: PostFacts | undefined) => inTime(post) && wanted.credit(credit),
    level: (on: SpendFact['on']) => inTime(undefined) && wanted.level(on),
  };
  const countsDay = (day: string) => cohort || within(day);
  const countsLink = (linkId: string, post: PostFacts | undefined) =>
    (post !== undefined || finder.isKnown(linkId)) && inTime(post) && wanted.link(linkId);
  const creators = new Map(facts.catalog.creators.map((creator) => [creator.creatorId, creator]));
  return {
    facts,
    query,
    within,
    cohort,
    concerns,
    countsDay,
    countsLink,
    finder,
    partOfPost: filters.some(tellsLinksApart)
      ? partOfItsLinks(facts, countsDay, wanted.link)
      : (_post: PostFacts, amount: number) => amount,
    placement: placementFor(
      query.groupBy,
      clicksByChannel(facts, query.groupBy, { finder, countsDay, countsLink }),
      creators,
    ),
    groups: new Map<GroupName, Sums>(),
    totals: emptySums(),
  };
}

type Counting = {
  finder: ReturnType<typeof postFinder>;
  countsDay: (day: string) => boolean;
  countsLink: (linkId: string, post: PostFacts | undefined) => boolean;
};

/** Of each post, and of each link without one; in the order of the channels' names. */
function clicksByChannel({ channels }: RoiFacts, groupBy: RoiGroup, counting: Counting) {
  const found = new Map<string, Map<string, number>>();
  if (groupBy !== 'channel') return found;
  const { finder, countsDay, countsLink } = counting;
  for (const { day, linkId, channel, clicks } of channels) {
    const post = finder.ofLink(linkId);
    if (!countsDay(day) || !countsLink(linkId, post)) continue;
    const id = post?.postId ?? linkId;
    const known = found.get(id) ?? new Map<string, number>();
    found.set(id, known.set(channel, (known.get(channel) ?? 0) + clicks));
  }
  for (const [id, ofPost] of found) found.set(id, new Map([...ofPost].sort()));
  return found;
}

/**
 * What was spent on a post serves all of its links: each bears it by the clicks that it brought, all alike where none did.
 * Parts of all links sum to the whole, so that placements do.
 */
function partOfItsLinks(
  { catalog, days }: RoiFacts,
  countsDay: (day: string) => boolean,
  isWanted: (linkId: string) => boolean,
) {
  const clicksOf = once(() => {
    const clicks = new Map<string, number>();
    for (const { day, linkId, clicks: more } of days)
      if (countsDay(day)) clicks.set(linkId, (clicks.get(linkId) ?? 0) + more);
    return clicks;
  });
  const linksOf = once(() => linkIdsByPost(catalog));
  return ({ postId }: PostFacts, amount: number): number => {
    const ids = (linksOf().get(postId) ?? []).toSorted();
    if (ids.every(isWanted)) return amount;
    const clicks = ids.map((id) => clicksOf().get(id) ?? 0);
    const weights = clicks.some((count) => count > 0) ? clicks : ids.map(() => 1);
    const parts = splitByLargestRemainder(amount, weights);
    return parts.reduce((sum, part, index) => (isWanted(ids[index] ?? '') ? sum + part : sum), 0);
  };
}

export function sumsOf(ledger: Ledger, group: GroupName): Sums {
  const known = ledger.groups.get(group);
  if (known) return known;
  const fresh = emptySums();
  ledger.groups.set(group, fresh);
  return fresh;
}

/** What came to each group. */
export const talliesOf = ({ groups }: Ledger): Map<GroupName, MoneyTally> =>
  new Map([...groups].map(([group, sums]) => [group, moneyTallyOf(sums)]));

/** Adds a whole amount to its groups and to the totals, exactly. */
export function enter(ledger: Ledger, place: SumPlace, total: number, parts: readonly Part[]): void {
  if (total === 0 || parts.length === 0) return;
  add(ledger.totals, place, total);
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only) {
    add(sumsOf(ledger, only.group), place, total);
    return;
  }
  const amounts = spread(total, parts);
  for (let index = 0; index < parts.length; index++) {
    add(sumsOf(ledger, parts[index]?.group ?? null), place, amounts[index] ?? 0);
  }
}

/** The same of many amounts, each at its place. */
export function enterAll(ledger: Ledger, amounts: Float64Array, parts: readonly Part[]): void {
  const only = parts.length === 1 ? parts[0] : undefined;
  if (!only) for (const place of PLACES) enter(ledger, place, amounts[place] ?? 0, parts);
  else if (holdsAny(amounts)) addAll(amounts, ledger.totals.at, sumsOf(ledger, only.group).at);
}

function holdsAny(amounts: Float64Array): boolean {
  for (let place = 0; place < amounts.length; place++) if (amounts[place] !== 0) return true;
  return false;
}

function addAll(amounts: Float64Array, totals: Float64Array, sums: Float64Array): void {
  for (let place = 0; place < amounts.length; place++) {
    const amount = amounts[place] as number;
    if (amount === 0) continue;
    totals[place] = (totals[place] as number) + amount;
    sums[place] = (sums[place] as number) + amount;
  }
}

function add({ at }: Sums, place: SumPlace, amount: number): void {
  at[place] = (at[place] ?? 0) + amount;
}

/** Where an order falls: the part of it that belongs to this report, and how that part is split. */
export type Shares = { counted: (total: number) => number; parts: readonly Part[] };
const NONE: Shares = { counted: () => 0, parts: [] };
const whole = (total: number): number => total;

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
    return concerns.credit(only, post) ? { counted: whole, parts: placement.ofCredit(only, post) } : NONE;
  }
  const weights = new Map<GroupName, number>();
  let [inside, outside] = [0, 0];
  for (const credit of order.credits) {
    const post = finder.ofCredit(credit);
    if (!concerns.credit(credit, post)) {
      outside += credit.share;
      continue;
    }
    inside += credit.share;
    const parts = placement.ofCredit(credit, post);
    for (const { group, weight } of parts) {
      weights.set(group, (weights.get(group) ?? 0) + (credit.share * weight) / totalWeight(parts));
    }
  }
  if (inside === 0 && outside > 0) return NONE;
  return {
    counted: (total) => (outside === 0 ? total : (splitByLargestRemainder(total, [inside, outside])[0] ?? 0)),
    parts: [...weights].map(([group, weight]) => ({ group, weight })),
  };
}

/** Money of an order's lines, each credit's part of it to the credit's own groups. */
export function enterMoney(
  ledger: Ledger,
  place: SumPlace,
  lines: readonly CreditedOrder[],
  credits: SettledOrder['credits'],
): void {
  const { placement, finder, concerns } = ledger;
  const owed = creditedMinorOf(
    lines,
    credits.map(({ share }) => share),
  );
  for (let index = 0; index < credits.length; index++) {
    const credit = credits[index] as Credit;
    const post = finder.ofCredit(credit);
    if (!concerns.credit(credit, post)) continue;
    enter(ledger, place, owed[index] ?? 0, placement.ofCredit(credit, post));
  }
}

const totalWeight = (parts: readonly Part[]): number => parts.reduce((sum, { weight }) => sum + weight, 0);
