import { convert as convertDinero, dinero, halfEven, toSnapshot, transformScale } from 'dinero.js/bigint';
import { rememberingFew } from '../remember.ts';
import type { Money } from '../schema/common.ts';
import { exponentOf } from './currency.ts';

/** The sum of two amounts of one currency; amounts of two currencies have no sum and throw. */
export function add(one: Money, other: Money): Money {
  if (one.currency !== other.currency) {
    throw new RangeError(`cannot add ${other.currency} to ${one.currency} without a rate`);
  }
  return { amount: safe(BigInt(one.amount) + BigInt(other.amount)), currency: one.currency };
}

/** What one order or cost may come to: ten billion of a currency with cents, so that sums stay whole JSON numbers. */
export const MOST_MINOR = 1e12;
/** Above every rate that two currencies ever had: a dinar of Kuwait is some millions of Iran's rials. */
export const MOST_RATE = 1e8;

/** A positive decimal such as `1.0842`, at most 12 digits on either side; anything else is undefined. */
export function parseRate(text: string): string | undefined {
  return /^\d{1,12}(\.\d{1,12})?$/.test(text) && /[1-9]/.test(text) ? text : undefined;
}

/**
 * `money` in another currency at `rate` (units of `to` for one unit of `from`), rounded half-even once, at the end.
 * `undefined` where it would come to more than MOST_MINOR: such a rate is a mistake, and the amount waits for another.
 */
export function convert(money: Money, to: string, rate: string): Money | undefined {
  const [whole = '', fraction = ''] = rate.split('.');
  const converted = convertDinero(
    dinero({ amount: BigInt(money.amount), currency: dineroCurrency(money.currency) }),
    dineroCurrency(to),
    { [to]: { amount: BigInt(whole + fraction), scale: BigInt(fraction.length) } },
  );
  const rounded = transformScale(converted, BigInt(exponentOf(to)), halfEven);
  const { amount } = toSnapshot(rounded);
  return amount > MOST_MINOR || amount < -MOST_MINOR ? undefined : { amount: Number(amount), currency: to };
}

/**
 * Whole minor units of what was multiplied or divided: halves away from zero, so that a loss rounds as the like gain and a
 * refund takes back what the sale gave. The float's tail (0.29 · 150 = 43.499…) makes no other half.
 */
export function roundMinor(minor: number): number {
  const rounded = Math.round(Math.abs(minor) + 1e-7);
  return minor < 0 && rounded > 0 ? -rounded : rounded;
}

/** The amount as people of that locale write it, with the digits of ISO 4217 and not those of Intl. */
export function formatMinor(amountMinor: number, currency: string, locale = 'en'): string {
  return moneyFormat(`${locale} ${currency}`).format(toDecimal(amountMinor, currency));
}

/** Made once: it takes longer than writing many amounts. */
const moneyFormat = rememberingFew((key: string) => {
  const [locale = 'en', currency = ''] = key.split(' ');
  const digits = exponentOf(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
});

/** `4990` EUR → `"49.90"`: exact, for CSV and for Intl, which takes decimal strings without rounding them. */
export function toDecimal(amountMinor: number, currency: string): `${number}` {
  const digits = exponentOf(currency);
  const units = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const point = units.length - digits;
  const text = digits === 0 ? units : `${units.slice(0, point)}.${units.slice(point)}`;
  return `${amountMinor < 0 ? '-' : ''}${text}` as `${number}`;
}

const dineroCurrency = (code: string) => ({ code, base: 10n, exponent: BigInt(exponentOf(code)) });

function safe(amount: bigint): number {
  const number = Number(amount);
  if (!Number.isSafeInteger(number)) throw new RangeError(`amount beyond what a number can hold: ${amount}`);
  return number;
}
