import { describe, expect, it } from 'vitest';
import { programmeHealth } from '../../../shared/domain/roi/health.ts';
import { aPost, someFacts } from './facts-builder.ts';

const squad = {
  squadId: 'sqd_1',
  name: 'Berlin',
  city: 'Berlin',
  country: 'DE',
  members: [
    { creatorId: 'crt_a', since: '2026-01-01' },
    { creatorId: 'crt_b', since: '2026-01-01' },
    { creatorId: 'crt_left', since: '2026-01-01', until: '2026-10-01' },
  ],
};
const posts = [
  aPost({ stage: 'community', creatorId: 'crt_a', publishedOn: '2026-10-20' }),
  aPost({ postId: 'pst_2', stage: 'community', creatorId: 'crt_a', publishedOn: '2026-10-21' }),
  aPost({ postId: 'pst_3', stage: 'community', creatorId: 'crt_b', publishedOn: '2026-10-03' }),
  aPost({ postId: 'pst_4', stage: 'community', creatorId: 'crt_left', publishedOn: '2026-10-20' }),
  aPost({ postId: 'pst_5', stage: 'campaign', creatorId: 'crt_c', publishedOn: '2026-11-30' }),
];
const { catalog } = someFacts({ catalog: { posts, squads: [squad] } });

describe('programme health', () => {
  const healthOf = () =>
    programmeHealth(catalog, '2026-10-31', {
      checks: [
        { postId: 'pst_1', result: 'ok' },
        { postId: 'pst_2', result: 'violation' },
        { postId: 'pst_3', result: 'unchecked' },
      ],
      applications: [
        { state: 'open' },
        { state: 'accepted', creatorId: 'crt_a' },
        { state: 'accepted', creatorId: 'crt_quiet' },
        { state: 'declined' },
      ],
    });

  it('takes the members of the day, and those active who posted within 28 days', () => {
    expect(healthOf().stages.find(({ stage }) => stage === 'community')).toEqual({
      stage: 'community',
      creators: 2,
      active: 1,
      activeShare: 0.5,
      postsPerMember: 1,
      briefCompliance: 0.5,
      violations: 1,
      unchecked: 2,
    });
  });

  it('counts a member still on the last day of membership, and no longer on the next', () => {
    const on = (day: string) =>
      programmeHealth(catalog, day).stages.find(({ stage }) => stage === 'community')?.creators;
    expect([on('2026-10-01'), on('2026-10-02')]).toEqual([3, 2]);
  });

  it('is unknown, not zero, where a stage has nobody yet', () => {
    expect(healthOf().stages.find(({ stage }) => stage === 'campaign')).toMatchObject({
      creators: 0,
      activeShare: null,
    });
  });

  it('counts volunteers by decision and how many of the accepted posted', () => {
    expect(healthOf().volunteers).toMatchObject({ waiting: 1, accepted: 2, declined: 1, postedShare: 0.5 });
    expect(healthOf().volunteers.acceptRate).toBeCloseTo(2 / 3, 12);
  });
});
