import { describe, expect, it } from 'vitest';
import type { CreditedOrder } from '../../../../shared/domain/facts.ts';
import { NOT_TIED } from '../../../../shared/domain/orders/place.ts';
import { buildAges } from '../../../../shared/domain/report/build/build-ages.ts';
import { buildBest } from '../../../../shared/domain/report/build/build-best.ts';
import { buildMessages } from '../../../../shared/domain/report/build/build-channels.ts';
import { earlierPosts } from '../../../../shared/domain/report/build/build-creators.ts';
import { buildHealth } from '../../../../shared/domain/report/build/build-health.ts';
import {
  buildMoney,
  buildStages,
  factsWithin,
  refundedElsewhere,
  restOf,
} from '../../../../shared/domain/report/build/build-stages.ts';
import { addDays } from '../../../../shared/domain/time/week.ts';
import { withoutCohort } from '../../../support/report-builders.ts';
import {
  aBrand,
  aCreator,
  aLinkDay,
  anOrder,
  aPost,
  aRefund,
  aSpend,
  someFacts,
} from '../../roi/facts-builder.ts';

const period = {
  week: '2026-W41',
  firstDay: '2026-10-05',
  lastDay: '2026-10-11',
  start: '2026-10-04T22:00:00Z',
  end: '2026-10-11T22:00:00Z',
  hours: 168,
};
const credited = (creatorId: string, netMinor: number, postId?: string): CreditedOrder =>
  anOrder({
    conversionId: `cnv_${creatorId}_${netMinor}`,
    netMinor,
    credits: [{ ...(postId && { postId }), creatorId, share: 1 }],
  });

describe('who and what brought the week', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const facts = someFacts({
    catalog: {
      creators: [aCreator({ displayName: 'Ada' }), aCreator({ creatorId: 'crt_b', handle: 'ben' })],
      posts: [...ids, 'quiet'].map((id) => aPost({ postId: `pst_${id}`, creatorId: `crt_${id}` })),
      links: [...ids.map((id) => ({ linkId: `lnk_${id}`, postId: `pst_${id}` })), { linkId: 'lnk_bio' }],
    },
    days: [
      aLinkDay({ linkId: 'lnk_d', clicks: 5 }),
      aLinkDay({ linkId: 'lnk_c', clicks: 5 }),
      aLinkDay({ linkId: 'lnk_b', clicks: 7 }),
      aLinkDay({ linkId: 'lnk_bio', clicks: 3 }),
      aLinkDay({ linkId: 'lnk_b', clicks: 1000, day: '2026-10-12' }),
    ],
    orders: [
      credited('crt_a', 5000, 'pst_a'),
      anOrder({ conversionId: 'cnv_none', netMinor: 700, credits: [{ share: 1 }] }),
    ],
    spend: [aSpend({ on: { postId: 'pst_a' }, amountMinor: 400, incurredOn: '2026-10-06' })],
  });
  const best = () => buildBest(facts, period);

  it('by money, then by clicks, then by id, each under its name and with its own figures', () => {
    const { creators, posts } = best();
    expect(creators.rows).toEqual([
      {
        id: 'crt_a',
        name: 'Ada',
        handle: 'a',
        platform: 'instagram',
        clicks: 0,
        orders: 1,
        netRevenueMinor: 5000,
        spendMinor: 400,
      },
      {
        id: 'crt_b',
        name: 'ben',
        handle: 'ben',
        platform: 'instagram',
        clicks: 7,
        orders: 0,
        netRevenueMinor: 0,
        spendMinor: 0,
      },
      { id: 'crt_c', name: 'crt_c', clicks: 5, orders: 0, netRevenueMinor: 0, spendMinor: 0 },
      { id: 'crt_d', name: 'crt_d', clicks: 5, orders: 0, netRevenueMinor: 0, spendMinor: 0 },
    ]);
    expect(posts.rows[0]).toEqual({
      id: 'pst_a',
      name: 'Ada',
      handle: 'a',
      platform: 'instagram',
      publishedOn: '2026-10-05',
      stage: 'microcontent',
      clicks: 0,
      orders: 1,
      netRevenueMinor: 5000,
      spendMinor: 400,
    });
    expect(
      posts.rows.map(({ id, name, publishedOn, stage, platform }) => [
        id,
        name,
        publishedOn,
        stage,
        platform,
      ]),
    ).toEqual([
      ['pst_a', 'Ada', '2026-10-05', 'microcontent', 'instagram'],
      ['pst_b', 'ben', '2026-10-05', 'microcontent', 'instagram'],
      ['pst_c', 'crt_c', '2026-10-05', 'microcontent', 'instagram'],
      ['pst_d', 'crt_d', '2026-10-05', 'microcontent', 'instagram'],
    ]);
  });

  it('and beside them what no post stands behind, so that each list adds up to the week', () => {
    const { creators, posts } = best();
    for (const list of [creators, posts]) {
      expect(list.withoutPost).toEqual({ clicks: 3, orders: 0, netRevenueMinor: 0, spendMinor: 0 });
      expect(list.notTied).toEqual({ clicks: 0, orders: 1, netRevenueMinor: 700, spendMinor: 0 });
      expect(list).not.toHaveProperty('others');
    }
  });

  it('two hundred by name, the others by their number and what they brought', () => {
    const many = Array.from({ length: 203 }, (_, n) => String(n).padStart(3, '0'));
    const { posts: long } = buildBest(
      someFacts({
        catalog: {
          posts: many.map((id) => aPost({ postId: `pst_${id}` })),
          links: many.map((id) => ({ linkId: `lnk_${id}`, postId: `pst_${id}` })),
        },
        days: many.map((id) => aLinkDay({ linkId: `lnk_${id}`, clicks: 2 })),
        orders: [credited('crt_a', 0, 'pst_201')],
        spend: [aSpend({ on: { postId: 'pst_202' }, amountMinor: 90, incurredOn: '2026-10-06' })],
      }),
      period,
    );
    expect(long.rows).toHaveLength(200);
    expect(Object.keys(long)).toEqual(['rows', 'others']);
    expect(long.others).toEqual({ count: 3, clicks: 6, orders: 1, netRevenueMinor: 0, spendMinor: 90 });
  });
});

