import { STAGES } from '../vocabulary.ts';
import {
  type Cause,
  type Difference,
  type DifferencePath,
  REST_OF_STAGES,
  type ReportSnapshot,
  type StageRow,
} from './snapshot.ts';

/** What two readings of a week are compared by. */
export type WeekFigures = Pick<ReportSnapshot, 'stages' | 'total' | 'darkSocial'> & {
  provenance: Pick<ReportSnapshot['provenance'], 'metricVersion'>;
};

/**
 * Every figure of the week that reads differently now, in the report's order. Cohort-to-date figures grow by nature and
 * are left out, and so is what the older metrics defined otherwise: a new definition is no news of the week.
 */
export function diffSnapshots(was: WeekFigures, is: WeekFigures): Difference[] {
  const before = new Map(comparable(was).map(({ path, value }) => [keyOf(path), value]));
  const newer = is.provenance.metricVersion !== was.provenance.metricVersion;
  return comparable(is)
    .filter(({ path }) => !newer || !OF_METRICS_5.has(path.about))
    .map(({ path, value }) => ({ path, was: before.get(keyOf(path)) ?? null, is: value }))
    .filter((difference) => difference.was !== difference.is);
}

/** Not told, or told by another rule, before. */
const OF_METRICS_5 = new Set<DifferencePath['about']>(['dark', ...REST_OF_STAGES]);

/**
 * The next revision: the newer figures, numbered after the older snapshot and naming it by address. Absent when nothing
 * a reader sees has changed, so that a rebuild without news makes no noise.
 */
export function revise(
  older: { snapshot: ReportSnapshot; address: string },
  newer: ReportSnapshot,
  lateOrders: readonly Cause[] = [],
): ReportSnapshot | undefined {
  const differences = diffSnapshots(older.snapshot, newer);
  if (differences.length === 0) return undefined;
  return {
    ...newer,
    revision: {
      number: older.snapshot.revision.number + 1,
      of: older.address,
      differences,
      causes: [...lateOrders, ...otherCauses(older.snapshot, newer)],
    },
  };
}

/** What else explains the differences: newer rules, clicks that arrived late, spend entered or changed. */
function otherCauses(was: ReportSnapshot, is: ReportSnapshot): Cause[] {
  const [from, to] = [rulesOf(was), rulesOf(is)];
  const clicks = (is.total.clicks.value ?? 0) - (was.total.clicks.value ?? 0);
  const rejudged = from !== to;
  return [
    ...(rejudged ? [{ kind: 'rejudged-clicks' as const, from, to }] : []),
    ...(!rejudged && clicks > 0 ? [{ kind: 'late-clicks' as const, count: clicks }] : []),
    ...(was.total.spendMinor.value !== is.total.spendMinor.value ? [{ kind: 'spend-changed' as const }] : []),
  ];
}

const rulesOf = ({ provenance }: ReportSnapshot): string => provenance.rulesVersions.join(', ');

type Comparable = { path: DifferencePath; value: number | null };

function comparable(snapshot: WeekFigures): Comparable[] {
  const rows = [...STAGES, ...REST_OF_STAGES].map((stage) =>
    snapshot.stages.find((row) => row.stage === stage),
  );
  return [
    ...figuresOf('brand', snapshot.total),
    ...rows.flatMap((row) => (row && row.stage !== 'total' ? figuresOf(row.stage, row) : [])),
    { path: { about: 'dark', figure: 'darkLow' }, value: snapshot.darkSocial.low },
    { path: { about: 'dark', figure: 'darkHigh' }, value: snapshot.darkSocial.high },
  ];
}

const figuresOf = (about: DifferencePath['about'], row: StageRow): Comparable[] => [
  { path: { about, figure: 'posts' }, value: row.posts.value },
  { path: { about, figure: 'clicks' }, value: row.clicks.value },
  { path: { about, figure: 'uniques' }, value: row.uniques.value },
  { path: { about, figure: 'orders' }, value: row.orders.value },
  { path: { about, figure: 'netRevenueMinor' }, value: row.netRevenueMinor.value },
  { path: { about, figure: 'grossProfitMinor' }, value: row.grossProfitMinor.value },
  { path: { about, figure: 'spendMinor' }, value: row.spendMinor.value },
  { path: { about, figure: 'marginRoi' }, value: row.roi.value },
];

const keyOf = (path: DifferencePath): string => `${path.about}/${path.figure}`;
