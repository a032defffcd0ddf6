import { brandsOf } from '../../../../shared/data/access/brands-store.ts';
import { pageOfClicks } from '../../../../shared/data/clicks/click-pages.ts';
import { creditedMinor } from '../../../../shared/domain/attribution/credited-money.ts';
import { type CsvValue, csvLine } from '../../../../shared/domain/csv.ts';
import { roundMinor, toDecimal } from '../../../../shared/domain/money/money.ts';
import type { OrderLine } from '../../../../shared/domain/orders/order-lines.ts';
import { NOT_TIED } from '../../../../shared/domain/orders/place.ts';
import { postFinder } from '../../../../shared/domain/roi/placement.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import {
  exportClicks,
  exportConversions,
  exportRoi,
} from '../../../../shared/domain/schema/answers/exports.ts';
import type { BrandId } from '../../../../shared/domain/schema/common.ts';
import { dayBounds, listDays } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import type { Api } from '../../http/call.ts';
import { rangeOf } from '../../range.ts';
import { readingOf } from '../../reading.ts';
import { roiReportOf } from '../../roi-report.ts';

export function registerExports(api: Api, deps: ApiDeps): void {
  const { clicks, loader } = readingOf(deps);
  const placeOf = async (brandId: BrandId, query: Parameters<typeof rangeOf>[0], now: number) => {
    const brand = await brandsOf(deps.client, deps.tables).get(brandId);
    return { brand, ...rangeOf(query, brand, now) };
  };

  api.on(exportClicks, async ({ brandId, query, now }) => {
    const { brand, from, to } = await placeOf(brandId, query, now);
    return csv('clicks', clickLines(brand, from, to, now));
  });

  api.on(exportConversions, async ({ brandId, query, now }) => {
    const { brand, from, to } = await placeOf(brandId, query, now);
    return csv('conversions', orderLines(brand, from, to));
  });

  api.on(exportRoi, async ({ brandId, query, now }) => {
    const { brand, from, to } = await placeOf(brandId, query, now);
    const { groupBy, basis } = query;
    const { rows, totals } = await roiReportOf(loader, brand, { groupBy, basis, from, to }, now);
    const money = (minor: number | null) =>
      minor === null ? null : toDecimal(roundMinor(minor), brand.currency);
    const names = [
      'roi',
      'revenueRoi',
      'roas',
      'breakEvenRoas',
      'conversionRate',
      'newCustomerShare',
      'repeatRate',
    ] as const;
    async function* lines(): AsyncGenerator<CsvValue[]> {
      yield [
        groupBy,
        'posts',
        'clicks',
        'uniques',
        'conversions',
        'orders',
        'currency',
        'netRevenue',
        'refunds',
        'grossProfit',
        'spend',
        'cpc',
        'cpa',
        'cac',
        'aov',
        ...names,
        'roiLow',
        'roiHigh',
      ];
      for (const row of [...rows, { ...totals, group: 'total' }]) {
        yield [
          row.group,
          row.posts,
          row.clicks,
          row.uniques,
          row.conversions,
          row.orders,
          brand.currency,
          ...[row.netRevenueMinor, row.refundsMinor, row.grossProfitMinor, row.spendMinor].map(money),
          ...[row.cpcMinor, row.cpaMinor, row.cacMinor, row.aovMinor].map(money),
          ...names.map((name) => row[name]),
          row.roiInterval?.low,
          row.roiInterval?.high,
        ];
      }
    }
    return csv('roi', lines());
  });

  async function* clickLines(
    brand: Brand,
    from: string,
    to: string,
    now: number,
  ): AsyncGenerator<CsvValue[]> {
    yield [
      'id',
      'at',
      'linkId',
      'postId',
      'verdict',
      'reason',
      'channel',
      'app',
      'strength',
      'confidence',
      'referrerHost',
      'device',
      'os',
      'browser',
      'country',
      'trigger',
    ];
    const { catalog } = await loader.loadProgramme(brand);
    const postOf = new Map(catalog.links.map((link) => [link.linkId, link.postId]));
    const search = {
      brandId: brand.id,
      fromMs: dayBounds(from, brand.timeZone).startMs,
      toMs: dayBounds(to, brand.timeZone).endMs,
      dedupeSeconds: brand.attribution.clickDedupe,
      wanted: () => true,
    };
    let after: string | undefined = `${Math.min(search.toMs, now + 60_000)}|`;
    while (after) {
      const page: Awaited<ReturnType<typeof pageOfClicks>> = await pageOfClicks(clicks, search, 500, after);
      for (const { click } of page.found) {
        const { verdict } = click;
        yield [
          click.id,
          new Date(click.at).toISOString(),
          click.linkId,
          postOf.get(click.linkId),
          verdict.kind,
          verdict.kind === 'excluded' ? verdict.reason : undefined,
          verdict.channel,
          verdict.app,
          verdict.strength,
          verdict.confidence,
          verdict.referrerHost,
          verdict.device,
          verdict.os,
          verdict.browser,
          click.country,
          verdict.trigger,
        ];
      }
      after = page.lastKey;
    }
  }

  async function* orderLines(brand: Brand, from: string, to: string): AsyncGenerator<CsvValue[]> {
    yield [
      'conversionId',
      'refundOf',
      'kind',
      'day',
      'occurredAt',
      'attributedBy',
      'customerId',
      'newCustomer',
      'linkId',
      'postId',
      'creatorId',
      'channel',
      'app',
      'share',
      'netAmount',
      'currency',
      'stage',
    ];
    const { catalog } = await loader.loadProgramme(brand);
    const { ofCredit } = postFinder({ catalog });
    for (const day of listDays(from, to)) {
      for (const line of await loader.loadLines(brand, day, day)) yield* creditLines(line, brand, ofCredit);
    }
  }
}

