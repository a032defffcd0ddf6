import { isCurrency } from '../../money/currency.ts';
import { readMinor } from '../../money/decimal.ts';
import { toDecimal } from '../../money/money.ts';
import { proportion } from '../../orders/order-history.ts';
import type { RowReader } from '../cells/row-reader.ts';

type Told = NonNullable<ReturnType<RowReader['money']>>;

/**
 * What an order's goods come to without tax and shipping, where its file says so. Three columns only seem to: payment
 * providers and marketplaces call "net" what is left after their own fees, where a shop's prices hold the tax its subtotal
 * does, and some take discounts off behind it. The sums of the row tell which it is; undefined where they tell none.
 */
export function netAmountOf(row: RowReader): Told | undefined {
  const net = row.money('netAmount');
  if (net) return isLessFee(row) ? undefined : net;
  const subtotal = row.money('subtotal');
  const [goods, taxes = 0, total] = ['subtotal', 'taxes', 'amount'].map((field) => minorOf(row, field));
  if (!subtotal || !goods || total === undefined) return subtotal;
  const paid = goods + (minorOf(row, 'shipping') ?? 0);
  if (isAbout(paid + taxes, total) || (taxes === 0 && paid < total)) return subtotal;
  return isAbout(paid, total)
    ? { ...subtotal, value: toDecimal(goods - proportion(taxes, goods, paid), subtotal.currency) }
    : undefined;
}

/** Beside a fee, what is left without tax is believed only where the tax stands there and explains it. */
function isLessFee(row: RowReader): boolean {
  const [amount, net, fee] = ['amount', 'netAmount', 'fee'].map((field) => minorOf(row, field));
  if (amount === undefined || net === undefined || fee === undefined) return false;
  if (fee === 0) return isAbout(amount, net);
  const taxes = minorOf(row, 'taxes') ?? 0;
  const withoutTax = amount - taxes;
  const isExplained = [withoutTax, withoutTax - (minorOf(row, 'shipping') ?? 0)].some((sum) =>
    isAbout(sum, net),
  );
  return taxes === 0 || !isExplained;
}

/** Shops round line by line. */
const isAbout = (one: number, other: number): boolean => Math.abs(one - other) <= 1;

/** Undefined also in a currency that is none: of that the API says what is wrong. */
function minorOf(row: RowReader, field: string): number | undefined {
  const told = row.money(field);
  if (!told || !isCurrency(told.currency)) return undefined;
  const read = readMinor(told.value, told.currency);
  return 'minor' in read ? read.minor : undefined;
}
