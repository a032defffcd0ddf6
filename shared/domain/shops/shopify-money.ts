import { isCurrency } from '../money/currency.ts';
import { proportion } from '../orders/order-history.ts';
import { isObject, listAt, type Sent, type SentObject, textAt, valueAt } from './lossless.ts';
import type { ShopRate } from './shop-fact.ts';
import { minorOfDecimal } from './shop-money.ts';

/** In the shop's own currency, as its books are; the plain field is that where there is no `…_set`. */
export const shopMoney = (at: SentObject, name: string): string | undefined =>
  textAt(at, `${name}_set`, 'shop_money', 'amount') ?? textAt(at, name);

export const isRefund = (transaction: SentObject): boolean => textAt(transaction, 'kind') === 'refund';
export const currencyIn = (at: SentObject | undefined, name = 'currency'): string | undefined => {
  const code = textAt(at, name)?.toUpperCase();
  return code !== undefined && isCurrency(code) ? code : undefined;
};

/** Two names of one sum, where the customer paid in another currency than the shop's. */
export function rateOf(order: SentObject, currency: string): ShopRate | undefined {
  const seen = valueAt(order, 'total_price_set', 'presentment_money');
  const theirs = isObject(seen) ? currencyIn(seen, 'currency_code') : undefined;
  if (theirs === undefined || theirs === currency) return undefined;
  const paid = minorOfDecimal(textAt(seen, 'amount'), theirs)?.minor;
  const is = minorOfDecimal(shopMoney(order, 'total_price'), currency)?.minor;
  return paid && is ? { currency: theirs, paid, is } : undefined;
}

/**
 * What the customer was to pay, before refunds. Whether `total_price` follows an edit is not documented;
 * `current_total_price` follows edits, refunds and cancelling, so that with the order's own refunds put back it is the
 * same where nothing was edited, and right where something was.
 */
export function amountOf(order: SentObject, currency: string, isCancelled: boolean): number | undefined {
  const total = minorOfDecimal(shopMoney(order, 'total_price'), currency)?.minor;
  const current = minorOfDecimal(shopMoney(order, 'current_total_price'), currency)?.minor;
  if (current === undefined || isCancelled || valueAt(order, 'refunds') === undefined) return total;
  const rate = rateOf(order, currency);
  const back = listAt(order, 'refunds').map((refund) => paidBackIn(refund, currency, rate));
  return current + back.reduce((sum, one) => sum + one, 0);
}

/** What a refund pays back, or is about to. */
function paidBackIn(refund: SentObject, currency: string, rate: ShopRate | undefined): number {
  const minor = (one: SentObject): number => {
    const isTheirs = rate !== undefined && currencyIn(one) === rate.currency;
    const sent = minorOfDecimal(shopMoney(one, 'amount'), isTheirs ? rate.currency : currency)?.minor ?? 0;
    return isTheirs && valueAt(one, 'amount_set') === undefined ? proportion(rate.is, sent, rate.paid) : sent;
  };
  return listAt(refund, 'transactions')
    .filter((one) => isRefund(one) && ['success', 'pending'].includes(textAt(one, 'status') ?? ''))
    .reduce((sum, one) => sum + minor(one), 0);
}

/** A gift card is a liability, a tip the staff's. */
export const isNoRevenue = (line: Sent | undefined): boolean =>
  valueAt(line, 'gift_card') === true || isObject(valueAt(line, 'tip'));

type Goods = { net: number; paid: number };

/**
 * Goods after discounts, without tax, gift cards (a liability) and tips. Pieces that an edit took out are not sold,
 * unless money was paid back for none of the lines: then that money was theirs. Of pieces that came back, what bought
 * others in exchange is sold once: `amount` is all that was paid.
 */
