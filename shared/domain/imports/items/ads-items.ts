import { readMinor } from '../../money/decimal.ts';
import { toDecimal } from '../../money/money.ts';
import { BadCell } from '../cells/bad-cell.ts';
import type { ColumnReading, RowReader } from '../cells/row-reader.ts';
import type { FileRow } from '../file/read-table.ts';
import { sentence } from '../sentences.ts';
import type { Told } from '../told.ts';
import { eachRow } from './each-row.ts';
import type { Items } from './item.ts';

type OfDay = { line: number; minor: number; clicks: number };

/**
 * The brand's own ads, a day each as `POST /v1/ppc/bulk` takes them: lines of one day (campaigns, devices) are added up,
 * under the line of the first. What a network leaves open on a day it did not run is nothing; a column that isn't there is not.
 */
export function adsItems(rows: readonly FileRow[], reading: ColumnReading, told: Told): Items {
  const days = new Map<string, OfDay>();
  const out = eachRow(rows, reading, (row, line) => {
    for (const field of ['amount', 'linkClicks'])
      if (!reading.has(field)) throw new BadCell(sentence('missing', { field }));
    const { day, minor, clicks } = lineOf(row, told);
    const before = days.get(day) ?? { line, minor: 0, clicks: 0 };
    days.set(day, { ...before, minor: before.minor + minor, clicks: before.clicks + clicks });
  });
  const { currency } = told;
  return {
    ...out,
    items: [...days].map(([day, { line, minor, clicks }]) => ({
      line,
      label: sentence('ads', { amount: toDecimal(minor, currency), currency, clicks, day }),
      body: { day, spend: { amount: minor, currency }, clicks },
    })),
  };
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
