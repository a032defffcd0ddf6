import type { CsvValue } from '../../domain/csv.ts';
import type { Figure, ReportSnapshot } from '../../domain/report/snapshot.ts';

type Row = (section: string, about: string, name: string, figure: Figure) => CsvValue[];

/** What was due, drops, sources and ads, one figure a line. */
export function programmeRows({ programme }: Pick<ReportSnapshot, 'programme'>, row: Row): CsvValue[][] {
  const { timetable, drops = [], sources, ads } = programme ?? {};
  const counts = (
    section: string,
    about: string,
    basis: Figure['basis'],
    held: Record<string, number | null>,
  ) => Object.entries(held).map(([name, value]) => row(section, about, name, { value, basis }));
  const { due = 0, onTime = 0, late = 0, missing = 0 } = timetable ?? {};
  return [
    ...(timetable ? counts('timetable', '', 'published-posts', { due, onTime, late, missing }) : []),
    ...drops.flatMap(({ name, posts, median, ordinary }) => [
      ...counts('drops', name, 'published-posts', posts),
      ...counts('drops', name, 'human-clicks', { median, ordinary }),
    ]),
    ...(sources?.rows ?? []).flatMap(({ source, creators, roi, cacMinor, fit, broken }) => [
      row('sources', source, 'roi', roi),
      ...counts('sources', source, 'accrued-spend', { cacMinor }),
      ...counts('sources', source, 'published-posts', {
        creators,
        posted: fit.trials,
        cameFurther: fit.successes,
      }),
      ...counts('sources', source, 'brief-compliance', { checked: broken.trials, broken: broken.successes }),
    ]),
    ...(ads ? counts('ads', '', 'human-clicks', { clicks: ads.clicks }) : []),
    ...(ads ? counts('ads', '', 'accrued-spend', { spendMinor: ads.spendMinor }) : []),
  ];
}
