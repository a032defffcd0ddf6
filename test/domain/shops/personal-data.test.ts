import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  bareClickId,
  clickIdsIn,
  customerNamed,
  customerOf,
  cutPersonal,
  cutTexts,
} from '../../../shared/domain/shops/personal-data.ts';

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

const OTHER = `clk_${'Zz9'.repeat(14)}_`;

describe('what is kept of a delivery', () => {
  it('has its fields of money alone, at any depth, and no address or click in their texts', () => {
    const line = { sku: `ada@example.org, ${CLICK}`, quantity: '2', first_name: 'Ada' };
    expect(
      cutPersonal({ id: '1', email: 'ada@example.org', line_items: [{ ...line, note: 'for Ada' }] }),
    ).toEqual({ id: '1', line_items: [{ sku: 'cut cut', quantity: '2' }], cut: '1' });
    expect(cutPersonal({ id: '1', code: 'ADA10 @ noon, clk_short' })).toEqual({
      id: '1',
      code: 'ADA10 @ noon, clk_short',
    });
    expect(cutTexts({ anything: [`of ${OTHER}`, 'bea@example.org'] })).toEqual({
      anything: ['of cut', 'cut'],
    });
  });

  it('says that a cart or a draft is one, without the address that opens it', () => {
    const cart = {
      id: '1',
      abandoned_checkout_url: 'https://shop.example/recover?key=s3cret',
      completed_at: null,
    };
    expect(cutPersonal(cart)).toEqual({ id: '1', abandoned_checkout_url: true, completed_at: true });
    expect(cutPersonal({ id: '1', order_status_url: 'https://shop.example/o?key=s3cret' })).toEqual({
      id: '1',
      cut: '1',
    });
  });

  it('knows its clicks by the name that they stand under, else wherever one stands', () => {
    const landing = { landing_site: `/?vclid=${OTHER}` };
    const named = [{ name: 'vclid', value: CLICK }];
    expect(clickIdsIn({ ...landing, note_attributes: named })).toEqual([CLICK]);
    expect(clickIdsIn({ ...landing, meta_data: [{ key: '_vouch', value: CLICK }] })).toEqual([CLICK]);
    expect(clickIdsIn({ ...landing, metadata: { vclids: `${CLICK},${CLICK}` } })).toEqual([CLICK]);
    expect(clickIdsIn({ ...landing, note_attributes: [{ name: 'size', value: CLICK }] })).toEqual([
      OTHER,
      CLICK,
    ]);
  });

  it('calls a guest by a name that only the key can make again', () => {
    const mac = createHmac('sha256', KEY).update('ada@example.org').digest('base64url');
    expect(customerOf({ email: ' Ada@example.org ' }, KEY)).toBe(`guest_${mac.slice(0, 22)}`);
  });
});
