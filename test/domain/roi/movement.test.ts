import { describe, expect, it } from 'vitest';
import { clusterSpread, movements, type Series, whatMoved } from '../../../shared/domain/roi/movement.ts';
import { poissonSampler } from '../../../shared/domain/statistics/samplers.ts';
import { seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';

const aSeries = (now: number, before: number, over: Partial<Series> = {}): Series => ({
  metric: 'orders',
  group: 'campaign',
  now: { count: now, exposure: 168 },
  before: { count: before, exposure: 168 },
  history: [],
  ...over,
});
const verdict = (series: Series) => movements([series])[0]?.verdict;

describe('week over week', () => {
  it('says that +18 % of 44 orders could be chance', () => {
    const [movement] = movements([aSeries(52, 44)]);
    expect(movement).toMatchObject({ verdict: 'could be chance', now: 52, before: 44 });
    expect(movement?.change).toBeCloseTo(0.182, 3);
    expect(movement?.interval?.low).toBeCloseTo(-0.224, 3);
    expect(movement?.interval?.high).toBeCloseTo(0.808, 3);
  });

  it('calls something after nothing new, never +100 %', () => {
    expect(movements([aSeries(12, 0)])[0]).toMatchObject({ verdict: 'new', change: null, interval: null });
    expect(verdict(aSeries(0, 12))).toBe('gone');
    expect(verdict(aSeries(0, 0))).toBe('unchanged');
    expect(verdict(aSeries(2, 0))).toBe('could be chance');
  });

  it('takes a week of 169 hours for what it is', () => {
    const [movement] = movements([
      aSeries(0, 0, { now: { count: 1690, exposure: 169 }, before: { count: 1670, exposure: 167 } }),
    ]);
    expect(movement?.change).toBeCloseTo(0, 12);
  });

  it('is calmer about clicks of posts that differ wildly, and takes a trend for no wildness', () => {
    const clicks = { metric: 'clicks' as const };
    const posts = (...counts: number[]) => clusterSpread(counts.map((count) => ({ count, variance: 0.3 })));
    const many = posts(...Array.from({ length: 60 }, () => 10)) * 2;
    expect(verdict(aSeries(900, 600, { ...clicks, spread: many }))).toBe('up');
    expect(verdict(aSeries(900, 600, { ...clicks, spread: posts(900) + posts(600) }))).toBe(
      'could be chance',
    );
    const rising = { history: [50, 120, 210, 300, 380], spread: posts(90, 80, 100, 70, 88) * 2 };
    expect(verdict(aSeries(20, 428, { ...clicks, ...rising }))).toBe('down');
    expect(movements([aSeries(9, 6, { history: [1, 4, 8, 10] })])[0]?.medianOfLastFour).toBe(7);
  });

  it('is a movement where it fell short of, or went beyond, what was expected of its posts, not where it met it', () => {
    // Another choice of creators might explain anything: only the expectation can tell.
    const wild = { metric: 'clicks' as const, spread: 9 };
    const about = (now: number, before: number, over: Partial<Series> = {}) =>
      verdict(
        aSeries(400, 800, { ...wild, expectation: { now, before, spread: 0.01, luck: 0.01 }, ...over }),
      );
    expect(verdict(aSeries(400, 800, wild))).toBe('could be chance');
    expect(about(800, 800)).toBe('down');
    expect(about(400, 800)).toBe('could be chance');
    // It fell, and less than was expected: nothing to report.
    expect(about(100, 800)).toBe('could be chance');
    const risen = { now: { count: 800, exposure: 168 }, before: { count: 400, exposure: 168 } };
    expect(about(400, 400, risen)).toBe('up');
    expect(about(800, 400, risen)).toBe('could be chance');
    // Luck of the posts alone may explain it, whatever was expected.
    const expectation = { now: 800, before: 800, spread: 0.01, luck: 9 };
    expect(verdict(aSeries(400, 800, { ...wild, expectation }))).toBe('could be chance');
  });

  it('is as unlikely as the logarithm of what came beside what was expected, half a click added to each count', () => {
    const expectation = { now: 10, before: 10, spread: 0.05, luck: 0 };
    const [fell] = movements([aSeries(4, 12, { metric: 'clicks', spread: 9, expectation })]);
    // ln((4.5 / 12.5) · (10.5 / 10.5)) = −1.0217, its error √(1/4.5 + 1/12.5 + 0.05) = 0.5935: 1.7215 of them, and 2Φ(−1.7215) = 0.0852.
    expect(fell?.p).toBeCloseTo(0.0852, 4);
  });

  it('names what moved surest first, five at most', () => {
    const [movement] = movements([aSeries(90, 10)]);
    if (!movement) throw new Error('no movement');
    const by = (group: string, p: number) => ({ ...movement, group, p });
    const all = [by('c', 0.03), by('a', 0.01), by('b', 0.02), by('f', 0.06), by('d', 0.04), by('e', 0.05)];
    expect(whatMoved(all).map(({ group }) => group)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('cries wolf over few of 200 rows in which nothing changed, and still finds the one that did', () => {
    const random = seededRandom('calm weeks');
    const calm = poissonSampler(40);
    const rows = Array.from({ length: 200 }, (_, i) =>
      aSeries(calm(random), calm(random), { group: `crt_${i}` }),
    );
    expect(whatMoved(movements(rows), 200).length).toBeLessThanOrEqual(2);
    const moved = whatMoved(movements([...rows, aSeries(140, 40, { group: 'crt_star' })]));
    expect(moved.map((one) => [one.group, one.verdict])).toContainEqual(['crt_star', 'up']);
  });
});
