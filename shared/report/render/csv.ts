import { BOM, type CsvValue, csvLine, moneyCell } from '../../domain/csv.ts';
import { LIFT_LEVEL } from '../../domain/lift/told-lift.ts';
import type { Figure, ReportSnapshot, StageRow } from '../../domain/report/snapshot.ts';
import { programmeRows } from './programme-csv.ts';
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

type Written = { week: string; currency: string };
type Row = (section: string, about: string, name: string, figure: Figure) => CsvValue[];

function rowsOf(snapshot: ReportSnapshot): CsvValue[][] {
  const { period, brand } = snapshot;
  const row = rowWriter({ week: period.week, currency: brand.currency });
  const figures = (section: string, about: string, held: object): CsvValue[][] =>
    Object.entries(held).flatMap(([name, value]) =>
      isFigure(value) ? [row(section, about, name, value)] : [],
    );
  const stage = (one: StageRow): CsvValue[][] => [
    ...figures('stage', one.stage, one),
    ...figures('cohort', one.stage, one.cohort),
  ];
  return [
    ...figures('headline', 'brand', snapshot.headline),
    ...[...snapshot.stages, snapshot.total].flatMap(stage),
    ...weekRows(snapshot, row),
    ...promotionRows(snapshot, row),
    ...snapshot.stillEarning.flatMap((post) =>
      figures('stillEarning', `${post.creator} ${post.publishedOn}`, post),
    ),
    ...darkRows(snapshot, row),
    ...liftRows(snapshot, row),
    ...programmeRows(snapshot, row),
    ...messageRows(snapshot, row),
    ...snapshot.health.stages.flatMap((one) => figures('health', one.stage, one)),
  ];
}

/** A name that ends in "Minor" is money. */
const rowWriter =
  ({ week, currency }: Written): Row =>
  (section, about, name, { value, interval, basis, note }) => {
    const isMoney = name.endsWith('Minor');
    const write = (amount: number | null | undefined): CsvValue =>
      amount === null || amount === undefined ? amount : isMoney ? moneyCell(amount, currency) : amount;
    return [
      week,
      section,
      about,
      isMoney ? name.slice(0, -'Minor'.length) : name,
      write(value),
      write(interval?.low),
      write(interval?.high),
      interval?.level,
      isMoney ? currency : '',
      basis,
      note,
    ];
  };

const count = (value: number, basis: Figure['basis']): Figure => ({ value, basis });

const weekRows = ({ weeks }: ReportSnapshot, row: Row): CsvValue[][] =>
  weeks.flatMap(({ week, byGroup }) =>
    Object.entries(byGroup).map(([group, clicks]) => [
      week,
      ...row('clicks', group, 'clicks', count(clicks, 'human-clicks')).slice(1),
    ]),
  );

const promotionRows = ({ promotion }: ReportSnapshot, row: Row): CsvValue[][] =>
  (promotion?.candidates ?? []).flatMap((one) => [
    row('promotion', one.name, promotion?.scale === 'profit-per-post' ? 'scoreMinor' : 'score', one.score),
    row('promotion', one.name, 'probabilityInTop', {
      value: one.probabilityInTop,
      basis: 'profit-per-post',
      ...(one.probabilityInTop === null && { note: 'no-choice' }),
    }),
    row('promotion', one.name, 'clicks', count(one.clicks, 'human-clicks')),
    row('promotion', one.name, 'orders', count(one.orders, 'credited-orders')),
  ]);

function darkRows({ darkSocial: dark }: ReportSnapshot, row: Row): CsvValue[][] {
  const ofBrand = (name: string, value: number) =>
    row('darkSocial', 'brand', name, count(value, 'dark-range'));
  const clicksBy = (about: string, clicks: number) =>
    row('darkSocial', about, 'clicks', count(clicks, 'dark-range'));
  const alone = dark.byCodeAlone;
  return [
    ofBrand('clicksLow', dark.low),
    ofBrand('clicksHigh', dark.high),
    ofBrand('netRevenueLowMinor', dark.netRevenueMinor.low),
    ofBrand('netRevenueHighMinor', dark.netRevenueMinor.high),
    ...(dark.expected === undefined ? [] : [ofBrand('clicksExpected', dark.expected)]),
    ...(dark.evidence ?? []).map(({ sign, clicks }) => clicksBy(sign, clicks)),
    ...(alone
      ? [
          row('darkSocial', 'code alone', 'orders', count(alone.orders, 'credited-orders')),
          row('darkSocial', 'code alone', 'netRevenueMinor', count(alone.netRevenueMinor, 'net-revenue')),
        ]
      : []),
    ...dark.byApp.map(({ app, clicks }) => clicksBy(`app ${app ?? 'unknown'}`, clicks)),
  ];
}

/** The range, what would have shown, and each day as it was beside what it would have been. */
function liftRows({ lift }: ReportSnapshot, row: Row): CsvValue[][] {
  if (!lift) return [];
  const named = (name: string) => (lift.metric === 'revenue' ? `${name}Minor` : name);
  const { perDay, smallestVisible, roi } = lift;
  const figure = (value: number | null, more: Partial<Figure> = {}): Figure => ({
    value,
    basis: 'shop-totals',
    ...more,
  });
  const range = (
    name: string,
    { low, high, level = LIFT_LEVEL }: { low: number; high: number; level?: number },
  ) => row('lift', lift.metric, name, figure(null, { note: 'range-only', interval: { low, high, level } }));
  return [
    ...(perDay
      ? [range(named('perDay'), perDay)]
      : [row('lift', lift.metric, 'perDay', figure(null, { note: 'not-estimated' }))]),
    ...(smallestVisible === undefined
      ? []
      : [row('lift', lift.metric, 'smallestVisible', figure(smallestVisible))]),
    ...(roi ? [range('roiWithLift', roi.withLift)] : []),
    ...lift.days.flatMap(({ day, actual, expected, low, high }) => [
      row('liftDay', day, named('actual'), figure(actual)),
      row(
        'liftDay',
        day,
        named('expected'),
        figure(expected, { interval: { low, high, level: LIFT_LEVEL } }),
      ),
    ]),
  ];
}

const messageRows = ({ messages }: ReportSnapshot, row: Row): CsvValue[][] =>
  messages.flatMap((mix) =>
    mix.rows.flatMap(({ message, asked, delivered, sold, roi }) => [
      row('messages', `${mix.campaign}: ${message}`, 'asked', count(asked, 'message-gap')),
      row('messages', `${mix.campaign}: ${message}`, 'delivered', count(delivered, 'message-gap')),
      ...(sold === undefined
        ? []
        : [row('messages', `${mix.campaign}: ${message}`, 'sold', count(sold, 'message-gap'))]),
      ...(roi ? [row('messages', `${mix.campaign}: ${message}`, 'roi', roi)] : []),
    ]),
  );

const isFigure = (value: unknown): value is Figure =>
  typeof value === 'object' && value !== null && 'basis' in value && 'value' in value;
