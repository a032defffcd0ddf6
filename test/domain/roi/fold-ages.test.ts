import { describe, expect, it } from 'vitest';
import { computeRoi } from '../../../shared/domain/roi/compute-roi.ts';
import { SMALL_BANDS } from '../../../shared/domain/roi/fold-ages.ts';
import { aCreator, anOrder, aPost, someFacts } from './facts-builder.ts';

const DAYS = { from: '2026-10-01', to: '2026-10-31', basis: 'period', groupBy: 'ageBand' } as const;

/** So many creators of each band, each with a post and an order of 10.00. */
function programme(sizes: Record<string, number>) {
  const people = Object.entries(sizes).flatMap(([ageBand, size]) =>
    Array.from({ length: size }, (_, i) => ({ ageBand, id: `${ageBand}-${i}` })),
  );
  return someFacts({
    catalog: {
      creators: people.map(({ ageBand, id }) => aCreator({ creatorId: `crt_${id}`, ageBand })),
      posts: people.map(({ id }) => aPost({ postId: `pst_${id}`, creatorId: `crt_${id}` })),
    },
    orders: people.map(({ id }) =>
      anOrder({
        conversionId: `cnv_${id}`,
        netMinor: 1000,
        credits: [{ postId: `pst_${id}`, creatorId: `crt_${id}`, share: 1 }],
      }),
    ),
  });
}
const revenueBy = (...args: Parameters<typeof computeRoi>) =>
  Object.fromEntries(computeRoi(...args).rows.map(({ group, netRevenueMinor }) => [group, netRevenueMinor]));

describe('ROI by age', () => {
  it('tells bands of five creators apart', () => {
    expect(revenueBy(programme({ '16-19': 5, '20-24': 6 }), DAYS)).toEqual({ '16-19': 5000, '20-24': 6000 });
  });

  it('folds a band of four, and the next smallest with it, so that nobody can subtract', () => {
    expect(revenueBy(programme({ '16-19': 4, '20-24': 6, '25-34': 7 }), DAYS)).toEqual({
      '25-34': 7000,
      [SMALL_BANDS]: 10_000,
    });
  });

  it('shows no band of the one creator that a filter leaves', () => {
    const asked = { ...DAYS, filter: { creatorId: 'crt_16-19-0' } };
    expect(revenueBy(programme({ '16-19': 9 }), asked)).toEqual({ [SMALL_BANDS]: 1000 });
  });

  it('keeps those whose age nobody told in a row of their own, and the sum the brand’s', () => {
    const told = programme({ '16-19': 5, '20-24': 1 });
    for (const creator of told.catalog.creators) if (creator.ageBand === '20-24') delete creator.ageBand;
    const { rows, totals } = computeRoi(told, DAYS);
    expect(rows.map(({ group }) => group)).toEqual(['16-19', null]);
    expect(rows.reduce((sum, row) => sum + row.netRevenueMinor, 0)).toBe(totals.netRevenueMinor);
  });
});
