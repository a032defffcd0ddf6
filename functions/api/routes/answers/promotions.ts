import { createHash } from 'node:crypto';
import { createDayCache } from '../../../../shared/data/counts/packed-days.ts';
import { shapesOfPosts } from '../../../../shared/data/programme/post-shapes.ts';
import { roundMinor } from '../../../../shared/domain/money/money.ts';
import { wrong } from '../../../../shared/domain/reasons.ts';
import { LEAST_CREATORS } from '../../../../shared/domain/roi/promotions/engagement-ranking.ts';
import { candidatesOf } from '../../../../shared/domain/roi/promotions/promotion-candidates.ts';
import type { Reason } from '../../../../shared/domain/roi/promotions/promotion-verdict.ts';
import {
  type NoChoice,
  type PromotionCandidate,
  type PromotionProposal,
  type PromotionQuery,
  type ReviewedPromotion,
  rankCandidates,
} from '../../../../shared/domain/roi/promotions/promotions.ts';
import {
  createPromotionReview,
  getPromotions,
  listPromotionReviews,
} from '../../../../shared/domain/schema/answers/promotions.ts';
import { addDays, dayOf } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, type Handler, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';
import { besideRanking } from '../../reading/beside-ranking.ts';
import { pageOfRows } from '../../reading/rows.ts';

const LOOK_BACK_DAYS = 182;
/** Ranked creators of all brands together: some hundred bytes each. */
const MOST_KEPT = 20_000;

const NO_CHOICE: Record<NoChoice, string> = {
  'nothing-to-choose':
    'there are as many places as creators who may move, so there is nothing to choose between',
  'no-orders': 'no order has come yet, so nothing tells the creators apart',
};

const percent = (share: number | null): string => `${Math.round((share ?? 0) * 100)} %`;
const REASON: Record<Reason, (one: PromotionProposal, pick: number) => string> = {
  'rule-broken': () => 'a negative instruction was broken',
  'loses-money': (one) => `another post costs more than it earns with ${percent(one.probabilityOfLoss)}`,
  'no-orders': () => NO_CHOICE['no-orders'],
  'nothing-to-choose': () => NO_CHOICE['nothing-to-choose'],
  'surely-best': (one, pick) =>
    `among the best ${pick} with ${percent(one.probabilityInTop)}, better than the average post with ${percent(one.probabilityAboveBaseline)}`,
  'perhaps-best': (one, pick) =>
    `among the best ${pick} with ${percent(one.probabilityInTop)}: another post would tell`,
  'others-better': (one, pick) => `among the best ${pick} with only ${percent(one.probabilityInTop)}`,
  'too-few-clicks': (one) => `only ${one.clicks} clicks so far`,
};

const sayEngagement = ({ used, creators }: ReviewedPromotion['engagement']): string =>
  used
    ? `engagement beside the tier has a say where orders are few, as far as it went with clicks and orders of these ${creators} creators`
    : `engagement has no say: it is known of ${creators} creators whose posts here were clicked, and it takes ${LEAST_CREATORS} to learn what it means`;

export function registerPromotions(api: Api, deps: ApiDeps): void {
  api.on(getPromotions, propose(deps));
  api.on(createPromotionReview, async ({ stores, body, newId, at }) => {
    if (!(await stores.creators.find(body.creatorId)))
      return invalid(wrong('creatorId', 'no-such', { what: 'creator' }));
    const review = { id: newId('prv'), ...body, decidedAt: body.decidedAt ?? at, createdAt: at };
    const made = await stores.promotionReviews.create(review);
    return created(made.kind === 'created' ? review : made.existing, '/v1/promotion-reviews');
  });
  api.on(listPromotionReviews, async ({ stores, query, pageStart, pageEnd }) => {
    const page = query.decidedFrom
      ? await stores.promotionReviews.listSince(query.decidedFrom, pageStart())
      : await stores.promotionReviews.list(pageStart());
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });
}

function propose({ stores: { loader } }: ApiDeps): Handler<typeof getPromotions> {
  const drawnOf = drawing();
  return async ({ stores, query, now, pageStart, pageEnd }) => {
    const { from, to, pick } = query;
    if (from === to) return invalid(wrong('to', 'same-stage'));
    const brand = await stores.getBrand();
    const today = dayOf(now, brand.timeZone);
    const days = { from: addDays(today, -LOOK_BACK_DAYS), to: today };
    const told = await loader.loadFacts(brand, days.from, days.to);
    const shapes = await shapesOfPosts(stores, told, { stage: from, ...days });
    const facts = { ...told, oddPosts: [...shapes.keys()] };
    const wish = { from, to, pick, seed: `${from} ${to} ${pick}` };
    const review = drawnOf(brand.id, candidatesOf(facts, from, days), wish);
    const handles = new Map(facts.catalog.creators.map(({ creatorId, handle }) => [creatorId, handle]));
    const page = pageOfRows(review.ranking, pageStart(), ({ rank }) => [rank]);
    const besideOf = besideRanking(facts, { stage: from, ...days }, to, shapes);
    return ok({
      from,
      to,
      pick,
      asOf: today,
      expectedRightPicks: review.expectedRightPicks,
      ...(review.noChoice && { note: NO_CHOICE[review.noChoice] }),
      prior: review.prior,
      engagement: { ...review.engagement, note: sayEngagement(review.engagement) },
      nextCursor: pageEnd(page.lastKey),
      rows: page.records.map((ranked) => ({
        ...shownRow(ranked, pick, brand.currency),
        handle: handles.get(ranked.creatorId) ?? '',
        beside: besideOf(ranked.creatorId),
      })),
    });
  };
}

/** Thousands of draws for each creator: kept while the figures that they are drawn from stand. */
function drawing() {
  const kept = createDayCache<ReviewedPromotion>(MOST_KEPT, ({ ranking }) => ranking.length);
  return (brandId: string, candidates: readonly PromotionCandidate[], query: PromotionQuery) => {
    const key = `${brandId}|${query.seed}`;
    const version = createHash('sha256').update(JSON.stringify(candidates)).digest('base64url');
    const [known] = kept.find(key, version) ?? [];
    const review = known ?? rankCandidates(candidates, query);
    if (!known) kept.keep(key, version, [review]);
    return review;
  };
}

function shownRow(ranked: PromotionProposal, pick: number, currency: string) {
  const money = (minor: number) => ({ amount: roundMinor(minor), currency });
  const { profitMinor, spendMinor, profitPerPostMinor, interval, reasons, ...rest } = ranked;
  const { postClicks: _, profits: __, ...row } = rest;
  return {
    ...row,
    profit: money(profitMinor),
    spend: money(spendMinor),
    profitPerPost: money(profitPerPostMinor),
    interval: { low: money(interval.low), high: money(interval.high), level: 0.9 },
    reasons: reasons.map((code) => REASON[code](ranked, pick)),
    reasonCodes: reasons,
  };
}
