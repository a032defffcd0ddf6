import type { Facts } from '../../facts.ts';
import type { Beta, Interval } from '../../statistics/beta.ts';
import { quantile } from '../../statistics/poisson-bootstrap.ts';
import { seededRandom } from '../../statistics/seeded-random.ts';
import type { Stage } from '../../vocabulary.ts';
import { candidatesOf, type PromotionCandidate } from './promotion-candidates.ts';
import { profitModel } from './promotion-model.ts';
import { type PromotionVerdict, type Reason, verdictOn } from './promotion-verdict.ts';

export type { PromotionCandidate } from './promotion-candidates.ts';

export type PromotionProposal = PromotionCandidate & {
  rank: number;
  /** Shrunk orders per click. */
  conversionRate: number;
  /** Standard deviations of engagement above the tier's; null where not known or not used. */
  engagementStanding: number | null;
  /** Expected profit of one more post, minor units, after its cost, with its central interval. */
  profitPerPostMinor: number;
  interval: Interval;
  /** That one more post loses money. */
  probabilityOfLoss: number;
  /** Among all who may move; null for who may not, and for all where there is nothing to choose. */
  probabilityInTop: number | null;
  /** That the next post earns more than the brand's average post. */
  probabilityAboveBaseline: number | null;
  expectedRank: number | null;
  picked: boolean;
  verdict: PromotionVerdict;
  reasons: Reason[];
};

/** Why there are no probabilities: as many places as creators, or no order yet to tell them apart by. */
export type NoChoice = 'nothing-to-choose' | 'no-orders';

export type ReviewedPromotion = {
  from: Stage;
  to: Stage;
  pick: number;
  prior: Beta & { fitted: boolean };
  /** Whether engagement had a say, of how many creators it is known. */
  engagement: { used: boolean; creators: number };
  /** How many of the picked are expected to be truly among the best `pick`; null with the reason beside it. */
  expectedRightPicks: number | null;
  noChoice?: NoChoice;
  ranking: PromotionProposal[];
};

export type PromotionQuery = { from: Stage; to: Stage; pick: number; seed: string; draws?: number };

const DRAWS = 4000;
/** Draws of all creators together: beyond two hundred each gets fewer, so that no list of creators takes seconds. */
const DRAWS_OF_ALL = 800_000;
/** Probabilities then wobble by two points and a half at most. */
const LEAST_DRAWS = 400;

const drawsFor = (creators: number): number =>
  Math.max(LEAST_DRAWS, Math.min(DRAWS, Math.floor(DRAWS_OF_ALL / Math.max(1, creators))));

/**
 * Who to move up: every creator with posts in `from` of these days, ranked by what another post of theirs is expected to
 * earn.
 */
export const promotionsOf = (
  facts: Facts,
  { days, ...query }: PromotionQuery & { days: { from: string; to: string } },
): ReviewedPromotion => rankCandidates(candidatesOf(facts, query.from, days), query);

/**
 * A seeded posterior (`profitModel`) is drawn and each draw ranked: the share of draws in which a creator is among the
 * best `pick` of those who may move is the probability that picking them is right. Who broke a rule may not.
 */
export function rankCandidates(
  candidates: readonly PromotionCandidate[],
  query: PromotionQuery,
): ReviewedPromotion {
  const ordered = byFigures(candidates);
  const draws = query.draws ?? drawsFor(candidates.length);
  const model = profitModel(ordered);
  const { used, creators } = model.engagement;
  const learnt = { prior: model.prior, engagement: { used, creators } };
  const scores = model.draw(seededRandom(query.seed), draws);
  const noChoice = noChoiceOf(ordered, query.pick);
  const open = ordered.flatMap(({ violated }, i) => (violated ? [] : [i]));
  const drawn = rankDraws(
    open.map((i) => scores[i] ?? new Float64Array(draws)),
    query.pick,
    draws,
  );
  const baseline = baselineOf(ordered);
  const unranked = ordered.map((candidate, i) => {
    const mine = (scores[i] ?? new Float64Array(draws)).slice().sort();
    const place = noChoice ? -1 : open.indexOf(i);
    const share = (of: (score: number) => boolean) => mine.filter(of).length / draws;
    return {
      ...candidate,
      conversionRate: model.rate(candidate, i),
      engagementStanding: model.engagement.standing[i] ?? null,
      profitPerPostMinor: mine.reduce((sum, score) => sum + score, 0) / draws,
      interval: { low: quantile(mine, 0.05), high: quantile(mine, 0.95), level: 0.9 },
      probabilityOfLoss: share((score) => score < 0),
      probabilityInTop: place < 0 ? null : (drawn.inTop[place] ?? 0) / draws,
      probabilityAboveBaseline: noChoice ? null : share((score) => score > baseline),
      expectedRank: place < 0 ? null : (drawn.ranks[place] ?? 0) / draws,
    };
  });
  return review(unranked, { ...query, ...learnt, ...(noChoice && { noChoice }) });
}

