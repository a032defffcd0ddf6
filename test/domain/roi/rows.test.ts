import { describe, expect, it } from 'vitest';
import {
  netUnknownNoteOn,
  type RowOptions,
  roiInterval,
  roiRow,
} from '../../../shared/domain/roi/roi-row.ts';
import { addEngagement, emptyMoneyTally, type MoneyTally, WHOLE } from '../../../shared/domain/roi/tally.ts';
import { anOrder, aRefund } from './facts-builder.ts';

const options: RowOptions = {
  seed: 'roi',
  draws: 200,
  level: 0.9,
  grossMargin: 0.6,
  hide: { newness: false, repeat: false },
};
/** Ten orders of 50.00 at 60 %, for 100.00 of which 20.00 is commission; a thousand clicks. */
const aTally = (over: Partial<MoneyTally> = {}): MoneyTally => ({
  ...emptyMoneyTally(),
  posts: WHOLE,
  clicks: 1_000,
  uniques: 700,
  conversions: 11 * WHOLE,
  orders: 10 * WHOLE,
  ordersByClick: 8 * WHOLE,
  netRevenueMinor: 50_000,
  grossProfitMinor: 30_000,
  accruedMinor: 6_000,
  paidMinor: 4_000,
  committedMinor: 900,
  retailMinor: 500,
  refundsMinor: -700,
  commissionMinor: 2_000,
  profits: Array.from({ length: 10 }, () => 3_000),
  ...over,
});
const rowOf = (over: Partial<MoneyTally> = {}, how: Partial<RowOptions> = {}) =>
  roiRow('a', aTally(over), { ...options, ...how });
const notesOf = (over: Partial<MoneyTally> = {}, how: Partial<RowOptions> = {}) =>
  rowOf(over, how).notes.map(({ field, code }) => `${field} ${code}`);
const WITHOUT_BUYERS = [
  'cac no_new_customers',
  'newCustomerShare unknown_customers',
  'repeatRate not_90_days_yet',
];

