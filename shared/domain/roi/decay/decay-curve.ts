import { minimise } from '../../statistics/nelder-mead.ts';

/** Clicks between two ages of a post, in days since it was published. Bins follow each other without gaps. */
export type DecayBin = { fromDays: number; toDays: number; clicks: number };

export const DECAY_MODELS = ['stretchedExponential', 'powerLaw'] as const;
export type DecayModel = (typeof DECAY_MODELS)[number];

/**
 * How the clicks of a post die away. Stretched exponential N(t) = K(1 − exp(−(t/τ)^β)), `scale` τ and `shape` β; power
 * law N(t) = K(1 − (1 + t/c)^−s), `scale` c and `shape` s = α − 1 of n(t) ∝ (t + c)^−α.
 */
export type DecayCurve = { model: DecayModel; total: number; scale: number; shape: number };

/** What is believed of a post before it was clicked. `shape` is held near 0.6 (stretched) or 1 (power law). */
export type ShapePrior = { logShape: number; sd: number };

export const SHAPE_PRIORS: Record<DecayModel, ShapePrior> = {
  stretchedExponential: { logShape: Math.log(0.6), sd: 0.3 },
  powerLaw: { logShape: 0, sd: 0.5 },
};

/** The share of all its clicks that a post has had at this age. */
export function shareBy(days: number, { model, scale, shape }: Omit<DecayCurve, 'total'>): number {
  if (days <= 0) return 0;
  return model === 'stretchedExponential'
    ? -Math.expm1(-((days / scale) ** shape))
    : 1 - (1 + days / scale) ** -shape;
}

/** The age at which half of all clicks have come, days. */
export function halfLifeDays({ model, scale, shape }: Omit<DecayCurve, 'total'>): number {
  return model === 'stretchedExponential' ? scale * Math.LN2 ** (1 / shape) : scale * (2 ** (1 / shape) - 1);
}

/** Clicks expected between two ages. */
export const clicksBetween = (curve: DecayCurve, fromDays: number, toDays: number): number =>
  curve.total * Math.max(0, shareBy(toDays, curve) - shareBy(fromDays, curve));

export type FittedCurve = DecayCurve & { aic: number };

/**
 * The curve under which these counts are likeliest: Poisson likelihood in each bin, on logarithms of scale and
 * shape; the total follows in closed form (Σ clicks over the share of the bins). Undefined without clicks.
 */
export function fitCurve(
  model: DecayModel,
  bins: readonly DecayBin[],
  prior: ShapePrior | undefined = SHAPE_PRIORS[model],
  start: { scale: number; shape: number } = { scale: 1, shape: model === 'powerLaw' ? 1 : 0.6 },
  tolerance = 1e-13,
): FittedCurve | undefined {
  const clicks = bins.reduce((sum, bin) => sum + bin.clicks, 0);
  if (clicks === 0) return undefined;
  const loss = (logScale: number, logShape: number) => {
    if (Math.abs(logScale) > 9 || Math.abs(logShape) > 3) return Number.POSITIVE_INFINITY;
    return negativeLogLikelihood(bins, clicks, {
      model,
      scale: Math.exp(logScale),
      shape: Math.exp(logShape),
    });
  };
  const penalty = (logShape: number) => (prior ? (logShape - prior.logShape) ** 2 / (2 * prior.sd ** 2) : 0);
  const { x } = minimise(
    ([logScale = 0, logShape = 0]) => loss(logScale, logShape) + penalty(logShape),
    [Math.log(start.scale), Math.log(start.shape)],
    { tolerance },
  );
  const [scale, shape] = [Math.exp(x[0] ?? 0), Math.exp(x[1] ?? 0)];
  const seen = bins.reduce((sum, bin) => sum + share(bin, { model, scale, shape }), 0);
  return { model, scale, shape, total: clicks / seen, aic: 2 * 3 + 2 * loss(x[0] ?? 0, x[1] ?? 0) };
}

/**
 * Both families fitted. The power law must beat the stretched exponential by more than 6 in AIC ("considerably less
 * support", Burnham & Anderson): by a smaller margin the choice is noise, and its heavy tail would move the half-life.
 */
export function bestCurve(bins: readonly DecayBin[]): FittedCurve | undefined {
  const stretched = fitCurve('stretchedExponential', bins);
  const power = fitCurve('powerLaw', bins);
  return stretched && power && power.aic < stretched.aic - 6 ? power : stretched;
}

/** Σ(μ − y ln μ) with the total at its best; bins of no clicks count through the total. */
function negativeLogLikelihood(
  bins: readonly DecayBin[],
  clicks: number,
  curve: Omit<DecayCurve, 'total'>,
): number {
  let [logs, seen, before, edge] = [0, 0, 0, 0];
  for (const bin of bins) {
    const start = bin.fromDays === edge ? before : shareBy(bin.fromDays, curve);
    before = shareBy(bin.toDays, curve);
    edge = bin.toDays;
    const expected = before - start;
    seen += expected;
    if (bin.clicks > 0) logs += bin.clicks * Math.log(Math.max(expected, 1e-300));
  }
  const total = clicks / Math.max(seen, 1e-300);
  return clicks - clicks * Math.log(total) - logs;
}

const share = (bin: DecayBin, curve: Omit<DecayCurve, 'total'>): number =>
  shareBy(bin.toDays, curve) - shareBy(bin.fromDays, curve);
