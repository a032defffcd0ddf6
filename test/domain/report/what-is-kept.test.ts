import { describe, expect, it } from 'vitest';
import type { CreditedOrder, Facts } from '../../../shared/domain/facts.ts';
import { countWeeks } from '../../../shared/domain/report/build/week-counts.ts';
import { canonicalJson, contentAddress } from '../../../shared/domain/report/content-address.ts';
import { diffSnapshots, revise } from '../../../shared/domain/report/diff-snapshots.ts';
import { factsAddress } from '../../../shared/domain/report/facts-address.ts';
import { lateOrders } from '../../../shared/domain/report/late-orders.ts';
import { withoutSpend } from '../../../shared/domain/report/redact.ts';
import { groupOf, type ReportSnapshot } from '../../../shared/domain/report/snapshot.ts';
import { CHANNELS } from '../../../shared/domain/vocabulary.ts';
import { aSnapshot } from '../../support/report-builders.ts';
import { aCreator, aLinkDay, anOrder, aPost, aRefund, aSpend, someFacts } from '../roi/facts-builder.ts';

describe('the address of facts', () => {
  const facts = someFacts({
    days: [aLinkDay()],
    channels: [{ day: '2026-10-06', linkId: 'lnk_1', channel: 'own_inapp', app: 'instagram', clicks: 3 }],
    orders: [anOrder()],
    spend: [aSpend()],
  });
  const address = factsAddress(facts);

  it('is the same in whatever order they come, and whatever tags people gave', () => {
    const two = (list: Facts['orders']) => factsAddress({ ...facts, orders: list });
    const [one, other] = [anOrder(), anOrder({ conversionId: 'cnv_2' })];
    expect(two([one, other])).toBe(two([other, one]));
    const tagged = { creators: [aCreator({ tags: ['wool'] })], posts: [aPost({ tags: ['own'] })] };
    expect(factsAddress({ ...facts, catalog: { ...facts.catalog, ...tagged } })).toBe(address);
    expect(factsAddress({ ...facts, rights: [], ratings: [], oddPosts: [] })).toBe(address);
  });

  it.each<[string, Partial<Facts>]>([
    ['the brand', { brand: { ...facts.brand, grossMargin: 0.5 } }],
    ['a creator', { catalog: { ...facts.catalog, creators: [aCreator({ followers: 1 })] } }],
    ['a post', { catalog: { ...facts.catalog, posts: [aPost({ messages: ['warmth'] })] } }],
    [
      'a link',
      { catalog: { ...facts.catalog, links: [{ linkId: 'lnk_1', postId: 'pst_1', placement: 'bio' }] } },
    ],
    [
      'a squad',
      {
        catalog: {
          ...facts.catalog,
          squads: [{ squadId: 's', name: 'n', city: 'c', country: 'DE', members: [] }],
        },
      },
    ],
    ['a day', { days: [aLinkDay({ excluded: { bot: 1 } })] }],
    ['a channel', { channels: [{ ...facts.channels[0], app: 'threads' } as Facts['channels'][number]] }],
    ['an order', { orders: [anOrder({ netMinor: 5001 })] }],
    ['what an order was before', { orders: [anOrder({ beforeMinor: 1 })] }],
    ['a credit', { orders: [anOrder({ credits: [{ creatorId: 'crt_a', share: 1 }] })] }],
    ['a cost', { spend: [aSpend({ amountMinor: 1 })] }],
    ['the lack of an order', { orders: [] }],
    ['rights', { rights: [{ postId: 'pst_1', from: '2026-01-01' }] }],
  ])('is another for %s that differs', (_what, change) => {
    expect(factsAddress({ ...facts, ...change })).not.toBe(address);
  });

  it('holds a list of any length', () => {
    const many = Array.from({ length: 2_000 }, (_, n) => anOrder({ conversionId: `cnv_${n}` }));
    const all = factsAddress({ ...facts, orders: many });
    expect(factsAddress({ ...facts, orders: many.toReversed() })).toBe(all);
    expect(factsAddress({ ...facts, orders: many.slice(1) })).not.toBe(all);
  });
});

