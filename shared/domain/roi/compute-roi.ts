import type { CreditedOrder, EngagementFact, PostFacts, RoiFacts, SpendFact, Unconverted } from '../facts.ts';
import { toDecimal } from '../money/money.ts';
import { unconverted } from '../money/unconverted.ts';
import { REST_ROWS } from '../orders/place.ts';
import { comparePlaces, type PlaceInOrder } from '../place-in-order.ts';
import type { Wanting } from '../post-filter.ts';
import { ofTheLast } from '../remember.ts';
import { poissonBootstrap, skewCorrectedInterval } from '../statistics/poisson-bootstrap.ts';
import { STAGES } from '../vocabulary.ts';
import { foldAges } from './fold-ages.ts';
import {
  enter,
  enterAll,
  enterMoney,
  type Ledger,
  openLedger,
  orderSharesOf,
  type RoiQuery,
  type Shares,
  sumsOf,
  talliesOf,
} from './ledger.ts';
import { type GroupName, type Part, type RoiGroup, spread } from './placement.ts';
import { type RoiRow, roiRow } from './roi-row.ts';
import { maturedFirstOrders, type SettledOrder, settleOrders } from './settled-order.ts';
import { type SpendShare, spendAllocator } from './spend-allocation.ts';
import { hiddenGroups } from './suppression.ts';
import {
  AT,
  addEngagement,
  DENOMINATORS,
  emptySums,
  engagementsOf,
  type MoneyTally,
  moneyTallyOf,
  WHOLE,
} from './tally.ts';
import { conversionInterval, type HiddenSplits, type ThinRateNote } from './thin-rates.ts';

export type RoiReport = {
  groupBy: RoiGroup;
  basis: RoiQuery['basis'];
  from: string;
  to: string;
  currency: string;
  level: number;
  /** With `REST_ROWS` and null (see `GroupName`), so that they always add up to the totals. */
  rows: RoiRow[];
  totals: RoiRow;
  /** Amounts without an exchange rate: in none of the rows. */
  unconverted: Unconverted[];
};

/** With many rows each gets fewer draws: the interval's ends then wobble by a few points, not by their width. */
const MANY_ROWS = 60;
const DRAWS = { few: 2000, many: 500 };

export const drawsFor = (rows: number): { draws: number } => ({
  draws: rows > MANY_ROWS ? DRAWS.many : DRAWS.few,
});

/** One for every brand and row: equal facts have equal intervals, and a late order moves an interval without a new throw. */
export const ROI_SEED = 'roi';

/**
 * What each group returned for what it cost. The order of the facts does not matter. `wanting`: of the facts' catalog, for
 * whoever asks many such questions of it.
 */
export function computeRoi(facts: RoiFacts, query: RoiQuery, wanting?: Wanting): RoiReport {
  const ledger = settledLedger(facts, query, wanting);
  const groups = [...talliesOf(ledger)];
  const hiddenBy = (buyers: 'knownCustomers' | 'matured') =>
    hiddenGroups(groups.map(([group, tally]) => ({ group, buyers: tally[buyers] / WHOLE })));
  const [newness, repeat] = [hiddenBy('knownCustomers'), hiddenBy('matured')];
  const row = rowIn(ledger);
  const rows = groups
    .map(([group, tally]) => row(group, tally, { newness: newness.has(group), repeat: repeat.has(group) }))
    .sort((one, other) => comparePlaces(placeOfRow(one), placeOfRow(other)));
  const waiting = unconverted(facts.unconverted);
  const totals = row(null, moneyTallyOf(ledger.totals), NOTHING_HIDDEN);
  return {
    groupBy: query.groupBy,
    basis: query.basis,
    from: query.from,
    to: query.to,
    currency: facts.brand.currency,
    level: levelOf(query),
    rows: query.groupBy === 'channel' ? rows.map(withoutCounts) : rows,
    totals: { ...totals, notes: [...totals.notes, ...waiting.map(waitingNote)] },
    unconverted: waiting,
  };
}

