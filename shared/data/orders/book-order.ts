import { convert } from '../../domain/money/money.ts';
import { cogsOf, netOf } from '../../domain/orders/order-figures.ts';
import type { Booking, StoredConversion } from '../../domain/schema/orders/conversions.ts';
import type { Fx } from './fx-store.ts';

/** What the order is worth in a currency, at the rate of its day; nothing while no rate is known, or without an amount. */
export async function book(
  conversion: StoredConversion,
  currency: string,
  fx: Fx,
): Promise<Booking | undefined> {
  const net = netOf(conversion);
  if (!net) return undefined;
  const found = await fx.findRate(net.currency, currency, conversion.day);
  if (!found) return undefined;
  const inBrand = (amount: number) =>
    net.currency === currency
      ? amount
      : convert({ amount, currency: net.currency }, currency, found.rate)?.amount;
  const cogs = cogsOf(conversion);
  const netMinor = inBrand(net.amount);
  const cogsMinor = cogs === undefined ? undefined : inBrand(cogs);
  if (netMinor === undefined || (cogs !== undefined && cogsMinor === undefined)) return undefined;
  return {
    currency,
    rate: found.rate,
    rateDate: found.date,
    netMinor,
    ...(cogsMinor === undefined ? {} : { cogsMinor }),
  };
}
