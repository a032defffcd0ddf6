import type { CreatorFacts, Facts, PostFacts } from '../../facts.ts';
import { roundMinor } from '../../money/money.ts';
import { clicksBetween } from '../../roi/decay/decay-curve.ts';
import { type PostDecay, postDecays } from '../../roi/decay/post-decay.ts';
import { promotionsOf, type PromotionProposal as Ranked } from '../../roi/promotions/promotions.ts';
import { creatorsIn } from '../../selection/posts-of-stage.ts';
import type { Interval } from '../../statistics/beta.ts';
import { DAY_MS } from '../../time/units.ts';
import { addDays, dayOf, daysBetween } from '../../time/week.ts';
import type { Candidate, EarningPost, Figure, Note, Promotion, ReportPeriod } from '../snapshot.ts';
import { LOOK_BACK_DAYS, ROI_DRAWS, shareOf } from '../snapshot-input.ts';

const CANDIDATES_SHOWN = 10;

export const PROMOTED_FROM = 'microcontent';

/** Who of the micro-content creators to move up to a campaign. Undefined without candidates. */
export function buildPromotion(
  facts: Facts,
  { week, firstDay, lastDay }: ReportPeriod,
  { pick, asOfMs }: { pick: number; asOfMs: number },
): Promotion | undefined {
  const [from, to] = [PROMOTED_FROM, 'campaign'] as const;
  const today = dayOf(asOfMs, facts.brand.timeZone);
  const days = { from: addDays(firstDay, -LOOK_BACK_DAYS), to: today < lastDay ? today : lastDay };
  const review = promotionsOf(facts, { from, to, pick, seed: week, days, draws: ROI_DRAWS });
  const clicked = review.ranking.filter(({ clicks }) => clicks > 0);
  if (clicked.length === 0) return undefined;
  const scale = facts.brand.grossMargin === undefined ? 'conversion-rate' : 'profit-per-post';
  const creators = new Map(facts.catalog.creators.map((creator) => [creator.creatorId, creator]));
  const there = creatorsIn(facts.catalog.posts, to);
  return {
    from,
    to,
    pick,
    expectedRightPicks: review.expectedRightPicks === null ? null : shareOf(review.expectedRightPicks),
    ...(review.noChoice && { noChoice: review.noChoice }),
    ...(review.engagement.used && { engagementOf: review.engagement.creators }),
    scale,
    candidates: clicked.slice(0, CANDIDATES_SHOWN).map((one) => ({
      ...candidate(one, creators.get(one.creatorId), scale),
      ...(there.has(one.creatorId) && { there: true }),
    })),
  };
}

const candidate = (one: Ranked, creator: CreatorFacts | undefined, scale: Promotion['scale']): Candidate => ({
  creatorId: one.creatorId,
  name: creatorNameOf(creator, one.creatorId),
  platform: creator?.platform ?? '',
  clicks: one.clicks,
  orders: shareOf(one.orders),
  score:
    scale === 'profit-per-post'
      ? { value: roundMinor(one.profitPerPostMinor), basis: 'profit-per-post', interval: whole(one.interval) }
      : { value: shareOf(one.conversionRate), basis: 'profit-per-post' },
  probabilityInTop: one.probabilityInTop === null ? null : shareOf(one.probabilityInTop),
  verdict: one.verdict,
  reasons: one.reasons,
});

/** Each costs 200 refits for its interval. */
const EARNERS_SHOWN = 5;
const DAYS_AHEAD = 14;
const DAYS_SHOWN = 60;

/** Posts of earlier weeks that people still tap, the busiest first, with what is still to come of them. */
export function buildEarning(facts: Facts, period: ReportPeriod, asOfMs: number): EarningPost[] {
  const today = dayOf(asOfMs, facts.brand.timeZone);
  const decayOf = postDecays(facts, earningUntil(period, asOfMs));
  return earlierPosts(facts, period).flatMap((post) => {
    const decay = decayOf(post.postId);
    return decay && decay.residualClicks >= 1 ? [earningPost(facts, post, decay, today)] : [];
  });
}

/** Epoch ms up to which a report follows its posts. */
export const earningUntil = ({ end }: Pick<ReportPeriod, 'end'>, asOfMs: number): number =>
  Math.min(asOfMs, Date.parse(end));