describe('what creators of each age returned', () => {
  const bands = (...told: (string | undefined)[]) =>
    told.flatMap((ageBand, band) =>
      Array.from({ length: 6 }, (_, n) =>
        aCreator({ creatorId: `crt_${band}_${n}`, ...(ageBand && { ageBand: ageBand as never }) }),
      ),
    );
  const factsOf = (creators: ReturnType<typeof bands>) => {
    const posts = creators.map(({ creatorId }) => aPost({ postId: `pst_${creatorId}`, creatorId }));
    return someFacts({
      catalog: {
        creators,
        posts,
        links: [...posts.map(({ postId }) => ({ linkId: `lnk_${postId}`, postId })), { linkId: 'lnk_bio' }],
      },
      days: [
        ...posts.map(({ postId }) => aLinkDay({ linkId: `lnk_${postId}`, clicks: 10 })),
        aLinkDay({ linkId: 'lnk_bio', clicks: 4 }),
      ],
      orders: [anOrder({ credits: [{ share: 1 }] })],
    });
  };

  it('young to old, then who told none, then what no post stands behind, then all', () => {
    const rows = buildAges(factsOf(bands('25-34', '16-19', '20-24', undefined)), period)?.rows ?? [];
    expect(rows.map(({ of, posts, clicks, orders }) => [of, posts, clicks, orders])).toEqual([
      [{ kind: 'band', band: '16-19' }, 6, 60, 0],
      [{ kind: 'band', band: '20-24' }, 6, 60, 0],
      [{ kind: 'band', band: '25-34' }, 6, 60, 0],
      [{ kind: 'untold' }, 6, 60, 0],
      [{ kind: 'withoutPost' }, 0, 4, 0],
      [{ kind: 'notTied' }, 0, 0, 1],
      [{ kind: 'total' }, 24, 244, 1],
    ]);
    for (const { of, roi } of rows)
      if (of.kind === 'withoutPost' || of.kind === 'notTied')
        expect(roi).toEqual({ value: null, basis: 'margin-roi', note: 'not-tied' });
  });

  it('bands of fewer than five together, and nothing where no band is left to name', () => {
    const small = [
      ...bands('16-19'),
      ...bands('20-24')
        .slice(0, 3)
        .map((one) => ({ ...one, creatorId: `${one.creatorId}x` })),
      ...bands('25-34')
        .slice(0, 3)
        .map((one) => ({ ...one, creatorId: `${one.creatorId}y` })),
    ];
    const kinds = buildAges(factsOf(small), period)?.rows.map(({ of }) => of.kind);
    expect(kinds).toEqual(['band', 'small', 'withoutPost', 'notTied', 'total']);
    expect(buildAges(factsOf(bands('16-19').slice(0, 2)), period)).toEqual({ rows: [] });
    expect(buildAges(factsOf(bands(undefined)), period)).toBeUndefined();
  });
});

