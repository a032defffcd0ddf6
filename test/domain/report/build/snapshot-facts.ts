import type { CreditedOrder, Facts } from '../../../../shared/domain/facts.ts';
import { buildSnapshot } from '../../../../shared/domain/report/build/build-snapshot.ts';
import type { SnapshotInput } from '../../../../shared/domain/report/snapshot-input.ts';
import { seededRandom } from '../../../../shared/domain/statistics/seeded-random.ts';
import { addDays, daysOfWeek } from '../../../../shared/domain/time/week.ts';

export const AS_OF = Date.parse('2026-11-16T05:00:00Z');
export const iso = (ms: number) => new Date(ms).toISOString();

export const anOrder = (change: Partial<CreditedOrder> = {}): CreditedOrder => ({
  conversionId: 'cnv_1',
  kind: 'sale',
  day: '2026-11-10',
  occurredAt: Date.parse('2026-11-10T10:00:00Z'),
  receivedAt: Date.parse('2026-11-10T10:00:01Z'),
  netMinor: 4990,
  attributedBy: 'click',
  credits: [{ linkId: 'lnk_0', postId: 'pst_0', creatorId: 'crt_0', share: 1, channel: 'own_inapp' }],
  ...change,
});

/** Four creators with a post each, eight weeks of clicks, orders in the last two. */
export function someFacts(change: Partial<Facts> = {}): Facts {
  const ids = [0, 1, 2, 3];
  const days = Array.from({ length: 56 }, (_, index) => addDays('2026-09-21', index));
  return {
    brand: {
      brandId: 'brd_1',
      name: 'Sock Works',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      grossMargin: 0.6,
      windowDays: 30,
      ppcCpcMinor: 120,
    },
    catalog: {
      creators: ids.map((n) => ({
        creatorId: `crt_${n}`,
        handle: `creator${n}`,
        platform: 'instagram',
        source: 'invited',
        violated: false,
      })),
      posts: ids.map((n) => ({
        postId: `pst_${n}`,
        creatorId: `crt_${n}`,
        stage: n < 3 ? 'microcontent' : 'campaign',
        platform: 'instagram',
        format: 'short',
        publishedOn: '2026-09-21',
        publishedAt: Date.parse('2026-09-21T08:00:00Z'),
        messages: ['warmth'],
        ...(n === 3 && { campaignId: 'cmp_1' }),
      })),
      links: ids.map((n) => ({ linkId: `lnk_${n}`, postId: `pst_${n}` })),
      campaigns: [
        {
          campaignId: 'cmp_1',
          name: 'Winter',
          startsOn: '2026-09-01',
          endsOn: '2026-12-31',
          briefs: [
            {
              validFrom: '2026-09-01',
              validTo: '2026-12-31',
              messages: [
                { name: 'warmth', weight: 0.6 },
                { name: 'looks', weight: 0.4 },
              ],
            },
          ],
        },
      ],
      squads: [],
    },
    days: days.flatMap((day, index) =>
      ids.map((n) => ({
        day,
        linkId: `lnk_${n}`,
        hits: 14,
        clicks: Math.max(3, 40 - index + n * 3),
        uniques: 3,
        darkClicks: 2,
        excluded: { bot: 2 },
      })),
    ),
    channels: days.flatMap((day, index) =>
      ids.flatMap((n) => [
        { day, linkId: `lnk_${n}`, channel: 'dark_messenger' as const, app: 'whatsapp', clicks: 1 },
        { day, linkId: `lnk_${n}`, channel: 'dark_unknown' as const, clicks: 1 },
        {
          day,
          linkId: `lnk_${n}`,
          channel: 'own_inapp' as const,
          app: 'instagram',
          clicks: Math.max(3, 40 - index + n * 3) - 2,
        },
      ]),
    ),
    orders: Array.from({ length: 24 }, (_, index) =>
      anOrder({
        conversionId: `cnv_${index}`,
        netMinor: 3000 + index * 100,
        day: addDays('2026-11-02', index % 14),
        credits: [
          {
            linkId: `lnk_${index % 4}`,
            postId: `pst_${index % 4}`,
            creatorId: `crt_${index % 4}`,
            share: 1,
            channel: 'own_inapp',
          },
        ],
      }),
    ),
    spend: ids.map((n) => ({
      spendId: `spd_${n}`,
      kind: 'fee',
      amountMinor: 5000,
      basis: 'cash',
      incurredOn: '2026-11-11',
      state: 'accrued',
      on: { postId: `pst_${n}` },
    })),
    engagement: [],
    unconverted: [],
    ...change,
  };
}

