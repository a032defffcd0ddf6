import { remembering } from '../remember.ts';
import { type Measured, shrinkBySpread } from './shrinkage.ts';

/** One way that things may differ: between the members of a group (σ), and between groups (τ). */
export type Spreads = { within: number; between: number };

/** What is believed of every group's mean if the spreads are these, and how plausible these are (all sum to 1). */
export type SpreadBelief = Spreads & { plausibility: number; means: Measured[] };

/**
 * Groups of measured members, two-level normal: xᵢⱼ ~ N(θᵢ, σ² + sᵢⱼ), θᵢ ~ N(μ, τ²), nothing known of μ (Gelman et
 * al., Bayesian Data Analysis, 3rd ed., §5.4, §11.6). Neither spread is known: each of `candidates` has its say by its
 * likelihood and its prior. Groups of one member cannot tell the two apart; there, and where there is no group, the prior decides.
 * @param lean of each group, as for `shrinkBySpread`
 */
export function twoLevelBeliefs(
  groups: readonly (readonly Measured[])[],
  candidates: readonly Spreads[],
  logPrior: (spreads: Spreads) => number,
  lean: readonly number[] = [],
): SpreadBelief[] {
  const pooledBy = remembering((within: number) => {
    const pooled = groups.map((members) => poolMembers(members, within));
    return { pooled, inside: pooled.reduce((sum, one) => sum + one.logLikelihood, 0) };
  });
  const fits = candidates.map((spreads) => {
    const { pooled, inside } = pooledBy(spreads.within);
    const { beliefs, logLikelihood } =
      pooled.length > 0 ? shrinkBySpread(pooled, spreads.between, lean) : NOTHING_SEEN;
    return { ...spreads, means: beliefs, log: logLikelihood + inside + logPrior(spreads) };
  });
  const most = Math.max(...fits.map(({ log }) => log));
  const weights = fits.map(({ log }) => Math.exp(log - most));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return fits.map(({ log: _, ...fit }, i) => ({ ...fit, plausibility: (weights[i] ?? 0) / whole }));
}

/** Where nothing was measured, the prior alone speaks. */
const NOTHING_SEEN = { beliefs: [], logLikelihood: 0 };

/** A group's mean by the precision of its members, and how likely these are around it, the mean integrated out. */
function poolMembers(members: readonly Measured[], within: number): Measured & { logLikelihood: number } {
  let [precision, weighted, logs] = [0, 0, 0];
  for (const { mean, variance } of members) {
    const own = 1 / (variance + within ** 2);
    precision += own;
    weighted += own * mean;
    logs += Math.log(own);
  }
  const mean = weighted / precision;
  let misfit = 0;
  for (const one of members) misfit += (one.mean - mean) ** 2 / (one.variance + within ** 2);
  return { mean, variance: 1 / precision, logLikelihood: (logs - Math.log(precision) - misfit) / 2 };
}
