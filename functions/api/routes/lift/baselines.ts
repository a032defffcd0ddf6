import { readShopDays } from '../../../../shared/data/lift/baselines-reader.ts';
import { shopMetrics } from '../../../../shared/domain/lift/shop-days.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import {
  BaselineOfDay,
  deleteBaseline,
  getShopBaselines,
  listBaselines,
  NOT_IN_ORDERS,
  postBaselines,
  putBaseline,
} from '../../../../shared/domain/schema/lift/baselines.ts';
import { allOf, keepDays, readDays } from '../../bulk/take-days.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Handler, noContent, ok, okOrMade } from '../../http/call.ts';
import { rangeOf } from '../../reading/range.ts';
import { refuseUnfitDay } from '../../told-day.ts';

export function registerBaselines(api: Api, deps: ApiDeps): void {
  api.on(putBaseline, async ({ stores, params, body, now, at }) => {
    const brand = await stores.getBrand();
    refuseUnfit({ day: params.day, ...body }, brand, now);
    const told = { day: params.day, ...body, createdAt: at, updatedAt: at };
    return okOrMade(await stores.baselines.put(told));
  });

  api.on(postBaselines, async ({ stores, body: { days: sent }, query, now, at, deps: { publicUrl } }) => {
    const brand = await stores.getBrand();
    const days = readDays(sent, BaselineOfDay, (told) => refuseUnfit(told, brand, now));
    if (query.atomic === 'true') allOf(days);
    const put = (told: BaselineOfDay) => stores.baselines.put({ ...told, createdAt: at, updatedAt: at });
    return keepDays(days, put, { sent, publicUrl });
  });

  api.on(listBaselines, async ({ stores, query: { from, to }, pageStart, pageEnd }) => {
    const asked = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
    const page = await stores.baselines.list(pageStart(), asked);
    return ok({ data: page.days, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getShopBaselines, readShop(deps));

  api.on(deleteBaseline, async ({ stores, params }) => {
    await stores.baselines.erase(params.day);
    return noContent();
  });
}

/** What the shop's own orders say of each day, and what of it lift reads. */
const readShop =
  ({ stores: { loader } }: ApiDeps): Handler<typeof getShopBaselines> =>
  async ({ stores, query, now }) => {
    const brand = await stores.getBrand();
    const days = rangeOf(query, brand, now);
    const [told, shop] = await Promise.all([
      stores.baselines.between(days.from, days.to),
      readShopDays({ stores, loader, brand, now }, days),
    ]);
    const { currency } = brand;
    const data = shop.map(({ day, orders, revenueMinor }) => ({
      day,
      orders,
      revenue: { amount: revenueMinor, currency },
    }));
    const used = shop.length > 0 ? shopMetrics(told) : [];
    return ok({ ...days, data, used, unknown: [...NOT_IN_ORDERS], note: sayUse(data.length, used) });
  };

function sayUse(days: number, used: readonly string[]): string {
  if (days === 0)
    return 'No shop hook has told orders of a whole day here yet. Tell your totals (PUT /v1/baselines/{day}), or connect your shop (POST /v1/hooks).';
  return used.length === 0
    ? 'You tell these totals yourself, so lift reads yours.'
    : `Lift reads ${used.join(' and ')} of these days. Visits and regions aren’t known from orders: tell them with PUT /v1/baselines/{day}.`;
}

function refuseUnfit(
  { day, revenue, regions = [] }: BaselineOfDay,
  brand: Pick<Brand, 'timeZone' | 'currency'>,
  now: number,
) {
  const ofRegions = regions.map((region, i) => ({ path: `regions.${i}.revenue`, money: region.revenue }));
  refuseUnfitDay({ day, money: [{ path: 'revenue', money: revenue }, ...ofRegions] }, brand, now);
}