describe('health at the week’s end', () => {
  const facts = someFacts({
    catalog: {
      creators: [aCreator({ displayName: 'Ada', violated: true }), aCreator({ creatorId: 'crt_b' })],
      posts: [aPost(), aPost({ postId: 'pst_2', publishedOn: '2026-10-11' })],
    },
  });

  it('says who broke a rule, who waits and how long, and what stopped', () => {
    const health = buildHealth(facts, period, {
      applications: [
        { state: 'open', waitingDays: 4 },
        { state: 'open', waitingDays: 9 },
        { state: 'accepted', waitingDays: 30 },
        { state: 'open' },
      ],
      checks: [
        { postId: 'pst_1', result: 'ok' },
        { postId: 'pst_2', result: 'violation' },
      ],
      webhooksDisabled: [{ host: 'shop.example', since: '2026-10-06' }],
      suppressedRecipients: 2,
    } as never);
    expect(health).toEqual({
      violations: [{ creatorId: 'crt_a', name: 'Ada' }],
      volunteersWaiting: 3,
      volunteersAccepted: 1,
      oldestVolunteerDays: 9,
      stages: [
        {
          stage: 'microcontent',
          members: 1,
          activeShare: { value: 1, basis: 'active-share' },
          postsPerMember: { value: 2, basis: 'published-posts' },
          briefCompliance: { value: 0.5, basis: 'brief-compliance' },
        },
      ],
      webhooksDisabled: [{ host: 'shop.example', since: '2026-10-06' }],
      suppressedRecipients: 2,
    });
  });

  it('is quiet of what nobody told, and says why nothing is said of briefs', () => {
    const health = buildHealth(facts, period, {} as never);
    expect(health).toMatchObject({ volunteersWaiting: 0, webhooksDisabled: [], suppressedRecipients: 0 });
    expect(health).not.toHaveProperty('oldestVolunteerDays');
    expect(health.stages[0]?.briefCompliance).toEqual({
      value: null,
      basis: 'brief-compliance',
      note: 'unchecked',
    });
  });

  it('names the ten rights that end first', () => {
    const posts = Array.from({ length: 12 }, (_, n) =>
      aPost({ postId: `pst_${String(n).padStart(2, '0')}` }),
    );
    const rights = posts.map(({ postId }, n) => ({
      postId,
      from: '2026-01-01',
      until: addDays('2026-11-01', -n),
    }));
    const { rightsEnding = [] } = buildHealth(someFacts({ catalog: { posts }, rights }), period, {} as never);
    expect(rightsEnding.map(({ until }) => until)).toEqual(
      Array.from({ length: 10 }, (_, n) => addDays('2026-10-21', n)),
    );
  });
});

