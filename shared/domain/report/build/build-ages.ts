import type { Facts } from '../../facts.ts';
import { NOT_TIED, WITHOUT_POST } from '../../orders/place.ts';
import { computeRoi } from '../../roi/compute-roi.ts';
import { SMALL_BANDS } from '../../roi/fold-ages.ts';
import type { RoiRow } from '../../roi/roi-row.ts';
import { addDays } from '../../time/week.ts';
import type { AgeGroup, AgeRow, AgesOfReport, ReportPeriod } from '../snapshot.ts';
import { LOOK_BACK_DAYS, ROI_DRAWS, ROI_LEVEL, shareOf } from '../snapshot-input.ts';
import { roiFigure } from './build-stages.ts';

/**
 * What creators of each age returned in half a year: bands of fewer than five together, as everywhere. Undefined where
 * nobody's age is told, no row where no band may be named.
 */
export function buildAges(facts: Facts, { firstDay, lastDay }: ReportPeriod): AgesOfReport | undefined {
  if (facts.catalog.creators.every(({ ageBand }) => !ageBand)) return undefined;
  const { rows, totals } = computeRoi(facts, {
    groupBy: 'ageBand',
    basis: 'period',
    from: addDays(firstDay, -LOOK_BACK_DAYS),
    to: lastDay,
    draws: ROI_DRAWS,
    level: ROI_LEVEL,
  });
  const shown = rows.map((row) => ageRow(groupOf(row), row));
  if (shown.every(({ of }) => of.kind !== 'band')) return { rows: [] };
  return { rows: [...shown.toSorted(byAge), ageRow({ kind: 'total' }, totals)] };
}

function groupOf({ group }: RoiRow): AgeGroup {
  if (group === null) return { kind: 'untold' };
  if (group === SMALL_BANDS) return { kind: 'small' };
  if (group === WITHOUT_POST) return { kind: 'withoutPost' };
  return group === NOT_TIED ? { kind: 'notTied' } : { kind: 'band', band: group };
}

/** What no post stands behind has orders and spend that have nothing to do with each other. */
const ageRow = (of: AgeGroup, row: RoiRow): AgeRow => ({
  of,
  posts: row.posts ?? 0,
  clicks: row.clicks,
  orders: shareOf(row.orders),
  netRevenueMinor: row.netRevenueMinor,
  roi:
    of.kind === 'notTied' || of.kind === 'withoutPost'
      ? { value: null, basis: 'margin-roi', note: 'not-tied' }
      : roiFigure(row),
});

const LAST: AgeGroup['kind'][] = ['band', 'small', 'untold', 'withoutPost', 'notTied'];

/** Young to old; what has no band comes last. */
function byAge({ of: one }: AgeRow, { of: other }: AgeRow): number {
  if (one.kind === 'band' && other.kind === 'band') return one.band < other.band ? -1 : 1;
  return LAST.indexOf(one.kind) - LAST.indexOf(other.kind);
}
