import { fbclidsPartition, hourOf, lastPieceOfHour } from '../../../../shared/data/table/keys.ts';
import { referrerOnlyRevenue } from '../../../../shared/domain/analytics/referrer-only-revenue.ts';
import { darkSocialOf } from '../../../../shared/domain/attribution/dark-social.ts';
import { resharesByFbclid, sumDepths } from '../../../../shared/domain/attribution/fbclid.ts';
import { messengersOfHours } from '../../../../shared/domain/attribution/messengers-of-hours.ts';
import { growReshareTree, type Landing } from '../../../../shared/domain/attribution/reshare.ts';
import { readClickId } from '../../../../shared/domain/click/click-id.ts';
import type { CubeCell } from '../../../../shared/domain/click/fold.ts';
import { leakedCoupons } from '../../../../shared/domain/orders/coupon-leaks.ts';
import { netUnknownNoteOn } from '../../../../shared/domain/roi/roi-row.ts';
import { getDarkSocial } from '../../../../shared/domain/schema/answers/dark-social.ts';
import { dayBounds, dayOf, daysBetween } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { rangeOf } from '../../range.ts';

/** The estimate looks at hours; beyond a month that is too many. */
const MOST_DAYS_ESTIMATED = 31;
const TOO_FEW = 'too few clicks for a share: under 20 in all, or under 5 of them dark';

export function registerDarkSocial(api: Api, deps: ApiDeps): void {
  const { loader, countReader, clicks, counts } = deps.stores;

  api.on(getDarkSocial, async ({ brandId, stores, query, now, at }) => {
    const brand = await deps.stores.brands.get(brandId);
    const { from, to } = rangeOf(query, brand, now);
    const zoned = { brandId, timeZone: brand.timeZone };
    const short = daysBetween(from, to) < MOST_DAYS_ESTIMATED;
    const fromMs = dayBounds(from, brand.timeZone).startMs;
    const toMs = dayBounds(to, brand.timeZone).endMs;
    const [facts, days, hours, reshares, tagged] = await Promise.all([
      loader.loadFacts(brand, from, to, { channels: true }),
      countReader.listDayCubes(zoned, from, to),
      short ? countReader.listHoursOfDays(zoned, from, to) : undefined,
      stores.reshares.list(fromMs, toMs),
      counts.listPacked<Landing>(
        fbclidsPartition(brandId),
        hourOf(fromMs),
        lastPieceOfHour(hourOf(toMs - 1)),
      ),
    ]);
    const cells = days.flatMap(({ cubes }) => cubes.flatMap((cube) => cube.cells));
    const previews = cells.filter(({ reason, app }) => reason === 'preview' && app !== '');
    const money = (amount: number) => ({ amount, currency: brand.currency });
    const dark = darkSocialOf(facts, { from, to });
    const placed = facts.orders.filter(({ day, credits }) => day >= from && day <= to && credits.length > 0);
    const parents = await Promise.all(
      [...new Set(reshares.map(({ parentClickId }) => parentClickId))].map(async (id) => {
        const place = readClickId(id, deps.clickKeys);
        return place && clicks.find(place, id);
      }),
    );
    const tree = growReshareTree([
      ...parents.flatMap((click) =>
        click
          ? [{ clickId: click.id, at: click.at, ...(click.visitor ? { visitor: click.visitor } : {}) }]
          : [],
      ),
      ...reshares,
    ]);
    const copied = resharesByFbclid(
      [...tagged.values()].flat().filter((visit) => visit.at >= fromMs && visit.at < toMs),
      (visitedAt) => dayOf(visitedAt, brand.timeZone),
    );
    const reshareVisitors = tree.reshareVisitors + copied.reshareVisitors;
    // Who came by a copied fbclid clicked our link and is among the uniques; whom only the script saw is not.
    const visitors = facts.days.reduce((sum, { uniques }) => sum + uniques, 0) + tree.reshareVisitors;
    return ok({
      from,
      to,
      visits: dark.visits,
      clicks: { low: dark.low, high: dark.high, expected: dark.expected },
      share: dark.share ?? null,
      ...(dark.share ? {} : { note: TOO_FEW }),
      evidence: dark.evidence,
      orders: dark.orders,
      revenue: { low: money(dark.netRevenueMinor.low), high: money(dark.netRevenueMinor.high) },
      ordersByCodeAlone: {
        orders: dark.byCodeAlone.orders,
        revenue: money(dark.byCodeAlone.netRevenueMinor),
      },
      byChannel: dark.byChannel,
      byApp: dark.byApp,
      estimate: hours ? messengersOfHours(hours) : null,
      sharesSeen: sumBy(previews, ({ app }) => app).map(([app, count]) => ({ app, count })),
      reshares: {
        visitors,
        reshareVisitors,
        byFbclid: copied.reshareVisitors,
        k: visitors > 0 ? reshareVisitors / visitors : null,
        depths: sumDepths([tree.depths, copied.depths]),
      },
      asReferrerOnlyAnalyticsSeesIt: referrerOnlyRevenue(cells, facts.orders).map(
        ({ group, clicks: count, netMinor }) => ({ group, clicks: count, revenue: money(netMinor) }),
      ),
      leakedCoupons: leakedCoupons(facts.orders),
      notes: netUnknownNoteOn('revenue', placed),
      asOf: at,
    });
  });
}

function sumBy(cells: readonly CubeCell[], nameOf: (cell: CubeCell) => string): [string, number][] {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(nameOf(cell), (sums.get(nameOf(cell)) ?? 0) + cell.count);
  return [...sums].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}
