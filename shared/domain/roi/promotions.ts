import type { Facts } from '../facts.ts';
import type { Beta, Interval } from '../statistics/beta.ts';
import { fitPrior, plausiblePriors, posterior, type Tally } from '../statistics/beta-binomial.ts';
import { quantile } from '../statistics/poisson-bootstrap.ts';
import { drawBeta, drawGamma } from '../statistics/samplers.ts';
import { type Random, seededRandom } from '../statistics/seeded-random.ts';
import type { Stage } from '../vocabulary.ts';
import { candidatesOf } from './promotion-candidates.ts';

export type Verdict = 'promote' | 'likely' | 'testMore' | 'keep';

/** What one creator did in the stage that promotion leaves. Followers are not here: they never enter. */
export type Candidate = {
  creatorId: string;
  posts: number;
  clicks: number;
  orders: number;
  profitMinor: number;
  spendMinor: number;
  violated: boolean;
};

export type Promotion = Candidate & {
  rank: number;
  /** Shrunk orders per click. */
  conversionRate: number;
  /** Expected profit of one more post, minor units, after its cost, with its central interval. */
  profitPerPostMinor: number;
  interval: Interval;
  probabilityInTop: number;
  /** That the next post earns more than the brand's average post. */
  probabilityAboveBaseline: number;
  expectedRank: number;
  picked: boolean;
  verdict: Verdict;
  reasons: string[];
};

export type PromotionReview = {
  from: Stage;
  to: Stage;
  pick: number;
  prior: Beta & { fitted: boolean };
  /** How many of the picked are expected to be truly among the best `pick`. */
  expectedRightPicks: number;
  ranking: Promotion[];
};

export type PromotionQuery = { from: Stage; to: Stage; pick: number; seed: string; draws?: number };

const ENOUGH_CLICKS = 100;
const DRAWS = 4000;

/**
 * Who to move up: every creator with posts in `from` of these days, ranked by what another post of theirs is expected to
 * earn.
 */
export const promotionsOf = (
  facts: Facts,
  { days, ...query }: PromotionQuery & { days: { from: string; to: string } },
): PromotionReview => rankCandidates(candidatesOf(facts, query.from, days), query);

/**
 * Empirical Bayes with a seeded posterior: clicks per post (gamma), orders per click (beta, prior fitted to all
 * candidates) and profit per order (drawn towards everyone's mean) are drawn together; each draw is ranked, and the
 * share of draws in which a creator is among the best `pick` is the probability that picking them is right.
 */
export function rankCandidates(candidates: readonly Candidate[], query: PromotionQuery): PromotionReview {
  const ordered = [...candidates].sort((one, other) => (one.creatorId < other.creatorId ? -1 : 1));
  const prior = fitPrior(
    ordered.map(({ orders, clicks }) => ({ successes: Math.min(orders, clicks), trials: clicks })),
  );
  const model = modelOf(ordered, prior);
  const draws = query.draws ?? DRAWS;
  const scores = drawScores(ordered, model, seededRandom(query.seed), draws);
  const { inTop, ranks } = rankDraws(scores, query.pick, draws);
  const ranking = ordered.map((candidate, i) => {
    const mine = (scores[i] ?? new Float64Array()).slice().sort();
    const above = mine.filter((score) => score > model.baseline).length / draws;
    return {
      ...candidate,
      rank: 0,
      conversionRate: model.rate(candidate),
      profitPerPostMinor: mine.reduce((sum, score) => sum + score, 0) / draws,
      interval: { low: quantile(mine, 0.05), high: quantile(mine, 0.95), level: 0.9 },
      probabilityInTop: (inTop[i] ?? 0) / draws,
      probabilityAboveBaseline: above,
      expectedRank: (ranks[i] ?? 0) / draws,
      picked: false,
      verdict: 'keep' as Verdict,
      reasons: [] as string[],
    };
  });
  return review(ranking, prior, query);
}

type Model = {
  prior: Beta;
  /** How much creators differ is not known either: one of these is drawn for everybody in each draw. */
  priors: (Beta & { plausibility: number })[];
  clickPrior: { shape: number; rate: number };
  baseline: number;
  rate: (candidate: Candidate) => number;
  profitPerOrder: (candidate: Candidate) => number;
  costPerPost: (candidate: Candidate) => number;
};

/** A creator's own profit per order counts as five orders of everybody's do. */
const PROFIT_WEIGHT = 5;

