import { isMainThread } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../../shared/domain/facts.ts';
import { toldDays } from '../../../../shared/domain/lift/told-days.ts';
import {
  buildSummary,
  firstCompared,
  pastBefore,
  weekFigures,
} from '../../../../shared/domain/report/build/build-snapshot.ts';
import { factsWithin, refundedElsewhere } from '../../../../shared/domain/report/build/build-stages.ts';
import { contentAddress } from '../../../../shared/domain/report/content-address.ts';
import { diffSnapshots, revise } from '../../../../shared/domain/report/diff-snapshots.ts';
import { factsAddress } from '../../../../shared/domain/report/facts-address.ts';
import { lateOrders } from '../../../../shared/domain/report/late-orders.ts';
import { withoutSpend } from '../../../../shared/domain/report/redact.ts';
import type { ReportSnapshot } from '../../../../shared/domain/report/snapshot.ts';
import type { SnapshotInput } from '../../../../shared/domain/report/snapshot-input.ts';
import { computeRoi } from '../../../../shared/domain/roi/compute-roi.ts';
import { seededRandom, shuffle } from '../../../../shared/domain/statistics/seeded-random.ts';
import { addDays, daysOfWeek, weekOfDay } from '../../../../shared/domain/time/week.ts';
import { figuresOfSummary } from '../../../support/report-builders.ts';
import { AS_OF, aBigBrand, anOrder, build, inputOf, iso, ofWeek, someFacts } from './snapshot-facts.ts';

/** From facts as they are read for it: without channels, of the two weeks alone, with what was sold before and given back in them. */
const summarize = (facts: Facts, change: Partial<SnapshotInput>) => {
  const input = inputOf(facts, change);
  const from = firstCompared(input.week);
  const bare = (one: Facts): Facts => {
    const compared = one.orders.filter(({ day }) => day >= from);
    const sold = refundedElsewhere(compared);
    return {
      ...one,
      channels: [],
      days: one.days.filter(({ day }) => day >= from),
      orders: [...one.orders.filter(({ conversionId }) => sold.has(conversionId)), ...compared],
    };
  };
  const past = {
    ...input.facts,
    channels: [],
    days: input.facts.days.filter(({ day }) => day < from),
    orders: input.facts.orders.filter(({ day }) => day < from),
  };
  const { provisional } = input;
  return buildSummary(
    {
      ...input,
      facts: bare(input.facts),
      ...(provisional && {
        provisional: { ...provisional, previousFacts: bare(provisional.previousFacts) },
      }),
    },
    pastBefore(past, input.week, input.asOfMs),
  );
};

let built: ReportSnapshot | undefined;
/** Of the usual facts: built once, as it says the same each time. The machine's zone and the facts' order build it anew. */
const usual = (): ReportSnapshot => {
  built ??= build(someFacts());
  return built;
};

const cutBefore = (facts: Facts, until: string): Facts => ({
  ...facts,
  days: facts.days.filter(({ day }) => day < until),
  channels: facts.channels.filter(({ day }) => day < until),
  orders: facts.orders.filter(({ day }) => day < until),
});

/** In the week half of each of three orders of before it is given back. */
function withOldRefunds(facts: Facts): Facts {
  const later = (order: Facts['orders'][number], name: string, netMinor: number) => ({
    ...order,
    conversionId: `${order.conversionId}${name}`,
    refundOf: order.conversionId,
    day: '2026-11-11',
    occurredAt: Date.parse('2026-11-11T10:00:00Z'),
    netMinor,
  });
  const old = facts.orders.filter(({ day }) => day < '2026-11-09').slice(0, 3);
  const refunds = old.map((order) => later(order, 'r', -Math.round(order.netMinor / 2)));
  return { ...facts, orders: [...facts.orders, ...refunds] };
}

