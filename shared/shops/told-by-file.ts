import type { BrandStores } from '../data/stores.ts';
import { idOfExternal } from '../domain/external-id.ts';
import { ExternalId } from '../domain/schema/common.ts';
import type { StoredConversion } from '../domain/schema/orders/conversions.ts';
import type { ShopSnapshot } from '../domain/shops/shop-fact.ts';
import type { DueRefund } from '../domain/shops/shop-order.ts';
import { DAY_MS } from '../domain/time/units.ts';

type Told = { occurredAt: string; amount?: { currency: string }; netAmount?: { currency: string } };

/** Two shops may both have an order 4711; hardly on one day. Files may tell times without a zone. */
const isOneOrder = (one: Told, other: Told): boolean =>
  Math.abs(Date.parse(one.occurredAt) - Date.parse(other.occurredAt)) <= DAY_MS &&
  currencyOf(one) === currencyOf(other);
const currencyOf = ({ amount, netAmount }: Told) => (amount ?? netAmount)?.currency;

/** How a file or a program calls a hook's order: by the shop's id, or by its number. */
export const bareNames = (name: string, { number }: Pick<ShopSnapshot, 'number'>): string[] =>
  [name.slice(name.indexOf(':') + 1), number?.replace(/\s+/g, '') ?? ''].filter(
    (one, at, all) => ExternalId.safeParse(one).success && all.indexOf(one) === at,
  );

/**
 * A hook's order that a file, or the brand's own program, told by the shop's bare id or number: the same one, which
 * counts once. `name`: as the hook calls it, `shopify:6100000000001`.
 */
export async function toldByFile(
  name: string,
  snapshot: ShopSnapshot,
  stores: BrandStores,
): Promise<StoredConversion | undefined> {
  for (const bare of bareNames(name, snapshot)) {
    const order = await stores.conversions.find(idOfExternal('cnv', stores.brandId, bare));
    if (order && isOneOrder(order, snapshot)) return order;
  }
  return undefined;
}

/**
 * The other way round: the orders that the brand's hooks have told under a bare id, as a file or a program calls it; with
 * `told` those that are the same one.
 */
export async function toldByHooks(
  externalId: string,
  prefixes: readonly string[],
  stores: BrandStores,
  told?: Told,
): Promise<StoredConversion[]> {
  const found: StoredConversion[] = [];
  for (const prefix of prefixes) {
    const order = await stores.conversions.find(
      idOfExternal('cnv', stores.brandId, `${prefix}:${externalId}`),
    );
    if (order && (!told || isOneOrder(order, told))) found.push(order);
  }
  return found;
}

/** What stands in front of the orders of each of the brand's hooks, those that are no more among them. */
export async function prefixesOfHooks({ hooks }: Pick<BrandStores, 'hooks'>): Promise<string[]> {
  const found = new Set<string>();
  for await (const { prefix } of hooks.all({ archived: true })) found.add(prefix);
  return [...found];
}

/** Names of orders that stand twice, once as a hook told it and once by its bare id: both came in one moment. */
export function toldTwice(orders: readonly StoredConversion[]): [hooked: string, bare: string][] {
  const standing = new Map(orders.filter(({ voided }) => !voided).map((order) => [order.externalId, order]));
  return [...standing.values()].flatMap((order): [string, string][] => {
    const bare = standing.get(order.externalId.slice(order.externalId.indexOf(':') + 1));
    return bare && bare !== order && isOneOrder(order, bare) ? [[order.externalId, bare.externalId]] : [];
  });
}

/** The shop's own id of a refund that a hook told: 4720 of `woo:refund:4720`. */
export const bareRefund = (externalId: string): string | undefined =>
  /^[^:]+:refund:(?<id>.+)$/.exec(externalId)?.groups?.id;

/**
 * Of the shop's refunds those that no program told under the shop's own id, and no file: a file tells what was paid back in all, so that the first ones that come
 * to no more are in it, where the shop lists them all or they were made before the file came.
 */
export function notToldByFile(
  due: readonly DueRefund[],
  order: StoredConversion,
  latest: Pick<ShopSnapshot, 'refundsAreAll' | 'refunds'>,
): DueRefund[] {
  const reversed = new Set(order.reversals?.map(({ refundId }) => refundId));
  const standing = order.refunds.filter(({ id }) => !reversed.has(id));
  const told = standing.filter(({ externalId }) => externalId.startsWith(`${order.externalId}:refund:`));
  const until =
    told
      .map(({ receivedAt }) => receivedAt)
      .sort()
      .at(-1) ?? '';
  const booked = new Set(standing.map(({ externalId }) => externalId));
  const isToldBare = (externalId: string) =>
    !booked.has(externalId) && booked.has(bareRefund(externalId) ?? '');
  const listed = new Set(latest.refundsAreAll ? latest.refunds.map(({ externalId }) => externalId) : []);
  let left = told.reduce((sum, { amount }) => sum + amount.amount, 0);
  return due
    .filter(({ externalId }) => !isToldBare(externalId))
    .sort((one, other) => (one.occurredAt < other.occurredAt ? -1 : 1))
    .filter(({ externalId, amount, occurredAt }) => {
      const isIn = amount.amount <= left && (listed.has(externalId) || occurredAt <= until);
      if (booked.has(externalId) || !isIn) return true;
      left -= amount.amount;
      return false;
    });
}
