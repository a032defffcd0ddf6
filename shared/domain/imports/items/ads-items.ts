import { readMinor } from '../../money/decimal.ts';
import { toDecimal } from '../../money/money.ts';
import { BadCell, type ColumnReading, type RowReader } from '../cells/row-reader.ts';
import type { FileRow } from '../file/read-table.ts';
import type { Told } from '../told.ts';
import { eachRow } from './each-row.ts';
import type { Items } from './item.ts';

type OfDay = { line: number; minor: number; clicks: number };

/**
 * The brand's own ads, a day each as `POST /v1/ppc/bulk` takes them: lines of one day (campaigns, devices) are added up,
 * under the line of the first. What a network leaves open on a day it did not run is nothing.
 */
export function adsItems(rows: readonly FileRow[], reading: ColumnReading, told: Told): Items {
  const days = new Map<string, OfDay>();
  const out = eachRow(rows, reading, (row, line) => {
    const { day, minor, clicks } = lineOf(row, told);
    const before = days.get(day) ?? { line, minor: 0, clicks: 0 };
    days.set(day, { ...before, minor: before.minor + minor, clicks: before.clicks + clicks });
  });
  const { currency } = told;
  return {
    ...out,
    items: [...days].map(([day, { line, minor, clicks }]) => ({
      line,
      label: `${toDecimal(minor, currency)} ${currency} and ${clicks} clicks on ${day}`,
      body: { day, spend: { amount: minor, currency }, clicks },
    })),
  };
}

function lineOf(row: RowReader, { currency, asOf }: Told): { day: string; minor: number; clicks: number } {
  const day = row.day('incurredOn');
  const until = row.day('until');
  const spend = row.money('amount');
  if (!day) throw new BadCell('incurredOn: is missing');
  if (until && until !== day)
    throw new BadCell(`until: ads of ${day} to ${until} are no day’s; export them day by day`);
  if (spend && spend.currency !== currency)
    throw new BadCell(`the amount is in ${spend.currency}, not in ${currency}`);
  if (day > asOf.slice(0, 10)) throw new BadCell(`incurredOn: ${day} is yet to come`);
  const read = readMinor(spend?.value ?? 0, currency);
  if ('problem' in read) throw new BadCell(`amount: ${read.problem}`);
  if (read.minor < 0) throw new BadCell('amount: is less than nothing');
  return { day, minor: read.minor, clicks: row.count('linkClicks') ?? 0 };
}
