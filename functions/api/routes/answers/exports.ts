import { everyClick } from '../../../../shared/data/clicks/click-pages.ts';
import type { FactsLoader } from '../../../../shared/data/programme/facts-loader.ts';
import type { BrandStores, Stores } from '../../../../shared/data/stores.ts';
import { tabulateClicks } from '../../../../shared/domain/analytics/click-table.ts';
import { creditedMinor } from '../../../../shared/domain/attribution/credited-money.ts';
import { BOM, type CsvValue, conventionOf, csvLine, FOR_MACHINES } from '../../../../shared/domain/csv.ts';
import type { CreditedOrder } from '../../../../shared/domain/facts.ts';
import { toDecimal } from '../../../../shared/domain/money/money.ts';
import type { OrderLine } from '../../../../shared/domain/orders/order-lines.ts';
import { restRowOf } from '../../../../shared/domain/orders/place.ts';
import { postFinder } from '../../../../shared/domain/roi/placement.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import {
  exportClicks,
  exportConversions,
  exportLinks,
  exportRoi,
} from '../../../../shared/domain/schema/answers/exports.ts';
import type { BrandId } from '../../../../shared/domain/schema/common.ts';
import { MINUTE_MS } from '../../../../shared/domain/time/units.ts';
import { dayBounds, listDays } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import type { Api } from '../../http/call.ts';
import { shownLink } from '../../links.ts';
import { dayBuckets } from '../../reading/day-buckets.ts';
import { rangeOf } from '../../reading/range.ts';
import { roiReportOf } from '../../reading/roi-report.ts';
import { CLICK_TABLE, CREDIT_TABLE, cellsOf, LINK_TABLE, namesOf, roiColumns } from './export-columns.ts';
import { type ExportNames, namesIn } from './export-names.ts';

export function registerExports(api: Api, deps: ApiDeps): void {
  const { loader } = deps.stores;
  const placeOf = async (brandId: BrandId, query: Parameters<typeof rangeOf>[0], now: number) => {
    const brand = await deps.stores.brands.get(brandId);
    return { brand, ...rangeOf(query, brand, now) };
  };

  api.on(exportClicks, async ({ brandId, query, now }) =>
    csv('clicks', clickLines(deps.stores, await placeOf(brandId, query, now), now), query.locale),
  );

  api.on(exportConversions, async ({ brandId, query, now }) =>
    csv('conversions', orderLines(loader, await placeOf(brandId, query, now)), query.locale),
  );

  api.on(exportLinks, async ({ stores, brandId, query, now }) =>
    csv('links', linkLines(deps, stores, await placeOf(brandId, query, now)), query.locale),
  );

  api.on(exportRoi, async ({ brandId, query, now }) => {
    const { brand, from, to } = await placeOf(brandId, query, now);
    const { groupBy, basis } = query;
    const { rows, totals } = await roiReportOf(deps.stores, brand, { groupBy, basis, from, to }, now);
    const names = namesIn((await loader.loadProgramme(brand)).catalog);
    const columns = roiColumns(groupBy, brand.currency);
    async function* lines(): AsyncGenerator<CsvValue[]> {
      yield namesOf(columns);
      for (const row of [...rows, { ...totals, group: 'total' }])
        yield cellsOf(columns, { row, group: row.group, name: names.of(groupBy, row.group) });
    }
    return csv('roi', lines(), query.locale);
  });
}

type Stretch = { brand: Brand; from: string; to: string };

async function* clickLines(
  { clicks, loader }: Pick<Stores, 'clicks' | 'loader'>,
  { brand, from, to }: Stretch,
  now: number,
): AsyncGenerator<CsvValue[]> {
  yield namesOf(CLICK_TABLE);
  const { catalog } = await loader.loadProgramme(brand);
  const postOf = new Map(catalog.links.map((link) => [link.linkId, link.postId]));
  const names = namesIn(catalog);
  const search = {
    brandId: brand.id,
    fromMs: dayBounds(from, brand.timeZone).startMs,
    toMs: dayBounds(to, brand.timeZone).endMs,
    dedupeSeconds: brand.attribution.clickDedupe,
    wanted: () => true,
  };
  for await (const { click } of everyClick(clicks, search, now + MINUTE_MS)) {
    const postId = postOf.get(click.linkId);
    yield cellsOf(CLICK_TABLE, { click, postId, creator: names.ofPost(postId) });
  }
}

