import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES, exponentOf, isCurrency } from '../../../shared/domain/money/currency.ts';
import {
  add,
  convert,
  formatMinor,
  MOST_MINOR,
  parseRate,
  roundMinor,
  toDecimal,
} from '../../../shared/domain/money/money.ts';
import { unconverted } from '../../../shared/domain/money/unconverted.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const anyCurrency = fc.constantFrom(...CURRENCIES);
const anyRate = fc
  .tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, scale]) => (digits / 10 ** scale).toFixed(scale));

describe('currencies', () => {
  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['ISK', 0],
    ['UGX', 0],
    ['TWD', 2],
    ['MGA', 2],
  ])('%s has %i digits', (code, digits) => expect(exponentOf(code)).toBe(digits));

  it('gives the forint the two digits of ISO 4217, whatever this Intl thinks', () => {
    expect(exponentOf('HUF')).toBe(2);
    expect(formatMinor(123_456, 'HUF', 'en')).toMatch(/1,234\.56/);
  });

  it('knows each code once and refuses what is not money', () => {
    expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
    expect(CURRENCIES.length).toBeGreaterThan(150);
    for (const bad of ['eur', 'XAU', 'XTS', 'ABC', '']) expect(isCurrency(bad), bad).toBe(false);
    expect(() => exponentOf('XXX')).toThrow(/ISO 4217/);
  });
});

describe('money', () => {
  it('adds one currency and refuses two', () => {
    expect(add(eur(1), eur(-3))).toEqual(eur(-2));
    expect(() => add(eur(1), { amount: 1, currency: 'USD' })).toThrow(/without a rate/);
  });

  it.each([
    [1005, 'EUR', 'USD', '1', 1005],
    [5, 'EUR', 'USD', '0.1', 0],
    [15, 'EUR', 'USD', '0.1', 2],
    [25, 'EUR', 'USD', '0.1', 2],
    [-25, 'EUR', 'USD', '0.1', -2],
    [-15, 'EUR', 'USD', '0.1', -2],
    [10_000, 'EUR', 'JPY', '162.505', 16_250],
    [100, 'JPY', 'KWD', '0.002', 200],
    [1005, 'KWD', 'EUR', '1', 100],
    [1015, 'KWD', 'EUR', '1', 102],
    [4990, 'EUR', 'USD', '1.0842', 5410],
  ])('%i %s in %s at %s is %i, rounded half to even', (amount, from, to, rate, expected) => {
    expect(convert({ amount, currency: from }, to, rate)?.amount).toBe(expected);
  });

  it('has no amount where a rate would make one that nobody ever paid', () => {
    expect(convert({ amount: MOST_MINOR, currency: 'EUR' }, 'USD', '1')).toEqual({
      amount: MOST_MINOR,
      currency: 'USD',
    });
    expect(convert({ amount: MOST_MINOR, currency: 'EUR' }, 'USD', '1.000001')).toBeUndefined();
    expect(convert({ amount: -MOST_MINOR, currency: 'EUR' }, 'USD', '999999999999')).toBeUndefined();
  });

  it('converts any amount to within half a minor unit of the exact product', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e5, max: 1e5 }),
        anyCurrency,
        anyCurrency,
        anyRate,
        (amount, from, to, rate) => {
          const scale = (rate.split('.')[1] ?? '').length + exponentOf(from);
          const exact = BigInt(amount) * BigInt(rate.replace('.', '')) * 10n ** BigInt(exponentOf(to));
          const converted = convert({ amount, currency: from }, to, rate);
          fc.pre(converted !== undefined);
          const got = BigInt(converted.amount) * 10n ** BigInt(scale);
          const off = got > exact ? got - exact : exact - got;
          expect(2n * off <= 10n ** BigInt(scale)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('refuses a rate that is not a positive decimal', () => {
    for (const bad of ['0', '0.00', '-1', '1e3', '1,5', '', 'NaN', '.5', '1.'])
      expect(parseRate(bad), bad).toBeUndefined();
    expect(parseRate('1.0842')).toBe('1.0842');
  });

  it('takes whole rates and rates of many digits', () => {
    for (const rate of ['110', '0.5', '1234567.1234567']) expect(parseRate(rate)).toBe(rate);
    expect(convert(eur(200), 'USD', '110')).toEqual({ amount: 22_000, currency: 'USD' });
  });

  it('takes the most that one amount may come to, of either sign, and no sum beyond what a number holds', () => {
    for (const amount of [MOST_MINOR, -MOST_MINOR])
      expect(convert(eur(amount), 'USD', '1')).toEqual({ amount, currency: 'USD' });
    expect(convert(eur(-MOST_MINOR), 'USD', '1.1')).toBeUndefined();
    expect(() => add(eur(Number.MAX_SAFE_INTEGER), eur(1))).toThrow('beyond what a number can hold');
  });

  it('rounds a loss as the like gain, and never to a zero with a sign', () => {
    expect([-2.5, 2.5, 0.29 * 150].map(roundMinor)).toEqual([-3, 3, 44]);
    expect(Object.is(roundMinor(-0.2), 0)).toBe(true);
  });

  it('writes for English readers where nobody says for whom', () => {
    expect(formatMinor(499_000, 'EUR')).toBe(formatMinor(499_000, 'EUR', 'en'));
  });

  it('sums what waits for a rate by kind and currency, orders first', () => {
    const waiting = (of: 'orders' | 'spend', currency: string, amountMinor: number) => ({
      of,
      day: '2026-11-02',
      currency,
      amountMinor,
    });
    const amounts = [waiting('spend', 'USD', 5), waiting('orders', 'USD', 7), waiting('orders', 'USD', -2)];
    expect(unconverted(amounts)).toEqual([
      { of: 'orders', currency: 'USD', amountMinor: 5, count: 2 },
      { of: 'spend', currency: 'USD', amountMinor: 5, count: 1 },
    ]);
  });

  it('writes amounts exactly, also those that a float would bend', () => {
    expect(toDecimal(-5, 'EUR')).toBe('-0.05');
    expect(toDecimal(7, 'JPY')).toBe('7');
    expect(toDecimal(1, 'KWD')).toBe('0.001');
    expect(formatMinor(418_260, 'EUR', 'en')).toBe('€4,182.60');
    expect(formatMinor(9_007_199_254_740_991, 'EUR', 'en')).toBe('€90,071,992,547,409.91');
    expect(formatMinor(-4990, 'EUR', 'de')).toBe('-49,90\u00a0€');
    expect(formatMinor(4990, 'KWD', 'en')).toContain('4.990');
  });
});
