import { normalCdf } from './normal.ts';

export type RankSum = {
  /** How often one of the first is larger than one of the others; ties count half. 0.5: no difference. */
  share: number;
  /** Two-sided. */
  p: number;
};

/** Up to so many values in all the distribution is counted out; above it the normal one is close to four digits. */
const MOST_EXACT = 60;

/**
 * Are the values of one group larger than the other's? Wilcoxon's rank sum (Mann & Whitney 1947): nothing is assumed of
 * how they are spread, and one post gone viral counts as one. Exact given the ties where there are few values, else
 * normal with their correction. `undefined`: a group is empty.
 */
export function rankSum(one: readonly number[], other: readonly number[]): RankSum | undefined {
  const [m, n] = [one.length, other.length];
  if (m === 0 || n === 0) return undefined;
  const doubled = doubledRanks([...one, ...other]);
  const sum = doubled.slice(0, m).reduce((total, rank) => total + rank, 0);
  const share = (sum / 2 - (m * (m + 1)) / 2) / (m * n);
  const p = m + n <= MOST_EXACT ? exact(doubled, m, sum) : approximate(doubled, m, sum);
  return { share, p: Math.min(1, p) };
}

/** Twice the rank of each value; equal ones share theirs. */
function doubledRanks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => sorted.indexOf(value) + sorted.lastIndexOf(value) + 2);
}

/** Of all ways to choose `m` of the ranks, the share whose sum is as far from the middle. */
function exact(ranks: readonly number[], m: number, sum: number): number {
  const most = ranks.reduce((total, rank) => total + rank, 0);
  const ways = Array.from({ length: m + 1 }, () => new Float64Array(most + 1));
  (ways[0] as Float64Array)[0] = 1;
  for (const rank of ranks)
    for (let chosen = m; chosen >= 1; chosen--) {
      const [to, from] = [ways[chosen], ways[chosen - 1]] as [Float64Array, Float64Array];
      for (let total = most; total >= rank; total--) to[total] = (to[total] ?? 0) + (from[total - rank] ?? 0);
    }
  const counts = ways[m] as Float64Array;
  const tail = (isIn: (total: number) => boolean) =>
    counts.reduce((found, count, total) => (isIn(total) ? found + count : found), 0);
  const lower = tail((total) => total <= sum);
  const upper = tail((total) => total >= sum);
  return (2 * Math.min(lower, upper)) / tail(() => true);
}

function approximate(doubled: readonly number[], m: number, sum: number): number {
  const all = doubled.length;
  const n = all - m;
  const middle = m * (all + 1);
  const square = doubled.reduce((total, rank) => total + (rank - (all + 1)) ** 2, 0) / all;
  const error = Math.sqrt((m * n * square) / (all - 1));
  // Doubled ranks: half a rank of continuity is one of them.
  return error === 0 ? 1 : 2 * normalCdf(-Math.max(0, Math.abs(sum - middle) - 1) / error);
}