describe('canonical JSON', () => {
  it('sorts names, leaves out what is absent, and says the same of equal values', () => {
    expect(canonicalJson({ b: [1, null, { d: true, c: undefined }], a: 'ä"' })).toBe(
      '{"a":"ä\\"","b":[1,null,{"d":true}]}',
    );
    expect(contentAddress({ a: 1, b: 2 })).toBe(contentAddress({ b: 2, a: 1 }));
    expect(contentAddress('')).toBe('12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126');
  });

  it('is none of what JSON can’t say', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow('not a JSON number: NaN');
    expect(() => canonicalJson([undefined])).toThrow('not a JSON value: undefined');
    expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow('not a JSON number');
  });
});

describe('what reads differently now', () => {
  const was = aSnapshot();
  const total = (change: object): ReportSnapshot => aSnapshot({ total: { ...was.total, ...change } });

  it('is every figure of the week, by whom it is about, in the report’s order', () => {
    const is = aSnapshot({
      total: { ...was.total, orders: { ...was.total.orders, value: 53 } },
      stages: was.stages.map((row) =>
        row.stage === 'campaign'
          ? { ...row, posts: { ...row.posts, value: 5 }, roi: { ...row.roi, value: 0.5 } }
          : row,
      ),
      darkSocial: { ...was.darkSocial, low: 281, high: 511 },
    });
    expect(diffSnapshots(was, is)).toEqual([
      { path: { about: 'brand', figure: 'orders' }, was: 52, is: 53 },
      { path: { about: 'campaign', figure: 'posts' }, was: 4, is: 5 },
      { path: { about: 'campaign', figure: 'marginRoi' }, was: 0.51, is: 0.5 },
      { path: { about: 'dark', figure: 'darkLow' }, was: 280, is: 281 },
      { path: { about: 'dark', figure: 'darkHigh' }, was: 512, is: 511 },
    ]);
    expect(diffSnapshots(was, was)).toEqual([]);
  });

  it('is nothing of dark social or of rows without a post where those were defined anew', () => {
    const newer = aSnapshot({
      darkSocial: { ...was.darkSocial, low: 1 },
      total: { ...was.total, clicks: { ...was.total.clicks, value: 1789 } },
      provenance: { ...was.provenance, metricVersion: '8' },
    });
    expect(diffSnapshots(was, newer).map(({ path }) => path.figure)).toEqual(['clicks']);
  });

  it('has a row that was not there before', () => {
    const [first, ...rest] = was.stages;
    const { length } = diffSnapshots(aSnapshot({ stages: rest }), was);
    expect(length).toBeGreaterThan(5);
    expect(diffSnapshots(aSnapshot({ stages: rest }), was)[0]).toMatchObject({
      path: { about: first?.stage, figure: 'posts' },
      was: null,
      is: 10,
    });
  });

  it('makes a revision that names the older one and what explains it; none without a difference', () => {
    const older = { snapshot: was, address: 'abc' };
    expect(revise(older, aSnapshot())).toBeUndefined();
    const late = revise(older, total({ clicks: { ...was.total.clicks, value: 1800 } }));
    expect(late?.revision).toMatchObject({
      number: 2,
      of: 'abc',
      causes: [{ kind: 'late-clicks', count: 12 }],
    });
    const fewer = revise(older, total({ clicks: { ...was.total.clicks, value: 1700 } }));
    expect(fewer?.revision.causes).toEqual([]);
    const spent = revise(older, total({ spendMinor: { ...was.total.spendMinor, value: 1 } }));
    expect(spent?.revision.causes).toEqual([{ kind: 'spend-changed' }]);
    const rejudged = aSnapshot({
      total: { ...was.total, clicks: { ...was.total.clicks, value: 1800 } },
      provenance: { ...was.provenance, rulesVersions: ['2026-11-01', '2026-12-01'] },
    });
    expect(revise(older, rejudged)?.revision.causes).toEqual([
      { kind: 'rejudged-clicks', from: '2026-11-01', to: '2026-11-01, 2026-12-01' },
    ]);
    const refund = { kind: 'spend-changed' } as const;
    expect(revise(older, rejudged, [refund])?.revision.causes[0]).toEqual(refund);
  });
});