/** One line per credit; money split as everywhere, so the column sums to the orders. */
function* creditLines(
  line: OrderLine,
  { currency }: Brand,
  postOf: ReturnType<typeof postFinder>['ofCredit'],
): Generator<CsvValue[]> {
  if (line.kind === 'unconverted') {
    const amount = toDecimal(line.amountMinor, line.currency);
    yield ['unconverted', '', '', line.day, ...Array<string>(10).fill(''), amount, line.currency, ''];
    return;
  }
  if (line.kind === 'void') return;
  const { order } = line;
  const head = [
    order.conversionId,
    order.refundOf,
    order.kind,
    order.day,
    new Date(order.occurredAt).toISOString(),
    order.attributedBy,
    order.customerId,
    order.newCustomer,
  ];
  const credits = order.credits.length > 0 ? order.credits : [undefined];
  const parts = creditedMinor(
    order,
    credits.map((credit) => credit?.share ?? 1),
  );
  for (const [index, credit] of credits.entries()) {
    const { linkId, postId, creatorId, channel, app, share } = credit ?? {};
    yield [
      ...head,
      linkId,
      postId,
      creatorId,
      channel,
      app,
      share,
      toDecimal(parts[index] ?? 0, currency),
      currency,
      credit && (postOf(credit)?.stage ?? NOT_TIED),
    ];
  }
}

/** About this many characters at a time. */
const CHUNK = 16_384;

/** The lines as a stream: read from the stores as fast as the reader takes them. */
function csv(name: string, lines: AsyncGenerator<CsvValue[]>) {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let text = '';
      while (text.length < CHUNK) {
        const { value, done } = await lines.next();
        if (done) {
          if (text) controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        text += csvLine(value);
      }
      controller.enqueue(encoder.encode(text));
    },
    cancel: () => void lines.return(undefined),
  });
  const headers = { 'content-disposition': `attachment; filename="vouch-${name}.csv"` };
  return { status: 200 as const, body, headers };
}
