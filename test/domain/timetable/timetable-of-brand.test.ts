import { describe, expect, it } from 'vitest';
import { timetableOfBrand, weekOfCampaign } from '../../../shared/domain/timetable/timetable-of-brand.ts';
import { aPost, someFacts } from '../roi/facts-builder.ts';

const due = (...days: string[]) => ({ dueDates: days.map((on) => ({ on, format: 'short' as const })) });
const aCampaign = (campaignId: string, over: object) => ({
  campaignId,
  name: campaignId,
  startsOn: '2026-11-01',
  endsOn: '2026-11-30',
  briefs: [],
  ...over,
});
const { catalog } = someFacts({
  catalog: {
    posts: [
      aPost({ postId: 'pst_1', creatorId: 'crt_a', campaignId: 'cmp_posted', publishedOn: '2026-11-05' }),
      aPost({ postId: 'pst_2', creatorId: 'crt_a', campaignId: 'cmp_posted', publishedOn: '2026-11-06' }),
      aPost({ postId: 'pst_3', creatorId: 'crt_m', squadId: 'sqd_1', publishedOn: '2026-11-11' }),
    ],
    campaigns: [
      aCampaign('cmp_named', { creatorIds: ['crt_x', 'crt_x'], timetable: due('2026-11-20', '2026-11-01') }),
      aCampaign('cmp_posted', { timetable: due('2026-11-10') }),
      aCampaign('cmp_quiet', { creatorIds: ['crt_x'] }),
    ],
    squads: [
      {
        squadId: 'sqd_1',
        name: 'Hamburg',
        city: 'Hamburg',
        country: 'DE',
        members: [{ creatorId: 'crt_m', since: '2026-11-01' }],
        timetable: due('2026-11-12'),
      },
      {
        squadId: 'sqd_2',
        name: 'Kiel',
        city: 'Kiel',
        country: 'DE',
        members: [{ creatorId: 'crt_m', since: '2026-11-01' }],
      },
    ],
  },
});
const slots = (from: string, to: string, only?: Parameters<typeof timetableOfBrand>[2]) =>
  timetableOfBrand(catalog, { from, to, today: '2026-11-15' }, only).map(
    ({ dueOn, creatorId, name, campaignId, squadId, state }) =>
      `${dueOn} ${creatorId} ${name} ${campaignId ?? squadId} ${state}`,
  );
const ALL = [
  '2026-11-01 crt_x cmp_named cmp_named missing',
  '2026-11-10 crt_a cmp_posted cmp_posted onTime',
  '2026-11-12 crt_m Hamburg sqd_1 onTime',
  '2026-11-20 crt_x cmp_named cmp_named open',
];

describe('the timetable of a brand', () => {
  it('asks whom a campaign names once, else who posted for it, and a squad’s members; by day', () => {
    expect(slots('2026-11-01', '2026-11-30')).toEqual(ALL);
  });

  it('begins and ends with the days asked for, both included', () => {
    expect(slots('2026-11-10', '2026-11-12')).toEqual(ALL.slice(1, 3));
    expect(slots('2026-11-11', '2026-11-19')).toEqual(ALL.slice(2, 3));
  });

  it('is one campaign’s or one squad’s where only that is asked for', () => {
    expect(slots('2026-11-01', '2026-11-30', { campaignId: 'cmp_posted' })).toEqual(ALL.slice(1, 2));
    expect(slots('2026-11-01', '2026-11-30', { squadId: 'sqd_1' })).toEqual(ALL.slice(2, 3));
    expect(slots('2026-11-01', '2026-11-30', { campaignId: 'cmp_quiet' })).toEqual([]);
  });
});

it('a campaign’s weeks are seven days from its first, 01 on; what was earlier is before', () => {
  expect(weekOfCampaign('2026-10-31', '2026-11-01')).toBe('before');
  expect(weekOfCampaign('2026-11-01', '2026-11-01')).toBe('01');
  expect(weekOfCampaign('2026-11-07', '2026-11-01')).toBe('01');
  expect(weekOfCampaign('2026-11-08', '2026-11-01')).toBe('02');
  expect(weekOfCampaign('2027-01-10', '2026-11-01')).toBe('11');
  expect(weekOfCampaign('2026-11-01', undefined)).toBeUndefined();
});
