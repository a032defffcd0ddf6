/**
 * James–Stein shrinkage of equally precise means towards their common mean (Efron & Morris 1975): the factor is
 * c = 1 − (k − 3)·σ²/S, never below 0. `variance` is that of one mean; `factor` is the part of the deviation kept.
 */
export function efronMorris(means: readonly number[], variance: number): { factor: number; means: number[] } {
  const centre = average(means);
  const spread = means.reduce((sum, mean) => sum + (mean - centre) ** 2, 0);
  const factor = spread > 0 ? Math.max(0, 1 - ((means.length - 3) * variance) / spread) : 0;
  return { factor, means: means.map((mean) => centre + factor * (mean - centre)) };
}

export type ShrunkEngagement = {
  /** Engagements per denominator, shrunk, back on the natural scale. */ rate: number;
  posts: number;
};

/**
 * Engagement rates per creator, shrunk on the log scale (counts can exceed followers and posts vary hugely, so a
 * binomial would lie): x = ln((engagements + 1)/denominator), θ̂ᵢ = μ + (1 − Bᵢ)(x̄ᵢ − μ), Bᵢ = σ²/(σ² + nᵢτ²).
 * σ² within and τ² between creators by analysis of variance; creators with fewer than two posts are undefined.
 */
export function shrinkEngagement(
  creators: readonly (readonly { engagements: number; denominator: number }[])[],
): (ShrunkEngagement | undefined)[] {
  const logs = creators.map((posts) =>
    posts
      .filter((post) => post.denominator > 0)
      .map((post) => Math.log((post.engagements + 1) / post.denominator)),
  );
  const groups = logs.filter((group) => group.length >= 2);
  if (groups.length === 0) return logs.map(() => undefined);
  const { mean, within, between } = varianceComponents(groups);
  return logs.map((group) => {
    if (group.length < 2) return undefined;
    const signal = group.length * between;
    const kept = signal + within > 0 ? signal / (within + signal) : 0;
    return { rate: Math.exp(mean + kept * (average(group) - mean)), posts: group.length };
  });
}

/** One-way random effects by the method of moments, for groups of unequal size. */
function varianceComponents(groups: readonly (readonly number[])[]) {
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  const mean = average(groups.map(average));
  const grand = average(groups.flat());
  const inside = groups.reduce((sum, group) => sum + squares(group, average(group)), 0);
  const within = inside / Math.max(1, total - groups.length);
  if (groups.length < 2) return { mean, within, between: 0 };
  const outside = groups.reduce((sum, group) => sum + group.length * (average(group) - grand) ** 2, 0);
  const size =
    (total - groups.reduce((sum, group) => sum + group.length ** 2, 0) / total) / (groups.length - 1);
  return { mean, within, between: Math.max(0, (outside / (groups.length - 1) - within) / size) };
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const squares = (values: readonly number[], centre: number): number =>
  values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
