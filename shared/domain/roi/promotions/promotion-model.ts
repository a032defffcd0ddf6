import { type Beta, betaMean } from '../../statistics/beta.ts';
import { fitPrior, plausiblePriors, posterior, type Trials } from '../../statistics/beta-binomial.ts';
import { drawBeta, drawNormal } from '../../statistics/samplers.ts';
import type { Random } from '../../statistics/seeded-random.ts';
import { type Measured, shrinkMeans } from '../../statistics/shrinkage.ts';
import { type SpreadBelief, twoLevelBeliefs } from '../../statistics/two-levels.ts';
import { type EngagementPrior, engagementPrior } from './engagement-prior.ts';
import type { PromotionCandidate } from './promotion-candidates.ts';
import { logPlausible, SPREADS } from './spread-beliefs.ts';

export type ProfitModel = {
  prior: Beta & { fitted: boolean };
  engagement: EngagementPrior;
  /** Shrunk orders per click. */
  rate: (candidate: PromotionCandidate, index: number) => number;
  /** For each candidate what one more post is expected to earn after its cost, minor units, in that many draws. */
  draw: (random: Random, draws: number) => Float64Array[];
};

/**
 * What another post of each creator may earn: clicks per post × orders per click × profit per order − cost per post. All
 * three are drawn together from what is believed of them. Posts of one creator differ (`within`), creators differ
 * (`between`), and how much either does is learnt from all of them, never taken as known. What creators' engagement says of
 * clicks and of orders per click is learnt from them too, and moves what is believed of those with few.
 */
export function profitModel(candidates: readonly PromotionCandidate[]): ProfitModel {
  const engagement = engagementPrior(candidates);
  const clicks = twoLevelBeliefs(
    candidates.map(({ postClicks }) => postClicks.map(logClicks)),
    SPREADS,
    logPlausible,
    engagement.lean,
  );
  const tallies = candidates.map(tallyOf);
  const prior = fitPrior(tallies);
  const priors = plausiblePriors(tallies, prior, engagement.lean);
  const profits = profitsPerOrder(candidates);
  const { a, b, fitted } = prior;
  return {
    prior: { a, b, fitted },
    engagement,
    rate: ({ orders, clicks: seen }, i) => {
      const weight = a + b;
      const mean = priors.reduce((sum, one) => sum + one.plausibility * betaMean(one.priorOf(i)), 0);
      return (mean * weight + orders) / (weight + Math.max(seen, orders));
    },
    draw: (random, draws) => {
      const drawn = Array.from({ length: draws }, () => ({
        clicks: pickBy(clicks, random),
        prior: pickBy(priors, random),
      }));
      return candidates.map((one, i) => {
        const profit = profits[i] ?? { mean: 0, variance: 0 };
        const cost = one.posts > 0 ? one.spendMinor / one.posts : 0;
        return Float64Array.from(drawn, (world) => {
          const rate = drawBeta(posterior(world.prior.priorOf(i), tallies[i] as Trials), random);
          return drawClicks(world.clicks, i, random) * rate * drawFrom(profit, random) - cost;
        });
      });
    },
  };
}

/** Where counts are small ln(c + ½) has nearly the mean ln λ and the variance 1/(c + ½). */
const logClicks = ({ clicks, share }: PromotionCandidate['postClicks'][number]): Measured => ({
  mean: Math.log((clicks + 0.5) / share),
  variance: 1 / (clicks + 0.5),
});

/** A post's expected clicks are the mean of a log-normal, not its median. */
function drawClicks({ means, within }: SpreadBelief, index: number, random: Random): number {
  const { mean, variance } = means[index] ?? { mean: 0, variance: 0 };
  return Math.exp(mean + Math.sqrt(variance) * drawNormal(random) + within ** 2 / 2);
}

const drawFrom = ({ mean, variance }: Measured, random: Random): number =>
  mean + Math.sqrt(variance) * drawNormal(random);

/** A coupon can bring an order without a click; the rate stays a rate. */
const tallyOf = ({ orders, clicks }: PromotionCandidate): Trials => ({
  successes: Math.min(orders, clicks),
  trials: clicks,
});

/** Where orders are too few to tell: baskets swing by half of their mean. */
const USUAL_SWING = 0.5;
/** Mean profit per order of one creator differs from another's by less than this share of it. */
const MOST_DIFFERENCE = 0.5;

/** Profit per order of each creator, drawn towards everyone's by how many orders there are and how baskets swing. */
function profitsPerOrder(candidates: readonly PromotionCandidate[]): Measured[] {
  const orders = candidates.reduce((sum, one) => sum + one.orders, 0);
  const profit = candidates.reduce((sum, one) => sum + one.profitMinor, 0);
  if (orders === 0) return candidates.map(() => ({ mean: 0, variance: 0 }));
  const mean = profit / orders;
  const variance = swingOf(candidates) ?? (USUAL_SWING * mean) ** 2;
  if (variance === 0) return candidates.map(() => ({ mean, variance: 0 }));
  const measured = candidates.map((one) =>
    one.orders > 0
      ? { mean: one.profitMinor / one.orders, variance: variance / one.orders }
      : { mean, variance: variance * 1e6 },
  );
  return shrinkMeans(measured, Math.abs(mean) * MOST_DIFFERENCE);
}

/** Variance of an order's profit about its creator's mean; undefined under ten orders to tell it by. */
function swingOf(candidates: readonly PromotionCandidate[]): number | undefined {
  let [squares, freedom] = [0, 0];
  for (const { profits } of candidates) {
    const mean = profits.reduce((sum, one) => sum + one, 0) / profits.length;
    for (const one of profits) squares += (one - mean) ** 2;
    freedom += Math.max(0, profits.length - 1);
  }
  return freedom >= 10 ? squares / freedom : undefined;
}

function pickBy<T extends { plausibility: number }>(ways: readonly T[], random: Random): T {
  let left = random();
  const found = ways.find(({ plausibility }) => {
    left -= plausibility;
    return left < 0;
  });
  return found ?? (ways.at(-1) as T);
}