function modelOf(candidates: readonly Candidate[], prior: Beta): Model {
  const sum = (of: (candidate: Candidate) => number) => candidates.reduce((total, one) => total + of(one), 0);
  const [posts, clicks, orders, profit] = [
    sum((c) => c.posts),
    sum((c) => c.clicks),
    sum((c) => c.orders),
    sum((c) => c.profitMinor),
  ];
  const perOrder = orders > 0 ? profit / orders : 0;
  const rate = (c: Candidate) => (prior.a + c.orders) / (prior.a + prior.b + Math.max(c.clicks, c.orders));
  return {
    prior,
    priors: plausiblePriors(candidates.map(tallyOf), prior),
    clickPrior: gammaPrior(candidates, posts > 0 ? clicks / posts : 0),
    baseline: posts > 0 ? (profit - sum((c) => c.spendMinor)) / posts : 0,
    rate,
    profitPerOrder: (c) => (c.profitMinor + PROFIT_WEIGHT * perOrder) / (c.orders + PROFIT_WEIGHT),
    costPerPost: (c) => (c.posts > 0 ? c.spendMinor / c.posts : 0),
  };
}

/** Clicks per post differ between creators beyond chance: gamma by the method of moments, worth at most five posts. */
function gammaPrior(candidates: readonly Candidate[], mean: number): { shape: number; rate: number } {
  const posting = candidates.filter((c) => c.posts > 0);
  if (posting.length < 2 || mean === 0) return { shape: 1, rate: mean > 0 ? 1 / mean : 1 };
  const spread = posting.reduce((sum, c) => sum + (c.clicks / c.posts - mean) ** 2, 0) / (posting.length - 1);
  const noise = posting.reduce((sum, c) => sum + mean / c.posts, 0) / posting.length;
  const rate = Math.min(5, mean / Math.max(spread - noise, mean / 5));
  return { shape: mean * rate, rate };
}

function drawScores(
  candidates: readonly Candidate[],
  model: Model,
  random: Random,
  draws: number,
): Float64Array[] {
  const priors = drawPriors(model.priors, random, draws);
  return candidates.map((candidate) => {
    const beliefs = model.priors.map((prior) => posterior(prior, tallyOf(candidate)));
    const { shape, rate } = model.clickPrior;
    const [profit, cost] = [model.profitPerOrder(candidate), model.costPerPost(candidate)];
    const own = Float64Array.from({ length: draws });
    for (let draw = 0; draw < draws; draw++) {
      const clicks = drawGamma(shape + candidate.clicks, random) / (rate + candidate.posts);
      own[draw] = clicks * drawBeta(beliefs[priors[draw] ?? 0] ?? model.prior, random) * profit - cost;
    }
    return own;
  });
}

function drawPriors(priors: Model['priors'], random: Random, draws: number): Uint8Array {
  return Uint8Array.from({ length: draws }, () => {
    let left = random();
    const found = priors.findIndex(({ plausibility }) => {
      left -= plausibility;
      return left < 0;
    });
    return Math.max(0, found);
  });
}

/** A coupon can bring an order without a click; the rate stays a rate. */
const tallyOf = ({ orders, clicks }: Candidate): Tally => ({
  successes: Math.min(orders, clicks),
  trials: clicks,
});

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

/** The best `pick` who broke no instruction are picked; the verdict says how far each pick can be trusted. */
function review(
  unranked: Promotion[],
  prior: PromotionReview['prior'],
  query: PromotionQuery,
): PromotionReview {
  const ranked = unranked.sort((one, other) => other.profitPerPostMinor - one.profitPerPostMinor);
  let open = query.pick;
  const ranking = ranked.map((one, index) => {
    const picked = !one.violated && open > 0;
    if (picked) open--;
    const { verdict, reasons } = verdictOn(one, picked, query.pick);
    return { ...one, rank: index + 1, picked, verdict, reasons };
  });
  const expectedRightPicks = ranking.reduce((sum, one) => sum + (one.picked ? one.probabilityInTop : 0), 0);
  const { a, b, fitted } = prior;
  return {
    from: query.from,
    to: query.to,
    pick: query.pick,
    prior: { a, b, fitted },
    expectedRightPicks,
    ranking,
  };
}

function verdictOn(one: Promotion, picked: boolean, pick: number): { verdict: Verdict; reasons: string[] } {
  if (one.violated) return { verdict: 'keep', reasons: ['a negative instruction was broken'] };
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const top = `in ${percent(one.probabilityInTop)} of draws among the best ${pick}`;
  const better = `better than the average post with ${percent(one.probabilityAboveBaseline)}`;
  const few = one.clicks < ENOUGH_CLICKS ? [`only ${one.clicks} clicks so far`] : [];
  const sure = one.probabilityInTop >= 0.5 && one.probabilityAboveBaseline >= 0.8;
  if (sure && few.length === 0) return { verdict: 'promote', reasons: [top, better] };
  if (picked || one.probabilityInTop >= 0.5) {
    return { verdict: few.length > 0 ? 'testMore' : 'likely', reasons: [top, better, ...few] };
  }
  if (few.length > 0 || one.probabilityInTop >= 0.2) return { verdict: 'testMore', reasons: [top, ...few] };
  return { verdict: 'keep', reasons: [top, better] };
}