describe('orders heard of after the report', () => {
  const AFTER = 1_000;
  const week = { firstDay: '2026-10-05', lastDay: '2026-10-11' };
  const heard = (facts: Pick<Facts, 'orders' | 'voided'>) =>
    lateOrders(facts, week, AFTER, String).map(({ kind, conversionId, netMinor, receivedAt }) =>
      [kind, conversionId, netMinor, receivedAt].join(' '),
    );
  const order = (over: Partial<CreditedOrder> = {}) => anOrder({ receivedAt: 1_001, ...over });

  it('are told by what they are, oldest first, under the order’s own name', () => {
    const [first, second] = [order({ conversionId: 'b' }), order({ conversionId: 'a' })];
    expect(
      heard({
        orders: [
          first,
          second,
          aRefund(first, { receivedAt: 1_003, conversionId: 'r1' }),
          aRefund(first, { receivedAt: 1_002, amends: true, conversionId: 'r2' }),
          aRefund(first, { receivedAt: 1_004, reverses: true, conversionId: 'r3' }),
          order({ receivedAt: AFTER, conversionId: 'known' }),
          order({ day: '2026-10-12', conversionId: 'later' }),
          order({ day: '2026-10-04', conversionId: 'earlier' }),
        ],
      }),
    ).toEqual([
      'late-order a 5000 1001',
      'late-order b 5000 1001',
      'amendment b -5000 1002',
      'refund b -5000 1003',
      'reversal b -5000 1004',
    ]);
  });

  it('that were voided are taken away, and given back where they were restored since', () => {
    const line = {
      conversionId: 'v',
      externalId: 'o-1',
      day: '2026-10-11',
      netMinor: 700,
      receivedAt: 900,
      voidedAt: 1_001,
    };
    const voided = (over: object) => heard({ orders: [], voided: [{ ...line, ...over }] });
    expect(voided({})).toEqual(['void v -700 1001']);
    expect(voided({ voidedAt: AFTER })).toEqual([]);
    expect(voided({ receivedAt: AFTER })).toEqual(['void v -700 1001']);
    expect(voided({ receivedAt: 1_001 })).toEqual([]);
    const back = (voidedAt: number, at: number) =>
      heard({ orders: [order({ receivedAt: 900, restored: { voidedAt, at } })] });
    expect(back(950, 1_002)).toEqual(['restored cnv_1 5000 1002']);
    expect(back(AFTER, 1_001)).toEqual(['restored cnv_1 5000 1001']);
    expect(back(1_001, 1_002)).toEqual([]);
    expect(back(900, AFTER)).toEqual([]);
  });

  it('are called as the shop numbers them', () => {
    const late = lateOrders({ orders: [order({ number: '#1001' })] }, week, AFTER, String);
    expect(late[0]).toMatchObject({ order: '#1001' });
  });
});