/** Beside the figure that it is missing from; the rows that it would stand in are not known. */
const waitingNote = ({ of, currency, amountMinor, count }: Unconverted): ThinRateNote => ({
  field: of === 'orders' ? 'netRevenue' : 'spend',
  code: 'unconverted',
  text: `${toDecimal(amountMinor, currency)} ${currency} of ${of} (${count}) left out: no exchange rate is known`,
});

/** The totals alone: an interval for each row is most of a short table's work. */
export function roiTotals(facts: RoiFacts, query: RoiQuery, wanting?: Wanting): RoiRow {
  const ledger = settledLedger(facts, query, wanting);
  return rowIn(ledger)(null, moneyTallyOf(ledger.totals), NOTHING_HIDDEN);
}

const NOTHING_HIDDEN: HiddenSplits = { newness: false, repeat: false };
const levelOf = ({ level = 0.9 }: RoiQuery) => level;

function settledLedger(facts: RoiFacts, query: RoiQuery, wanting?: Wanting): Ledger {
  const known = query.groupBy === 'ageBand' ? withSmallAgesFolded(facts, query) : facts;
  const ledger = ledgerOf(known, query, wanting);
  enterCustomers(ledger);
  return ledger;
}

function rowIn({ facts, query, groups }: Ledger) {
  const draws = query.draws ?? drawsFor(groups.size).draws;
  const { basis, from, to } = query;
  const spendWaits = facts.unconverted.some(
    ({ of, day }) => of === 'spend' && (basis === 'cohort' || (day >= from && day <= to)),
  );
  const usual = {
    seed: ROI_SEED,
    draws,
    level: levelOf(query),
    grossMargin: facts.brand.grossMargin,
    spendWaits,
  };
  return (group: GroupName, tally: MoneyTally, hide: HiddenSplits): RoiRow =>
    roiRow(group, tally, { ...usual, hide });
}

/** The sums behind the rows, for those who ask for no rate, no interval and no returning customer. */
export const roiTallies = (facts: RoiFacts, query: RoiQuery): ReadonlyMap<GroupName, MoneyTally> =>
  talliesOf(ledgerOf(facts, query));

function ledgerOf(facts: RoiFacts, query: RoiQuery, wanting?: Wanting): Ledger {
  const ledger = openLedger(facts, query, wanting);
  enterPosts(ledger);
  enterOrders(ledger);
  enterSpend(ledger);
  return ledger;
}

function withSmallAgesFolded(facts: RoiFacts, query: RoiQuery): RoiFacts {
  const { groups } = ledgerOf(facts, { ...query, groupBy: 'creator' });
  return foldAges(facts, new Set([...groups.keys()].filter((group) => group !== null)));
}

function enterPosts(ledger: Ledger): void {
  const { facts, placement, concerns, within } = ledger;
  enterClicks(ledger);
  const newest = newestSnapshots(facts.engagement);
  const followers = new Map(facts.catalog.creators.map((creator) => [creator.creatorId, creator.followers]));
  for (const post of facts.catalog.posts) {
    if (!within(post.publishedOn) || !concerns.post(post)) continue;
    enter(ledger, AT.posts, WHOLE, placement.ofPost(post));
    const snapshot = newest.get(post.postId);
    if (!snapshot) continue;
    const groups = placement.ofPost(post).map(({ group }) => sumsOf(ledger, group));
    for (const { engaged } of [...groups, ledger.totals])
      addEngagement(engaged, snapshot, followers.get(post.creatorId));
  }
}

/** What each post, and each link without one, was clicked: summed first, so that its parts are split once. */
function enterClicks(ledger: Ledger): void {
  const { placement, finder, countsLink } = ledger;
  const clicked = new Map<PostFacts | string, Clicked>();
  for (const [linkId, ofLink] of clicksByLink(ledger)) {
    const post = finder.ofLink(linkId);
    if (!countsLink(linkId, post)) continue;
    const known = clicked.get(post ?? linkId);
    if (known) {
      known.clicks += ofLink.clicks;
      known.uniques += ofLink.uniques;
    } else clicked.set(post ?? linkId, ofLink);
  }
  for (const [one, { clicks, uniques }] of clicked) {
    const parts = typeof one === 'string' ? placement.ofLink(one) : placement.ofPost(one);
    enter(ledger, AT.clicks, clicks, parts);
    enter(ledger, AT.uniques, uniques, parts);
  }
}

