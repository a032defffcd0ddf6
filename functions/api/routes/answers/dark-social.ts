import type { BrandStores, Stores } from '../../../../shared/data/stores.ts';
import { fbclidsPartition, hourOf, lastPieceOfHour } from '../../../../shared/data/table/keys.ts';
import { referrerOnlyRevenue } from '../../../../shared/domain/analytics/referrer-only-revenue.ts';
import { type DarkSocialOfClicks, darkSocialOf } from '../../../../shared/domain/attribution/dark-social.ts';
import { resharesByFbclid, sumDepths } from '../../../../shared/domain/attribution/fbclid.ts';
import { messengersOfHours } from '../../../../shared/domain/attribution/messengers-of-hours.ts';
import { growReshareTree, type Landing } from '../../../../shared/domain/attribution/reshare.ts';
import { readClickId } from '../../../../shared/domain/click/click-id.ts';
import type { CubeCell } from '../../../../shared/domain/click/fold.ts';
import { leakedCoupons } from '../../../../shared/domain/orders/coupon-leaks.ts';
import {
  isFiltering,
  type PostFilter,
  type Wanted,
  wantedIn,
} from '../../../../shared/domain/post-filter.ts';
import { netUnknownNoteOn } from '../../../../shared/domain/roi/roi-row.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import { getDarkSocial } from '../../../../shared/domain/schema/answers/dark-social.ts';
import type { Money } from '../../../../shared/domain/schema/common.ts';
import { dayBounds, dayOf, daysBetween } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { rangeOf } from '../../reading/range.ts';

/** The estimate looks at hours; beyond a month that is too many. */
const MOST_DAYS_ESTIMATED = 31;
const TOO_FEW = 'too few clicks for a share: under 20 in all, or under 5 of them dark';

export function registerDarkSocial(api: Api, deps: ApiDeps): void {
  api.on(getDarkSocial, async ({ stores, query, now, at }) => {
    const brand = await stores.getBrand();
    const range = rangeOf(query, brand, now);
    const read = keptBy(query, await readDays(brand, range, stores, deps.stores), deps);
    const { facts, cells, hours, wanted } = read;
    const money = (amount: number) => ({ amount, currency: brand.currency });
    return ok({
      ...range,
      ...shownDark(darkSocialOf(facts, range, wanted), money),
      estimate: hours ? messengersOfHours(hours) : null,
      sharesSeen: sharesSeenIn(cells),
      reshares: await resharesIn(read, brand, deps),
      asReferrerOnlyAnalyticsSeesIt: referrerOnlyRevenue(cells, facts.orders, wanted.credit).map(
        ({ group, clicks, netMinor }) => ({ group, clicks, revenue: money(netMinor) }),
      ),
      leakedCoupons: leakedCoupons(facts.orders.filter(({ credits }) => credits.some(wanted.credit))),
      notes: netUnknownNoteOn('revenue', placedIn(facts, range, wanted)),
      asOf: at,
    });
  });
}

type Days = { from: string; to: string };
type ReadDays = Awaited<ReturnType<typeof readDays>>;
type KeptDays = ReturnType<typeof keptBy>;

/** What came in these days; their hours only where they are few enough to be looked at one by one. */
async function readDays(
  brand: Brand,
  { from, to }: Days,
  stores: BrandStores,
  { loader, countReader, counts }: Stores,
) {
  const zoned = { brandId: brand.id, timeZone: brand.timeZone };
  const short = daysBetween(from, to) < MOST_DAYS_ESTIMATED;
  const fromMs = dayBounds(from, brand.timeZone).startMs;
  const toMs = dayBounds(to, brand.timeZone).endMs;
  const lastHour = lastPieceOfHour(hourOf(toMs - 1));
  const [facts, days, hours, reshares, tagged] = await Promise.all([
    loader.loadFacts(brand, from, to, { channels: true }),
    countReader.listDayCubes(zoned, from, to),
    short ? countReader.listHoursOfDays(zoned, from, to) : undefined,
    stores.reshares.list(fromMs, toMs),
    counts.listPacked<Landing>(fbclidsPartition(brand.id), hourOf(fromMs), lastHour),
  ]);
  const landings = [...tagged.values()].flat().filter(({ at }) => at >= fromMs && at < toMs);
  return { facts, cubes: days.flatMap(({ cubes }) => cubes), hours, reshares, landings };
}

/** Of what came, that of the links which the filter names. */
function keptBy(filter: PostFilter, { facts, cubes, hours, ...passedOn }: ReadDays, { clickKeys }: ApiDeps) {
  const wanted = wantedIn(facts.catalog, filter);
  const isWanted = ({ linkId }: { linkId: string }) => wanted.link(linkId);
  const isOfWanted = ({ clickId }: Landing) => {
    const click = readClickId(clickId, clickKeys);
    return click !== undefined && isWanted(click);
  };
  const isFiltered = isFiltering(filter);
  return {
    facts,
    wanted,
    cells: cubes.filter(isWanted).flatMap(({ cells }) => cells),
    hours: hours?.filter(isWanted),
    days: facts.days.filter(isWanted),
    reshares: passedOn.reshares.filter(isWanted),
    landings: isFiltered ? passedOn.landings.filter(isOfWanted) : passedOn.landings,
  };
}

function shownDark(dark: DarkSocialOfClicks, money: (minor: number) => Money) {
  return {
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
  };
}

const placedIn = ({ orders }: ReadDays['facts'], { from, to }: Days, wanted: Wanted) =>
  orders.filter(({ day, credits }) => day >= from && day <= to && credits.some(wanted.credit));

const sharesSeenIn = (cells: readonly CubeCell[]) =>
  sumBy(
    cells.filter(({ reason, app }) => reason === 'preview' && app !== ''),
    ({ app }) => app,
  ).map(([app, count]) => ({ app, count }));

async function resharesIn({ days, reshares, landings }: KeptDays, { timeZone }: Brand, deps: ApiDeps) {
  const parents = await parentsOf(reshares, deps);
  const tree = growReshareTree([...parents, ...reshares]);
  const copied = resharesByFbclid(landings, (visitedAt) => dayOf(visitedAt, timeZone));
  const reshareVisitors = tree.reshareVisitors + copied.reshareVisitors;
  // Who came by a copied fbclid clicked our link and is among the uniques; whom only the script saw is not.
  const visitors = days.reduce((sum, { uniques }) => sum + uniques, 0) + tree.reshareVisitors;
  return {
    visitors,
    reshareVisitors,
    byFbclid: copied.reshareVisitors,
    k: visitors > 0 ? reshareVisitors / visitors : null,
    depths: sumDepths([tree.depths, copied.depths]),
  };
}

/** The clicks that were shared on, as far as they are still kept. */
async function parentsOf(reshares: ReadDays['reshares'], { clickKeys, stores: { clicks } }: ApiDeps) {
  const ids = [...new Set(reshares.map(({ parentClickId }) => parentClickId))];
  const found = await Promise.all(
    ids.map((id) => {
      const place = readClickId(id, clickKeys);
      return place && clicks.find(place, id);
    }),
  );
  return found.flatMap((click) =>
    click ? [{ clickId: click.id, at: click.at, ...(click.visitor ? { visitor: click.visitor } : {}) }] : [],
  );
}

function sumBy(cells: readonly CubeCell[], nameOf: (cell: CubeCell) => string): [string, number][] {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(nameOf(cell), (sums.get(nameOf(cell)) ?? 0) + cell.count);
  return [...sums].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}
