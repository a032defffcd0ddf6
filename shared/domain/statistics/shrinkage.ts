import { mean } from './linear.ts';

/**
 * James–Stein shrinkage of equally precise means towards their common mean (Efron & Morris 1975): the factor is
 * c = 1 − (k − 3)·σ²/S, never below 0. `variance` is that of one mean; `factor` is the part of the deviation kept.
 */
export function efronMorris(means: readonly number[], variance: number): { factor: number; means: number[] } {
  const centre = mean(means);
  const spread = means.reduce((sum, one) => sum + (one - centre) ** 2, 0);
  const factor = spread > 0 ? Math.max(0, 1 - ((means.length - 3) * variance) / spread) : 0;
  return { factor, means: means.map((one) => centre + factor * (one - centre)) };
}

/** A mean and the variance of its error. */
export type Measured = { mean: number; variance: number };

const GRID = 100;

/**
 * What is believed of each mean once all are seen, where they are not equally precise. Normal–normal: x̄ᵢ ~ N(θᵢ, vᵢ),
 * θᵢ ~ N(μ, τ²), nothing known of μ. How much the truths differ (τ) is not known either, and the likeliest τ is often
 * 0, which would make all the same and sure of it; so every τ up to `mostSpread` has its say, by its likelihood (Gelman
 * et al., Bayesian Data Analysis, 3rd ed., §5.4).
 */
export function shrinkMeans(means: readonly Measured[], mostSpread: number): Measured[] {
  const spreads = Array.from({ length: GRID }, (_, i) => (mostSpread * (i + 0.5)) / GRID);
  const fits = spreads.map((spread) => shrinkBySpread(means, spread));
  const likeliest = Math.max(...fits.map(({ logLikelihood }) => logLikelihood));
  const weights = fits.map(({ logLikelihood }) => Math.exp(logLikelihood - likeliest));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const expected = (of: (fit: (typeof fits)[number]) => number) =>
    fits.reduce((sum, fit, i) => sum + (weights[i] ?? 0) * of(fit), 0) / whole;
  return means.map((_, i) => {
    const mean = expected(({ beliefs }) => beliefs[i]?.mean ?? 0);
    const variance = expected(({ beliefs }) => {
      const given = beliefs[i] ?? { mean, variance: 0 };
      return given.variance + (given.mean - mean) ** 2;
    });
    return { mean, variance };
  });
}

/**
 * The same when τ is known. With wᵢ = 1/(vᵢ + τ²), Bᵢ = vᵢwᵢ (Efron & Morris 1975) and μ̂ = Σwᵢx̄ᵢ/Σwᵢ:
 * E θᵢ = μ̂ + (1 − Bᵢ)(x̄ᵢ − μ̂), Var θᵢ = (1 − Bᵢ)vᵢ + Bᵢ²/Σwᵢ; the last term is what is not known of μ.
 * @param lean of each: something else that is known of it, along which the truths may differ, θᵢ ~ N(μ + γ·leanᵢ, τ²)
 * with γ ~ N(0, 1), integrated out (ridge regression; Gelman et al., §14.8). Where it is left out or 0, nothing changes.
 */
export function shrinkBySpread(
  means: readonly Measured[],
  spread: number,
  lean: readonly number[] = [],
): { beliefs: Measured[]; logLikelihood: number } {
  const weights = means.map(({ variance }) => 1 / (variance + spread ** 2));
  const line = lineThrough(means, weights, lean);
  let logLikelihood = -(Math.log(line.determinant) + line.slope ** 2) / 2;
  const beliefs = means.map(({ mean, variance }, i) => {
    const own = weights[i] ?? 0;
    const drawn = variance * own;
    const { expected, precision } = line.at(lean[i] ?? 0);
    logLikelihood += (Math.log(own) - own * (mean - expected) ** 2) / 2;
    return {
      mean: expected + (1 - drawn) * (mean - expected),
      variance: (1 - drawn) * variance + drawn ** 2 / precision,
    };
  });
  return { beliefs, logLikelihood };
}

/** μ and γ by the weights, γ drawn towards 0, and how surely they are known at each lean. */
function lineThrough(means: readonly Measured[], weights: readonly number[], lean: readonly number[]) {
  const sum = (of: (mean: number, lean: number) => number) =>
    means.reduce((all, { mean }, i) => all + (weights[i] ?? 0) * of(mean, lean[i] ?? 0), 0);
  const [weight, height] = [sum(() => 1), sum((mean) => mean)];
  if (lean.length === 0)
    return { determinant: weight, slope: 0, at: () => ({ expected: height / weight, precision: weight }) };
  const [first, second] = [sum((_, x) => x), 1 + sum((_, x) => x * x)];
  const product = sum((mean, x) => mean * x);
  const determinant = weight * second - first ** 2;
  const centre = (second * height - first * product) / determinant;
  const slope = (weight * product - first * height) / determinant;
  const at = (x: number) => ({
    expected: centre + slope * x,
    precision: determinant / (second - 2 * first * x + weight * x * x),
  });
  return { determinant, slope, at };
}