type Clicked = { clicks: number; uniques: number };

/** On the days that count: a link has a row for each of them. */
function clicksByLink({ facts, countsDay }: Ledger): Map<string, Clicked> {
  const clicked = new Map<string, Clicked>();
  const counts = ofTheLast(countsDay);
  for (const { day, linkId, clicks, uniques } of facts.days) {
    if (!counts(day)) continue;
    const known = clicked.get(linkId);
    if (known) {
      known.clicks += clicks;
      known.uniques += uniques;
    } else clicked.set(linkId, { clicks, uniques });
  }
  return clicked;
}

function enterOrders(ledger: Ledger): void {
  const { facts, within, cohort } = ledger;
  const wanted = cohort ? () => true : ofTheLast(within);
  const amounts = emptySums().at;
  for (const order of settleOrders(facts.orders, wanted, facts.brand.grossMargin)) {
    amounts.fill(0);
    enterOrder(ledger, order, amounts);
  }
}

/** `amounts`: all nought, to write what it adds into. */
function enterOrder(ledger: Ledger, order: SettledOrder, amounts: Float64Array): void {
  const { counted, parts } = orderSharesOf(ledger, order);
  const { lines, credits } = order;
  countOrder(amounts, order, counted);
  if (credits.length === 1) {
    amounts[AT.netRevenueMinor] = netOf(lines);
    amounts[AT.refundsMinor] = netOf(lines.filter(isRefund));
  } else {
    enterMoney(ledger, AT.netRevenueMinor, lines, credits);
    if (lines.some(isRefund)) enterMoney(ledger, AT.refundsMinor, lines.filter(isRefund), credits);
  }
  enterAll(ledger, amounts, parts);
  rememberProfit(ledger, amounts[AT.grossProfitMinor] ?? 0, parts);
}

function countOrder(amounts: Float64Array, order: SettledOrder, counted: Shares['counted']): void {
  const { grossProfitMinor } = order;
  const count = order.placed ? counted(WHOLE) : 0;
  const sale = order.kind === 'sale' ? count : 0;
  amounts[AT.conversions] = count;
  amounts[AT.orders] = sale;
  if (order.byClick) amounts[AT.ordersByClick] = sale;
  if (order.newCustomer !== undefined) amounts[AT.knownCustomers] = sale;
  if (order.newCustomer) amounts[AT.newCustomers] = sale;
  if (order.netUnknown) amounts[AT.netUnknown] = count;
  if (grossProfitMinor === undefined) amounts[AT.unknownMargin] = counted(WHOLE);
  else amounts[AT.grossProfitMinor] = counted(grossProfitMinor);
}

const netOf = (lines: readonly CreditedOrder[]): number => {
  let sum = 0;
  for (const { netMinor } of lines) sum += netMinor;
  return sum;
};

const isRefund = ({ refundOf, amends }: CreditedOrder): boolean => refundOf !== undefined && !amends;

/** The totals' interval resamples whole orders: their shares rise and fall together. */
function rememberProfit(ledger: Ledger, profit: number, parts: readonly Part[]): void {
  if (profit === 0 || parts.length === 0) return;
  ledger.totals.profits.push(profit);
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only) sumsOf(ledger, only.group).profits.push(profit);
  else
    for (const [index, amount] of spread(profit, parts).entries()) {
      if (amount !== 0) sumsOf(ledger, parts[index]?.group ?? null).profits.push(amount);
    }
}

function enterSpend(ledger: Ledger): void {
  const { facts, countsDay } = ledger;
  const allocate = spendAllocator(facts.catalog);
  for (const spend of facts.spend) {
    if (!countsDay(spend.incurredOn)) continue;
    for (const share of allocate(spend)) enterShare(ledger, spend, share);
  }
}

