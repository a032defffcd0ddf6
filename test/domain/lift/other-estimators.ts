import type { Placebo } from '../../../shared/domain/lift/placebo.ts';
import { demeaned, simplexWeights } from '../../../shared/domain/lift/simplex-weights.ts';
import { cholesky, dot, gram, mean, solveLower } from '../../../shared/domain/statistics/linear.ts';
import { studentQuantile } from '../../../shared/domain/statistics/student-t.ts';
import { gapOf, type Panel } from './published.ts';

/**
 * Estimators that the product doesn't ship, built on its solver: published figures check the solver, and show how far
 * sound methods differ on the same data. From the papers, no code copied.
 */

/** Placebo in time as a range of its own, with the t of the windows that don't overlap. */
export function placeboInterval(
  estimate: number,
  { error, disjoint }: Placebo,
): { low: number; high: number } {
  const reach = studentQuantile(0.9, disjoint) * error;
  return { low: estimate - reach, high: estimate + reach };
}

/** Ridge-augmented synthetic control (Ben-Michael, Feller & Rothstein, arXiv:1811.04170), λ by its own rule. */
export function ridgeAugmented(
  panel: Panel,
  before: number,
): { weights: number[]; lambda: number; gap: number[] } {
  const centred = centredOverDonors(panel, before);
  const lambda = ridgeOf(centred);
  const weights = weigherOf(centred)(lambda);
  return { weights, lambda, gap: gapOf(panel, weights) };
}

/** The weights under any λ: what does not hang on it is found once. */
function weigherOf({ treated, donors }: Pick<Panel, 'treated' | 'donors'>): (lambda: number) => number[] {
  const simplex = simplexWeights(treated, donors);
  const left = gapOf({ treated, donors }, simplex);
  const products = gram(donors);
  const right = donors.map((donor) => dot(donor, left));
  return (lambda) => {
    const ridged = products.map((row, i) => row.map((value, j) => value + (i === j ? lambda : 0)));
    const moved = solveLower(cholesky(ridged), right);
    return simplex.map((weight, j) => weight + (moved[j] as number));
  };
}

function centredOverDonors({ treated, donors }: Panel, before: number): Pick<Panel, 'treated' | 'donors'> {
  const days = Array.from({ length: before }, (_, t) => mean(donors.map((donor) => donor[t] as number)));
  const less = (series: readonly number[]) => days.map((day, t) => (series[t] as number) - day);
  return { treated: less(treated), donors: donors.map(less) };
}

/** The largest λ whose error on days left out (never the last) is within a standard error of the best. */
function ridgeOf({ treated, donors }: Pick<Panel, 'treated' | 'donors'>): number {
  const largest = largestEigenvalue(gram(donors));
  const grid = Array.from({ length: 21 }, (_, i) => largest * 1e-8 ** (i / 20));
  const without = (series: readonly number[], day: number) => series.filter((_, t) => t !== day);
  const weighers = treated
    .slice(0, -1)
    .map((_, day) =>
      weigherOf({ treated: without(treated, day), donors: donors.map((donor) => without(donor, day)) }),
    );
  const errors = grid.map((lambda) =>
    weighers.map((weigh, day) => {
      const weights = weigh(lambda);
      const expected = donors.reduce(
        (sum, donor, j) => sum + (weights[j] as number) * (donor[day] as number),
        0,
      );
      return ((treated[day] as number) - expected) ** 2;
    }),
  );
  const means = errors.map(mean);
  const best = means.indexOf(Math.min(...means));
  const of = errors[best] as number[];
  const bound = (means[best] as number) + standardDeviation(of) / Math.sqrt(of.length);
  return grid[means.findIndex((error) => error <= bound)] as number;
}

function largestEigenvalue(matrix: readonly (readonly number[])[]): number {
  let vector = matrix.map((_, i) => 1 + i / 10);
  let size = 0;
  for (let step = 0; step < 2000; step++) {
    const next = matrix.map((row) => dot(row, vector));
    size = Math.sqrt(dot(next, next));
    vector = next.map((value) => value / size);
  }
  return size;
}

