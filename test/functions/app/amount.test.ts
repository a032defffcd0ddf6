import { describe, expect, it } from 'vitest';
import { readAmount, readCount } from '../../../functions/app/http/amount.ts';

describe('an amount as people write it', () => {
  it.each<[string, number | 'ambiguous' | undefined]>([
    ['49,90', 4990],
    ['49.90', 4990],
    ['49.9', 4990],
    ['49', 4900],
    ['€ 49,90', 4990],
    ['49.90 EUR', 4990],
    ['1.234,50', 123450],
    ['1,234.50', 123450],
    ['1 234,50', 123450],
    ['1’234.50', 123450],
    ['1.234.567', 123456700],
    ['12,345,678.90', 1234567890],
    ['0.123', undefined],
    ['1.234', 'ambiguous'],
    ['1,234', 'ambiguous'],
    ['1.23.4', undefined],
    ['12.34,56.78', undefined],
    ['1,2345', undefined],
    ['-5', undefined],
    ['', undefined],
    ['five', undefined],
    ['1e3', undefined],
  ])('%s', (text, amount) => expect(readAmount(text, 2)).toBe(amount));

  it('has as many decimals as its currency', () => {
    expect(readAmount('1.234', 0)).toBe(1234);
    expect(readAmount('12,5', 0)).toBeUndefined();
    expect(readAmount('1.2345', 3)).toBeUndefined();
    expect(readAmount('1.255', 3)).toBe(1_255);
    expect(readAmount('1,255', 3)).toBe(1_255);
    expect(readAmount('1,255.500', 3)).toBe(1_255_500);
    expect(readAmount('12.5', 3)).toBe(12_500);
  });

  it.each<[string, number | undefined]>([
    ['2300', 2300],
    ['2.300', 2300],
    ['2,300', 2300],
    ['2 300', 2300],
    ['2.3', undefined],
    ['1.234,567', undefined],
    ['', undefined],
  ])('a count: %s', (text, count) => expect(readCount(text)).toBe(count));
});