/** The posts of earlier weeks that were tapped most in these days, the busiest first. */
export function earlierPosts(
  { catalog, days }: Pick<Facts, 'catalog' | 'days'>,
  period: Pick<ReportPeriod, 'firstDay' | 'lastDay'>,
): PostFacts[] {
  const postOf = new Map(catalog.links.map(({ linkId, postId }) => [linkId, postId]));
  const clicks = new Map<string, number>();
  for (const one of days) {
    const postId =
      one.day >= period.firstDay && one.day <= period.lastDay ? postOf.get(one.linkId) : undefined;
    if (postId) clicks.set(postId, (clicks.get(postId) ?? 0) + one.clicks);
  }
  return catalog.posts
    .filter((post) => post.publishedOn < period.firstDay && (clicks.get(post.postId) ?? 0) > 0)
    .sort(
      (a, b) => (clicks.get(b.postId) ?? 0) - (clicks.get(a.postId) ?? 0) || (a.postId < b.postId ? -1 : 1),
    )
    .slice(0, EARNERS_SHOWN);
}

function earningPost(facts: Facts, post: PostFacts, decay: PostDecay, today: string): EarningPost {
  const creator = facts.catalog.creators.find(({ creatorId }) => creatorId === post.creatorId);
  const cpc = facts.brand.ppcCpcMinor;
  const wokeUpMs = decay.waves.map((age) => post.publishedAt + age * DAY_MS).at(-1);
  return {
    postId: post.postId,
    creator: creatorNameOf(creator, post.creatorId),
    platform: post.platform,
    stage: post.stage,
    publishedOn: post.publishedOn,
    ageDays: daysBetween(post.publishedOn, today),
    model: decay.model,
    ...(wokeUpMs !== undefined && { wokeUpOn: dayOf(wokeUpMs, facts.brand.timeZone) }),
    clicksToDate: decay.clicksToDate,
    halfLifeDays: figure(decay.halfLifeDays, decay.halfLifeInterval, shareOf),
    residualClicks: figure(decay.residualClicks, decay.residualInterval, Math.round),
    residualRevenueMinor: figure(
      decay.residualProfitMinor,
      decay.residualProfitInterval,
      Math.round,
      'no-margin',
    ),
    ppcEquivalentMinor: figure(
      cpc === undefined ? undefined : cpc * decay.residualClicks,
      undefined,
      Math.round,
      'no-benchmark',
    ),
    curve: curveOf(decay),
  };
}

/** Days as they were, then as the curve expects them. The curve describes the last wave only. */
function curveOf({ bins, curve, waves }: PostDecay): EarningPost['curve'] {
  const start = waves.at(-1) ?? 0;
  const fitted = (from: number, to: number) =>
    Math.round(clicksBetween(curve, from - start, to - start) * 10) / 10;
  const seen = bins.map(({ fromDays, toDays, clicks }, day) => ({
    day,
    clicks,
    fitted: fromDays < start ? null : fitted(fromDays, toDays),
  }));
  const age = bins.at(-1)?.toDays ?? 0;
  const ahead = Array.from({ length: DAYS_AHEAD }, (_, index) => ({
    day: bins.length + index,
    clicks: null,
    fitted: fitted(age + index, age + index + 1),
  }));
  return [...seen.slice(-DAYS_SHOWN), ...ahead];
}

function figure(
  value: number | undefined,
  interval: Interval | undefined,
  round: (value: number) => number,
  note: Note = 'unknown',
): Figure {
  if (value === undefined) return { value: null, basis: 'residual', note };
  const { low = 0, high = 0, level = 0 } = interval ?? {};
  const bounded = interval && Number.isFinite(low) && Number.isFinite(high);
  return {
    value: round(value),
    basis: 'residual',
    ...(bounded && { interval: { low: round(low), high: round(high), level } }),
  };
}

const whole = ({ low, high, level }: Interval): Interval => ({
  low: roundMinor(low),
  high: roundMinor(high),
  level,
});

export const creatorNameOf = (creator: CreatorFacts | undefined, id: string): string =>
  creator?.displayName ?? creator?.handle ?? id;
