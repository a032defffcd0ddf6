import { type HookDays, type ShopDay, shopDays, withShopDays } from '../../domain/lift/shop-days.ts';
import { valueOfTotals } from '../../domain/lift/told-days.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import type { Baseline } from '../../domain/schema/lift/baselines.ts';
import { addDays, dayOf } from '../../domain/time/week.ts';
import type { LiftMetric, ToldBy } from '../../domain/vocabulary.ts';
import type { FactsLoader } from '../programme/facts-loader.ts';
import type { BrandStores } from '../stores.ts';

type Reading = {
  stores: Pick<BrandStores, 'baselines' | 'hooks'>;
  loader: Pick<FactsLoader, 'loadLines'>;
  brand: Brand;
  /** Epoch ms: no day that isn't over is looked at. */
  now: number;
};
type Days = { from: string; to: string };

/** The shop's totals of these days: as the brand told them, else as its shop's orders do; by day. `of`: who told what. */
export async function readBaselines(
  reading: Reading,
  { from, to }: Days,
): Promise<{ baselines: Baseline[]; of: (metric: LiftMetric) => ToldBy }> {
  const { stores, brand } = reading;
  const [told, shop] = await Promise.all([
    stores.baselines.between(from, to),
    readShopDays(reading, { from, to }),
  ]);
  const baselines = withShopDays(told, shop, brand.currency);
  const knows = (days: readonly Baseline[], metric: LiftMetric) =>
    days.some((day) => [day, ...(day.regions ?? [])].some((one) => valueOfTotals(one, metric) !== undefined));
  const of = (metric: LiftMetric) =>
    knows(told, metric) ? 'brand' : knows(baselines, metric) ? 'shop' : 'nobody';
  return { baselines, of };
}

/** What the shop's orders tell of these days; nothing of a brand without a hook. */
export async function readShopDays(
  { stores, loader, brand, now }: Reading,
  { from, to }: Days,
): Promise<ShopDay[]> {
  const hooks = await hookDays(stores, brand.timeZone);
  const first = hooks.map((hook) => hook.from).sort()[0];
  if (first === undefined) return [];
  const yesterday = addDays(dayOf(now, brand.timeZone), -1);
  const days = { from: first > from ? first : from, to: yesterday < to ? yesterday : to };
  if (days.from > days.to) return [];
  return shopDays(await loader.loadLines(brand, days.from, days.to), hooks, days);
}

/** From the day after a hook was made to the one before it was given up. */
async function hookDays({ hooks }: Pick<BrandStores, 'hooks'>, timeZone: string): Promise<HookDays[]> {
  const found: HookDays[] = [];
  for await (const { createdAt, archivedAt } of hooks.all({ archived: true })) {
    const from = addDays(dayOf(Date.parse(createdAt), timeZone), 1);
    found.push({ from, ...(archivedAt && { to: addDays(dayOf(Date.parse(archivedAt), timeZone), -1) }) });
  }
  return found;
}