/** What of it the wanted links of its post bear; on a level without posts it is borne whole. */
function enterShare(ledger: Ledger, spend: SpendFact, { post, minor: whole }: SpendShare): void {
  const { placement, concerns, partOfPost } = ledger;
  if (post ? !concerns.bearer(post) : !concerns.level(spend.on)) return;
  const minor = post ? partOfPost(post, whole) : whole;
  const parts = post ? placement.ofPost(post) : placement.ofLevel(spend.on);
  const place = spendPlace(spend);
  enter(ledger, place, minor, parts);
  if (spend.kind === 'commission' && (place === AT.accruedMinor || place === AT.paidMinor))
    enter(ledger, AT.commissionMinor, minor, parts);
}

const spendPlace = ({ basis, state }: SpendFact) =>
  basis === 'retail' ? AT.retailMinor : AT[`${state}Minor` as const];

function enterCustomers(ledger: Ledger): void {
  const { facts, query, within, cohort } = ledger;
  for (const { order, returned } of maturedFirstOrders(facts.orders, query.asOf ?? query.to)) {
    if (order.credits.length === 0 || (!cohort && !within(order.day))) continue;
    const { counted, parts } = orderSharesOf(ledger, order);
    enter(ledger, AT.matured, counted(WHOLE), parts);
    enter(ledger, AT.returned, returned ? counted(WHOLE) : 0, parts);
  }
}

function newestSnapshots(facts: readonly EngagementFact[]): Map<string, EngagementFact> {
  const newest = new Map<string, EngagementFact>();
  for (const fact of facts) {
    const known = newest.get(fact.postId);
    if (!known || isNewer(fact, known)) newest.set(fact.postId, fact);
  }
  return newest;
}

/** Counters grow, so of two snapshots of one moment the larger is the newer. */
const isNewer = (one: EngagementFact, other: EngagementFact): boolean =>
  one.takenAt === other.takenAt ? isMore(one, other) : one.takenAt > other.takenAt;

/** Of two of one moment the one with more engagements, else the one that tells more: never the one that came last. */
function isMore(one: EngagementFact, other: EngagementFact): boolean {
  const [more, than] = [engagementsOf(one) ?? -1, engagementsOf(other) ?? -1];
  if (more !== than) return more > than;
  const [told, toldThere] = [toldBy(one), toldBy(other)];
  return told.length === toldThere.length
    ? told.join(' ') > toldThere.join(' ')
    : told.length > toldThere.length;
}

const toldBy = (fact: EngagementFact): string[] =>
  DENOMINATORS.flatMap((name) => (fact[name] === undefined ? [] : `${name} ${fact[name]}`));

const COUNTS_BY_CHANNEL = 'one post is clicked through many channels, and so may be one person';

const withoutCounts = (row: RoiRow): RoiRow => ({
  ...row,
  posts: null,
  uniques: null,
  notes: [
    ...row.notes,
    ...['posts', 'uniques'].map((field) => ({ field, code: 'not_by_channel', text: COUNTS_BY_CHANNEL })),
  ],
});

/** Stages in the order of the programme, other groups by revenue; what has no group or no post comes last. */
export function placeOfRow({ group, netRevenueMinor }: RoiRow): PlaceInOrder {
  const stages: readonly string[] = STAGES;
  return [lastness(group), stages.indexOf(group ?? ''), -netRevenueMinor, group ?? ''];
}

const lastness = (group: GroupName): number =>
  group === null ? REST_ROWS.length + 1 : REST_ROWS.indexOf(group) + 1;

/** Names how a report is worked out: one that was kept by other code is not believed. */
export const roiForm = (): string =>
  [
    ...[computeRoi, settledLedger, rowIn, withSmallAgesFolded, waitingNote, withoutCounts, placeOfRow],
    ...[enterPosts, enterClicks, clicksByLink, enterOrders, enterOrder, countOrder, netOf, isRefund],
    ...[rememberProfit, enterSpend, enterShare, spendPlace, enterCustomers, newestSnapshots, isMore],
    ...[openLedger, enter, enterAll, enterMoney, orderSharesOf, spread, foldAges, hiddenGroups],
    ...[maturedFirstOrders, settleOrders, spendAllocator, addEngagement, moneyTallyOf, roiRow],
    ...[poissonBootstrap, skewCorrectedInterval, conversionInterval, unconverted],
  ].join('\n');
