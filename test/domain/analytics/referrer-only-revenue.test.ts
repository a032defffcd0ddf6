import { expect, it } from 'vitest';
import { referrerOnlyRevenue } from '../../../shared/domain/analytics/referrer-only-revenue.ts';
import { aCell, anOrder } from '../roi/facts-builder.ts';

const PRIVATE = { channel: 'dark_messenger', app: 'whatsapp' };
const cells = [
  aCell({ ...PRIVATE, count: 6 }),
  aCell({ ...PRIVATE, referrerOnly: 'Referral', count: 3 }),
  aCell({ channel: 'own_web', app: 'instagram', referrerOnly: 'Social', count: 9 }),
  aCell({ ...PRIVATE, reason: 'bot', referrerOnly: 'Crawler', count: 90 }),
];
const credit = (share: number, channel?: 'dark_messenger' | 'own_web', app?: string, linkId = 'lnk_1') => ({
  creatorId: 'crt_a',
  share,
  ...(channel ? { linkId, channel, app: app ?? '' } : {}),
});

it('lays the money of a way in where referrer-only analytics puts the clicks of that way, and loses no cent', () => {
  const orders = [
    anOrder({ netMinor: 1_000, credits: [credit(1, 'dark_messenger', 'whatsapp')] }),
    anOrder({ netMinor: 501, credits: [credit(0.5, 'own_web', 'instagram'), credit(0.5)] }),
  ];
  expect(referrerOnlyRevenue(cells, orders)).toEqual([
    { group: 'Social', clicks: 9, netMinor: 251 },
    { group: 'Direct', clicks: 6, netMinor: 667 + 250 },
    { group: 'Referral', clicks: 3, netMinor: 333 },
  ]);
});

it('takes money without a click that it saw for direct, and knows no row without clicks or money', () => {
  expect(referrerOnlyRevenue([], [anOrder({ netMinor: 700, credits: [credit(1)] })])).toEqual([
    { group: 'Direct', clicks: 0, netMinor: 700 },
  ]);
  expect(
    referrerOnlyRevenue([], [anOrder({ netMinor: 700, credits: [credit(1, 'own_web', 'tiktok')] })]),
  ).toEqual([{ group: 'Direct', clicks: 0, netMinor: 700 }]);
  expect(referrerOnlyRevenue([aCell({ reason: 'bot' })], [])).toEqual([]);
});

it('stands by clicks, the most first, and by name where they are as many', () => {
  const order = [
    aCell({ referrerOnly: 'b', count: 2 }),
    aCell({ referrerOnly: 'a', count: 2 }),
    aCell({ count: 3 }),
  ];
  expect(referrerOnlyRevenue(order, []).map(({ group }) => group)).toEqual(['Direct', 'a', 'b']);
});

it('takes of an order the parts that are asked for, and leaves the others where they are', () => {
  const orders = [anOrder({ netMinor: 1_001, credits: [credit(0.5, 'own_web', 'instagram'), credit(0.5)] })];
  const byClick = ({ linkId }: { linkId?: string }) => linkId !== undefined;
  expect(referrerOnlyRevenue([], orders, byClick)).toEqual([{ group: 'Direct', clicks: 0, netMinor: 501 }]);
});
