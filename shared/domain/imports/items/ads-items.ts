import { readMinor } from '../../money/decimal.ts';
import { toDecimal } from '../../money/money.ts';
import { BadCell } from '../cells/bad-cell.ts';
import type { ColumnReading, RowReader } from '../cells/row-reader.ts';
import type { FileRow } from '../file/read-table.ts';
import { sentence } from '../sentences.ts';
import type { Told } from '../told.ts';
import { eachRow } from './each-row.ts';
import type { Items } from './item.ts';

type Line = { line: number; cells: readonly string[]; level: number; minor: number; clicks: number };

/**
 * The brand's own ads, a day each as `POST /v1/ppc/bulk` takes them: lines of one day (campaigns, devices) are added up,
 * under the line of the first. What a network leaves open on a day it did not run is nothing; a column that isn't there is not.
 */
export function adsItems(rows: readonly FileRow[], reading: ColumnReading, told: Told): Items {
  const cells = new Map(rows.map((row) => [row.line, row.cells]));
  const days = new Map<string, Line[]>();
  const out = eachRow(rows, reading, (row, line) => {
    for (const field of ['amount', 'linkClicks'])
      if (!reading.has(field)) throw new BadCell(sentence('missing', { field }));
    const { day, ...figures } = lineOf(row, told);
    const one = { line, cells: cells.get(line) ?? [], level: levelOf(row), ...figures };
    const known = days.get(day);
    if (known) known.push(one);
    else days.set(day, [one]);
  });
  const items = [...days].map(([day, lines]) => {
    const highest = highestLevel(lines);
    const parts = lines.filter(({ level }) => level > highest);
    const wholes = lines.filter(({ level }) => level <= highest);
    const sum = sumAmong(wholes);
    for (const { line } of parts) out.skipped.push({ line, why: sentence('isPart', {}) });
    if (sum) out.skipped.push({ line: sum.line, why: sentence('isSum', {}) });
    return dayItem(
      day,
      wholes.filter((line) => line !== sum),
      told,
    );
  });
  return { ...out, items };
}

function dayItem(day: string, lines: readonly Line[], { currency }: Told): Items['items'][number] {
  const minor = lines.reduce((sum, line) => sum + line.minor, 0);
  const clicks = lines.reduce((sum, line) => sum + line.clicks, 0);
  return {
    line: lines[0]?.line ?? 0,
    label: sentence('ads', { amount: toDecimal(minor, currency), currency, clicks, day }),
    body: { day, spend: { amount: minor, currency }, clicks },
  };
}

/** Meta's campaigns, ad sets and ads in one sheet: each level is all of the day's money. */
const LEVELS = ['account', 'campaign', 'adset', 'ad'];
const levelOf = (row: RowReader): number => {
  const name = row.text('level') ?? '';
  return LEVELS.indexOf(name.toLowerCase().replace(/[\s_-]/g, ''));
};

/** The highest level that the day has: what lies below is part of it. A line of no level that we know is part of none. */
const highestLevel = (lines: readonly Line[]): number =>
  lines.reduce((highest, { level }) => (level < 0 ? highest : Math.min(highest, level)), LEVELS.length);

/**
 * Meta's sum of a single day stands among its lines under the same day: it comes to as much as all others, but for what
 * rounding did to each, and leaves open what each of them is called.
 */
function sumAmong(lines: readonly Line[]): Line | undefined {
  const minor = lines.reduce((sum, line) => sum + line.minor, 0);
  const clicks = lines.reduce((sum, line) => sum + line.clicks, 0);
  const opened = (lines[0]?.cells ?? []).map((_, at) => lines.filter(({ cells }) => !cells[at]));
  return lines.find(
    (one) =>
      lines.length > 1 &&
      clicks === 2 * one.clicks &&
      Math.abs(minor - 2 * one.minor) < lines.length &&
      opened.some((open) => open.length === 1 && open[0] === one),
  );
}

function lineOf(row: RowReader, { currency, asOf }: Told): { day: string; minor: number; clicks: number } {
  const day = row.day('incurredOn');
  const until = row.day('until');
  const spend = row.money('amount');
  if (!day) throw new BadCell(sentence('missing', { field: 'incurredOn' }));
  if (until && until !== day) throw new BadCell(sentence('adsOfDays', { field: 'until', day, until }));
  if (spend && spend.currency !== currency)
    throw new BadCell(sentence('otherCurrency', { currency: spend.currency, ours: currency }));
  if (day > asOf.slice(0, 10)) throw new BadCell(sentence('yetToCome', { field: 'incurredOn', day }));
  const cell = spend?.value ?? 0;
  const read = readMinor(cell, currency);
  if ('problem' in read) throw new BadCell(sentence('tooExact', { field: 'amount', cell, currency }));
  if (read.minor < 0) throw new BadCell(sentence('lessThanNothing', { field: 'amount' }));
  return { day, minor: read.minor, clicks: row.count('linkClicks') ?? 0 };
}
