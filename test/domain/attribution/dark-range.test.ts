import { describe, expect, it } from 'vitest';
import { baselineRatio, type DarkCounts, darkRange } from '../../../shared/domain/attribution/dark-range.ts';

const counts = (rest: Partial<DarkCounts>): DarkCounts => ({
  declaredPrivate: 0,
  messenger: 0,
  noReferrer: 0,
  other: 0,
  platforms: [],
  ordersByCodeAlone: 0,
  ...rest,
});

describe('dark social as a range', () => {
  it('is at least what declared itself, at most that and the clicks nothing explains', () => {
    expect(
      darkRange(
        counts({
          declaredPrivate: 100,
          messenger: 80,
          ordersByCodeAlone: 20,
          noReferrer: 300,
          platforms: [{ clicks: 400 }],
          other: 100,
        }),
      ),
    ).toEqual({ low: 200, high: 200 + 300 - 0.3 * 400, visits: 1000, lowShare: 0.2, highShare: 0.38 });
  });

  it('does not go below its own low end where platforms explain more than there is', () => {
    expect(darkRange(counts({ messenger: 5, noReferrer: 10, platforms: [{ clicks: 100 }] }))).toMatchObject({
      low: 5,
      high: 5,
    });
  });

  it('takes each platform at the ratio its own links taught', () => {
    const platforms = [
      { clicks: 100, exclusive: { clicks: 300, noReferrer: 150 } },
      { clicks: 100, exclusive: { clicks: 199, noReferrer: 150 } },
    ];
    expect(darkRange(counts({ noReferrer: 200, platforms })).high).toBeCloseTo(200 - 100 - 30, 12);
  });

  it('explains every click without a referrer on links that exist on the platform only', () => {
    const exclusive = { clicks: 500, noReferrer: 200 };
    const platforms = [{ clicks: 300, exclusive }];
    expect(darkRange(counts({ noReferrer: 200, platforms })).high).toBeCloseTo(0, 12);
  });

  it('has no shares without visits', () => {
    expect(darkRange(counts({}))).toEqual({ low: 0, high: 0, visits: 0 });
  });

  it.each([
    [undefined, 0.3],
    [{ clicks: 199, noReferrer: 0 }, 0.3],
    [{ clicks: 200, noReferrer: 0 }, 0],
    [{ clicks: 200, noReferrer: 100 }, 1],
    [{ clicks: 200, noReferrer: 200 }, 0.3],
  ])('learns from %j the baseline %s', (exclusive, ratio) => {
    expect(baselineRatio(exclusive)).toBe(ratio);
  });
});