/** In an order that no id decides: the same figures get the same draws, whatever the creators are called. */
function byFigures(candidates: readonly PromotionCandidate[]): PromotionCandidate[] {
  const keyed = candidates.map((one) => ({ one, key: JSON.stringify({ ...one, creatorId: undefined }) }));
  keyed.sort((a, b) => compare(a.key, b.key) || compare(a.one.creatorId, b.one.creatorId));
  return keyed.map(({ one }) => one);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function noChoiceOf(candidates: readonly PromotionCandidate[], pick: number): NoChoice | undefined {
  if (candidates.every(({ orders }) => orders <= 0)) return 'no-orders';
  return candidates.filter(({ violated }) => !violated).length <= pick ? 'nothing-to-choose' : undefined;
}

/** What the brand's average post has earned, after its cost. */
function baselineOf(candidates: readonly PromotionCandidate[]): number {
  const posts = candidates.reduce((sum, one) => sum + one.posts, 0);
  const earned = candidates.reduce((sum, one) => sum + one.profitMinor - one.spendMinor, 0);
  return posts > 0 ? earned / posts : 0;
}

/** Ranks each draw, best first: how often each was among the best `pick`, and its ranks added up. */
export function rankDraws(scores: readonly Float64Array[], pick: number, draws: number) {
  const inTop = scores.map(() => 0);
  const ranks = scores.map(() => 0);
  const order = scores.map((_, i) => i);
  const drawn = new Float64Array(scores.length);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < scores.length; i++) drawn[i] = scores[i]?.[draw] ?? 0;
    order.sort((one, other) => (drawn[other] ?? 0) - (drawn[one] ?? 0) || one - other);
    for (let rank = 0; rank < order.length; rank++) {
      const i = order[rank] ?? 0;
      ranks[i] = (ranks[i] ?? 0) + rank + 1;
      if (rank < pick) inTop[i] = (inTop[i] ?? 0) + 1;
    }
  }
  return { inTop, ranks };
}

type Unranked = Omit<PromotionProposal, 'rank' | 'picked' | 'verdict' | 'reasons'>;

/** The best `pick` who broke no instruction are picked; the verdict says what to do. */
function review(
  unranked: Unranked[],
  {
    from,
    to,
    pick,
    prior,
    engagement,
    noChoice,
  }: PromotionQuery & Pick<ReviewedPromotion, 'prior' | 'engagement' | 'noChoice'>,
): ReviewedPromotion {
  const ranked = unranked.toSorted((one, other) => other.profitPerPostMinor - one.profitPerPostMinor);
  let open = noChoice === 'no-orders' ? 0 : pick;
  const ranking = ranked.map((one, index) => {
    const picked = !one.violated && open > 0;
    if (picked) open--;
    return { ...one, rank: index + 1, picked, ...verdictOn(one, { picked, noChoice }) };
  });
  const right = ranking.reduce((sum, one) => sum + (one.picked ? (one.probabilityInTop ?? 0) : 0), 0);
  return {
    from,
    to,
    pick,
    prior,
    engagement,
    expectedRightPicks: noChoice ? null : right,
    ...(noChoice && { noChoice }),
    ranking,
  };
}