export function standardDeviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** How weights are found: an exact optimum, or Frank–Wolfe as the authors' R code stops it. */
export type Solver = (
  target: readonly number[],
  donors: readonly (readonly number[])[],
  zeta: number,
) => number[];

export const exactly: Solver = (target, donors, zeta) =>
  simplexWeights(target, donors, target.length * zeta ** 2);

/** Uniform start, ≤ 100 steps, what is small goes, ≤ 10,000 more, until the fall is below `least`. */
export const asInR =
  (least: number): Solver =>
  (target, donors, zeta) => {
    const uniform = donors.map(() => 1 / donors.length);
    const first = frankWolfe(uniform, { target, donors, zeta, least, steps: 100 });
    const kept = first.map((weight) => (weight <= Math.max(...first) / 4 ? 0 : weight));
    const total = kept.reduce((sum, weight) => sum + weight, 0);
    return frankWolfe(
      kept.map((weight) => weight / total),
      { target, donors, zeta, least, steps: 10_000 },
    );
  };

type Walk = {
  target: readonly number[];
  donors: readonly (readonly number[])[];
  zeta: number;
  least: number;
  steps: number;
};

function frankWolfe(start: number[], { target, donors, zeta, least, steps }: Walk): number[] {
  const eta = target.length * zeta ** 2;
  let weights = start;
  let before = Number.POSITIVE_INFINITY;
  for (let step = 0; step < steps; step++) {
    const left = gapOf({ treated: [...target], donors: donors as number[][] }, weights);
    const slopes = donors.map((donor, j) => eta * (weights[j] as number) - dot(donor, left));
    const to = slopes.indexOf(Math.min(...slopes));
    const moves = weights.map((weight, j) => (j === to ? 1 : 0) - weight);
    if (moves.every((move) => move === 0)) return weights;
    const errors = target.map((_, t) =>
      donors.reduce((sum, donor, j) => sum + (moves[j] as number) * (donor[t] as number), 0),
    );
    const length = -dot(slopes, moves) / (dot(errors, errors) + eta * dot(moves, moves));
    const share = Math.min(1, Math.max(0, length));
    weights = weights.map((weight, j) => weight + share * (moves[j] as number));
    const now = gapOf({ treated: [...target], donors: donors as number[][] }, weights);
    const value = zeta ** 2 * dot(weights, weights) + dot(now, now) / target.length;
    if (step > 0 && before - value <= least ** 2) return weights;
    before = value;
  }
  return weights;
}

/** The noise of a panel: the standard deviation of its donors' first differences before the treatment. */
export const noiseOf = ({ donors }: Panel, before: number): number =>
  standardDeviation(
    donors.flatMap((donor) => donor.slice(1, before).map((value, t) => value - (donor[t] as number))),
  );

export type Weighing = 'did' | 'sc' | 'sdid' | 'difp';

/** Synthetic difference in differences and its relatives (Arkhangelsky et al. 2021, arXiv:1812.09970). */
export function syntheticDifference(panel: Panel, before: number, how: Weighing, solve: Solver): number {
  const { treated, donors } = panel;
  const noise = noiseOf(panel, before);
  const after = treated.length - before;
  const pre = (series: readonly number[]) => series.slice(0, before);
  const post = (series: readonly number[]) => mean(series.slice(before));
  const centre = (series: readonly number[]) => demeaned(series, series.length);
  const units = () => {
    if (how === 'did') return donors.map(() => 1 / donors.length);
    const zeta = how === 'sdid' ? after ** 0.25 * noise : 1e-6 * noise;
    const prepared = how === 'sc' ? pre : (series: readonly number[]) => centre(pre(series));
    return solve(prepared(treated), donors.map(prepared), zeta);
  };
  const times = () => {
    if (how === 'sc') return pre(treated).map(() => 0);
    if (how !== 'sdid') return pre(treated).map(() => 1 / before);
    const days = pre(treated).map((_, t) => centre(donors.map((donor) => donor[t] as number)));
    return solve(centre(donors.map(post)), days, 1e-6 * noise);
  };
  const [omega, lambda] = [units(), times()];
  const gap = gapOf(panel, omega);
  return post(gap) - dot(lambda, pre(gap));
}
