import { exponentOf } from '../money/currency.ts';

/** `isRounded`: the shop sent more places than the currency has, and they were not zeros. */
export type ShopMinor = { minor: number; isRounded: boolean };

/**
 * A decimal as shops send it ("49.90", "49.9000", "10", "-22.46", 22.46, "1e2") in whole minor units, by the digits and
 * never by floating point; what does not fit is rounded half to even, once. Undefined for what is no number.
 */
export function minorOfDecimal(sent: string | undefined, currency: string): ShopMinor | undefined {
  const [, sign, whole = '', fraction = '', power = '0'] =
    /^([+-]?)(\d{1,30})(?:\.(\d{0,30}))?(?:e([+-]?\d{1,2}))?$/i.exec(sent ?? '') ?? [];
  if (sign === undefined) return undefined;
  const read = scaled(BigInt(whole + fraction), exponentOf(currency) + Number(power) - fraction.length);
  return read && { ...read, minor: sign === '-' ? 0 - read.minor : read.minor };
}

/**
 * Places in which Stripe counts, where they are not ISO 4217's: ISK and UGX kept two when they lost their cents, and of
 * Malagasy ariary Stripe knows no fifths. docs.stripe.com/currencies, held against our own table for every code there.
 */
const STRIPE_PLACES: ReadonlyMap<string, number> = new Map([
  ['ISK', 2],
  ['UGX', 2],
  ['MGA', 0],
]);

/** An amount of Stripe's in whole minor units of ISO 4217: 500 UGX there are 5 shillings. */
export function minorOfStripe(sent: string | undefined, currency: string): ShopMinor | undefined {
  const [, sign, digits] = /^(-?)(\d{1,20})$/.exec(sent ?? '') ?? [];
  if (digits === undefined) return undefined;
  const places = exponentOf(currency);
  const read = scaled(BigInt(digits), places - (STRIPE_PLACES.get(currency) ?? places));
  return read && { ...read, minor: sign === '-' ? 0 - read.minor : read.minor };
}

/** digits × 10^power as a whole number, halves to even. */
function scaled(digits: bigint, power: number): ShopMinor | undefined {
  if (power >= 0) return safe(digits * 10n ** BigInt(power), false);
  const unit = 10n ** BigInt(-power);
  const [whole, rest] = [digits / unit, digits % unit];
  const up = 2n * rest > unit || (2n * rest === unit && whole % 2n === 1n);
  return safe(up ? whole + 1n : whole, rest !== 0n);
}

const safe = (minor: bigint, isRounded: boolean): ShopMinor | undefined =>
  minor <= BigInt(Number.MAX_SAFE_INTEGER) ? { minor: Number(minor), isRounded } : undefined;
