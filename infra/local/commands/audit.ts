import { dayRowsOf, hourRowsOf } from '../../../shared/data/counts/hour-rows.ts';
import { hourOf, startOfHour } from '../../../shared/data/table/keys.ts';
import { foldClicks } from '../../../shared/domain/click/fold.ts';
import type { LinkDay } from '../../../shared/domain/facts.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { dayBounds, listDays, parseDay } from '../../../shared/domain/time/week.ts';
import { countingDeps } from '../counting.ts';
import { UsageError } from '../settings.ts';
import { openProduct, type Product, progressLine, readOptions, runCommand } from './command.ts';

const HELP = `npm run audit -- --from YYYY-MM-DD --to YYYY-MM-DD

Recounts every raw click of these days from nothing, compares with what the product shows, link by link and day by
day, and prints the differences. Changes nothing. Exit code 1 when there are differences.`;

type Brand = { id: string; name: string; timeZone: string };

await runCommand(async () => {
  const { values } = readOptions(HELP, { from: { type: 'string' }, to: { type: 'string' } });
  const from = parseDay(String(values.from ?? ''));
  const to = parseDay(String(values.to ?? ''));
  if (!from || !to || from > to)
    throw new UsageError('--from and --to are days (YYYY-MM-DD), --to not before --from');
  const product = await openProduct();
  const differences: string[] = [];
  const totals = { raw: 0, shown: 0, days: 0 };
  for await (const brand of product.stores.brands.all())
    await auditBrand(brand, listDays(from, to), product, differences, totals);
  await product.stop();
  console.log(
    `${totals.days} brand-days: ${totals.raw} raw hits, ${totals.shown} shown, ${differences.length} differences`,
  );
  for (const line of differences) console.log(line);
  if (differences.length > 0) process.exit(1);
});

async function auditBrand(
  brand: Brand,
  days: string[],
  product: Product,
  differences: string[],
  totals: { raw: number; shown: number; days: number },
): Promise<void> {
  const reader = product.stores.countReader;
  const show = progressLine();
  for (const day of days) {
    const shown = await reader.listLinkDays({ brandId: brand.id, timeZone: brand.timeZone }, day, day);
    const raw = await recountDay(brand, day, product);
    totals.days++;
    totals.raw += sumHits(raw);
    totals.shown += sumHits(shown);
    differences.push(...compare(brand.name, day, raw, shown));
    show(`${brand.name} ${day}`);
  }
}

/** The day from raw clicks alone, as if nothing had ever been counted. */
async function recountDay(brand: Brand, day: string, { stores }: Product): Promise<LinkDay[]> {
  const { startMs, endMs } = dayBounds(day, brand.timeZone);
  const dedupeSeconds = await countingDeps(stores).recount.dedupeSecondsOf(brand.id);
  const minutes = [];
  for (let at = startOfHour(hourOf(startMs)); at < endMs; at += HOUR_MS) {
    for (const { partition } of await stores.clicks.listPartitionsOfHour(hourOf(at), brand.id)) {
      const tally = foldClicks(await stores.clicks.listCountable(partition), dedupeSeconds);
      minutes.push({ partition, row: { tally, generation: 0 } });
    }
  }
  const rows = hourRowsOf(minutes, brand.timeZone).filter(
    (row) => row.startMs >= startMs && row.startMs < endMs,
  );
  return dayRowsOf(day, rows).days;
}

function sumHits(days: LinkDay[]): number {
  return days.reduce((sum, { hits }) => sum + hits, 0);
}

function compare(brand: string, day: string, raw: LinkDay[], shown: LinkDay[]): string[] {
  const links = new Set([...raw, ...shown].map(({ linkId }) => linkId));
  const of = (days: LinkDay[], linkId: string) => days.find((row) => row.linkId === linkId);
  return [...links].sort().flatMap((linkId) => {
    const [is, was] = [of(raw, linkId), of(shown, linkId)];
    const same = is?.hits === was?.hits && is?.clicks === was?.clicks && is?.uniques === was?.uniques;
    return same ? [] : [`  ${brand} ${day} ${linkId}: raw ${figures(is)}, shown ${figures(was)}`];
  });
}

function figures(row: LinkDay | undefined): string {
  return row ? `${row.hits} hits ${row.clicks} clicks ${row.uniques} uniques` : 'nothing';
}
