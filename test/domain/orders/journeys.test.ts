import { describe, expect, it } from 'vitest';
import type { CreditedOrder } from '../../../shared/domain/facts.ts';
import { journeysOf, NO_GROUP } from '../../../shared/domain/orders/journeys.ts';
import type { OrderLine } from '../../../shared/domain/orders/order-lines.ts';
import { recredited, wayOf } from '../../../shared/domain/orders/recredit.ts';
import {
  ATTRIBUTION_GROUPS,
  type AttributionGroup,
} from '../../../shared/domain/schema/answers/attribution.ts';
import { anOrder, aPost, aRefund, someFacts } from '../roi/facts-builder.ts';

const { catalog } = someFacts({
  catalog: {
    posts: [
      aPost({ campaignId: 'cmp_1' }),
      aPost({ postId: 'pst_2', stage: 'campaign', platform: 'tiktok' }),
    ],
    links: [
      { linkId: 'lnk_1', postId: 'pst_1' },
      { linkId: 'lnk_2', postId: 'pst_2' },
      { linkId: 'lnk_bio' },
    ],
  },
});
type Touches = NonNullable<Extract<OrderLine, { kind: 'booked' }>['touches']>;
const line = (order: CreditedOrder, touches?: Touches): OrderLine => ({
  kind: 'booked',
  order,
  ...(touches ? { touches } : {}),
});
const read = (lines: OrderLine[], groupBy: AttributionGroup = 'post') => journeysOf(lines, catalog, groupBy);
const keys = (order: CreditedOrder, groupBy: AttributionGroup) =>
  read([line(order)], groupBy).journeys.flatMap(({ touches }) => touches.map(({ key }) => key));

describe('journeys of the period’s lines', () => {
  it('are an order with its refunds, worth what is left of it', () => {
    const order = anOrder({ netMinor: 5_000 });
    const refund = aRefund(order, { netMinor: -2_000 });
    const other = anOrder({ conversionId: 'cnv_2', netMinor: 700, day: '2026-10-07' });
    const { journeys, unattributed } = read([line(refund), line(order), line(other)]);
    expect(journeys.map(({ conversions, valueMinor, lines }) => [conversions, valueMinor, lines])).toEqual([
      [1, 3_000, [refund, order]],
      [1, 700, [other]],
    ]);
    expect(journeys[1]?.convertedAt).toBe(Date.parse('2026-10-07T12:00:00Z'));
    expect(unattributed).toEqual({ conversions: 0, valueMinor: 0 });
  });

  it('of a refund whose order lies elsewhere are no conversion, and less than nothing', () => {
    const { journeys } = read([line(aRefund(anOrder({ netMinor: 5_000 })))]);
    expect(journeys).toMatchObject([{ conversions: 0, valueMinor: -5_000 }]);
  });

  it('leave out what has no rate or was voided, and tell apart what nobody is credited for', () => {
    const nobodys = anOrder({ credits: [], netMinor: 900 });
    expect(
      read([
        { kind: 'unconverted', day: '2026-10-06', currency: 'USD', amountMinor: 1 },
        { kind: 'void', day: '2026-10-06' },
        line(nobodys),
        line(aRefund(nobodys, { netMinor: -300 })),
      ]),
    ).toEqual({ journeys: [], unattributed: { conversions: 1, valueMinor: 600 } });
  });

  it('are the touches that were kept, else those that were credited', () => {
    const touches: Touches = [
      { linkId: 'lnk_2', at: 1, channel: 'own_web', app: 'tiktok' },
      { linkId: 'lnk_1', postId: 'pst_1', creatorId: 'crt_a', at: 2 },
    ];
    expect(read([line(anOrder(), touches)]).journeys[0]?.touches).toEqual([
      { key: 'pst_2', player: 'lnk_2', way: '["lnk_2","own_web","tiktok"]', at: 1 },
      { key: 'pst_1', player: 'lnk_1', way: '["lnk_1",null,null]', at: 2 },
    ]);
    expect(read([line(anOrder())]).journeys[0]?.touches).toEqual([{ key: 'pst_1', way: '[null,null,null]' }]);
  });

  it.each<[AttributionGroup, string, string]>([
    ['post', 'pst_1', 'pst_2'],
    ['creator', 'crt_a', 'crt_b'],
    ['stage', 'microcontent', 'campaign'],
    ['campaign', 'cmp_1', NO_GROUP],
    ['platform', 'instagram', 'tiktok'],
    ['channel', 'own_web', NO_GROUP],
  ])('by %s', (groupBy, first, second) => {
    const credits: CreditedOrder['credits'] = [
      { postId: 'pst_1', creatorId: 'crt_a', channel: 'own_web', share: 0.5 },
      { linkId: 'lnk_2', creatorId: 'crt_b', share: 0.5 },
    ];
    expect(keys(anOrder({ credits }), groupBy)).toEqual([first, second]);
  });

  it('have a row for what no post can be named for, and one for links without a post', () => {
    for (const groupBy of ATTRIBUTION_GROUPS.filter((group) => group !== 'channel')) {
      expect(keys(anOrder({ credits: [{ linkId: 'lnk_bio', share: 1 }] }), groupBy)).toEqual([
        'without a post',
      ]);
      const ofCreator = anOrder({ credits: [{ creatorId: 'crt_a', share: 1 }] });
      expect(keys(ofCreator, groupBy)).toEqual([groupBy === 'creator' ? 'crt_a' : 'not tied to a post']);
    }
  });
});

describe('an order as another model would credit it', () => {
  const booked = (touches?: Touches) => ({
    kind: 'booked' as const,
    order: anOrder(),
    ...(touches ? { touches } : {}),
  });
  const touches: Touches = [
    { linkId: 'lnk_1', postId: 'pst_1', creatorId: 'crt_a', channel: 'own_web', app: 'instagram', at: 1 },
    { linkId: 'lnk_2', at: 2 },
    { linkId: 'lnk_1', postId: 'pst_1', creatorId: 'crt_a', channel: 'own_web', app: 'instagram', at: 3 },
    { linkId: 'lnk_1', channel: 'own_inapp', at: 4 },
  ];

  it('adds up the shares of one way in, and keeps other ways of one link apart', () => {
    expect(recredited(booked(touches), 'linear').credits).toEqual([
      {
        linkId: 'lnk_1',
        postId: 'pst_1',
        creatorId: 'crt_a',
        channel: 'own_web',
        app: 'instagram',
        share: 0.5,
      },
      { linkId: 'lnk_2', share: 0.25 },
      { linkId: 'lnk_1', channel: 'own_inapp', share: 0.25 },
    ]);
  });

  it('names nobody who gets nothing', () => {
    expect(recredited(booked(touches), 'firstTouch').credits).toMatchObject([{ postId: 'pst_1', share: 1 }]);
    expect(recredited(booked(touches), 'lastTouch').credits).toEqual([
      { linkId: 'lnk_1', channel: 'own_inapp', share: 1 },
    ]);
  });

  it('is itself where there is one touch or none to split', () => {
    for (const line of [booked(), booked([]), booked(touches.slice(0, 1))])
      expect(recredited(line, 'linear')).toBe(line.order);
  });

  it('a way in is link, channel and app together', () => {
    const ways = [{}, { linkId: 'a' }, { channel: 'a' }, { app: 'a' }, { linkId: 'a', app: 'a' }].map(wayOf);
    expect(new Set(ways).size).toBe(5);
  });
});
