import type { CreditedOrder } from '../facts.ts';
import { DAY_MS, MINUTE_MS } from '../time/units.ts';
import type { AttributedBy, Channel, ClickRefusal, CreditReason, Model, OrderFlag } from '../vocabulary.ts';
import { creditShares, type PerOrderModel } from './credit-shares.ts';

/** A shop's clock may run behind ours: an order stamped so shortly before its click still finds it. */
export const CLOCK_SKEW_MS = 5 * MINUTE_MS;

/** A click never lies after its order, whatever the shop's clock said. */
export const beforeOrder = <C extends { at: number }>(click: C, occurredAt: number): C => ({
  ...click,
  at: Math.min(click.at, occurredAt),
});

/** What became of a click id that came with an order: a click of this brand, or why it is none. */
export type ClickClaim =
  | ({ clickId: string; status: 'ok' } & ClickFound)
  | { clickId: string; status: Extract<ClickRefusal, 'forged' | 'foreign' | 'unknown'> };

type ClickFound = {
  linkId: string;
  /** Neither where the link has no post. */
  postId?: string;
  creatorId?: string;
  /** Epoch ms. */
  at: number;
  channel?: Channel;
  app?: string;
};

export type CouponClaim =
  | { code: string; kind: 'creator'; creatorId: string; postId?: string; linkId?: string }
  | { code: string; kind: 'site-wide' | 'unknown' };

export type SurveyClaim = { source: string; creatorId?: string; postId?: string };

export type CreditInput = {
  /** Epoch ms of the purchase; with `windowDays` as they are now it fixes the window for good. */
  occurredAt: number;
  windowDays: number;
  model: Model;
  clicks: readonly ClickClaim[];
  /** In the order's own order. */
  coupons?: readonly CouponClaim[];
  survey?: SurveyClaim;
};

/** `evidence: 'coupon'`: no click of this creator was seen, the code alone speaks. */
export type Credit = CreditedOrder['credits'][number] & {
  reason: CreditReason;
  evidence?: Exclude<CreditReason, 'click'>;
};

/** Evidence that would have been credited, had nothing better been there. */
export type Loser = {
  reason: CreditReason;
  creatorId?: string;
  linkId?: string;
  postId?: string;
  beatenBy: CreditReason;
};

export type RefusedClick = {
  clickId: string;
  reason: ClickRefusal;
};

export type CreditDecision = {
  attributedBy: AttributedBy;
  /** Shares sum to 1 within 1e-12, or the list is empty. */
  credits: Credit[];
  losers: Loser[];
  refused: RefusedClick[];
  flags: OrderFlag[];
  /** The model that split the credits: the brand's, but last touch where that is markov. */
  splitBy: PerOrderModel;
};

/**
 * Whom one order owes what: coupon of a creator > click > survey; a site-wide or unknown coupon blocks nothing. Of two
 * creators' codes the one whose creator's click is in the window wins, else the first that the order lists.
 * A coupon's creator whose clicks are in the window is credited through those clicks, so that post and channel
 * are known. A Markov chain says nothing about a single order: such brands get last touch here, and the flag
 * `model-needs-all-journeys`; `attribute` gives them their table.
 */
export const creditConversion = (input: CreditInput): CreditDecision => {
  const { accepted, refused } = screen(input);
  const splitBy: PerOrderModel = input.model === 'markov' ? 'lastTouch' : input.model;
  const split = (clicks: readonly ClickFound[], reason: CreditReason): Credit[] =>
    creditClicks(clicks, creditShares(splitBy, touchesOf(clicks), input.occurredAt), reason);

  const claims = creatorsOf(input.coupons ?? []);
  const clicksOf = (claim: CreatorClaim | undefined) =>
    claim ? accepted.filter(({ creatorId }) => creatorId === claim.creatorId) : [];
  const creator = claims.find((claim) => clicksOf(claim).length > 0) ?? claims[0];
  const ofCreator = clicksOf(creator);
  const candidates: { reason: CreditReason; credits: Credit[] }[] = [
    { reason: 'coupon', credits: ofCreator.length > 0 ? split(ofCreator, 'coupon') : creditCoupon(creator) },
    ...claims
      .filter((claim) => claim !== creator)
      .map((claim) => ({ reason: 'coupon' as const, credits: creditCoupon(claim) })),
    { reason: 'click', credits: split(accepted, 'click') },
    { reason: 'survey', credits: creditSurvey(input.survey) },
  ];
  const winner = candidates.find(({ credits }) => credits.length > 0);
  return {
    attributedBy: winner?.reason ?? 'none',
    credits: winner?.credits ?? [],
    losers: winner ? losersTo(winner, candidates) : [],
    refused,
    flags: flagsOf(input, { claims, accepted, ofCreator, refused }),
    splitBy,
  };
};

type CreatorClaim = Extract<CouponClaim, { kind: 'creator' }>;

/** One claim for each creator, in the order of the codes. */
const creatorsOf = (coupons: readonly CouponClaim[]): CreatorClaim[] =>
  coupons
    .filter((claim): claim is CreatorClaim => claim.kind === 'creator')
    .filter((claim, at, all) => all.findIndex((first) => first.creatorId === claim.creatorId) === at);

