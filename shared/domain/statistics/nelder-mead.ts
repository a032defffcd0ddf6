/**
 * Downhill simplex minimisation (Nelder & Mead 1965, coefficients 1, 2, ½, ½). Ours because the npm packages either
 * do not load as modules under Node 20 (fmin 0.0.4) or have not moved for years.
 */
export type Minimum = { x: number[]; value: number };
type Options = { step?: number; tolerance?: number; maxEvaluations?: number };

export function minimise(
  f: (x: number[]) => number,
  start: readonly number[],
  { step = 0.3, tolerance = 1e-10, maxEvaluations = 2000 }: Options = {},
): Minimum {
  const at = (x: number[]): Minimum => ({ x, value: f(x) });
  const simplex = [at([...start]), ...start.map((_, i) => at(start.map((v, j) => (i === j ? v + step : v))))];
  let evaluations = simplex.length;
  while (evaluations < maxEvaluations) {
    simplex.sort((one, other) => one.value - other.value);
    const [best, secondWorst, worst] = [simplex.at(0), simplex.at(-2), simplex.at(-1)];
    if (!best || !secondWorst || !worst || converged(simplex, best, worst, tolerance)) break;
    const centre = centroid(simplex.slice(0, -1));
    const towards = (by: number) => at(centre.map((c, i) => c + by * ((worst.x[i] ?? 0) - c)));
    const reflected = towards(-1);
    evaluations += 2;
    if (reflected.value < best.value) {
      simplex[simplex.length - 1] = lower(towards(-2), reflected);
    } else if (reflected.value < secondWorst.value) {
      simplex[simplex.length - 1] = reflected;
    } else {
      const contracted = towards(reflected.value < worst.value ? -0.5 : 0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) {
        simplex[simplex.length - 1] = contracted;
      } else {
        for (let i = 1; i < simplex.length; i++) {
          simplex[i] = at(best.x.map((b, j) => b + 0.5 * ((simplex[i]?.x[j] ?? 0) - b)));
        }
        evaluations += start.length;
      }
    }
  }
  return simplex.reduce(lower);
}

const lower = (one: Minimum, other: Minimum): Minimum => (other.value < one.value ? other : one);

const centroid = (points: Minimum[]): number[] =>
  (points[0]?.x ?? []).map(
    (_, i) => points.reduce((sum, point) => sum + (point.x[i] ?? 0), 0) / points.length,
  );

function converged(simplex: Minimum[], best: Minimum, worst: Minimum, tolerance: number): boolean {
  if (Math.abs(worst.value - best.value) > tolerance * (Math.abs(best.value) + tolerance)) return false;
  const reach = Math.sqrt(tolerance);
  return simplex.every((point) => point.x.every((v, i) => Math.abs(v - (best.x[i] ?? 0)) < reach));
}
