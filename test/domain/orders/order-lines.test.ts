import { describe, expect, it } from 'vitest';
import { linesOfOrder } from '../../../shared/domain/orders/order-lines.ts';
import type { StoredConversion } from '../../../shared/domain/schema/orders/conversions.ts';

const AT = '2026-10-05T10:00:00.000Z';
const DAY = '2026-10-05';
const money = (amount: number, currency = 'EUR') => ({ amount, currency });
const order = (over: Partial<StoredConversion> = {}): StoredConversion => ({
  id: 'cnv_1' as StoredConversion['id'],
  kind: 'sale',
  externalId: 'o-1',
  occurredAt: AT,
  receivedAt: '2026-10-05T10:00:01.000Z',
  amount: money(11_900),
  netAmount: money(10_000),
  clickIds: [],
  attributedBy: 'click',
  credits: [{ creatorId: 'crt_a' as never, share: 1, reason: 'click' }],
  losers: [],
  refused: [],
  flags: [],
  model: 'lastTouch',
  windowDays: 30,
  couponDays: 14,
  day: DAY,
  booking: { currency: 'EUR', rate: '1', rateDate: DAY, netMinor: 10_000 },
  refunds: [],
  touches: [],
  createdAt: AT,
  updatedAt: AT,
  ...over,
});
const refund = (amount: number, over: object = {}) =>
  ({
    id: 'rfd_1',
    externalId: 'r-1',
    amount: money(amount),
    occurredAt: '2026-10-07T09:00:00.000Z',
    receivedAt: '2026-10-07T09:00:01.000Z',
    day: '2026-10-07',
    ...over,
  }) as never;
const linesOf = (over: Partial<StoredConversion> = {}) => linesOfOrder(order(over));
const bookedIn = (over: Partial<StoredConversion> = {}) =>
  linesOf(over).map(({ line }) => (line.kind === 'booked' ? line.order : line.kind));

describe('what one order adds to its days', () => {
  it('is one line with all that figures ask of it, and nothing that nobody told', () => {
    expect(linesOf()).toEqual([
      {
        id: 'cnv_1',
        day: DAY,
        line: {
          kind: 'booked',
          order: {
            conversionId: 'cnv_1',
            externalId: 'o-1',
            kind: 'sale',
            day: DAY,
            occurredAt: Date.parse(AT),
            receivedAt: Date.parse(AT) + 1_000,
            netMinor: 10_000,
            attributedBy: 'click',
            windowDays: 30,
            couponDays: 14,
            credits: [{ creatorId: 'crt_a', share: 1 }],
          },
        },
      },
    ]);
  });

  it('has the shop’s number, its codes once, its customer and what they bought for', () => {
    const [line] = bookedIn({
      number: '#1001',
      couponCode: 'ADA10',
      couponCodes: ['ada10', 'BEN', ' '],
      customerId: 'c-9',
      newCustomer: false,
      lines: [
        { netAmount: money(6_000), cogs: money(2_000) },
        { netAmount: money(4_000), cogs: money(1_000) },
      ],
      restored: { voidedAt: AT, at: '2026-10-06T10:00:00.000Z' } as never,
      credits: [
        {
          linkId: 'lnk_1',
          postId: 'pst_1',
          creatorId: 'crt_a',
          share: 1,
          reason: 'click',
          channel: 'own_web',
          app: 'x',
        } as never,
      ],
    } as never);
    expect(line).toMatchObject({
      number: '#1001',
      codes: ['ADA10', 'BEN'],
      customerId: 'c-9',
      newCustomer: false,
      grossProfitMinor: 7_000,
      restored: { voidedAt: Date.parse(AT), at: Date.parse('2026-10-06T10:00:00.000Z') },
      credits: [
        { linkId: 'lnk_1', postId: 'pst_1', creatorId: 'crt_a', share: 1, channel: 'own_web', app: 'x' },
      ],
    });
  });

  it('is worth its amount where no net is told, and says that tax may be in it', () => {
    const { netAmount: _, ...untold } = order();
    expect(linesOfOrder(untold)[0]?.line).toMatchObject({ order: { netMinor: 11_900, netUnknown: true } });
    expect(bookedIn()[0]).not.toHaveProperty('netUnknown');
  });

  it('has touches where a model would have something to split', () => {
    const touch = { clickId: 'clk_1', at: AT } as never;
    expect(linesOf({ touches: [touch] })[0]?.line).not.toHaveProperty('touches');
    expect(linesOf({ touches: [touch, touch] })[0]?.line).toMatchObject({ touches: [touch, touch] });
  });

  it('is in the brand’s currency at the order’s own rate', () => {
    const dollars = { amount: money(11_900, 'USD'), netAmount: money(10_000, 'USD') };
    const [line, taken] = bookedIn({
      ...dollars,
      cogs: money(5_000, 'USD'),
      booking: { currency: 'EUR', rate: '0.9', rateDate: DAY, netMinor: 9_000 },
      refunds: [refund(5_950, { amount: money(5_950, 'USD') })],
    });
    expect(line).toMatchObject({ netMinor: 9_000, grossProfitMinor: 4_500 });
    expect(taken).toMatchObject({ netMinor: -4_500, grossProfitMinor: -2_250 });
  });
});

