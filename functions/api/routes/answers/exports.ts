import { everyClick } from '../../../../shared/data/clicks/click-pages.ts';
import { creditedMinor } from '../../../../shared/domain/attribution/credited-money.ts';
import {
  BOM,
  type CsvValue,
  conventionOf,
  csvLine,
  FOR_MACHINES,
  moneyCell,
} from '../../../../shared/domain/csv.ts';
import type { Catalog } from '../../../../shared/domain/facts.ts';
import { toDecimal } from '../../../../shared/domain/money/money.ts';
import type { OrderLine } from '../../../../shared/domain/orders/order-lines.ts';
import { NOT_TIED } from '../../../../shared/domain/orders/place.ts';
import { postFinder, type RoiGroup } from '../../../../shared/domain/roi/placement.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import {
  exportClicks,
  exportConversions,
  exportRoi,
} from '../../../../shared/domain/schema/answers/exports.ts';
import type { BrandId } from '../../../../shared/domain/schema/common.ts';
import { MINUTE_MS } from '../../../../shared/domain/time/units.ts';
import { dayBounds, listDays } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import type { Api } from '../../http/call.ts';
import { rangeOf } from '../../range.ts';
import { roiReportOf } from '../../roi-report.ts';

export function registerExports(api: Api, deps: ApiDeps): void {
  const { clicks, loader } = deps.stores;
  const placeOf = async (brandId: BrandId, query: Parameters<typeof rangeOf>[0], now: number) => {
    const brand = await deps.stores.brands.get(brandId);
    return { brand, ...rangeOf(query, brand, now) };
  };

  api.on(exportClicks, async ({ brandId, query, now }) => {
    const { brand, from, to } = await placeOf(brandId, query, now);
    return csv('clicks', clickLines(brand, from, to, now), query.locale);
  });

  api.on(exportConversions, async ({ brandId, query, now }) => {
    const { brand, from, to } = await placeOf(brandId, query, now);
    return csv('conversions', orderLines(brand, from, to), query.locale);
  });

  api.on(exportRoi, async ({ brandId, query, now }) => {
    const { brand, from, to } = await placeOf(brandId, query, now);
    const { groupBy, basis } = query;
    const { rows, totals } = await roiReportOf(loader, brand, { groupBy, basis, from, to }, now);
    const names = namesIn((await loader.loadProgramme(brand)).catalog);
    const money = (minor: number | null) => moneyCell(minor, brand.currency);
    const rates = [
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
        'name',
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
        ...rates,
        'roiLow',
        'roiHigh',
      ];
      for (const row of [...rows, { ...totals, group: 'total' }]) {
        yield [
          row.group,
          names.of(groupBy, row.group),
          row.posts,
          row.clicks,
          row.uniques,
          row.conversions,
          row.orders,
          brand.currency,
          ...[row.netRevenueMinor, row.refundsMinor, row.grossProfitMinor, row.spendMinor].map(money),
          ...[row.cpcMinor, row.cpaMinor, row.cacMinor, row.aovMinor].map(money),
          ...rates.map((name) => row[name]),
          row.roiInterval?.low,
          row.roiInterval?.high,
        ];
      }
    }
    return csv('roi', lines(), query.locale);
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
      'creator',
    ];
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
        names.ofPost(postOf.get(click.linkId)),
      ];
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
      'orderNumber',
      'couponCodes',
      'creator',
      'stage',
    ];
    const { catalog } = await loader.loadProgramme(brand);
    const { ofCredit } = postFinder({ catalog });
    const names = namesIn(catalog);
    for (const day of listDays(from, to)) {
      for (const line of await loader.loadLines(brand, day, day))
        yield* creditLines(line, brand, ofCredit, names);
    }
  }
}

/** One line per credit; money split as everywhere, so the column sums to the orders. */
function* creditLines(
  line: OrderLine,
  { currency }: Brand,
  postOf: ReturnType<typeof postFinder>['ofCredit'],
  names: Names,
): Generator<CsvValue[]> {
  if (line.kind === 'unconverted') {
    const amount = { decimal: toDecimal(line.amountMinor, line.currency) };
    const before = Array<string>(10).fill('');
    yield ['unconverted', '', '', { day: line.day }, ...before, amount, line.currency, '', '', '', ''];
    return;
  }
  if (line.kind === 'void') return;
  const { order } = line;
  const head = [
    order.conversionId,
    order.refundOf,
    order.kind,
    { day: order.day },
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
      { decimal: toDecimal(parts[index] ?? 0, currency) },
      currency,
      order.externalId,
      order.codes?.join(' '),
      creatorId && names.creator(creatorId),
      credit && (postOf(credit)?.stage ?? NOT_TIED),
    ];
  }
}

type Names = ReturnType<typeof namesIn>;

/** What people call the things that ids stand for. */
function namesIn({ creators, posts, campaigns, squads }: Catalog) {
  const byId = (things: readonly (readonly [string, string])[]) => new Map(things);
  const creator = byId(creators.map((one) => [one.creatorId, one.handle]));
  const post = new Map(posts.map((one) => [one.postId, one]));
  const campaign = byId(campaigns.map((one) => [one.campaignId, one.name]));
  const squad = byId(squads.map((one) => [one.squadId, one.name]));
  const called: Partial<Record<RoiGroup, (id: string) => string | undefined>> = {
    creator: (id) => creator.get(id),
    post: (id) => {
      const found = post.get(id);
      return found && `${creator.get(found.creatorId) ?? ''} ${found.publishedOn}`.trim();
    },
    campaign: (id) => campaign.get(id),
    squad: (id) => squad.get(id),
  };
  return {
    creator: (id: string) => creator.get(id),
    ofPost: (id: string | undefined) => creator.get(post.get(id ?? '')?.creatorId ?? ''),
    of: (group: RoiGroup, id: string | null) => (id === null ? undefined : (called[group]?.(id) ?? id)),
  };
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