/** Clicks that may be credited, oldest first by our own clock, and why the others may not. */
const screen = (input: CreditInput): { accepted: ClickFound[]; refused: RefusedClick[] } => {
  const accepted: ClickFound[] = [];
  const refused: RefusedClick[] = [];
  const seen = new Set<string>();
  for (const claim of input.clicks) {
    const reason = seen.has(claim.clickId) ? 'repeated' : refusalOf(claim, input);
    seen.add(claim.clickId);
    if (reason) refused.push({ clickId: claim.clickId, reason });
    else if (claim.status === 'ok') accepted.push(beforeOrder(claim, input.occurredAt));
  }
  return { accepted: accepted.sort(oldestFirst), refused };
};

/** Of two clicks in one moment the link decides, so that every table sees them in one order. */
export const oldestFirst = (one: ClickTime, other: ClickTime): number =>
  one.at - other.at || (one.linkId < other.linkId ? -1 : Number(one.linkId > other.linkId));
type ClickTime = { at: number; linkId: string };

const refusalOf = (
  claim: ClickClaim,
  { occurredAt, windowDays }: CreditInput,
): RefusedClick['reason'] | undefined => {
  if (claim.status !== 'ok') return claim.status;
  if (claim.at > occurredAt + CLOCK_SKEW_MS) return 'after-conversion';
  return claim.at < occurredAt - windowDays * DAY_MS ? 'outside-window' : undefined;
};

const touchesOf = (clicks: readonly ClickFound[]) => clicks.map(({ linkId, at }) => ({ key: linkId, at }));

/** One credit for each way in: shares of the same link, channel and app are added up; nobody is listed for nothing. */
const creditClicks = (
  clicks: readonly ClickFound[],
  shares: readonly number[],
  reason: CreditReason,
): Credit[] => {
  const credits = new Map<string, Credit>();
  clicks.forEach(({ linkId, postId, creatorId, channel, app }, i) => {
    const way = JSON.stringify([linkId, channel, app]);
    const share = (credits.get(way)?.share ?? 0) + (shares[i] ?? 0);
    if (share === 0) return;
    credits.set(way, {
      linkId,
      ...(postId && { postId }),
      ...(creatorId && { creatorId }),
      share,
      ...(channel && { channel }),
      ...(app && { app }),
      reason,
    });
  });
  return [...credits.values()];
};

/** A code without a click was handed on where nobody could see it: dark social, known by the coupon. */
const creditCoupon = (coupon: CreatorClaim | undefined): Credit[] => {
  if (!coupon) return [];
  const { creatorId, postId, linkId } = coupon;
  const place = { ...(postId && { postId }), ...(linkId && { linkId }) };
  return [{ ...place, creatorId, share: 1, channel: 'dark_unknown', reason: 'coupon', evidence: 'coupon' }];
};

const creditSurvey = (survey: SurveyClaim | undefined): Credit[] => {
  if (!survey?.creatorId) return [];
  const { creatorId, postId } = survey;
  return [{ ...(postId && { postId }), creatorId, share: 1, reason: 'survey', evidence: 'survey' }];
};

type Candidate = { reason: CreditReason; credits: Credit[] };

/** Weaker evidence for somebody whom the winner does not credit already. */
const losersTo = (winner: Candidate, candidates: readonly Candidate[]): Loser[] => {
  const paid = new Set(winner.credits.map(({ creatorId }) => creatorId));
  return candidates
    .filter((candidate) => candidate !== winner)
    .flatMap(({ reason, credits }) => credits.map((credit) => ({ reason, credit })))
    .filter(({ credit }) => credit.creatorId === undefined || !paid.has(credit.creatorId))
    .map(({ reason, credit: { creatorId, linkId, postId } }) => ({
      reason,
      ...(creatorId && { creatorId }),
      ...(linkId && { linkId }),
      ...(postId && { postId }),
      beatenBy: winner.reason,
    }));
};

const flagsOf = (
  { coupons = [], model, survey }: CreditInput,
  seen: {
    claims: readonly CreatorClaim[];
    accepted: readonly ClickFound[];
    ofCreator: readonly ClickFound[];
    refused: readonly RefusedClick[];
  },
): OrderFlag[] => {
  const byCreator = seen.claims.length > 0;
  const signs: [OrderFlag, boolean][] = [
    ['coupon-beat-click', byCreator && seen.accepted.length > seen.ofCreator.length],
    ['coupon-without-click', byCreator && seen.ofCreator.length === 0],
    ['two-creators-codes', seen.claims.length > 1],
    ['site-wide-coupon', coupons.some(({ kind }) => kind === 'site-wide')],
    ['unknown-coupon', coupons.some(({ kind }) => kind === 'unknown')],
    ['survey-names-no-creator', survey !== undefined && !survey.creatorId],
    ['forged-click', seen.refused.some(({ reason }) => reason === 'forged')],
    ['model-needs-all-journeys', model === 'markov' && seen.accepted.length > 1],
  ];
  return signs.filter(([, seenIt]) => seenIt).map(([flag]) => flag);
};
