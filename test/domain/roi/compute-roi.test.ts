import { describe, expect, it } from 'vitest';
import { NOT_TIED } from '../../../shared/domain/orders/place.ts';
import { computeRoi, drawsFor } from '../../../shared/domain/roi/compute-roi.ts';
import { aBrand, aCreator, aLinkDay, anOrder, aPost, aRefund, aSpend, someFacts } from './facts-builder.ts';

const october = { from: '2026-10-01', to: '2026-10-31', basis: 'period', groupBy: 'stage' } as const;
const orders = (count: number, netMinor: number) =>
  Array.from({ length: count }, (_, i) => anOrder({ conversionId: `cnv_${i}`, netMinor }));
const codes = (row: { notes: { field: string; code: string }[] } | undefined) =>
  row?.notes.map((note) => `${note.field}:${note.code}`) ?? [];

describe("finance's check case", () => {
  /** Gross 1,500 with 250 tax and 60 shipping, 90 refunded: net 1,100. Cost 200 + 110 + 36 + 8 + 15. */
  const sold = orders(10, 11_900);
  const gift = (basis: 'cogs' | 'retail', amountMinor: number) =>
    aSpend({ spendId: `spd_${basis}`, kind: 'product', basis, amountMinor });
  const spend = [
    aSpend({ spendId: 'spd_fee', kind: 'fee', amountMinor: 20_000 }),
    aSpend({ spendId: 'spd_commission', kind: 'commission', amountMinor: 11_000 }),
    gift('cogs', 3600),
    gift('retail', 9000),
    aSpend({ spendId: 'spd_shipping', kind: 'shipping', amountMinor: 800 }),
    aSpend({ spendId: 'spd_tools', kind: 'tools', amountMinor: 1500 }),
  ];
  const first = sold[0] ?? anOrder();
  const facts = someFacts({ orders: [...sold, aRefund(first, { netMinor: -9000 })], spend });
  const totalsOf = () => computeRoi(facts, october).totals;

  it('nets 1,100 on a cost of 369', () => {
    const totals = totalsOf();
    expect(totals).toMatchObject({
      netRevenueMinor: 110_000,
      refundsMinor: -9000,
      spendMinor: 36_900,
      orders: 10,
    });
    expect(totals.grossProfitMinor).toBe(66_000);
  });

  it('returns ROAS 2.98, revenue ROI +198 %, margin ROI +78.9 %, and breaks even at 1.667', () => {
    const totals = totalsOf();
    expect(totals.roas).toBeCloseTo(2.981, 3);
    expect(totals.revenueRoi).toBeCloseTo(1.981, 3);
    expect(totals.roi).toBeCloseTo(0.789, 3);
    expect(totals.breakEvenRoas).toBeCloseTo(1.667, 3);
    expect(totals.cpaMinor).toBe(3690);
  });

  it('would return +56.0 % with the gift at retail, which is shown apart and kept out', () => {
    expect(totalsOf().giftsAtRetailMinor).toBe(9000);
    const atRetail = spend
      .filter((one) => one.spendId !== 'spd_cogs')
      .map((one) => ({ ...one, basis: 'cash' as const }));
    expect(computeRoi({ ...facts, spend: atRetail }, october).totals.roi).toBeCloseTo(0.56, 3);
  });

  it('holds the ROI inside its interval, which says at what level', () => {
    const totals = totalsOf();
    expect(totals.roiInterval?.level).toBe(0.9);
    expect(totals.roiInterval?.low).toBeLessThan(0.789);
    expect(totals.roiInterval?.high).toBeGreaterThan(0.789);
  });

  it('has one interval, whoever earned it: the only stage has that of the totals, and another brand the same', () => {
    const { rows } = computeRoi(facts, october);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.roiInterval).toEqual(totalsOf().roiInterval);
    const other = { ...facts, brand: { ...facts.brand, brandId: 'brd_other' } };
    expect(computeRoi(other, october).totals.roiInterval).toEqual(totalsOf().roiInterval);
  });
});

