import { expect, it } from 'vitest';
import { minorOfDecimal, minorOfStripe } from '../../../shared/domain/shops/shop-money.ts';

it.each([
  ['49.90', 'EUR', 4990, false],
  ['49.9000', 'EUR', 4990, false],
  ['10', 'EUR', 1000, false],
  ['0.0', 'EUR', 0, false],
  ['5500', 'JPY', 5500, false],
  ['20', 'VND', 20, false],
  ['5.124', 'KWD', 5124, false],
  ['19.99', 'EUR', 1999, false],
  ['-22.46', 'EUR', -2246, false],
  ['2.246e1', 'EUR', 2246, false],
  ['1.005', 'EUR', 100, true],
  ['1.015', 'EUR', 102, true],
  ['1.0050001', 'EUR', 101, true],
])('%s %s is %i', (sent, currency, minor, isRounded) => {
  expect(minorOfDecimal(sent, currency)).toEqual({ minor, isRounded });
});

it.each(['', ' ', 'free', '1,50', '0x1F', 'NaN', '1e999', undefined])('%j is no amount', (sent) => {
  expect(minorOfDecimal(sent, 'EUR')).toBeUndefined();
});

it.each([
  ['500', 'JPY', 500],
  ['500', 'UGX', 5],
  ['50000', 'ISK', 500],
  ['5000', 'MGA', 500_000],
  ['5120', 'KWD', 5120],
  ['100000', 'HUF', 100_000],
  ['6061', 'EUR', 6061],
])('Stripe’s %s %s is %i', (sent, currency, minor) => {
  expect(minorOfStripe(sent, currency)?.minor).toBe(minor);
});
