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