describe('what cannot be computed', () => {
  it('is null with a note when there are too few orders, and says how many', () => {
    const { totals } = computeRoi(someFacts({ orders: orders(3, 5000), spend: [aSpend()] }), october);
    expect([totals.roi, totals.roiInterval, totals.roas, totals.revenueRoi]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(totals.notes.find((note) => note.field === 'roi')?.text).toBe('too few orders (3)');
    expect(totals).toMatchObject({ netRevenueMinor: 15_000, spendMinor: 10_000 });
  });

  it('is null when nothing was spent, when no margin is known, when nobody clicked', () => {
    const free = computeRoi(someFacts({ orders: orders(9, 5000) }), october).totals;
    expect(codes(free)).toContain('roi:no_spend');
    const { grossMargin: _, ...unpriced } = aBrand();
    const facts = someFacts({ brand: unpriced, orders: orders(9, 5000), spend: [aSpend()] });
    const blind = computeRoi(facts, october).totals;
    expect(codes(blind)).toEqual(
      expect.arrayContaining(['roi:no_margin', 'breakEvenRoas:no_margin', 'cpc:no_clicks']),
    );
    expect(blind).toMatchObject({ roi: null, grossProfitMinor: null, roas: 4.5, conversionRate: null });
  });

  it('says beside each total what it is missing for want of an exchange rate, and calls no such spend unbooked', () => {
    const waits = { day: '2026-10-05', currency: 'USD' };
    const unconverted = [
      { ...waits, of: 'orders' as const, amountMinor: 24_000 },
      { ...waits, of: 'spend' as const, amountMinor: 10_050 },
    ];
    const { rows, totals } = computeRoi({ ...someFacts({ orders: orders(9, 5000) }), unconverted }, october);
    expect(totals.notes.filter(({ code }) => code === 'unconverted')).toEqual([
      {
        field: 'netRevenue',
        code: 'unconverted',
        text: '240.00 USD of orders (1) left out: no exchange rate is known',
      },
      {
        field: 'spend',
        code: 'unconverted',
        text: '100.50 USD of spend (1) left out: no exchange rate is known',
      },
    ]);
    for (const row of [...rows, totals])
      expect(row.notes.find(({ field }) => field === 'roi')).toMatchObject({
        code: 'no_spend',
        text: 'no spend with an exchange rate',
      });
    const { totals: whole } = computeRoi(someFacts({ orders: orders(9, 5000) }), october);
    expect(whole.notes.find(({ field }) => field === 'roi')?.text).toBe('no spend booked');
    expect(codes(whole).filter((code) => code.endsWith('unconverted'))).toEqual([]);
  });

  it('is no profit where an order without a margin brought anything, and none to ask after where it brought nothing', () => {
    const { grossMargin: _, ...unpriced } = aBrand();
    const profitOf = (...amounts: number[]) =>
      computeRoi(
        someFacts({
          brand: unpriced,
          orders: amounts.map((netMinor, n) =>
            anOrder({
              conversionId: `cnv_${n}`,
              netMinor,
              ...(netMinor === 5_000 && { grossProfitMinor: 2_000 }),
            }),
          ),
        }),
        october,
      ).totals.grossProfitMinor;
    expect(profitOf(0)).toBe(0);
    expect(profitOf(5_000, 0)).toBe(2_000);
    expect(profitOf(5_000, 1)).toBeNull();
  });

  it('says of a known margin of zero that nothing breaks even, and still what it returns', () => {
    const facts = someFacts({
      brand: aBrand({ grossMargin: 0 }),
      orders: orders(9, 5000),
      spend: [aSpend()],
    });
    const { totals } = computeRoi(facts, october);
    expect(totals).toMatchObject({ breakEvenRoas: null, grossProfitMinor: 0, roi: -1, roas: 4.5 });
    expect(codes(totals)).toContain('breakEvenRoas:zero_margin');
    expect(codes(totals)).not.toContain('breakEvenRoas:no_margin');
  });

  it('is bounded by the rule of three where clicks brought no order', () => {
    const { totals } = computeRoi(someFacts({ days: [aLinkDay({ clicks: 300 })] }), october);
    expect(totals.conversionRate).toBeNull();
    expect(codes(totals)).toContain('conversionRate:too_few_orders');
    expect(totals.conversionRateInterval).toEqual({ low: 0, high: 0.01, level: 0.9 });
  });
});

describe('a refund of everything in a later month', () => {
  it('takes back the profit that the brand’s margin gave, to the half cent that was rounded', () => {
    const sold = anOrder({ netMinor: 1_001 });
    const back = aRefund(sold, { day: '2026-11-02', orderDay: sold.day });
    const facts = someFacts({ brand: aBrand({ grossMargin: 0.5 }), orders: [sold, back] });
    const november = { ...october, from: '2026-11-01', to: '2026-11-30' };
    const profits = [october, november].map((month) => computeRoi(facts, month).totals.grossProfitMinor);
    expect(profits).toEqual([501, -501]);
  });
});

describe("the shop's own orders", () => {
  it('which nobody is credited for change nothing, not even the interval', () => {
    const facts = someFacts({ orders: orders(9, 5000), spend: [aSpend()] });
    const own = anOrder({ conversionId: 'cnv_own', netMinor: 99_000, attributedBy: 'none', credits: [] });
    expect(computeRoi({ ...facts, orders: [...facts.orders, own] }, october)).toEqual(
      computeRoi(facts, october),
    );
  });
});

describe('spend', () => {
  it('enters when it is due or paid; a promise is shown and waits', () => {
    const spend = (['committed', 'accrued', 'paid'] as const).map((state, i) =>
      aSpend({ spendId: `spd_${i}`, state, amountMinor: 100 * 10 ** i }),
    );
    const { totals } = computeRoi(someFacts({ spend }), october);
    expect(totals.spendMinor).toBe(11_000);
    expect(totals.spendByState).toEqual({ committedMinor: 100, accruedMinor: 1000, paidMinor: 10_000 });
  });

  it('on a stage without posts stays with the stage, and is unallocated under any other grouping', () => {
    const facts = someFacts({ spend: [aSpend({ on: { stage: 'community' } })] });
    expect(computeRoi(facts, october).rows.map((row) => [row.group, row.spendMinor])).toEqual([
      ['microcontent', 0],
      ['community', 10_000],
    ]);
    const byPost = computeRoi(facts, { ...october, groupBy: 'post' }).rows;
    expect(byPost.find((row) => row.group === NOT_TIED)?.spendMinor).toBe(10_000);
  });

  it('on a creator is borne by her posts of four weeks before and after, where there are any, else by all of hers', () => {
    const posts = ['2026-09-07', '2026-11-02', '2026-09-06', '2026-11-03'].map((publishedOn, n) =>
      aPost({ postId: `pst_${n}`, publishedOn }),
    );
    const borne = (...of: typeof posts) =>
      computeRoi(someFacts({ catalog: { posts: of }, spend: [aSpend({ on: { creatorId: 'crt_a' } })] }), {
        ...october,
        groupBy: 'post',
      })
        .rows.filter(({ spendMinor }) => spendMinor > 0)
        .map(({ group, spendMinor }) => [group, spendMinor]);
    expect(borne(...posts)).toEqual([
      ['pst_0', 5_000],
      ['pst_1', 5_000],
    ]);
    expect(borne(...posts.slice(2))).toEqual([
      ['pst_2', 5_000],
      ['pst_3', 5_000],
    ]);
  });

  it('that is commission alone leaves nothing of the return to chance; a fee does', () => {
    const sold = Array.from({ length: 10 }, (_, n) =>
      anOrder({ conversionId: `cnv_${n}`, netMinor: 2_000 + 1_000 * n }),
    );
    const rangeOf = (kind: 'fee' | 'commission') => {
      const { roi, roiInterval } = computeRoi(
        someFacts({ orders: sold, spend: [aSpend({ kind })] }),
        october,
      ).totals;
      return [roi ?? 0, roiInterval?.low ?? 0, roiInterval?.high ?? 0];
    };
    const [roi = 0, low, high] = rangeOf('commission');
    expect([low, high]).toEqual([expect.closeTo(roi, 9), expect.closeTo(roi, 9)]);
    const [same = 0, lower = 0, higher = 0] = rangeOf('fee');
    expect([same, lower < same - 0.1, higher > same + 0.1]).toEqual([roi, true, true]);
  });

  it.each([
    ['campaign', { campaignId: 'cmp_9' }, 'cmp_9'],
    ['squad', { squadId: 'sqd_9' }, 'sqd_9'],
    ['creator', { creatorId: 'crt_9' }, 'crt_9'],
  ] as const)('on a %s without posts stays with it, and nowhere else', (groupBy, on, name) => {
    const facts = someFacts({ spend: [aSpend({ on })] });
    const spentBy = (group: 'campaign' | 'squad' | 'creator' | 'stage' | 'post') =>
      computeRoi(facts, { ...october, groupBy: group })
        .rows.filter(({ spendMinor }) => spendMinor > 0)
        .map((row) => row.group);
    expect(spentBy(groupBy)).toEqual([name]);
    for (const other of ['campaign', 'squad', 'creator', 'stage', 'post'] as const)
      if (other !== groupBy) expect(spentBy(other)).toEqual([NOT_TIED]);
  });

  it.each([
    ['a post', { postId: 'pst_mine' }],
    ['a creator', { creatorId: 'crt_b' }],
    ['a campaign', { campaignId: 'cmp_1' }],
    ['a squad', { squadId: 'sqd_1' }],
    ['a stage', { stage: 'campaign' as const }],
  ])('on %s reaches its posts and no others', (_, on) => {
    const mine = { creatorId: 'crt_b', campaignId: 'cmp_1', squadId: 'sqd_1', stage: 'campaign' as const };
    const posts = [aPost(), aPost({ postId: 'pst_mine', ...mine })];
    const facts = someFacts({ catalog: { posts }, spend: [aSpend({ on })] });
    const { rows } = computeRoi(facts, { ...october, groupBy: 'post' });
    expect(rows.filter(({ spendMinor }) => spendMinor > 0)).toMatchObject([
      { group: 'pst_mine', spendMinor: 10_000 },
    ]);
  });
});

describe('groupings', () => {
  const posts = [
    aPost({ postId: 'pst_1', messages: ['warmth', 'looks', 'eco'] }),
    aPost({
      postId: 'pst_2',
      creatorId: 'crt_b',
      stage: 'campaign',
      campaignId: 'cmp_1',
      publishedOn: '2026-10-10',
    }),
  ];
  const links = posts.map(({ postId }) => ({ linkId: `lnk_${postId}`, postId }));
  const catalog = { posts, links, creators: [aCreator(), aCreator({ creatorId: 'crt_b' })] };

  it('split a post with three messages among them to the cent and the click', () => {
    const days = [aLinkDay({ linkId: 'lnk_pst_1', clicks: 100 })];
    const { rows } = computeRoi(someFacts({ catalog, days, orders: [anOrder({ netMinor: 1000 })] }), {
      ...october,
      groupBy: 'message',
    });
    const named = rows.filter((row) => row.group !== null);
    expect(named.map((row) => row.netRevenueMinor).sort()).toEqual([333, 333, 334]);
    expect(named.map((row) => row.clicks).sort()).toEqual([33, 33, 34]);
    expect(named.reduce((sum, row) => sum + row.orders, 0)).toBeCloseTo(1, 12);
  });

  it('give each message of a post its part of the profits to draw from', () => {
    const sold = Array.from({ length: 30 }, (_, n) =>
      anOrder({ conversionId: `cnv_${n}`, netMinor: 1_000 + 300 * n }),
    );
    const { rows } = computeRoi(someFacts({ catalog, orders: sold, spend: [aSpend()] }), {
      ...october,
      groupBy: 'message',
    });
    const [{ roi, roiInterval } = { roi: null, roiInterval: null }] = rows.filter(
      ({ group }) => group === 'warmth',
    );
    expect(roiInterval?.low).toBeLessThan((roi ?? 0) - 0.1);
    expect(roiInterval?.high).toBeGreaterThan((roi ?? 0) + 0.1);
  });

  it('read where an order was placed: a creator without a post stands in the row that says so, last but one', () => {
    const orders = [
      anOrder({ conversionId: 'cnv_1', credits: [{ creatorId: 'crt_b', share: 1 }] }),
      anOrder({ conversionId: 'cnv_2', credits: [{ creatorId: 'crt_b', postId: 'pst_2', share: 1 }] }),
      anOrder({ conversionId: 'cnv_3', credits: [{ creatorId: 'crt_a', postId: 'pst_1', share: 1 }] }),
    ];
    const groups = (groupBy: 'stage' | 'campaign') =>
      computeRoi(someFacts({ catalog, orders }), { ...october, groupBy })
        .rows.filter((row) => row.orders > 0)
        .map(({ group }) => group);
    expect(groups('stage')).toEqual(['microcontent', 'campaign', NOT_TIED]);
    expect(groups('campaign')).toEqual(['cmp_1', NOT_TIED, null]);
  });

  it('by channel follow the credit and the clicks, and leave persons uncounted', () => {
    const channels = [
      {
        day: '2026-10-06',
        linkId: 'lnk_pst_1',
        channel: 'dark_messenger' as const,
        app: 'whatsapp',
        clicks: 30,
      },
      { day: '2026-10-06', linkId: 'lnk_pst_1', channel: 'own_inapp' as const, clicks: 70 },
    ];
    const credits = [{ postId: 'pst_1', creatorId: 'crt_a', share: 1, channel: 'dark_messenger' as const }];
    const facts = someFacts({
      catalog,
      channels,
      days: [aLinkDay({ linkId: 'lnk_pst_1', clicks: 100 })],
      orders: [anOrder({ credits }), anOrder({ conversionId: 'cnv_2', attributedBy: 'coupon' })],
      spend: [aSpend({ amountMinor: 999 })],
    });
    const { rows } = computeRoi(facts, { ...october, groupBy: 'channel' });
    const brief = rows.map((row) => [
      row.group,
      row.clicks,
      row.netRevenueMinor,
      row.spendMinor,
      row.uniques,
    ]);
    expect(brief).toEqual([
      ['dark_messenger', 30, 5000, 300, null],
      ['own_inapp', 70, 0, 699, null],
      [null, 0, 5000, 0, null],
    ]);
    for (const row of rows)
      expect(codes(row)).toEqual(expect.arrayContaining(['posts:not_by_channel', 'uniques:not_by_channel']));
  });

  it('by cohort count what posts of those days have brought since, and nothing of others', () => {
    const late = anOrder({ conversionId: 'cnv_late', day: '2026-11-20' });
    const shared = anOrder({
      conversionId: 'cnv_shared',
      netMinor: 999,
      credits: [
        { postId: 'pst_1', creatorId: 'crt_a', share: 0.5 },
        { postId: 'pst_2', creatorId: 'crt_b', share: 0.5 },
      ],
    });
    const facts = someFacts({
      catalog,
      orders: [late, shared],
      spend: [aSpend({ incurredOn: '2026-11-02' })],
    });
    const week = { groupBy: 'stage', from: '2026-10-05', to: '2026-10-07' } as const;
    expect(computeRoi(facts, { ...week, basis: 'cohort' }).totals).toMatchObject({
      netRevenueMinor: 5500,
      orders: 1.5,
      spendMinor: 10_000,
      posts: 1,
    });
    expect(computeRoi(facts, { ...week, basis: 'period' }).totals).toMatchObject({
      netRevenueMinor: 999,
      spendMinor: 0,
    });
  });
});

describe('a cohort', () => {
  it('counts no order whose only credit names a post of other days', () => {
    const posts = [aPost(), aPost({ postId: 'pst_later', publishedOn: '2026-11-02' })];
    const later = anOrder({ credits: [{ postId: 'pst_later', creatorId: 'crt_a', share: 1 }] });
    const facts = someFacts({ catalog: { posts }, orders: [later] });
    const { totals } = computeRoi(facts, { ...october, basis: 'cohort' });
    expect(totals).toMatchObject({ posts: 1, orders: 0, netRevenueMinor: 0 });
  });
});

describe('a conversion rate', () => {
  const rateOf = (count: number, clicks: number) =>
    computeRoi(someFacts({ days: [aLinkDay({ clicks })], orders: orders(count, 5000) }), october).totals;

  it('is told from five orders by click among twenty clicks on, with its central 90 % at any size', () => {
    expect(rateOf(5, 20).conversionRate).toBe(0.25);
    for (const thin of [rateOf(4, 400), rateOf(5, 19)]) {
      expect(thin.conversionRate).toBeNull();
      expect(thin.conversionRateInterval?.level).toBe(0.9);
      expect(thin.notes.find((note) => note.field === 'conversionRate')?.text).toMatch(/^too few/);
    }
  });
});

describe('customers', () => {
  const bought = (id: string, day: string, customerId: string, newCustomer?: boolean) =>
    anOrder({ conversionId: id, day, customerId, ...(newCustomer === undefined ? {} : { newCustomer }) });
  const PEOPLE = ['ann', 'ben', 'cleo', 'dan', 'eve', 'fay'];

  it('are repeat buyers only among those whose 90 days are over', () => {
    const facts = someFacts({
      orders: [
        ...PEOPLE.slice(0, 5).map((name) => bought(`cnv_${name}`, '2026-10-06', name, true)),
        bought('cnv_ann_2', '2026-12-06', 'ann'),
        bought('cnv_fay', '2026-10-30', 'fay', true),
        bought('cnv_fay_2', '2026-11-02', 'fay'),
      ],
    });
    const at = (asOf: string) => computeRoi(facts, { ...october, asOf }).totals;
    expect(at('2027-01-10').repeatRate).toBe(1 / 5);
    expect(at('2027-02-10').repeatRate).toBeCloseTo(2 / 6, 12);
    expect(at('2026-12-31').repeatRate).toBeNull();
    expect(codes(at('2026-12-31'))).toContain('repeatRate:not_90_days_yet');
  });

  it('of other days are not these days’ to come back', () => {
    const facts = someFacts({
      orders: PEOPLE.map((name) => bought(`cnv_${name}`, '2026-09-06', name, true)),
    });
    const asked = { ...october, asOf: '2027-02-10' };
    expect(codes(computeRoi(facts, asked).totals)).toContain('repeatRate:not_90_days_yet');
    expect(computeRoi(facts, { ...asked, from: '2026-09-01' }).totals.repeatRate).toBe(0);
  });

  it('are new by the share of orders that say so, and cost what was spent on winning them', () => {
    const facts = someFacts({
      orders: [
        ...PEOPLE.map((name, i) => bought(`cnv_${name}`, '2026-10-06', name, i % 2 === 0)),
        bought('cnv_gil', '2026-10-06', 'gil'),
      ],
      spend: [aSpend({ amountMinor: 9000 })],
    });
    expect(computeRoi(facts, october).totals).toMatchObject({ newCustomerShare: 0.5, cacMinor: 3000 });
  });

  it('are not told apart where fewer than five bought, nor in the row that would give them away', () => {
    const posts = [1, 2, 3].map((n) => aPost({ postId: `pst_${n}` }));
    const boughtBy = (postId: string, count: number) =>
      Array.from({ length: count }, (_, i) =>
        anOrder({
          conversionId: `cnv_${postId}_${i}`,
          newCustomer: i > 0,
          credits: [{ postId, creatorId: 'crt_a', share: 1 }],
        }),
      );
    const facts = someFacts({
      catalog: { posts },
      orders: [...boughtBy('pst_1', 3), ...boughtBy('pst_2', 6), ...boughtBy('pst_3', 10)],
      spend: [aSpend()],
    });
    const { rows, totals } = computeRoi(facts, { ...october, groupBy: 'post' });
    const told = Object.fromEntries(rows.map((row) => [row.group, row.newCustomerShare]));
    expect(told).toEqual({ pst_1: null, pst_2: null, pst_3: 0.9 });
    expect(codes(rows.find(({ group }) => group === 'pst_2'))).toContain('newCustomerShare:too_few_buyers');
    expect(totals.newCustomerShare).toBeCloseTo(16 / 19, 12);
  });
});

describe('engagement', () => {
  it('keeps five rates apart and takes the newest snapshot of each post', () => {
    const snapshot = { postId: 'pst_1', takenAt: 1, likes: 1, comments: 0, followers: 5 };
    const newest = {
      ...snapshot,
      takenAt: 2,
      likes: 80,
      comments: 20,
      followers: 2000,
      views: 5000,
      reach: 4000,
    };
    const { totals } = computeRoi(someFacts({ engagement: [newest, snapshot] }), october);
    expect(totals.engagementRate).toEqual({
      followers: 0.05,
      reach: 0.025,
      impressions: null,
      views: 0.02,
      posts: 100,
    });
  });
});

it('sixty rows get two thousand draws each, more of them five hundred', () =>
  expect([1, 60, 61].map((rows) => drawsFor(rows).draws)).toEqual([2_000, 2_000, 500]));