describe('one row of ROI', () => {
  it('by its formulas: every figure worked out by hand', () => {
    const { roiInterval: range, conversionRateInterval: _, notes, ...row } = rowOf();
    expect(row).toEqual({
      group: 'a',
      posts: 1,
      clicks: 1_000,
      uniques: 700,
      conversions: 11,
      orders: 10,
      ordersByClick: 8,
      netRevenueMinor: 50_000,
      refundsMinor: -700,
      grossProfitMinor: 30_000,
      spendMinor: 10_000,
      spendByState: { committedMinor: 900, accruedMinor: 6_000, paidMinor: 4_000 },
      giftsAtRetailMinor: 500,
      roi: 2,
      revenueRoi: 4,
      roas: 5,
      breakEvenRoas: 50_000 / 30_000,
      cpcMinor: 10,
      cpaMinor: 1_000,
      aovMinor: 5_000,
      conversionRate: 0.008,
      cacMinor: null,
      newCustomerShare: null,
      repeatRate: null,
      engagementRate: { followers: null, reach: null, impressions: null, views: null, posts: null },
    });
    expect(notes.map(({ field, code }) => `${field} ${code}`)).toEqual(WITHOUT_BUYERS);
    expect(notes.map(({ text }) => text)).toEqual([
      'no order says it came from a new customer',
      'no order says whether its customer is new',
      'no first order is 90 days old yet',
    ]);
    expect(range?.level).toBe(0.9);
  });

  it('has no return where nothing was spent or few ordered, and says which', () => {
    const none = { roi: null, roiInterval: null, revenueRoi: null, roas: null };
    const unspent = rowOf({ accruedMinor: 0, paidMinor: 0 });
    expect(unspent).toMatchObject({ ...none, breakEvenRoas: 50_000 / 30_000 });
    expect(unspent.notes.slice(0, 4)).toEqual(
      ['roi', 'roiInterval', 'revenueRoi', 'roas'].map((field) => ({
        field,
        code: 'no_spend',
        text: 'no spend booked',
      })),
    );
    const few = rowOf({ orders: 4.995 * WHOLE });
    expect(few).toMatchObject(none);
    expect(few.notes[0]).toEqual({ field: 'roi', code: 'too_few_orders', text: 'too few orders (5)' });
    expect(rowOf({ orders: 4 * WHOLE + 333_333 }).notes[0]?.text).toBe('too few orders (4.33)');
    expect(rowOf({ orders: 5 * WHOLE }).roi).toBe(2);
  });

  it('without a margin has returns by revenue alone', () => {
    const row = rowOf({ unknownMargin: 1 }, { grossMargin: undefined });
    expect(row).toMatchObject({
      roi: null,
      roiInterval: null,
      grossProfitMinor: null,
      revenueRoi: 4,
      roas: 5,
      breakEvenRoas: null,
    });
    expect(row.notes.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'breakEvenRoas no_margin',
      'roi no_margin',
      'roiInterval no_margin',
      ...WITHOUT_BUYERS,
    ]);
  });

  it('breaks even by the brand’s margin where there is no revenue, and nowhere with none', () => {
    expect(rowOf({ netRevenueMinor: 0 }).breakEvenRoas).toBe(1 / 0.6);
    expect(rowOf({ unknownMargin: 1 }).breakEvenRoas).toBe(1 / 0.6);
    expect(rowOf({ grossProfitMinor: -1 }).breakEvenRoas).toBeNull();
    expect(notesOf({ grossProfitMinor: -1 })[0]).toBe('breakEvenRoas zero_margin');
    expect(notesOf({ netRevenueMinor: 0 }, { grossMargin: 0 })[0]).toBe('breakEvenRoas zero_margin');
    expect(notesOf({ netRevenueMinor: 0 }, { grossMargin: undefined })[0]).toBe('breakEvenRoas no_margin');
  });

  it('costs nothing a click or an order where there were none', () => {
    expect(rowOf({ clicks: 0 }).cpcMinor).toBeNull();
    expect(notesOf({ clicks: 0 })).toEqual(['cpc no_clicks', 'conversionRate no_clicks', ...WITHOUT_BUYERS]);
    expect(rowOf({ orders: 0 })).toMatchObject({ cpaMinor: null, aovMinor: null });
    expect(notesOf({ orders: 0 })).toEqual(
      expect.arrayContaining(['cpa no_orders', 'aov no_orders', 'roi too_few_orders']),
    );
    const textsOf = (over: Partial<MoneyTally>) =>
      rowOf(over).notes.flatMap(({ code, text }) => (/^no_(clicks|orders)$/.test(code) ? [text] : []));
    expect(textsOf({ orders: 0 })).toEqual(['no orders', 'no orders']);
    expect(textsOf({ clicks: 0 })).toEqual(['no clicks', 'no clicks']);
  });

  it.each([
    [19, 8, null, 'too_few_clicks', 'too few clicks (19)'],
    [20, 5, 0.25, undefined, undefined],
    [1_000, 4.5, null, 'too_few_orders', 'too few orders by click (4.5)'],
    [0, 0, null, 'no_clicks', 'no clicks'],
  ])('%i clicks and %d orders by click convert at %s', (clicks, orders, rate, code, text) => {
    const row = rowOf({ clicks, ordersByClick: orders * WHOLE });
    expect(row.conversionRate).toBe(rate);
    expect(row.notes.find(({ field }) => field === 'conversionRate')).toEqual(
      code && { field: 'conversionRate', code, text },
    );
  });

  it('a rate of nothing is at most three in as many clicks; more orders than clicks are all of them', () => {
    const range = (over: Partial<MoneyTally>) => rowOf(over).conversionRateInterval;
    expect(range({ ordersByClick: 0, clicks: 300 })).toEqual({
      low: 0,
      high: expect.closeTo(0.01, 3),
      level: 0.9,
    });
    expect(range({ ordersByClick: 0, clicks: 0 })).toBeNull();
    expect(range({ ordersByClick: 9 * WHOLE, clicks: 5 })?.high).toBeCloseTo(1, 9);
    expect(range({ clicks: 0 })).toBeNull();
    expect(range({})?.low).toBeLessThan(0.008);
    expect(range({})?.high).toBeGreaterThan(0.008);
  });

  it('tells who is new and who came back of five buyers, and hides it where another row would give it away', () => {
    const known = {
      newCustomers: 4 * WHOLE,
      knownCustomers: 5 * WHOLE,
      matured: 5 * WHOLE,
      returned: 2 * WHOLE,
    };
    expect(rowOf(known)).toMatchObject({ cacMinor: 2_500, newCustomerShare: 0.8, repeatRate: 0.4 });
    const fewer = rowOf({ ...known, knownCustomers: 4 * WHOLE, matured: 4 * WHOLE });
    expect(fewer).toMatchObject({ cacMinor: null, newCustomerShare: null, repeatRate: null });
    expect(fewer.notes).toEqual(
      ['cac', 'newCustomerShare', 'repeatRate'].map((field) => ({
        field,
        code: 'too_few_buyers',
        text: 'too few buyers, here or in a row beside it',
      })),
    );
    const half = rowOf(known, { hide: { newness: true, repeat: false } });
    expect(half).toMatchObject({ cacMinor: null, newCustomerShare: null, repeatRate: 0.4 });
    const other = rowOf(known, { hide: { newness: false, repeat: true } });
    expect(other).toMatchObject({ cacMinor: 2_500, newCustomerShare: 0.8, repeatRate: null });
    expect(notesOf({ ...known, newCustomers: 0 })).toEqual(['cac no_new_customers']);
  });

  it('says how many conversions told no net amount; an order is one, whatever happened to it', () => {
    expect(rowOf({ netUnknown: 2 * WHOLE + 500_000 }).notes[0]).toEqual({
      field: 'netRevenue',
      code: 'net_unknown',
      text: '2.5 of 11 conversions told no net amount: tax and shipping may be in their revenue',
    });
    const [told, untold] = [anOrder(), anOrder({ conversionId: 'cnv_2', netUnknown: true })];
    expect(netUnknownNoteOn('revenue', [told, untold, aRefund(untold)])).toEqual([
      {
        field: 'revenue',
        code: 'net_unknown',
        text: '1 of 2 conversions told no net amount: tax and shipping may be in their revenue',
      },
    ]);
    expect(netUnknownNoteOn('revenue', [told])).toEqual([]);
  });

  it('has an interval whose commission rises and falls with the orders drawn', () => {
    const [fixed, paidByOrder] = [0, 10_000].map((commissionMinor) =>
      roiInterval(aTally({ commissionMinor }), options),
    );
    expect(fixed?.low).toBeLessThan(2);
    expect(fixed?.high).toBeGreaterThan(2);
    // All of the spend is commission: profit and spend move together, and nothing is left to chance.
    expect(paidByOrder?.low).toBeCloseTo(2, 9);
    expect(paidByOrder?.high).toBeCloseTo(2, 9);
    const loss = roiInterval(
      aTally({ grossProfitMinor: 0, profits: [3_000, -3_000, 3_000, -3_000] }),
      options,
    );
    expect(loss.low).toBeLessThan(-1);
    expect(loss.high).toBeGreaterThan(-1);
  });

  it('has five rates of engagement, each by what was told of it', () => {
    const tally = emptyMoneyTally();
    const fact = { postId: 'pst_1', takenAt: 1, likes: 30, comments: 10, shares: 6, saves: 4 };
    addEngagement(tally, { ...fact, reach: 500, views: 1_000, impressions: 2_000 }, 5_000);
    addEngagement(tally, { ...fact, followers: 250 }, 5_000);
    addEngagement(tally, { postId: 'pst_2', takenAt: 1, likes: 900, reach: 1 }, 5_000);
    addEngagement(tally, { postId: 'pst_3', takenAt: 1, comments: 900 }, undefined);
    addEngagement(tally, fact, undefined);
    expect(roiRow('a', tally, options).engagementRate).toEqual({
      followers: 100 / 5_250,
      reach: 0.1,
      impressions: 0.025,
      views: 0.05,
      posts: 50,
    });
  });
});
