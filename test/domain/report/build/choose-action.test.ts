import { describe, expect, it } from 'vitest';
import { chooseAction } from '../../../../shared/domain/report/build/choose-action.ts';
import type { Candidate } from '../../../../shared/domain/report/snapshot.ts';
import { aSnapshot } from '../../../support/report-builders.ts';
import { aBrand, aCreator, aLinkDay, aPost, aSpend, someFacts } from '../../roi/facts-builder.ts';

type Known = Parameters<typeof chooseAction>[0];

const { period, total, stages } = aSnapshot();
const figure = (value: number | null) => ({ value, basis: 'margin-roi' }) as const;
/** A brand that has nothing to do: posts, clicks, spend, a margin, no loss. */
const calm = (change: Partial<Known> = {}): Known => ({
  facts: someFacts({ days: [aLinkDay({ clicks: 0, day: '2026-10-07' }), aLinkDay()], spend: [aSpend()] }),
  period,
  stages: [],
  total: { ...total, orders: figure(3), netRevenueMinor: figure(9000) },
  promotion: undefined,
  messages: [],
  input: {},
  ...change,
});
const withFacts = (over: Parameters<typeof someFacts>[0]) =>
  someFacts({ days: [aLinkDay()], spend: [aSpend()], ...over });
const stage = (roi: object) => ({
  ...(stages[0] as Known['stages'][number]),
  roi: { ...figure(-0.4), ...roi },
});
const candidate = (name: string, over: Partial<Candidate> = {}): Candidate => ({
  creatorId: `crt_${name}`,
  name,
  platform: 'instagram',
  clicks: 400,
  orders: 4,
  score: figure(1),
  probabilityInTop: 0.9,
  verdict: 'moveUp',
  reasons: [],
  ...over,
});
const promotion = (...candidates: Candidate[]) =>
  ({
    from: 'microcontent',
    to: 'campaign',
    pick: 2,
    expectedRightPicks: 1,
    scale: 'profit-per-post',
    candidates,
  }) as const;
const mix = (over: Partial<Known['messages'][number]> = {}): Known['messages'][number] => ({
  campaignId: 'cmp_1',
  campaign: 'Winter',
  posts: 3,
  gap: figure(0.25),
  rows: [
    { message: 'looks', asked: 0.4, delivered: 0.3 },
    { message: 'warmth', asked: 0.6, delivered: 0.2 },
    { message: 'price', asked: 0, delivered: 0.5 },
  ],
  ...over,
});

const { grossMargin: _, ...withoutMargin } = aBrand();
const NO_POSTS = withFacts({ catalog: { posts: [] } });
const NO_MARGIN = withFacts({ brand: withoutMargin });
const LOSES = stage({ interval: { low: -0.9, high: -0.01 } });

