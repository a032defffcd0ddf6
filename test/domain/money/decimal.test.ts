import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES } from '../../../shared/domain/money/currency.ts';
import { readMinor } from '../../../shared/domain/money/decimal.ts';
import { toDecimal } from '../../../shared/domain/money/money.ts';
import { saidReason } from '../../../shared/domain/reasons.ts';

describe('an amount as it was sent', () => {
  it.each([
    [4990, 'EUR', 4990],
    ['49.90', 'EUR', 4990],
    ['49.9', 'EUR', 4990],
    ['49', 'EUR', 4900],
    [' 49.90 ', 'EUR', 4990],
    ['49.9000', 'EUR', 4990],
    ['0', 'EUR', 0],
    ['0.0', 'EUR', 0],
    ['-5.00', 'EUR', -500],
    ['-0.00', 'EUR', 0],
    ['0.29', 'EUR', 29],
    ['1.15', 'EUR', 115],
    ['5500', 'JPY', 5500],
    ['5500.00', 'JPY', 5500],
    ['49.905', 'KWD', 49_905],
    ['1.2345', 'CLF', 12_345],
    ['100', 'HUF', 10_000],
    ['9999999999.99', 'USD', 999_999_999_999],
  ])('%j %s is %i', (sent, currency, minor) => expect(readMinor(sent, currency)).toEqual({ minor }));

  it.each([
    ['49.905', 'EUR', 'at most 2 decimal places in EUR: send 4990 for 49.90 EUR'],
    ['5500.5', 'JPY', 'at most 0 decimal places in JPY: send 4990 for 4990 JPY'],
    ['1.2345', 'KWD', 'at most 3 decimal places in KWD: send 4990 for 4.990 KWD'],
    ['49,90', 'EUR', 'a point and nothing else'],
    ['1,049.90', 'EUR', 'a point and nothing else'],
    ['1.049,90', 'EUR', 'a point and nothing else'],
    ['€49.90', 'EUR', 'a point and nothing else'],
    ['4.99e1', 'EUR', 'a point and nothing else'],
    ['0x10', 'EUR', 'a point and nothing else'],
    ['', 'EUR', 'a point and nothing else'],
    ['.5', 'EUR', 'a point and nothing else'],
    ['٤٩', 'EUR', 'a point and nothing else'],
    ['99999999999999999', 'EUR', 'a point and nothing else'],
    ['9999999999999999', 'EUR', 'larger than any amount'],
    [49.9, 'EUR', 'send 4990 for 49.90 EUR, or the text "49.90"'],
    [0.5, 'JPY', 'send 4990 for 4990 JPY'],
    [2 ** 53, 'EUR', 'whole minor units'],
    [Number.NaN, 'EUR', 'whole minor units'],
  ])('%j %s is refused, and says what to send', (sent, currency, says) => {
    const read = readMinor(sent, currency);
    if (!('problem' in read)) throw new Error('it was taken');
    expect(saidReason(read.problem).message).toContain(says);
  });

  it('comes back from its own decimal in every currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e14, max: 1e14 }),
        fc.constantFrom(...CURRENCIES),
        (minor, currency) => {
          expect(readMinor(toDecimal(minor, currency), currency)).toEqual({ minor });
        },
      ),
    );
  });
});
