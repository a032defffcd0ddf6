import { isCurrency } from '../../money/currency.ts';
import { readMinor } from '../../money/decimal.ts';
import { toDecimal } from '../../money/money.ts';
import { proportion } from '../../orders/order-history.ts';
import type { RowReader } from '../cells/row-reader.ts';

type Told = NonNullable<ReturnType<RowReader['money']>>;

/**
 * What an order's goods come to without tax and shipping, where its file says so. Two columns only seem to: payment
 * providers call "net" what is left after their own fee, and where a shop's prices hold the tax, its subtotal does.
 * The sums of the row tell which it is; undefined where they tell neither.
 */
export function netAmountOf(row: RowReader): Told | undefined {
  const net = row.money('netAmount');
  if (net) return isLessFee(row) ? undefined : net;
  const subtotal = row.money('subtotal');
  const [goods, taxes, total] = ['subtotal', 'taxes', 'amount'].map((field) => minorOf(row, field));
  if (!subtotal || !goods || !taxes || total === undefined) return subtotal;
  const paid = goods + (minorOf(row, 'shipping') ?? 0);
  if (isAbout(paid + taxes, total)) return subtotal;
  return isAbout(paid, total)
    ? { ...subtotal, value: toDecimal(goods - proportion(taxes, goods, paid), subtotal.currency) }
    : undefined;
}

function isLessFee(row: RowReader): boolean {
  const [amount, net, fee] = ['amount', 'netAmount', 'fee'].map((field) => minorOf(row, field));
  if (amount === undefined || net === undefined || fee === undefined) return false;
  return isAbout(amount - Math.abs(fee), net);
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