describe('what two weeks counted', () => {
  const facts = someFacts({
    catalog: {
      posts: [aPost(), aPost({ postId: 'pst_2', creatorId: 'crt_b', stage: 'campaign' })],
      links: [
        { linkId: 'lnk_1', postId: 'pst_1' },
        { linkId: 'lnk_2', postId: 'pst_2', placement: 'whatsapp' },
        { linkId: 'lnk_bio' },
      ],
    },
    days: [
      aLinkDay({ clicks: 5 }),
      aLinkDay({ linkId: 'lnk_2', clicks: 3 }),
      aLinkDay({ linkId: 'lnk_bio', clicks: 2 }),
      aLinkDay({ linkId: 'lnk_gone', clicks: 99 }),
      aLinkDay({ day: '2026-09-28', clicks: 7 }),
      aLinkDay({ day: '2026-09-20', clicks: 99 }),
    ],
    channels: [
      { day: '2026-10-06', linkId: 'lnk_1', channel: 'own_inapp', clicks: 5 },
      { day: '2026-10-06', linkId: 'lnk_2', channel: 'own_inapp', clicks: 3 },
      { day: '2026-10-06', linkId: 'lnk_bio', channel: 'search', clicks: 2 },
      { day: '2026-10-06', linkId: 'lnk_gone', channel: 'search', clicks: 99 },
    ],
    orders: [
      anOrder({
        credits: [
          { postId: 'pst_1', share: 0.5 },
          { postId: 'pst_2', share: 0.5 },
        ],
      }),
      aRefund(anOrder(), { day: '2026-10-07', netMinor: -100 }),
      anOrder({ conversionId: 'lead', kind: 'lead', netMinor: 0 }),
      anOrder({ conversionId: 'free', credits: [] }),
      anOrder({ conversionId: 'loose', netMinor: 40, credits: [{ share: 1 }] }),
    ],
  });
  const weeks = ['2026-W40', '2026-W41'];
  const before = { facts, week: '2026-W40', firstDay: '2026-09-28', lastDay: '2026-10-04', hours: 168 };
  it('is told by stage, creator, post and way, of links that are known', () => {
    const [older, newer] = countWeeks({ ...facts }, weeks, before);
    expect(newer).toMatchObject({
      week: '2026-W41',
      clicks: 10,
      orders: 2,
      netRevenueMinor: 4940,
      nets: [5000, -100, 0, 40],
    });
    expect(newer?.byGroup).toEqual({ platform: 5, otherSocial: 0, dark: 3, search: 2, other: 0 });
    expect([...(newer?.clicksByStage ?? [])]).toEqual([
      ['microcontent', 5],
      ['campaign', 3],
    ]);
    expect([...(newer?.clicksByCreator ?? [])]).toEqual([
      ['crt_a', 5],
      ['crt_b', 3],
    ]);
    expect([...(newer?.ordersByStage ?? [])]).toEqual([
      ['microcontent', 0.5],
      ['campaign', 0.5],
    ]);
    expect(newer?.posts.get('pst_2')).toEqual({
      clicks: 3,
      orders: 0.5,
      byGroup: { platform: 0, otherSocial: 0, dark: 3, search: 0, other: 0 },
    });
    expect(older).toMatchObject({ week: '2026-W40', clicks: 7, orders: 0 });
  });

  it('is cut where only a part of the week before is compared', () => {
    const cut = someFacts({ days: [aLinkDay({ day: '2026-09-28', clicks: 1 })] });
    const [part, whole] = countWeeks(facts, weeks, { ...before, facts: cut });
    expect([part?.clicks, whole?.clicks]).toEqual([1, 10]);
  });
});

describe('the stack of the chart that a click is in', () => {
  it('is that of its channel, dark where the link lies in a private place, and never dark on paper', () => {
    const stacks = Object.fromEntries(CHANNELS.map((channel) => [channel, groupOf(channel, undefined)]));
    expect(stacks).toMatchObject({
      own_inapp: 'platform',
      own_web: 'platform',
      cross_social: 'otherSocial',
      dark_messenger: 'dark',
      dark_email: 'dark',
      dark_paste: 'dark',
      untold: 'other',
      search: 'search',
      ai_assistant: 'search',
      paid: 'other',
      link_in_bio: 'other',
      referral: 'other',
      direct_brand: 'other',
    });
    expect(groupOf('own_inapp', 'whatsapp')).toBe('dark');
    expect(groupOf('dark_unknown', 'offline')).toBe('other');
  });
});

