import { convert } from '../../domain/money/money.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import { StoredSpend } from '../../domain/schema/orders/spend.ts';
import type { BrandRecords } from '../table/records-store.ts';
import type { Fx } from './fx-store.ts';

export const spendOf = (records: BrandRecords) => records.collection('SPEND', StoredSpend);

/** The spend in the brand's currency at the rate of its day; as it is while no rate is known. */
export async function booked(
  spend: Omit<StoredSpend, 'booked'>,
  brand: Pick<Brand, 'currency'>,
  fx: Fx,
): Promise<StoredSpend> {
  const { amount, incurredOn } = spend;
  if (amount.currency === brand.currency) return { ...spend, booked: amount };
  const found = await fx.findRate(amount.currency, brand.currency, incurredOn);
  const inBrand = found && convert(amount, brand.currency, found.rate);
  return inBrand ? { ...spend, booked: inBrand } : spend;
}

/** Converts what waited for a rate; how many. */
export async function tidySpend(
  records: BrandRecords,
  brand: Pick<Brand, 'currency'>,
  fx: Fx,
): Promise<number> {
  let done = 0;
  for await (const spend of spendOf(records).all()) {
    if (spend.booked) continue;
    const { booked: amount } = await booked(spend, brand, fx);
    if (!amount) continue;
    const kept = await spendOf(records).update(spend.id, (stored) =>
      stored.booked || !costsTheSame(stored, spend) ? stored : { ...stored, booked: amount },
    );
    if (kept.booked) done++;
  }
  return done;
}

type Cost = Pick<StoredSpend, 'amount' | 'incurredOn'>;

/** Not so where somebody replaced it meanwhile: the amount that was converted is no longer what it cost. */
export const costsTheSame = (one: Cost, other: Cost): boolean =>
  one.amount.amount === other.amount.amount &&
  one.amount.currency === other.amount.currency &&
  one.incurredOn === other.incurredOn;