describe('a snapshot built from facts', () => {
  it('adds up: stage rows sum to the brand, in clicks, orders, money and spend', () => {
    const { stages, total, headline } = usual();
    for (const figure of ['clicks', 'orders', 'netRevenueMinor', 'spendMinor'] as const) {
      const sum = stages.reduce((all, row) => all + (row[figure].value ?? 0), 0);
      expect(sum, figure).toBeCloseTo(total[figure].value ?? -1, 6);
    }
    expect(total.orders.value).toBe(10);
    expect(headline.netRevenueMinor.value).toBe(
      someFacts()
        .orders.filter(({ day }) => day >= '2026-11-09')
        .reduce((sum, { netMinor }) => sum + netMinor, 0),
    );
  });

  it('is the same to the byte from the same facts in any order', () => {
    const facts = someFacts();
    const random = seededRandom('order');
    const mixed = {
      ...facts,
      days: shuffle(random, facts.days),
      channels: shuffle(random, facts.channels),
      orders: shuffle(random, facts.orders),
      spend: shuffle(random, facts.spend),
    };
    expect(contentAddress(build(mixed))).toBe(contentAddress(usual()));
  });

  // A worker thread (npm run mutate) keeps the zone that its process has.
  it.skipIf(!isMainThread)('is the same to the byte on machines in other time zones', () => {
    const own = process.env.TZ;
    const built = ['Pacific/Auckland', 'America/New_York', 'UTC'].map((zone) => {
      process.env.TZ = zone;
      return { offset: new Date(AS_OF).getTimezoneOffset(), address: contentAddress(build(someFacts())) };
    });
    if (own === undefined) delete process.env.TZ;
    else process.env.TZ = own;
    expect(built.map(({ offset }) => offset)).toEqual([-780, 300, 0]);
    expect(new Set(built.map(({ address }) => address)).size).toBe(1);
  });

  it('reads the same from channels summed up by week as from those of each day, but for the name of its facts', () => {
    const facts = someFacts();
    const mondayOf = (day: string) => daysOfWeek(weekOfDay(day))[0] ?? day;
    const weekly = facts.channels.map((row) => ({ ...row, day: mondayOf(row.day) }));
    const withoutAddress = (snapshot: ReportSnapshot) => ({
      ...snapshot,
      provenance: { ...snapshot.provenance, factsAddress: '' },
    });
    expect(withoutAddress(build({ ...facts, channels: weekly }))).toEqual(withoutAddress(usual()));
  });

  it.each([
    ['a closed week', {}],
    [
      'a week that still runs',
      { provisional: { elapsedHours: 60, previousFacts: cutBefore(someFacts(), '2026-11-04') } },
    ],
    ['one with refunds of orders from before it', { facts: withOldRefunds(someFacts()) }],
    ['nothing at all', { facts: { ...someFacts(), days: [], orders: [], spend: [], channels: [] } }],
  ])('has a summary of %s that says the same', (_name, change: Partial<SnapshotInput>) => {
    const whole = build(someFacts(), change);
    expect(summarize(someFacts(), change)).toEqual({
      snapshotVersion: whole.snapshotVersion,
      provenance: { unconverted: whole.provenance.unconverted },
      brand: whole.brand,
      period: whole.period,
      ...figuresOfSummary(whole),
    });
  });

  it('picks of other weeks what was refunded in this one, so that its money reads as from all facts', () => {
    const facts = withOldRefunds(someFacts());
    const days = { firstDay: '2026-11-09', lastDay: '2026-11-15' };
    const query = { groupBy: 'stage', basis: 'period', from: days.firstDay, to: days.lastDay } as const;
    const sums = (from: Facts) =>
      computeRoi(from, query).rows.map(({ repeatRate: _r, notes: _n, ...row }) => row);
    expect(factsWithin(facts, days).orders.length).toBeLessThan(facts.orders.length);
    expect(sums(factsWithin(facts, days))).toEqual(sums(facts));
  });

  it('names its facts anew when any one figure of any list is another', () => {
    const facts = someFacts();
    const addressOf = (change: Partial<Facts>) => factsAddress({ ...facts, ...change });
    const [day, ...days] = facts.days;
    const [row, ...channels] = facts.channels;
    const [order, ...orders] = facts.orders;
    const { catalog } = facts;
    const [post, ...posts] = catalog.posts;
    const [link, ...links] = catalog.links;
    if (!day || !row || !order || !post || !link) throw new Error('no facts');
    const changed = [
      { catalog: { ...catalog, posts: [{ ...post, messages: ['another'] }, ...posts] } },
      { catalog: { ...catalog, posts: [{ ...post, tier: 'another' }, ...posts] } },
      { catalog: { ...catalog, links: [{ ...link, placement: 'dm' }, ...links] } },
      { days: [{ ...day, uniques: 4 }, ...days] },
      { days: [{ ...day, darkClicks: day.uniques, uniques: day.darkClicks }, ...days] },
      { days: [{ ...day, excluded: { bot: 1, repeat: 1 } }, ...days] },
      { channels: [{ ...row, app: 'telegram' }, ...channels] },
      { channels: [{ ...row, clicks: 2 }, ...channels] },
      { channels: [] },
      { orders },
      { orders: [{ ...order, newCustomer: !order.newCustomer }, ...orders] },
      { orders: [{ ...order, credits: [{ creatorId: 'crt_another', share: 1 }] }, ...orders] },
      { firstHours: [{ postId: 'pst_1', clicks: [1] }] },
    ];
    const addresses = [facts, ...changed].map(addressOf);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addressOf({ days: [...days, { ...day }] })).toBe(addresses[0]);
  });

  it('does not know what was heard of after its moment', () => {
    const late = anOrder({ conversionId: 'cnv_late', netMinor: 99_00, receivedAt: AS_OF + 1 });
    const facts = someFacts();
    const with1 = build({ ...facts, orders: [...facts.orders, late] });
    expect(contentAddress(with1)).toBe(contentAddress(usual()));
  });

  it('makes a revision after new refunds that lists exactly the refunds, and leaves the first as it was', () => {
    const facts = someFacts();
    const first = usual();
    const address = contentAddress(first);
    const refunds = ['cnv_7', 'cnv_9'].map((id, index) => {
      const order = facts.orders.find(({ conversionId }) => conversionId === id);
      return anOrder({
        ...order,
        conversionId: `rfd_${index}`,
        refundOf: id,
        netMinor: -(order?.netMinor ?? 0),
        receivedAt: AS_OF + 1000 + index,
        ...(order && { day: order.day }),
      });
    });
    const all = { ...facts, orders: [...facts.orders, ...refunds] };
    const later = AS_OF + 86_400_000;
    const second = revise(
      { snapshot: first, address },
      build(all, { asOfMs: later, asOf: iso(later) }),
      lateOrders(all, first.period, AS_OF, iso),
    );
    const wanted = refunds.filter(({ day }) => day >= '2026-11-09' && day <= '2026-11-15');
    expect(wanted.length).toBeGreaterThan(0);
    expect(second?.revision).toMatchObject({ number: 2, of: address });
    expect(second?.revision.causes).toEqual(
      wanted.map(({ refundOf, day, netMinor, receivedAt }) => ({
        kind: 'refund',
        conversionId: refundOf,
        day,
        netMinor,
        receivedAt: iso(receivedAt),
      })),
    );
    const net = second?.revision.differences.find(
      ({ path }) => path.about === 'brand' && path.figure === 'netRevenueMinor',
    );
    expect((net?.is ?? 0) - (net?.was ?? 0)).toBe(wanted.reduce((sum, { netMinor }) => sum + netMinor, 0));
    expect(
      second?.revision.differences.every(
        ({ path }) => !['clicks', 'uniques', 'spendMinor', 'posts'].includes(path.figure),
      ),
    ).toBe(true);
    expect(contentAddress(build(all))).toBe(address);
  });

  it('names what came late by what it is: an order, a refund, one taken back, an order told anew, voided or back', () => {
    const day = '2026-11-10';
    const late = (conversionId: string, more: object) =>
      anOrder({ conversionId, day, receivedAt: AS_OF + 1, netMinor: 100, ...more });
    const orders = [
      late('cnv_a', { externalId: 'shopify:61', number: '#1001' }),
      late('rfd_b', { refundOf: 'cnv_x', netMinor: -50 }),
      late('rfd_c', { refundOf: 'cnv_x', reverses: true }),
      late('rfd_d', { refundOf: 'cnv_x', amends: true }),
      anOrder({ conversionId: 'cnv_e', day, restored: { voidedAt: AS_OF - 1, at: AS_OF + 2 } }),
      anOrder({ conversionId: 'cnv_f', day, restored: { voidedAt: AS_OF + 1, at: AS_OF + 2 } }),
    ];
    const voided = [
      {
        conversionId: 'cnv_y',
        externalId: 'y-9',
        day,
        netMinor: 700,
        receivedAt: AS_OF - 5,
        voidedAt: AS_OF + 3,
      },
      { conversionId: 'cnv_y', day, netMinor: -200, receivedAt: AS_OF - 4, voidedAt: AS_OF + 3 },
      { conversionId: 'cnv_before', day, netMinor: 700, receivedAt: AS_OF - 5, voidedAt: AS_OF - 3 },
      { conversionId: 'cnv_after', day, netMinor: 700, receivedAt: AS_OF + 1, voidedAt: AS_OF + 3 },
      { conversionId: 'cnv_next', day: '2026-11-16', netMinor: 7, receivedAt: AS_OF, voidedAt: AS_OF + 3 },
    ];
    const week = { firstDay: '2026-11-09', lastDay: '2026-11-15' };
    const told = lateOrders({ orders, voided }, week, AS_OF, iso);
    expect(told.map(({ kind, conversionId, netMinor }) => [kind, conversionId, netMinor])).toEqual([
      ['late-order', 'cnv_a', 100],
      ['refund', 'cnv_x', -50],
      ['reversal', 'cnv_x', 100],
      ['amendment', 'cnv_x', 100],
      ['restored', 'cnv_e', 4990],
      ['void', 'cnv_y', -700],
      ['void', 'cnv_y', 200],
    ]);
    // By the number that people know, else by its name in the shop.
    expect(told.flatMap(({ order }) => order ?? [])).toEqual(['#1001', 'y-9']);
  });

  it('makes no revision when nothing a reader sees has changed', () => {
    const first = usual();
    const later = AS_OF + 3_600_000;
    const again = build(someFacts(), { asOfMs: later, asOf: iso(later) });
    expect(diffSnapshots(first, again)).toEqual([]);
    expect(revise({ snapshot: first, address: 'a' }, again)).toBeUndefined();
  });

  it.each(['2026-W46', '2026-W40'])(
    'is looked at again, in %s, by the facts of that week alone: the same figures as the whole snapshot’s',
    (week) => {
      for (const facts of [someFacts(), aBigBrand({ creators: 40, posts: 500, orders: 2_000 })])
        expect(diffSnapshots(build(facts, { week }), weekFigures(ofWeek(facts, week), week))).toEqual([]);
    },
  );

  it('is found to read differently by one late click, order or cost of that week', () => {
    const facts = someFacts();
    const [day] = facts.days.filter((one) => one.day === '2026-11-10');
    const first = usual();
    const late: Partial<Facts>[] = [
      { days: [...facts.days, { ...(day ?? facts.days[0]), clicks: 1 } as never] },
      { orders: [...facts.orders, anOrder({ conversionId: 'cnv_late' })] },
      { spend: facts.spend.map((one) => ({ ...one, incurredOn: '2026-11-10', amountMinor: 1 })) },
    ];
    for (const change of late) {
      const now = weekFigures(ofWeek({ ...facts, ...change }, '2026-W46'), '2026-W46');
      expect(diffSnapshots(first, now).length).toBeGreaterThan(0);
    }
  });

  it('calls a week without anything empty, and says what to do instead of printing zeros', () => {
    const empty = build(
      someFacts({
        days: [],
        channels: [],
        orders: [],
        spend: [],
        catalog: { creators: [], posts: [], links: [], campaigns: [], squads: [] },
      }),
    );
    expect(empty).toMatchObject({ kind: 'empty', stages: [], action: { kind: 'first-posts' }, moved: [] });
    expect(empty.headline.marginRoi.value).toBeNull();
  });

  it('compares nothing in the first week', () => {
    const facts = someFacts();
    const first = build({
      ...facts,
      days: facts.days.filter(({ day }) => day >= '2026-11-09'),
      channels: [],
      orders: facts.orders.filter(({ day }) => day >= '2026-11-09'),
    });
    expect(first).toMatchObject({ kind: 'first', moved: [] });
    expect(first.headline.clicks.change.verdict).toBe('new');
  });

  it('is no first week, however early in it, of who had one before that was quiet in these hours', () => {
    const facts = someFacts();
    const since = (day: string): Facts => ({
      ...facts,
      days: facts.days.filter((one) => one.day >= day),
      channels: [],
      orders: facts.orders.filter((one) => one.day >= day),
    });
    const provisional = (of: Facts) => ({
      provisional: { elapsedHours: 3, previousFacts: cutBefore(of, '2026-11-02') },
    });
    for (const made of [build, summarize]) {
      const second = since('2026-11-03');
      expect(made(second, provisional(second)).kind).toBe('usual');
      const first = since('2026-11-09');
      expect(made(first, provisional(first)).kind).toBe('first');
    }
  });

  it('says what moved in a week like any other, surest first', () => {
    const facts = someFacts();
    const days = facts.days.map((day) =>
      day.day >= '2026-11-09' ? { ...day, clicks: day.clicks * 20 } : day,
    );
    const { kind, moved } = build({ ...facts, days });
    expect(kind).toBe('usual');
    expect(moved[0]).toMatchObject({ metric: 'clicks', change: { verdict: 'real' } });
  });

  it('prints dark social as a range that holds what named itself and stops at what merely hid', () => {
    const { darkSocial } = usual();
    expect(darkSocial.low).toBe(28);
    expect(darkSocial.high).toBeGreaterThanOrEqual(darkSocial.low);
    expect(darkSocial.high).toBeLessThanOrEqual(56);
  });

  it('prints no ROI from three orders, and says why', () => {
    const facts = someFacts();
    const few = build({
      ...facts,
      orders: facts.orders.filter(({ day }) => day >= '2026-11-09').slice(0, 3),
    });
    expect(few.headline.marginRoi).toMatchObject({ value: null, note: 'too-few-orders' });
  });

  it('prints no ROI where less than one average order was spent: the percentage would say only that', () => {
    const facts = someFacts();
    const spent = (amountMinor: number) =>
      build({ ...facts, spend: facts.spend.slice(0, 1).map((one) => ({ ...one, amountMinor })) }).total;
    const { netRevenueMinor, orders } = spent(1);
    const order = (netRevenueMinor.value ?? 0) / (orders.value ?? 1);
    expect(spent(Math.floor(order) - 1).roi).toMatchObject({ value: null, note: 'too-little-spend' });
    expect(spent(Math.ceil(order)).roi.value).toBeGreaterThan(1);
  });

  it('breaks even where its ROI does: by the profit of its orders, and by the brand’s margin where there is none', () => {
    const facts = someFacts();
    const withProfit = (share: number, grossMargin?: number) => {
      const { grossMargin: _, ...brand } = facts.brand;
      const orders = facts.orders.map((one) => ({
        ...one,
        grossProfitMinor: Math.round(one.netMinor * share),
      }));
      return build({
        ...facts,
        brand: { ...brand, ...(grossMargin !== undefined && { grossMargin }) },
        orders,
      });
    };
    for (const grossMargin of [0.6, undefined]) {
      const { headline, total } = withProfit(0.3, grossMargin);
      const [roas = 0, roi = 0] = [headline.roas.value ?? 0, total.roi.value ?? 0];
      expect(headline.breakEvenRoas.value).toBeCloseTo(1 / 0.3, 2);
      expect(roi > 0).toBe(roas > (headline.breakEvenRoas.value ?? 0));
    }
    expect(build({ ...facts, orders: [] }).headline.breakEvenRoas.value).toBeCloseTo(
      1 / (facts.brand.grossMargin ?? 0),
      3,
    );
  });

  it('breaks even nowhere without a margin, and says whether it is not known or known to be none', () => {
    const facts = someFacts();
    const { grossMargin: _, ...brand } = facts.brand;
    const noteAt = (grossMargin?: number) =>
      build({ ...facts, brand: { ...brand, ...(grossMargin !== undefined && { grossMargin }) } }).headline
        .breakEvenRoas;
    expect(noteAt(0)).toMatchObject({ value: null, note: 'zero-margin' });
    expect(noteAt()).toMatchObject({ value: null, note: 'no-margin' });
  });

  it('compares so-far with the same elapsed part of the week before', () => {
    const facts = someFacts();
    const previous = { ...facts, days: facts.days.filter(({ day }) => day <= '2026-11-03') };
    const soFar = { ...facts, days: facts.days.filter(({ day }) => day <= '2026-11-10') };
    const snapshot = build(soFar, { provisional: { elapsedHours: 48, previousFacts: previous } });
    const twoDays = previous.days
      .filter(({ day }) => day >= '2026-11-02')
      .reduce((sum, { clicks }) => sum + clicks, 0);
    expect(snapshot.headline.clicks.change.previous).toBe(twoDays);
    expect(snapshot.period.provisional?.elapsedHours).toBe(48);
  });

  it('says what it was made of: what was left out by reason, what was spent by kind, of its own week', () => {
    const facts = someFacts();
    const days = facts.days.map((day, n) => ({
      ...day,
      excluded: n % 2 ? { bot: 2 } : { bot: 1, repeat: 3 },
    }));
    const { provenance } = build({ ...facts, days }, { rulesVersions: ['2', '1'] });
    expect(provenance).toMatchObject({
      excluded: { bot: 14 * 3, repeat: 14 * 3 },
      hits: 28 * 14,
      spendByKind: { fee: 20_000 },
      rulesVersions: ['1', '2'],
      model: 'lastTouch',
      windowDays: 30,
      grossMargin: 0.6,
    });
  });

  it('has the programme in it where there is one to tell of', () => {
    const adDays = [{ day: '2026-11-10', spendMinor: 4_500, clicks: 60 }];
    expect(build(someFacts(), { adDays }).programme?.ads).toMatchObject({ spendMinor: 4_500, clicks: 60 });
    expect(usual()).not.toHaveProperty('programme');
  });

  it('has the shop’s lift in it where the shop tells its totals', () => {
    const told = toldDays(
      Array.from({ length: 60 }, (_, n) => ({
        day: addDays('2026-09-17', n),
        orders: 30,
        createdAt: iso(AS_OF),
        updatedAt: iso(AS_OF),
      })),
    );
    const { catalog } = someFacts();
    const posts = catalog.posts.map((post) => ({ ...post, publishedOn: '2026-11-09' }));
    const with1 = build(someFacts({ catalog: { ...catalog, posts } }), { toldDays: told });
    expect(with1.lift).toMatchObject({ metric: 'orders', since: '2026-11-09' });
    expect(usual()).not.toHaveProperty('lift');
  });

  it('says of each who may move up how likely she is among the best, and of whom there is no choice', () => {
    const three = build(someFacts(), { pick: 4 }).promotion;
    expect(three).toMatchObject({ pick: 4, noChoice: expect.anything(), expectedRightPicks: null });
    expect(three?.candidates.map(({ probabilityInTop }) => probabilityInTop)).toEqual([null, null, null]);
    const one = build(someFacts(), { pick: 1 }).promotion;
    expect(one).not.toHaveProperty('noChoice');
    const likely = one?.candidates.map(({ probabilityInTop }) => probabilityInTop ?? Number.NaN) ?? [];
    expect(likely.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  });

  it('names who may move up with her platform, and gives no range to a figure that has none', () => {
    const { promotion, stillEarning } = build(someFacts());
    expect(promotion?.candidates.map(({ platform }) => platform)).toContain('instagram');
    expect(stillEarning.length).toBeGreaterThan(0);
    for (const { ppcEquivalentMinor, residualClicks } of stillEarning) {
      // 120 a click in ads, for all that are to come, before either is rounded.
      const same = (ppcEquivalentMinor.value ?? 0) - 120 * (residualClicks.value ?? Number.NaN);
      expect(Math.abs(same)).toBeLessThanOrEqual(60.5);
      expect(ppcEquivalentMinor).not.toHaveProperty('interval');
    }
    expect(stillEarning.some(({ residualClicks }) => residualClicks.interval)).toBe(true);
  });

  it('draws the curve of a post that woke up again from its wave on, and nothing before', () => {
    const facts = someFacts();
    const counts = [60, 30, 16, 9, 6, 4, 2, 1, 1, 0, 1, 0, 0, 1, 0, 0, 80, 45, 22, 12, 8, 5, 3];
    const publishedOn = '2026-10-24';
    const days = counts.map((clicks, index) => ({
      day: addDays(publishedOn, index),
      linkId: 'lnk_0',
      hits: clicks,
      clicks,
      uniques: clicks,
      darkClicks: 0,
      excluded: {},
    }));
    const posts = facts.catalog.posts.map((post) => ({
      ...post,
      publishedOn,
      publishedAt: Date.parse(`${publishedOn}T00:00:00+02:00`),
    }));
    const { stillEarning } = build({ ...facts, days, catalog: { ...facts.catalog, posts } });
    const curve = stillEarning.find(({ postId }) => postId === 'pst_0')?.curve ?? [];
    expect(curve.slice(0, 15).map(({ fitted }) => fitted)).toEqual(Array.from({ length: 15 }, () => null));
    expect(curve.slice(17).every(({ fitted }) => fitted !== null)).toBe(true);
    // What is to come goes on from the age that it has, not from its beginning.
    const ahead = curve.slice(counts.length).map(({ fitted }) => fitted ?? Number.NaN);
    expect(ahead[0]).toBeGreaterThan(0);
    expect(ahead[0]).toBeLessThan(curve[counts.length - 1]?.fitted ?? 0);
    expect(ahead).toEqual(ahead.toSorted((a, b) => b - a));
  });

  it('draws the last sixty days of a long life, and a fortnight to come', () => {
    const facts = someFacts();
    const publishedOn = addDays('2026-11-15', -79);
    const posts = facts.catalog.posts.map((post) => ({
      ...post,
      publishedOn,
      publishedAt: Date.parse(`${publishedOn}T00:00:00+02:00`),
    }));
    const { stillEarning } = build({ ...facts, catalog: { ...facts.catalog, posts } });
    const [{ curve, ageDays } = { curve: [], ageDays: 0 }] = stillEarning;
    expect(ageDays).toBe(80);
    expect(curve.map(({ day }) => day)).toEqual(Array.from({ length: 74 }, (_, n) => 20 + n));
    expect(curve.map(({ clicks }) => clicks === null)).toEqual(curve.map((_, n) => n >= 60));
  });

  it('tells who was accepted, which posts kept the rules, and what the messages of a brief returned', () => {
    const checks = (['ok', 'ok', 'ok', 'violation', 'unchecked'] as const).map((result, n) => ({
      postId: `pst_${Math.min(n, 2)}`,
      result,
    }));
    const { health, messages } = build(someFacts(), {
      checks,
      applications: [{ state: 'accepted' }, { state: 'accepted' }, { state: 'declined' }],
    });
    expect(health.volunteersAccepted).toBe(2);
    expect(health.stages.map(({ stage, briefCompliance }) => [stage, briefCompliance])).toEqual([
      ['microcontent', { value: 0.75, basis: 'brief-compliance' }],
      ['campaign', { value: null, basis: 'brief-compliance', note: 'unchecked' }],
    ]);
    // Six orders of the campaign's post, 30 + 1 … to 53 euro: profit 0.6 of 252, spend 50.
    const revenue = [3, 7, 11, 15, 19, 23].reduce((sum, index) => sum + 3000 + index * 100, 0);
    const [warmth, looks] = messages[0]?.rows ?? [];
    expect(warmth?.roi).toMatchObject({ value: (0.6 * revenue - 5000) / 5000, facts: 6 });
    expect(looks?.roi).toEqual({ value: null, basis: 'margin-roi', note: 'no-posts' });
  });

  it('lists what waits for a rate in its own week only, orders and spend apart', () => {
    const waiting = (of: 'orders' | 'spend', day: string, amountMinor: number) => ({
      of,
      day,
      currency: 'SEK',
      amountMinor,
    });
    const unconverted = [
      waiting('orders', '2026-11-08', 1),
      waiting('orders', '2026-11-09', 20),
      waiting('orders', '2026-11-15', 300),
      waiting('spend', '2026-11-15', 4000),
      waiting('spend', '2026-11-16', 50_000),
    ];
    expect(build(someFacts({ unconverted })).provenance.unconverted).toEqual([
      { of: 'orders', currency: 'SEK', amountMinor: 320, count: 2 },
      { of: 'spend', currency: 'SEK', amountMinor: 4000, count: 1 },
    ]);
  });

  it('leaves nothing of spend in the copy for readers who may not see it', () => {
    const unconverted: Facts['unconverted'] = [
      { of: 'orders', day: '2026-11-10', currency: 'SEK', amountMinor: 49_901 },
      { of: 'spend', day: '2026-11-10', currency: 'SEK', amountMinor: 71_303 },
    ];
    const whole = build(someFacts({ unconverted }));
    const revision = { ...whole.revision, causes: [{ kind: 'spend-changed' as const }] };
    const shared = JSON.stringify(withoutSpend({ ...whole, revision }));
    expect(shared).toContain('49901');
    expect(shared).not.toContain('71303');
    expect(shared).not.toContain('spend-changed');
    const { total, messages } = usual();
    const { spendMinor, roi } = total;
    const ofMessage = messages[0]?.rows[0]?.roi?.value ?? Number.NaN;
    expect(ofMessage).toBeGreaterThan(0);
    expect(shared).not.toContain(String(ofMessage));
    expect(shared).not.toContain(`:${spendMinor.value},`);
    expect(shared).not.toContain(String(roi.value));
  });
});