export const inputOf = (facts: Facts, change: Partial<SnapshotInput>): SnapshotInput => ({
  facts,
  week: '2026-W46',
  asOfMs: AS_OF,
  asOf: iso(AS_OF),
  rulesVersions: ['1'],
  ...change,
});
export const build = (facts: Facts, change: Partial<SnapshotInput> = {}) =>
  buildSnapshot(inputOf(facts, change));

/** Eight weeks of a brand of this size (5,000 posts: a million clicks): most of a post's clicks fall in its first days. */
export function aBigBrand({
  creators,
  posts: many,
  orders,
}: {
  creators: number;
  posts: number;
  orders: number;
}): Facts {
  const facts = someFacts();
  const random = seededRandom('big');
  const posts = Array.from({ length: many }, (_, n) => {
    const publishedOn = addDays('2026-09-21', n % 56);
    return {
      postId: `pst_${n}`,
      creatorId: `crt_${n % creators}`,
      stage: (['microcontent', 'campaign', 'community'] as const)[n % 3] ?? 'campaign',
      platform: 'instagram',
      format: 'short' as const,
      publishedOn,
      publishedAt: Date.parse(`${publishedOn}T08:00:00Z`),
      messages: ['warmth'],
    };
  });
  const days = posts
    .flatMap(({ postId, publishedOn }) =>
      Array.from({ length: 10 }, (_, age) => ({
        day: addDays(publishedOn, age),
        linkId: `lnk_${postId}`,
        hits: 30,
        clicks: Math.round(80 * 0.6 ** age + random() * 2),
        uniques: 10,
        darkClicks: 5,
        excluded: { bot: 3 },
      })),
    )
    .filter(({ day }) => day <= '2026-11-15');
  return {
    ...facts,
    catalog: {
      ...facts.catalog,
      creators: Array.from({ length: creators }, (_, n) => ({
        creatorId: `crt_${n}`,
        handle: `c${n}`,
        platform: 'instagram',
        source: 'invited',
        violated: false,
      })),
      posts,
      links: posts.map(({ postId }) => ({ linkId: `lnk_${postId}`, postId })),
    },
    days,
    channels: days.flatMap(({ day, linkId, clicks }) => [
      { day, linkId, channel: 'own_inapp' as const, app: 'instagram', clicks: Math.floor(clicks / 2) },
      { day, linkId, channel: 'dark_messenger' as const, app: 'whatsapp', clicks: Math.ceil(clicks / 2) },
    ]),
    orders: Array.from({ length: orders }, (_, n) =>
      anOrder({
        conversionId: `cnv_${n}`,
        day: addDays('2026-09-21', n % 56),
        credits: [
          {
            linkId: `lnk_pst_${n % many}`,
            postId: `pst_${n % many}`,
            creatorId: `crt_${n % creators}`,
            share: 1,
            channel: 'own_inapp',
          },
        ],
      }),
    ),
    spend: posts.map(({ postId, publishedOn }) => ({
      spendId: `spd_${postId}`,
      kind: 'fee',
      amountMinor: 1000,
      basis: 'cash',
      incurredOn: publishedOn,
      state: 'accrued',
      on: { postId },
    })),
  };
}

/** Facts of one week, as they are loaded to look at it again. */
export const ofWeek = (facts: Facts, week: string): Facts => {
  const days = daysOfWeek(week);
  const within = ({ day }: { day: string }) => days.includes(day);
  return {
    ...facts,
    days: facts.days.filter(within),
    channels: facts.channels.filter(within),
    orders: facts.orders.filter(within),
    spend: facts.spend.filter(({ incurredOn }) => days.includes(incurredOn)),
  };
};
