import { describe, expect, it } from 'vitest';
import { decayOf } from '../../shared/domain/roi/decay/decay.ts';
import { clicksBetween } from '../../shared/domain/roi/decay/decay-curve.ts';
import { drawNormal, drawPoisson } from '../../shared/domain/statistics/samplers.ts';
import { seededRandom } from '../../shared/domain/statistics/seeded-random.ts';

/** A post of known curve whose followers tap most at 16:00 and, at `amplitude` 1, not at all at 4:00. */
function aSimulatedPost(amplitude: number, random: () => number) {
  const shape = Math.exp(Math.log(0.6) + 0.3 * drawNormal(random));
  const scale = Math.exp(Math.log(0.5) + Math.log(8) * random()) / Math.LN2 ** (1 / shape);
  const curve = { model: 'stretchedExponential' as const, shape, scale, total: 80 * 25 ** random() };
  const publishedHour = 8 + Math.floor(12 * random());
  const expected = Array.from({ length: 90 * 24 }, (_, hour) => {
    const clock = (publishedHour + hour) % 24;
    return (
      clicksBetween(curve, hour / 24, (hour + 1) / 24) *
      (1 + amplitude * Math.cos(((clock - 16) / 24) * 2 * Math.PI))
    );
  });
  const age = 24 * 4 + Math.floor(17 * 24 * random());
  const hours = expected.slice(0, age).map((mean) => drawPoisson(mean, random));
  const edges = [0];
  for (let hour = 24 - publishedHour; hour < age; hour += 24) edges.push(hour);
  const days = edges.map((fromHour, i) => {
    const toHour = edges[i + 1] ?? age;
    return { fromDays: fromHour / 24, toDays: toHour / 24, clicks: sum(hours.slice(fromHour, toHour)) };
  });
  const wholeDays = Math.min(7, Math.floor(age / 24));
  return { days, firstHours: hours.slice(0, 24 * wholeDays), expected, age };
}

const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);

/** Hours until half of the clicks of ninety days are expected, as a share of a day. */
function trueHalfLife(expected: readonly number[]): number {
  const half = sum(expected) / 2;
  let [hour, before] = [0, 0];
  while (before + (expected[hour] ?? 0) < half) before += expected[hour++] ?? 0;
  return (hour + (half - before) / (expected[hour] ?? 1)) / 24;
}

/** Shares of posts whose 90 % intervals hold what is true. */
function coverage(amplitude: number, hourly: boolean, posts = 250) {
  const random = seededRandom(`posts of known half-life ${amplitude}`);
  let [covered, residuals, judged] = [0, 0, 0];
  for (let i = 0; i < posts; i++) {
    const { days, firstHours, expected, age } = aSimulatedPost(amplitude, random);
    const query = { platform: 'instagram', seed: `post ${i}`, draws: 120 };
    const decay = decayOf(days, hourly ? { ...query, firstHours } : query);
    if (decay.model === 'platformPrior') continue;
    judged++;
    const within = ({ low, high }: { low: number; high: number }, truth: number) =>
      low <= truth && truth <= high;
    if (within(decay.halfLifeInterval, trueHalfLife(expected))) covered++;
    if (within(decay.residualInterval, sum(expected.slice(age)))) residuals++;
  }
  const shares = { halfLife: covered / judged, residual: residuals / judged };
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  console.info(
    `rhythm ${amplitude}, ${hourly ? 'hours known' : 'days only'}: half-life intervals cover ${percent(shares.halfLife)}, ` +
      `residual clicks ${percent(shares.residual)} of ${judged} posts`,
  );
  return shares;
}

describe('90 % half-life intervals', () => {
  it.each([
    ['who never sleep', 0],
    ['who tap at four in the afternoon thrice as often as at four in the morning', 0.5],
  ])('cover the truth of 85 to 95 % of posts, with followers %s', (_, amplitude) => {
    const { halfLife } = coverage(amplitude, true);
    expect(halfLife).toBeGreaterThanOrEqual(0.85);
    expect(halfLife).toBeLessThanOrEqual(0.95);
  });

  it('cover 80 % where followers hardly tap at night, and would cover far fewer from days alone', () => {
    expect(coverage(0.9, true).halfLife).toBeGreaterThanOrEqual(0.8);
    expect(coverage(0.9, false).halfLife).toBeLessThan(0.77);
  });
});