describe('the one thing to do', () => {
  it('is to keep going where nothing is amiss', () => {
    expect(chooseAction(calm())).toEqual({ kind: 'keep-going' });
  });

  it.each<[string, Partial<Known>, object]>([
    ['first posts, where there are none', { facts: NO_POSTS }, { kind: 'first-posts' }],
    [
      'first posts, where nobody tapped one',
      { facts: withFacts({ days: [aLinkDay({ clicks: 0 }), aLinkDay({ clicks: 0, day: '2026-10-07' })] }) },
      { kind: 'first-posts' },
    ],
    [
      'a rule that was broken, by whom',
      { input: { newViolations: ['crt_a', 'crt_b'] } },
      { kind: 'check-violation', name: 'a', creatorId: 'crt_a' },
    ],
    [
      'the name that a creator goes by',
      {
        facts: withFacts({ catalog: { creators: [aCreator({ displayName: 'Ada' })] } }),
        input: { newViolations: ['crt_a'] },
      },
      { kind: 'check-violation', name: 'Ada', creatorId: 'crt_a' },
    ],
    [
      'the id of a creator who is gone',
      { input: { newViolations: ['crt_gone'] } },
      { kind: 'check-violation', name: 'crt_gone', creatorId: 'crt_gone' },
    ],
    ['a margin, where orders have none', { facts: NO_MARGIN }, { kind: 'set-margin' }],
    [
      'no margin, where nothing was ordered yet',
      { facts: NO_MARGIN, total: { ...total, orders: figure(0), netRevenueMinor: figure(0) } },
      { kind: 'keep-going' },
    ],
    [
      'no margin, where orders are not known',
      { facts: NO_MARGIN, total: { ...total, orders: figure(null), netRevenueMinor: figure(0) } },
      { kind: 'keep-going' },
    ],
    [
      'a stage that loses by all of its range',
      { stages: [LOSES] },
      { kind: 'stage-loses', stage: LOSES.stage, roi: -0.4 },
    ],
    [
      'none whose range begins to touch nothing',
      { stages: [stage({ interval: { low: -1, high: 0 } })] },
      { kind: 'keep-going' },
    ],
    ['none without a range', { stages: [stage({})] }, { kind: 'keep-going' }],
    [
      'none whose ROI is not told',
      { stages: [stage({ value: null, interval: { low: -1, high: -0.1 } })] },
      { kind: 'keep-going' },
    ],
    ['no row that is no stage', { stages: [{ ...LOSES, stage: 'notTied' }] }, { kind: 'keep-going' }],
    [
      'as many to move up as there are places, who are sure',
      {
        promotion: promotion(
          candidate('ada'),
          candidate('ben', { verdict: 'testMore' }),
          candidate('cleo'),
          candidate('dan'),
        ),
      },
      { kind: 'promote', names: ['ada', 'cleo'], from: 'microcontent', to: 'campaign' },
    ],
    [
      'nobody who posts up there already',
      {
        facts: withFacts({
          catalog: {
            posts: [
              aPost({ creatorId: 'crt_ada', stage: 'campaign' }),
              aPost({ postId: 'pst_2', creatorId: 'crt_ben' }),
            ],
          },
        }),
        promotion: promotion(candidate('ada'), candidate('ben')),
      },
      { kind: 'promote', names: ['ben'], from: 'microcontent', to: 'campaign' },
    ],
    [
      'the message that lies furthest behind what the brief asks for',
      {
        messages: [
          mix({ campaign: 'near', gap: figure(0.24) }),
          mix({ campaign: 'young', posts: 2 }),
          mix({ campaign: 'untold', gap: figure(null) }),
          mix(),
        ],
      },
      { kind: 'fix-messages', campaign: 'Winter', message: 'warmth', asked: 0.6, delivered: 0.2 },
    ],
    ['no message, where none is told', { messages: [mix({ rows: [] })] }, { kind: 'keep-going' }],
    [
      'volunteers who wait, not who were answered',
      { input: { applications: [{ state: 'open' }, { state: 'declined' }, { state: 'open' }] } },
      { kind: 'review-volunteers', waiting: 2 },
    ],
    [
      'nobody, where all were answered',
      { input: { applications: [{ state: 'accepted' }] } },
      { kind: 'keep-going' },
    ],
    ['what was paid, where money came in', { facts: withFacts({ spend: [] }) }, { kind: 'record-spend' }],
    [
      'nothing paid, where none came in',
      { facts: withFacts({ spend: [] }), total: { ...total, netRevenueMinor: figure(0) } },
      { kind: 'keep-going' },
    ],
    [
      'nothing paid, where money is not told',
      { facts: withFacts({ spend: [] }), total: { ...total, netRevenueMinor: figure(null) } },
      { kind: 'keep-going' },
    ],
    [
      'more clicks for three of those who lack them, and how many',
      {
        promotion: promotion(
          candidate('ada', { verdict: 'testMore', clicks: 100 }),
          candidate('gil', { verdict: 'stay', clicks: 1 }),
          candidate('ben', { verdict: 'testMore', clicks: 99 }),
          candidate('cleo', { verdict: 'testMore', clicks: 60 }),
          candidate('dan', { verdict: 'testMore', clicks: 20 }),
          candidate('eve', { verdict: 'testMore', clicks: 10 }),
          candidate('fay', { verdict: 'stay', clicks: 10 }),
        ),
      },
      { kind: 'test-more', names: ['ben', 'cleo', 'dan'], clicksMissing: 1 + 40 + 80 },
    ],
  ])('%s', (_what, change, action) => expect(chooseAction(calm(change))).toEqual(action));

  it('is what stops the figures first, then what harms, then what pays, then what can wait', () => {
    const reasons: [string, Partial<Known>][] = [
      ['check-violation', { input: { newViolations: ['crt_a'] } }],
      ['set-margin', { facts: { ...NO_MARGIN, spend: [] } }],
      ['stage-loses', { stages: [LOSES], facts: withFacts({ spend: [] }) }],
      [
        'promote',
        { promotion: promotion(candidate('ada'), candidate('ben', { verdict: 'testMore', clicks: 1 })) },
      ],
      [
        'fix-messages',
        { messages: [mix()], promotion: promotion(candidate('ben', { verdict: 'testMore', clicks: 1 })) },
      ],
      ['review-volunteers', { input: { applications: [{ state: 'open' }] } }],
      ['record-spend', { facts: withFacts({ spend: [] }) }],
      ['test-more', {}],
    ];
    const few = { promotion: promotion(candidate('ben', { verdict: 'testMore', clicks: 1 })) };
    for (const [at, [kind]] of reasons.entries()) {
      const later = reasons.slice(at).reverse();
      const input = Object.assign({}, ...later.map(([, one]) => one.input));
      expect(
        chooseAction(calm({ ...Object.assign({ ...few }, ...later.map(([, one]) => one)), input })).kind,
      ).toBe(kind);
    }
    expect(chooseAction(calm({ facts: NO_POSTS, input: { newViolations: ['crt_a'] } })).kind).toBe(
      'first-posts',
    );
  });
});