describe('what happened to it', () => {
  it('is a line of its own day, the difference of before and after', () => {
    const [, line] = linesOf({ refunds: [refund(2_380)] });
    expect(line).toEqual({
      id: 'rfd_1',
      day: '2026-10-07',
      line: {
        kind: 'booked',
        order: expect.objectContaining({
          conversionId: 'rfd_1',
          refundOf: 'cnv_1',
          externalId: 'o-1',
          orderDay: DAY,
          day: '2026-10-07',
          occurredAt: Date.parse('2026-10-07T09:00:00.000Z'),
          receivedAt: Date.parse('2026-10-07T09:00:01.000Z'),
          netMinor: -2_000,
          beforeMinor: 10_000,
        }),
      },
    });
    expect(line?.line).not.toHaveProperty('order.amends');
    expect(line?.line).not.toHaveProperty('order.reverses');
    expect(line?.line).not.toHaveProperty('order.grossProfitMinor');
  });

  it('says of itself whether it tells the money anew, or takes a refund back', () => {
    const rest = { occurredAt: AT, receivedAt: AT, day: '2026-10-09' };
    const [, taken, anew, back] = bookedIn({
      refunds: [refund(2_380)],
      amendments: [
        { ...rest, id: 'amd_1', place: 1, amount: money(5_950), netAmount: money(5_000) } as never,
      ],
      reversals: [{ ...rest, id: 'rev_1', refundId: 'rfd_1', place: 2 } as never],
    });
    const marksOf = (line: object | string | undefined) =>
      Object.keys(Object(line)).filter((key) => ['amends', 'reverses'].includes(key));
    expect([taken, anew, back].map(marksOf)).toEqual([[], ['amends'], ['reverses']]);
    expect(back).toMatchObject({ refundOf: 'cnv_1', netMinor: 2_000, beforeMinor: 3_000 });
  });

  it('takes the profit with it, its part of it or all', () => {
    const profits = (back: number, over: Partial<StoredConversion> = {}) =>
      bookedIn({ cogs: money(4_000), refunds: [refund(back)], ...over }).map((one) =>
        typeof one === 'string' ? one : one.grossProfitMinor,
      );
    expect(profits(5_950)).toEqual([6_000, -3_000]);
    expect(profits(11_900)).toEqual([6_000, -6_000]);
    // Nothing of it is net: the profit, a loss, goes with what was paid.
    expect(profits(5_950, { netAmount: money(0) })).toEqual([-4_000, 2_000]);
  });
});

describe('money that no sum reads', () => {
  it('waits for its rate in its own currency, each line for itself', () => {
    const { booking: _, ...waiting } = order({
      amount: money(11_900, 'SEK'),
      netAmount: money(10_000, 'SEK'),
      refunds: [refund(2_380, { amount: money(2_380, 'SEK') })],
    });
    expect(linesOfOrder(waiting)).toEqual([
      {
        id: 'cnv_1',
        day: DAY,
        line: { kind: 'unconverted', day: DAY, currency: 'SEK', amountMinor: 10_000 },
      },
      {
        id: 'rfd_1',
        day: '2026-10-07',
        line: { kind: 'unconverted', day: '2026-10-07', currency: 'SEK', amountMinor: -2_000 },
      },
    ]);
  });

  it('a lead without a value waits for nothing', () => {
    const { booking: _, amount: __, netAmount: ___, ...lead } = order({ kind: 'lead' });
    expect(linesOfOrder(lead)[0]?.line).toMatchObject({
      kind: 'booked',
      order: { kind: 'lead', netMinor: 0 },
    });
  });

  it('was voided: every line is out, with what it had counted', () => {
    const voided = { at: '2026-10-09T00:00:00.000Z', reason: 'test' } as never;
    const was = { externalId: 'o-1', number: '#7', voidedAt: Date.parse('2026-10-09T00:00:00.000Z') };
    expect(linesOf({ voided, number: '#7', refunds: [refund(2_380)] })).toEqual([
      {
        id: 'cnv_1',
        day: DAY,
        line: {
          kind: 'void',
          day: DAY,
          was: {
            ...was,
            conversionId: 'cnv_1',
            day: DAY,
            netMinor: 10_000,
            receivedAt: Date.parse(AT) + 1_000,
          },
        },
      },
      {
        id: 'rfd_1',
        day: '2026-10-07',
        line: {
          kind: 'void',
          day: '2026-10-07',
          was: {
            ...was,
            conversionId: 'cnv_1',
            day: '2026-10-07',
            netMinor: -2_000,
            receivedAt: Date.parse('2026-10-07T09:00:01.000Z'),
          },
        },
      },
    ]);
    const { booking: _, ...waiting } = order({ voided, amount: money(1, 'SEK'), netAmount: money(1, 'SEK') });
    expect(linesOfOrder(waiting)).toEqual([{ id: 'cnv_1', day: DAY, line: { kind: 'void', day: DAY } }]);
  });
});