describe('a snapshot for who may not see what the brand pays', () => {
  const open = aSnapshot({
    goals: [
      { campaignId: 'c', campaign: 'W', metric: 'profit', target: 1, reached: 9, timeGone: 0.5 },
      { campaignId: 'c', campaign: 'W', metric: 'orders', target: 1, reached: 8, timeGone: 0.5 },
    ],
    revision: {
      number: 2,
      differences: (['spendMinor', 'marginRoi', 'grossProfitMinor', 'clicks'] as const).map((figure) => ({
        path: { about: 'brand', figure },
        was: 1,
        is: 2,
      })),
      causes: [{ kind: 'spend-changed' }, { kind: 'late-clicks', count: 3 }],
    },
  });

  it('keeps revenue and clicks, and no figure from which spend could be worked out', () => {
    const withheld = (basis: string) => ({ value: null, basis, note: 'withheld' });
    const unchanged = { previous: null, median: null, ratio: null, verdict: 'untested' };
    const shown = withoutSpend(open);
    expect(shown.headline).toEqual({
      ...open.headline,
      spendMinor: { ...withheld('accrued-spend'), change: unchanged },
      marginRoi: { ...withheld('margin-roi'), change: unchanged },
      roas: withheld('roas'),
      breakEvenRoas: withheld('break-even-roas'),
    });
    for (const [at, row] of shown.stages.entries())
      expect(row).toEqual({
        ...open.stages[at],
        grossProfitMinor: withheld('gross-profit'),
        spendMinor: withheld('accrued-spend'),
        roi: withheld('margin-roi'),
        roas: withheld('roas'),
        cohort: {
          ...open.stages[at]?.cohort,
          spendMinor: withheld('accrued-spend'),
          roi: withheld('margin-roi'),
        },
      });
    expect(shown.best?.posts.rows.map(({ spendMinor, clicks }) => [spendMinor, clicks])).toEqual([
      [null, 420],
      [null, 350],
    ]);
    expect([shown.best?.posts.others?.spendMinor, shown.best?.creators.notTied?.spendMinor]).toEqual([
      null,
      null,
    ]);
    expect(shown.goals?.map(({ reached }) => reached)).toEqual([null, 8]);
    expect(shown.lift).not.toHaveProperty('roi');
    expect(shown.lift).toMatchObject({ perDay: open.lift?.perDay });
    expect(shown.messages[0]?.rows.map(({ roi }) => roi)).toEqual([
      withheld('margin-roi'),
      withheld('margin-roi'),
      undefined,
      undefined,
    ]);
    expect(shown.stillEarning[0]).toMatchObject({
      residualRevenueMinor: { value: null, note: 'withheld' },
      ppcEquivalentMinor: { value: null, note: 'withheld' },
    });
    expect(shown.provenance).toMatchObject({
      grossMargin: null,
      spendByKind: {},
      unconverted: [{ of: 'orders' }],
    });
    expect(shown.provenance.unconverted).toHaveLength(1);
    expect(shown.promotion?.candidates.every(({ score }) => score.note === 'withheld')).toBe(true);
    expect(shown.revision.differences.map(({ path }) => path.figure)).toEqual(['clicks']);
    expect(shown.revision.causes).toEqual([{ kind: 'late-clicks', count: 3 }]);
    expect(shown.action).toEqual(open.action);
  });

  it.each([
    [{ kind: 'stage-loses', stage: 'campaign', roi: -0.5 }, { kind: 'keep-going' }],
    [{ kind: 'record-spend' }, { kind: 'keep-going' }],
    [{ kind: 'set-margin' }, { kind: 'keep-going' }],
    [{ kind: 'first-posts' }, { kind: 'first-posts' }],
  ] as const)('says of what to do %j: %j', (action, told) => {
    expect(withoutSpend(aSnapshot({ action })).action).toEqual(told);
  });

  it('keeps a goal of profit without how far it is, and the others with it', () => {
    const goal = (metric: 'profit' | 'clicks') => ({ ...open.goals?.[0], metric, reached: 7 }) as never;
    expect(withoutSpend(aSnapshot({ goals: [goal('profit'), goal('clicks')] })).goals).toMatchObject([
      { metric: 'profit', reached: null },
      { metric: 'clicks', reached: 7 },
    ]);
    const { goals: _, ...older } = aSnapshot();
    expect(withoutSpend(older as ReturnType<typeof aSnapshot>).goals).toEqual([]);
  });

  it('keeps a ranking by conversion rate, which tells no money', () => {
    const promotion = {
      ...(open.promotion as NonNullable<typeof open.promotion>),
      scale: 'conversion-rate' as const,
    };
    expect(withoutSpend(aSnapshot({ promotion })).promotion).toEqual(promotion);
  });

  it('keeps of sources and ages who they are, not what they cost', () => {
    const roi = { value: 1, basis: 'margin-roi' } as const;
    const row = {
      source: 'searched',
      creators: 3,
      roi,
      cacMinor: 5,
      fit: { successes: 1, trials: 2 },
      broken: { successes: 0, trials: 2 },
    } as const;
    const programme = {
      sources: { rows: [row], beyondChance: ['fit', 'returned'] as ('fit' | 'returned')[] },
      ads: { clicks: 7, spendMinor: 900 },
      ages: {
        rows: [{ of: { kind: 'total' as const }, posts: 1, clicks: 2, orders: 3, netRevenueMinor: 4, roi }],
      },
    };
    expect(withoutSpend(aSnapshot({ programme })).programme).toEqual({
      sources: {
        rows: [{ ...row, roi: { value: null, basis: 'margin-roi', note: 'withheld' }, cacMinor: null }],
        beyondChance: ['fit'],
      },
      ads: { clicks: 7, spendMinor: null },
      ages: {
        rows: [{ ...programme.ages.rows[0], roi: { value: null, basis: 'margin-roi', note: 'withheld' } }],
      },
    });
  });
});
