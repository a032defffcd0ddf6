import { describe, expect, it } from 'vitest';
import { ROI_SEED } from '../../shared/domain/roi/compute-roi.ts';
import { roiInterval } from '../../shared/domain/roi/roi-row.ts';
import { emptyMoneyTally } from '../../shared/domain/roi/tally.ts';
import {
  bootstrapInterval,
  poissonBootstrap,
  skewCorrectedInterval,
} from '../../shared/domain/statistics/poisson-bootstrap.ts';
import { drawGamma, drawNormal, drawPoisson } from '../../shared/domain/statistics/samplers.ts';
import { type Random, seededRandom } from '../../shared/domain/statistics/seeded-random.ts';

/**
 * A brand of the demo's size with a known truth: ten micro-content creators, four in a campaign, two squads, eight
 * weeks, 150 to 400 orders expected. Each source sells at a rate of its own; baskets are log-normal sock orders,
 * margin 0.6, one order in fifteen refunded, 10 % commission on top of the fees.
 */
function aBrandOfKnownReturn(random: Random, least = 150, most = 400) {
  const expected = least + (most - least) * random();
  const sources = Array.from({ length: 16 }, () => drawGamma(2, random));
  const whole = sources.reduce((sum, one) => sum + one, 0);
  const [basket, spread, margin, kept] = [3500, 0.35 + 0.35 * random(), 0.6, 14 / 15];
  const profits = sources.flatMap((source) =>
    Array.from({ length: drawPoisson((expected * source) / whole, random) }, () =>
      random() < kept ? Math.round(margin * basket * Math.exp(spread * drawNormal(random))) : 0,
    ),
  );
  const fees = Math.round(expected * basket * (0.15 + 0.35 * random()));
  const spendFor = (profit: number) => fees + (0.1 * profit) / margin;
  const trueProfit = expected * kept * margin * basket * Math.exp(spread ** 2 / 2);
  const truth = (trueProfit - spendFor(trueProfit)) / spendFor(trueProfit);
  const total = profits.reduce((sum, profit) => sum + profit, 0);
  const commissionMinor = Math.round((0.1 * total) / margin);
  const tally = {
    ...emptyMoneyTally(),
    profits,
    grossProfitMinor: total,
    accruedMinor: fees + commissionMinor,
    commissionMinor,
  };
  return { tally, truth, trueProfit };
}

describe('90 % ROI intervals', () => {
  it('cover the truth of 87 to 93 % of 2,000 brands of the demo size, and miss evenly on both sides', () => {
    const random = seededRandom('brands of known return');
    let [below, above] = [0, 0];
    for (let brand = 0; brand < 2000; brand++) {
      const { tally, truth } = aBrandOfKnownReturn(random);
      const { low, high } = roiInterval(tally, { seed: ROI_SEED, draws: 2000, level: 0.9 });
      if (truth < low) below++;
      if (truth > high) above++;
    }
    const covered = 1 - (below + above) / 2000;
    console.info(
      `ROI intervals: ${(covered * 100).toFixed(1)} % cover, ${below} lie above and ${above} below the truth`,
    );
    expect(covered).toBeGreaterThanOrEqual(0.87);
    expect(covered).toBeLessThanOrEqual(0.93);
    expect(Math.abs(below - above)).toBeLessThan(60);
  });

  it('cover 86 to 94 % also for a single stage of twenty to eighty orders', () => {
    const random = seededRandom('stages of known return');
    let [covered, judged] = [0, 0];
    for (let stage = 0; stage < 1500; stage++) {
      const { tally, truth } = aBrandOfKnownReturn(random, 20, 80);
      const { low, high } = roiInterval(tally, { seed: ROI_SEED, draws: 2000, level: 0.9 });
      judged++;
      if (low <= truth && truth <= high) covered++;
    }
    console.info(`ROI intervals of single stages: ${((100 * covered) / judged).toFixed(1)} % cover`);
    expect(covered / judged).toBeGreaterThanOrEqual(0.86);
    expect(covered / judged).toBeLessThanOrEqual(0.94);
  });

  it('miss evenly at ten to twenty orders, where plain percentiles miss high three times as often as low', () => {
    const random = seededRandom('few orders');
    const brands = 3000;
    const missed = { ours: { low: 0, high: 0 }, percentile: { low: 0, high: 0 } };
    for (let brand = 0; brand < brands; brand++) {
      const { tally, trueProfit } = aBrandOfKnownReturn(random, 10, 20);
      const sums = poissonBootstrap(tally.profits, { seed: `few ${brand}`, draws: 400 });
      const intervals = {
        ours: skewCorrectedInterval(tally.profits, sums, 0.9),
        percentile: bootstrapInterval(sums, 0.9),
      };
      for (const way of ['ours', 'percentile'] as const) {
        if (trueProfit < intervals[way].low) missed[way].low++;
        if (trueProfit > intervals[way].high) missed[way].high++;
      }
    }
    const share = (way: keyof typeof missed) => 1 - (missed[way].low + missed[way].high) / brands;
    console.info(
      `ten to twenty orders: ours cover ${(100 * share('ours')).toFixed(1)} % (${missed.ours.low} below, ${missed.ours.high} above), percentiles ${(100 * share('percentile')).toFixed(1)} % (${missed.percentile.low}, ${missed.percentile.high})`,
    );
    expect(share('ours')).toBeGreaterThanOrEqual(0.87);
    expect(share('ours')).toBeLessThanOrEqual(0.93);
    expect(Math.abs(missed.ours.low - missed.ours.high)).toBeLessThan(brands * 0.02);
    expect(missed.percentile.high).toBeGreaterThan(3 * missed.percentile.low);
  });
});
