import { BOM, type CsvValue, csvLine, moneyCell } from '../../domain/csv.ts';
import type { Figure, ReportSnapshot, StageRow } from '../../domain/report/snapshot.ts';
import { readable } from './readable.ts';

/**
 * Every figure of the snapshot as a long table: one figure a line, with what it is about, its basis and its interval,
 * so that a spreadsheet can filter it. Numbers are machine numbers (a point, no grouping), money in major units.
 * For machines; `renderTable` is for people.
 */
export function renderCsv(stored: ReportSnapshot): string {
  const snapshot = readable(stored);
  return BOM + [HEADER, ...rowsOf(snapshot)].map((cells) => csvLine(cells)).join('');
}

const HEADER: CsvValue[] = [
  'week',
  'section',
  'about',
  'figure',
  'value',
  'low',
  'high',
  'level',
  'unit',
  'basis',
  'note',
];

function rowsOf(snapshot: ReportSnapshot): CsvValue[][] {
  const { week } = snapshot.period;
  const { currency } = snapshot.brand;
  const row = (section: string, about: string, name: string, figure: Figure): CsvValue[] => {
    const isMoney = name.endsWith('Minor');
    const write = (value: number | null | undefined): CsvValue =>
      value === null || value === undefined ? value : isMoney ? moneyCell(value, currency) : value;
    const { interval } = figure;
    return [
      week,
      section,
      about,
      isMoney ? name.slice(0, -'Minor'.length) : name,
      write(figure.value),
      write(interval?.low),
      write(interval?.high),
      interval?.level,
      isMoney ? currency : '',
      figure.basis,
      figure.note,
    ];
  };
  const figures = (section: string, about: string, held: Record<string, unknown>): CsvValue[][] =>
    Object.entries(held).flatMap(([name, value]) =>
      isFigure(value) ? [row(section, about, name, value)] : [],
    );
  const stage = (one: StageRow): CsvValue[][] => [
    ...figures('stage', one.stage, one),
    ...figures('cohort', one.stage, one.cohort),
  ];
  const { promotion, darkSocial: dark } = snapshot;
  const count = (value: number, basis: Figure['basis']): Figure => ({ value, basis });
  return [
    ...figures('headline', 'brand', snapshot.headline),
    ...[...snapshot.stages, snapshot.total].flatMap(stage),
    ...snapshot.weeks.flatMap(({ week: at, byGroup }) =>
      Object.entries(byGroup).map(([group, clicks]) => [
        at,
        ...row('clicks', group, 'clicks', count(clicks, 'human-clicks')).slice(1),
      ]),
    ),
    ...(promotion?.candidates ?? []).flatMap((one) => [
      row('promotion', one.name, promotion?.scale === 'profit-per-post' ? 'scoreMinor' : 'score', one.score),
      row('promotion', one.name, 'probabilityInTop', {
        value: one.probabilityInTop,
        basis: 'profit-per-post',
        ...(one.probabilityInTop === null && { note: 'no-choice' }),
      }),
      row('promotion', one.name, 'clicks', count(one.clicks, 'human-clicks')),
      row('promotion', one.name, 'orders', count(one.orders, 'credited-orders')),
    ]),
    ...snapshot.stillEarning.flatMap((post) =>
      figures('stillEarning', `${post.creator} ${post.publishedOn}`, post),
    ),
    row('darkSocial', 'brand', 'clicksLow', count(dark.low, 'dark-range')),
    row('darkSocial', 'brand', 'clicksHigh', count(dark.high, 'dark-range')),
    row('darkSocial', 'brand', 'netRevenueLowMinor', count(dark.netRevenueMinor.low, 'dark-range')),
    row('darkSocial', 'brand', 'netRevenueHighMinor', count(dark.netRevenueMinor.high, 'dark-range')),
    ...(dark.expected === undefined
      ? []
      : [row('darkSocial', 'brand', 'clicksExpected', count(dark.expected, 'dark-range'))]),
    ...(dark.evidence ?? []).map(({ sign, clicks }) =>
      row('darkSocial', sign, 'clicks', count(clicks, 'dark-range')),
    ),
    ...(dark.byCodeAlone
      ? [
          row('darkSocial', 'code alone', 'orders', count(dark.byCodeAlone.orders, 'credited-orders')),
          row(
            'darkSocial',
            'code alone',
            'netRevenueMinor',
            count(dark.byCodeAlone.netRevenueMinor, 'net-revenue'),
          ),
        ]
      : []),
    ...dark.byApp.map(({ app, clicks }) =>
      row('darkSocial', `app ${app ?? 'unknown'}`, 'clicks', count(clicks, 'dark-range')),
    ),
    ...snapshot.messages.flatMap((mix) =>
      mix.rows.flatMap(({ message, asked, delivered, roi }) => [
        row('messages', `${mix.campaign}: ${message}`, 'asked', count(asked, 'message-gap')),
        row('messages', `${mix.campaign}: ${message}`, 'delivered', count(delivered, 'message-gap')),
        ...(roi ? [row('messages', `${mix.campaign}: ${message}`, 'roi', roi)] : []),
      ]),
    ),
    ...snapshot.health.stages.flatMap((one) => figures('health', one.stage, one)),
  ];
}

const isFigure = (value: unknown): value is Figure =>
  typeof value === 'object' && value !== null && 'basis' in value && 'value' in value;
