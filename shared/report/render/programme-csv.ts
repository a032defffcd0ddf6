import type { CsvValue } from '../../domain/csv.ts';
import type { Figure, ProgrammeOfWeek, ReportSnapshot } from '../../domain/report/snapshot.ts';

type Row = (section: string, about: string, name: string, figure: Figure) => CsvValue[];

/** What was due, drops, sources, ages and ads, one figure a line. */
export function programmeRows({ programme = {} }: Pick<ReportSnapshot, 'programme'>, row: Row): CsvValue[][] {
  const counts = countsBy(row);
  const { timetable, ads } = programme;
  const { due = 0, onTime = 0, late = 0, missing = 0 } = timetable ?? {};
  return [
    ...(timetable ? counts('timetable', '', 'published-posts', { due, onTime, late, missing }) : []),
    ...dropRows(programme, row),
    ...sourceRows(programme, row),
    ...ageRows(programme, row),
    ...(ads ? counts('ads', '', 'human-clicks', { clicks: ads.clicks }) : []),
    ...(ads ? counts('ads', '', 'accrued-spend', { spendMinor: ads.spendMinor }) : []),
    ...lastingRows(programme, row),
  ];
}

/** Figures that have one basis and no interval. */
const countsBy =
  (row: Row) =>
  (section: string, about: string, basis: Figure['basis'], held: Record<string, number | null>) =>
    Object.entries(held).map(([name, value]) => row(section, about, name, { value, basis }));

const dropRows = ({ drops = [] }: ProgrammeOfWeek, row: Row): CsvValue[][] =>
  drops.flatMap(({ name, posts, median, ordinary }) => [
    ...countsBy(row)('drops', name, 'published-posts', posts),
    ...countsBy(row)('drops', name, 'human-clicks', { median, ordinary }),
  ]);

const sourceRows = ({ sources }: ProgrammeOfWeek, row: Row): CsvValue[][] =>
  (sources?.rows ?? []).flatMap(({ source, creators, roi, cacMinor, fit, broken }) => {
    const counts = countsBy(row);
    return [
      row('sources', source, 'roi', roi),
      ...counts('sources', source, 'accrued-spend', { cacMinor }),
      ...counts('sources', source, 'published-posts', {
        creators,
        posted: fit.trials,
        cameFurther: fit.successes,
      }),
      ...counts('sources', source, 'brief-compliance', { checked: broken.trials, broken: broken.successes }),
    ];
  });

const ageRows = ({ ages }: ProgrammeOfWeek, row: Row): CsvValue[][] =>
  (ages?.rows ?? []).flatMap(({ of, posts, clicks, orders, netRevenueMinor, roi }) => {
    const about = of.kind === 'band' ? of.band : of.kind;
    const counts = countsBy(row);
    return [
      row('ages', about, 'roi', roi),
      ...counts('ages', about, 'published-posts', { posts }),
      ...counts('ages', about, 'human-clicks', { clicks }),
      ...counts('ages', about, 'credited-orders', { orders }),
      ...counts('ages', about, 'net-revenue', { netRevenueMinor }),
    ];
  });

/** Shares of the clicks that were still to come, a line for each day after the money. */
const lastingRows = ({ lasting }: ProgrammeOfWeek, row: Row): CsvValue[][] =>
  (['posts', 'ads'] as const).flatMap((of) =>
    (lasting?.[of].left ?? []).flatMap((left, day) =>
      countsBy(row)('lasting', `${of}, day ${day}`, 'human-clicks', { left }),
    ),
  );