async function* linkLines(
  deps: ApiDeps,
  { links }: Pick<BrandStores, 'links'>,
  { brand, from, to }: Stretch,
): AsyncGenerator<CsvValue[]> {
  yield namesOf(LINK_TABLE);
  const zoned = { brandId: brand.id, timeZone: brand.timeZone };
  const [{ catalog }, counted] = await Promise.all([
    deps.stores.loader.loadProgramme(brand),
    dayBuckets(deps.stores.countReader, zoned, { from, to }),
  ]);
  const { rows } = tabulateClicks(counted, catalog, ['link'], {});
  const countedOf = new Map(rows.map((row) => [row.linkId, row]));
  const names = namesIn(catalog);
  for await (const link of links.all()) {
    const creator = names.ofPost(link.postId);
    yield cellsOf(LINK_TABLE, { link: shownLink(link, deps), counted: countedOf.get(link.id), creator });
  }
}

async function* orderLines(loader: FactsLoader, { brand, from, to }: Stretch): AsyncGenerator<CsvValue[]> {
  yield namesOf(CREDIT_TABLE);
  const { catalog } = await loader.loadProgramme(brand);
  const { ofCredit } = postFinder({ catalog });
  const names = namesIn(catalog);
  for (const day of listDays(from, to)) {
    for (const line of await loader.loadLines(brand, day, day))
      yield* linesOf(line, brand.currency, ofCredit, names);
  }
}

function* linesOf(
  line: OrderLine,
  currency: string,
  postOf: ReturnType<typeof postFinder>['ofCredit'],
  names: ExportNames,
): Generator<CsvValue[]> {
  if (line.kind === 'unconverted') yield unconvertedLine(line);
  else if (line.kind === 'booked') yield* creditLines(line.order, currency, postOf, names);
}

/** An order that waits for a rate: its day and its own money, and nothing of whom it is credited to. */
const unconvertedLine = (line: Extract<OrderLine, { kind: 'unconverted' }>): CsvValue[] => {
  const known: Record<string, CsvValue> = {
    conversionId: 'unconverted',
    day: { day: line.day },
    netAmount: { decimal: toDecimal(line.amountMinor, line.currency) },
    currency: line.currency,
  };
  return CREDIT_TABLE.map(([name]) => known[name] ?? '');
};

/** One line per credit; money split as everywhere, so the column sums to the orders. */
function* creditLines(
  order: CreditedOrder,
  currency: string,
  postOf: ReturnType<typeof postFinder>['ofCredit'],
  names: ExportNames,
): Generator<CsvValue[]> {
  const credits = order.credits.length > 0 ? order.credits : [undefined];
  const parts = creditedMinor(
    order,
    credits.map((credit) => credit?.share ?? 1),
  );
  for (const [index, credit] of credits.entries())
    yield cellsOf(CREDIT_TABLE, {
      order,
      credit,
      amount: { decimal: toDecimal(parts[index] ?? 0, currency) },
      currency,
      creator: credit?.creatorId && names.creator(credit.creatorId),
      stage: credit && (postOf(credit)?.stage ?? restRowOf(credit)),
    });
}

/** About this many characters at a time. */
const CHUNK = 16_384;

/** The lines as a stream: read from the stores as fast as the reader takes them. A BOM tells Excel that it is UTF-8. */
function csv(name: string, lines: AsyncGenerator<CsvValue[]>, locale: string | undefined) {
  const encoder = new TextEncoder();
  const convention = locale === undefined ? FOR_MACHINES : conventionOf(locale);
  let bom = BOM;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let text = bom;
      bom = '';
      while (text.length < CHUNK) {
        const { value, done } = await lines.next();
        if (done) {
          if (text) controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        text += csvLine(value, convention);
      }
      controller.enqueue(encoder.encode(text));
    },
    cancel: () => void lines.return(undefined),
  });
  const headers = { 'content-disposition': `attachment; filename="vouch-${name}.csv"` };
  return { status: 200 as const, body, headers };
}