export function sentNetOf(order: SentObject, currency: string, amount: number): number {
  const rate = rateOf(order, currency);
  const refunds = listAt(order, 'refunds').map((refund) => ({
    back: paidBackIn(refund, currency, rate),
    lines: listAt(refund, 'refund_line_items'),
    isLoose: namesNothing(refund),
  }));
  const moved = refunds.filter(({ back }) => back > 0).flatMap(({ lines }) => lines);
  const isTaxWithin = valueAt(order, 'taxes_included') === true;
  const [sold, returned, edited] = [nothing(), nothing(), nothing()];
  for (const line of listAt(order, 'line_items')) {
    const quantity = whole(textAt(line, 'quantity'), 1);
    if (quantity === 0) continue;
    const { net, paid } = goodsOf(line, currency, isTaxWithin);
    const goods = { net: isNoRevenue(line) ? 0 : net, paid };
    const { pieces, back } = soldOf(line, quantity, moved);
    addPart(sold, goods, pieces / quantity);
    addPart(returned, goods, back / quantity);
    if (!isNoRevenue(line)) addPart(edited, goods, (quantity - pieces) / quantity);
  }
  const loose = refunds.reduce((sum, { back, isLoose }) => sum + (isLoose ? back : 0), 0);
  const exchanged = sold.paid + shippingPaid(order, currency, isTaxWithin) - amount;
  return sold.net - netIn(exchanged, returned) + netIn(loose, edited);
}

const nothing = (): Goods => ({ net: 0, paid: 0 });

function addPart(sum: Goods, goods: Goods, part: number): void {
  sum.net += Math.round(goods.net * part);
  sum.paid += Math.round(goods.paid * part);
}

/** What of some goods' money is their net. */
const netIn = (money: number, goods: Goods): number =>
  goods.paid > 0 ? proportion(goods.net, Math.max(0, Math.min(money, goods.paid)), goods.paid) : 0;

function shippingPaid(order: SentObject, currency: string, isTaxWithin: boolean): number {
  const minor = (at: SentObject, name: string) => minorOfDecimal(shopMoney(at, name), currency)?.minor ?? 0;
  return listAt(order, 'shipping_lines').reduce((sum, line) => {
    const tax = listAt(line, 'tax_lines').reduce((all, one) => all + minor(one, 'price'), 0);
    const name = shopMoney(line, 'discounted_price') === undefined ? 'price' : 'discounted_price';
    return sum + minor(line, name) + (isTaxWithin ? 0 : tax);
  }, 0);
}

/** Money that was paid back for no line and no shipping: nobody says what of it is tax. */
export const namesNothing = (refund: SentObject): boolean =>
  ['refund_line_items', 'refund_shipping_lines'].every((name) => listAt(refund, name).length === 0) &&
  !listAt(refund, 'order_adjustments').some((one) => textAt(one, 'kind') === 'shipping_refund');

function goodsOf(line: SentObject, currency: string, isTaxWithin: boolean): Goods {
  const minor = (at: SentObject, name: string) => minorOfDecimal(shopMoney(at, name), currency)?.minor ?? 0;
  const sum = (list: string, name: string) =>
    listAt(line, list).reduce((all, one) => all + minor(one, name), 0);
  const quantity = whole(textAt(line, 'quantity'), 1);
  const charged = minor(line, 'price') * quantity - sum('discount_allocations', 'amount');
  const tax = sum('tax_lines', 'price');
  return isTaxWithin ? { net: charged - tax, paid: charged } : { net: charged, paid: charged + tax };
}

/** How many of a line's pieces are sold: those that an edit removed are not, those that were paid back were. */
function soldOf(
  line: SentObject,
  quantity: number,
  moved: readonly SentObject[],
): { pieces: number; back: number } {
  const current = whole(textAt(line, 'current_quantity'), quantity);
  const paidBack = moved
    .filter((returned) => textAt(returned, 'line_item_id') === textAt(line, 'id'))
    .reduce((sum, returned) => sum + whole(textAt(returned, 'quantity'), 0), 0);
  const pieces = Math.min(quantity, current + paidBack);
  return { pieces, back: Math.max(0, pieces - current) };
}

const whole = (sent: string | undefined, otherwise: number): number =>
  sent !== undefined && /^\d{1,9}$/.test(sent) ? Number(sent) : otherwise;
