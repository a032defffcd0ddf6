import { describe, expect, it } from 'vitest';
import { bareClickId, customerNamed } from '../../../shared/domain/shops/personal-data.ts';

const KEY = Buffer.alloc(32, 5);
const CLICK = `clk_${'Ab3'.repeat(14)}x`;

describe('the customer of an order that is told by itself', () => {
  it('is kept as the shop spells it, by his address’s guest, and not at all where all guests share a number', () => {
    expect(customerNamed('4711', KEY)).toBe('4711');
    expect(customerNamed(' Ada@Example.org', KEY)).toMatch(/^guest_[\w-]{22}$/);
    expect(customerNamed(' Ada@Example.org', KEY)).toBe(customerNamed('ada@example.org', KEY));
    expect(customerNamed('0', KEY)).toBeUndefined();
  });
});

describe('a click that is told with an order', () => {
  it('is found with what stands round it, and left as it was sent where there are two of it or none', () => {
    expect(bareClickId(`"${CLICK}". `)).toBe(CLICK);
    expect(bareClickId(`https://shop.example/?vclid=${CLICK}&utm_source=x`)).toBe(CLICK);
    expect(bareClickId(`${CLICK} ${CLICK}`)).toBe(`${CLICK} ${CLICK}`);
    expect(bareClickId('not one of ours')).toBe('not one of ours');
  });
});