describe('the table of stages', () => {
  const withRest = someFacts({
    catalog: { links: [{ linkId: 'lnk_1', postId: 'pst_1' }, { linkId: 'lnk_bio' }] },
    days: [aLinkDay({ clicks: 50 }), aLinkDay({ linkId: 'lnk_bio', clicks: 4, uniques: 4 })],
    orders: [anOrder(), anOrder({ conversionId: 'cnv_free', netMinor: 1000, credits: [{ share: 1 }] })],
    spend: [aSpend({ on: { squadId: 'sqd_nobody' }, amountMinor: 300, incurredOn: '2026-10-06' })],
  });

  it('has a row for what no post stands behind, without a return, and adds up to its total', () => {
    const { stages, total } = buildStages(withRest, period, 10);
    expect(stages.map(({ stage }) => stage)).toEqual(['microcontent', 'withoutPost', 'notTied']);
    const sum = (read: (row: (typeof stages)[number]) => number | null) =>
      stages.reduce((all, row) => all + (read(row) ?? 0), 0);
    expect(sum(({ clicks }) => clicks.value)).toBe(total.clicks.value);
    expect(sum(({ netRevenueMinor }) => netRevenueMinor.value)).toBe(total.netRevenueMinor.value);
    expect(sum(({ spendMinor }) => spendMinor.value)).toBe(300);
    const rest = stages.at(-1);
    expect(rest).toMatchObject({
      posts: { value: 0, basis: 'published-posts' },
      clicks: { value: 0, basis: 'human-clicks' },
      uniques: { value: 0, basis: 'unique-visitors' },
      orders: { value: 1, basis: 'credited-orders' },
      netRevenueMinor: { value: 1000, basis: 'net-revenue' },
      grossProfitMinor: { value: 600, basis: 'gross-profit' },
      spendMinor: { value: 300, basis: 'accrued-spend' },
      roi: { value: null, basis: 'margin-roi', note: 'not-tied' },
      roas: { value: null, basis: 'roas', note: 'not-tied' },
    });
  });

  it('has no such row where there is nothing in it', () => {
    const { stages } = buildStages(someFacts({ days: [aLinkDay()], orders: [anOrder()] }), period, 10);
    expect(stages.map(({ stage }) => stage)).toEqual(['microcontent']);
  });

  it('says why a figure is missing: no spend, no margin, a margin of nothing, too few orders', () => {
    const noteOf = (over: Parameters<typeof someFacts>[0]) => {
      const { total, breakEvenRoas } = buildMoney(someFacts({ orders: [anOrder()], ...over }), period);
      return [total.roi.note, total.grossProfitMinor.note, breakEvenRoas.note];
    };
    const spend = [aSpend({ amountMinor: 9000 })];
    expect(noteOf({})).toEqual(['no-spend', undefined, undefined]);
    const orders = Array.from({ length: 20 }, (_, n) => anOrder({ conversionId: `cnv_${n}` }));
    expect(noteOf({ spend, orders, brand: aBrand({ grossMargin: undefined as never }) })).toEqual([
      'no-margin',
      'no-margin',
      'no-margin',
    ]);
    expect(noteOf({ spend, brand: aBrand({ grossMargin: 0 }) })[2]).toBe('zero-margin');
    expect(noteOf({ spend })[0]).toBe('too-few-orders');
  });

  it('names what each figure is, and of how many orders a return is', () => {
    const orders = Array.from({ length: 20 }, (_, n) => anOrder({ conversionId: `cnv_${n}` }));
    const spend = [aSpend({ amountMinor: 9000 })];
    const { total, breakEvenRoas } = buildStages(someFacts({ orders, spend }), period, 10);
    expect(total.roi).toMatchObject({ value: (60_000 - 9_000) / 9_000, basis: 'margin-roi', facts: 20 });
    expect(total.roas).toMatchObject({ value: 100_000 / 9_000, basis: 'roas' });
    expect(breakEvenRoas).toEqual({ value: 1.666667, basis: 'break-even-roas' });
    expect(total).toMatchObject({
      posts: { value: 1, basis: 'published-posts' },
      clicks: { value: 0, basis: 'human-clicks' },
      uniques: { value: 0, basis: 'unique-visitors' },
      orders: { value: 20, basis: 'credited-orders' },
      netRevenueMinor: { value: 100_000, basis: 'net-revenue' },
      grossProfitMinor: { value: 60_000, basis: 'gross-profit' },
      spendMinor: { value: 9_000, basis: 'accrued-spend' },
    });
    expect(total.cohort).toMatchObject({
      posts: { value: 1, basis: 'published-posts' },
      orders: { value: 20, basis: 'credited-orders' },
      netRevenueMinor: { value: 100_000, basis: 'net-revenue' },
      spendMinor: { value: 9_000, basis: 'accrued-spend' },
      roi: { basis: 'margin-roi', facts: 20 },
    });
  });

  it('tells money of a week without what its posts brought since', () => {
    const money = buildMoney(withRest, period);
    const { stages, total } = buildStages(withRest, period);
    expect(money.stages).toEqual(stages.map(withoutCohort));
    expect(money.total).toEqual(withoutCohort(total));
  });

  it('knows the rows that are no stage by their names', () => {
    expect([NOT_TIED, null, 'without a post', 'campaign'].map(restOf)).toEqual([
      'notTied',
      'notTied',
      'withoutPost',
      undefined,
    ]);
  });

  it('keeps of the facts both ends of its days, and an order from before that was refunded in them', () => {
    const [before, other] = [
      anOrder({ conversionId: 'cnv_old', day: '2026-09-01' }),
      anOrder({ conversionId: 'cnv_x', day: '2026-09-02' }),
    ];
    const refund = aRefund(before, { day: '2026-10-11' });
    const days = ['2026-10-04', '2026-10-05', '2026-10-11', '2026-10-12'].map((day) => aLinkDay({ day }));
    const within = factsWithin(someFacts({ days, orders: [before, other, refund] }), period);
    expect(within.days.map(({ day }) => day)).toEqual(['2026-10-05', '2026-10-11']);
    expect(within.orders).toEqual([before, refund]);
    // Whoever looks for them stops once it has them all.
    expect([...refundedElsewhere([before, other, refund])]).toEqual([]);
    expect([...refundedElsewhere([other, refund])]).toEqual(['cnv_old']);
  });
});

