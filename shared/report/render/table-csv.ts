import { BOM, type CsvValue, conventionOf, csvLine, moneyCell } from '../../domain/csv.ts';
import { appName } from '../../domain/judge/tables/app-names.ts';
import {
  type Best,
  type BestFigures,
  type BestRow,
  type Figure,
  REST_OF_STAGES,
  type ReportSnapshot,
  type ReportTable,
} from '../../domain/report/snapshot.ts';
import type { Speech } from './figures.ts';
import { safeLocale } from './format.ts';
import { speechFor } from './present/present.ts';
import { readable } from './readable.ts';

/**
 * One table of the week to open in a spreadsheet: names, in the reader's language and as the reader's locale writes files.
 * Money in major units of the currency that its head names, ROI in per cent; what is not known is an empty cell.
 * The last row is the total.
 */
export function renderTable(stored: ReportSnapshot, table: ReportTable, wanted: string | undefined): string {
  const snapshot = readable(stored);
  const speech = speechFor(snapshot, wanted);
  const convention = conventionOf(safeLocale(wanted));
  const lines = LINES[table](snapshot, speech);
  return BOM + lines.map((cells) => csvLine(cells, convention)).join('');
}

type Lines = (snapshot: ReportSnapshot, speech: Speech) => CsvValue[][];
const LINES: Record<ReportTable, Lines> = { stages, creators, posts };

function stages(snapshot: ReportSnapshot, { say }: Speech): CsvValue[][] {
  const { currency } = snapshot.brand;
  const money = (minor: number | null) => moneyCell(minor, currency);
  const rows = [...snapshot.stages, snapshot.total];
  return [
    [
      ...[say.charts.week, say.stages.stage, say.stages.posts, say.stages.clicks, say.files.uniques],
      say.stages.orders,
      ...[say.stages.revenue, say.files.profit, say.stages.spend].map((label) => `${label} (${currency})`),
      ...[say.stages.roi, say.files.atLeast, say.files.atMost].map((label) => `${label} (%)`),
      say.files.note,
    ],
    ...rows.map(({ stage, roi, ...row }) => [
      snapshot.period.week,
      say.stage[stage],
      ...[row.posts, row.clicks, row.uniques, row.orders].map(({ value }) => value),
      ...[row.netRevenueMinor, row.grossProfitMinor, row.spendMinor].map(({ value }) => money(value)),
      ...[roi.value, roi.interval?.low, roi.interval?.high].map(percent),
      noteOf(roi, say),
    ]),
  ];
}

function creators(snapshot: ReportSnapshot, speech: Speech): CsvValue[][] {
  const { say } = speech;
  return listOf(snapshot, speech, snapshot.best?.creators, {
    heads: [say.best.creator, say.files.handle, say.files.platform],
    about: ({ name, handle, platform }) => [name, handle, platform && appName(platform)],
  });
}

function posts(snapshot: ReportSnapshot, speech: Speech): CsvValue[][] {
  const { say } = speech;
  return listOf(snapshot, speech, snapshot.best?.posts, {
    heads: [say.best.creator, say.files.handle, say.files.published, say.files.platform, say.stages.stage],
    about: ({ name, handle, publishedOn, platform, stage }) => [
      name,
      handle,
      publishedOn === undefined ? undefined : { day: publishedOn },
      platform && appName(platform),
      stage && say.stage[stage],
    ],
  });
}

type About = { heads: string[]; about: (row: BestRow) => CsvValue[] };

/** Who or what brought the week, best first, and what is left over; the rows add up to the last. */
function listOf(
  { brand, period, total }: ReportSnapshot,
  { say, format }: Speech,
  { rows, others, ...best }: Best = { rows: [] },
  { heads, about }: About,
): CsvValue[][] {
  const money = (minor: number | null) => moneyCell(minor, brand.currency);
  const figures = (of: BestFigures): CsvValue[] => [
    of.clicks,
    of.orders,
    money(of.netRevenueMinor),
    money(of.spendMinor),
  ];
  const named = (name: string): CsvValue[] => heads.map((_, index) => (index === 0 ? name : undefined));
  const whole = {
    clicks: total.clicks.value ?? 0,
    orders: total.orders.value ?? 0,
    netRevenueMinor: total.netRevenueMinor.value ?? 0,
    spendMinor: total.spendMinor.value,
  };
  const lines = [
    ...rows.map((row) => [...about(row), ...figures(row)]),
    ...(others
      ? [[...named(say.best.others(others.count, format.count(others.count))), ...figures(others)]]
      : []),
    ...REST_OF_STAGES.flatMap((name) =>
      best[name] ? [[...named(say.stage[name]), ...figures(best[name])]] : [],
    ),
    [...named(say.stage.total), ...figures(whole)],
  ];
  return [
    [
      say.charts.week,
      ...heads,
      say.stages.clicks,
      say.stages.orders,
      ...[say.stages.revenue, say.stages.spend].map((label) => `${label} (${brand.currency})`),
    ],
    ...lines.map((cells) => [period.week, ...cells]),
  ];
}

/** To a tenth of a per cent, which is finer than any interval here. */
const percent = (share: number | null | undefined): CsvValue =>
  share === null || share === undefined ? null : Math.round(share * 1000) / 10;

const noteOf = ({ value, note }: Figure, say: Speech['say']): CsvValue =>
  value === null ? say.note[note ?? 'unknown'] : undefined;
