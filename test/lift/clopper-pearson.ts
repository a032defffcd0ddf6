import { betaQuantile, type Interval } from '../../shared/domain/statistics/beta.ts';

/** What share may lie behind k of n: 95 %, exact, hence rather too wide (Clopper & Pearson 1934). */
export const clopperPearson = (k: number, n: number): Interval => ({
  low: k === 0 ? 0 : betaQuantile(0.025, { a: k, b: n - k + 1 }),
  high: k === n ? 1 : betaQuantile(0.975, { a: k + 1, b: n - k }),
  level: 0.95,
});