describe('the messages of a brief', () => {
  const brief = {
    validFrom: '2026-10-01',
    validTo: '2026-10-31',
    messages: [
      { name: 'warmth', weight: 0.75 },
      { name: 'looks', weight: 0.25 },
    ],
  };
  const campaign = { campaignId: 'cmp_1', name: 'W', startsOn: '2026-10-01', endsOn: '2026-10-31' };
  const mixOf = (...posts: ReturnType<typeof aPost>[]) =>
    buildMessages(
      someFacts({ catalog: { posts, campaigns: [{ ...campaign, briefs: [brief] }] } }),
      period,
    )[0];

  it('are asked beside delivered, with how far apart the two are', () => {
    const mix = mixOf(aPost({ campaignId: 'cmp_1', messages: ['looks'] }));
    expect(mix).toMatchObject({
      campaign: 'W',
      posts: 1,
      gap: { value: 0.75, basis: 'message-gap', facts: 1 },
    });
    expect(mix?.rows.map(({ message, asked, delivered }) => [message, asked, delivered])).toEqual([
      ['warmth', 0.75, 0],
      ['looks', 0.25, 1],
    ]);
  });

  it('have no gap before the first post that says one', () => {
    const none = { value: null, basis: 'message-gap', note: 'no-posts' };
    expect(mixOf(aPost({ messages: ['looks'] }))?.gap).toEqual(none);
    expect(mixOf(aPost({ campaignId: 'cmp_1' }))?.gap).toEqual(none);
  });
});

it('the five posts of earlier weeks that were tapped most are followed, of two alike the smaller id first', () => {
  const ids = ['f', 'e', 'd', 'c', 'b', 'a'];
  const posts = [
    ...ids.map((id) => aPost({ postId: id, publishedOn: '2026-10-04' })),
    aPost({ postId: 'new', publishedOn: '2026-10-05' }),
    aPost({ postId: 'quiet', publishedOn: '2026-09-01' }),
  ];
  const facts = {
    catalog: someFacts({ catalog: { posts, links: posts.map(({ postId }) => ({ linkId: postId, postId })) } })
      .catalog,
    days: [
      ...ids.map((id) => aLinkDay({ linkId: id, clicks: id === 'c' ? 9 : 3, day: '2026-10-05' })),
      aLinkDay({ linkId: 'a', clicks: 2, day: '2026-10-11' }),
      aLinkDay({ linkId: 'b', clicks: 99, day: '2026-10-12' }),
      aLinkDay({ linkId: 'b', clicks: 99, day: '2026-10-04' }),
      aLinkDay({ linkId: 'new', clicks: 99 }),
    ],
  };
  expect(earlierPosts(facts, period).map(({ postId }) => postId)).toEqual(['c', 'a', 'b', 'd', 'e']);
});
