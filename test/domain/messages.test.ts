import { describe, expect, it } from 'vitest';
import { draftBriefs, type SurveyFigures, widestMargin } from '../../shared/domain/messages/draft-briefs.ts';
import { messageDrift } from '../../shared/domain/messages/message-drift.ts';
import { anOrder, aPost, someFacts } from './roi/facts-builder.ts';

const ALL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const mix = (...answers: number[]) =>
  ['warmth', 'elasticity', 'looks', 'eco'].map((name, i) => ({ name, answers: answers[i] ?? 0 }));
const weights = (...shares: number[]) =>
  ['warmth', 'elasticity', 'looks', 'eco'].map((name, i) => ({ name, weight: shares[i] ?? 0 }));
const socks: SurveyFigures = {
  surveyId: 'srv_socks',
  heldOn: '2026-03-01',
  seasons: [
    { months: ALL, messages: mix(25, 25, 25, 25) },
    { months: [12, 1, 2], messages: mix(240, 80, 40, 40), respondents: 400 },
  ],
};

describe('a brief drafted from surveys', () => {
  it('asks for four equal messages over the year and for 60/20/10/10 in winter', () => {
    const { briefs, daysWithout } = draftBriefs([socks], { startsOn: '2026-11-15', endsOn: '2027-03-10' });
    expect(daysWithout).toBe(0);
    expect(briefs).toMatchObject([
      { validFrom: '2026-11-15', validTo: '2026-11-30', messages: weights(0.25, 0.25, 0.25, 0.25) },
      {
        validFrom: '2026-12-01',
        validTo: '2027-02-28',
        messages: weights(0.6, 0.2, 0.1, 0.1),
        respondents: 400,
      },
      { validFrom: '2027-03-01', validTo: '2027-03-10', messages: weights(0.25, 0.25, 0.25, 0.25) },
    ]);
  });

  it('takes the newer survey of two as narrow, and says for how many days none speaks', () => {
    const newer = {
      surveyId: 'srv_b',
      heldOn: '2026-09-01',
      seasons: [{ months: [12], messages: mix(1, 1) }],
    };
    const older = {
      surveyId: 'srv_a',
      heldOn: '2026-01-01',
      seasons: [{ months: [12], messages: mix(9, 1) }],
    };
    const drafted = draftBriefs([older, newer], { startsOn: '2026-11-29', endsOn: '2026-12-02' });
    expect(drafted).toMatchObject({
      briefs: [{ surveyId: 'srv_b', validFrom: '2026-12-01' }],
      daysWithout: 2,
    });
  });

  it('has weights that come to exactly 1, of whatever was answered', () => {
    const thirds = {
      surveyId: 's',
      heldOn: '2026-01-01',
      seasons: [{ months: ALL, messages: mix(1, 1, 1) }],
    };
    const [brief] = draftBriefs([thirds], { startsOn: '2026-05-01', endsOn: '2026-05-02' }).briefs;
    expect(brief?.messages.map(({ weight }) => weight)).toEqual([0.3334, 0.3333, 0.3333]);
  });

  it('is known to ± 8.2 points with a hundred people, at 90 %', () => {
    expect(widestMargin(100)).toBeCloseTo(0.0822, 4);
  });
});

describe('drift of messages', () => {
  const brief = { validFrom: '2026-12-01', validTo: '2026-12-31', messages: weights(0.25, 0.25, 0.25, 0.25) };
  const campaign = {
    campaignId: 'cmp_1',
    name: 'W',
    startsOn: '2026-12-01',
    endsOn: '2026-12-31',
    briefs: [brief],
  };
  const post = (n: number, messages: string[]) =>
    aPost({ postId: `pst_${n}`, campaignId: 'cmp_1', publishedOn: '2026-12-05', messages });
  const sold = (n: number, postId: string) =>
    anOrder({
      conversionId: `cnv_${n}`,
      day: '2026-12-09',
      credits: [{ postId, creatorId: 'crt_a', share: 1 }],
    });
  const facts = (orders: number) =>
    someFacts({
      catalog: { posts: [post(1, ['warmth']), post(2, ['warmth', 'looks'])], campaigns: [campaign] },
      orders: Array.from({ length: orders }, (_, n) => sold(n, n < 6 ? 'pst_1' : 'pst_2')),
    });

  it('sets what was asked beside what was said, what it sold, and what surveys say', () => {
    const [drift] = messageDrift(facts(8), campaign, [socks]);
    const row = (name: string) => drift?.rows.find(({ message }) => message === name);
    expect(drift).toMatchObject({ posts: 2, orders: 8 });
    expect(row('warmth')).toEqual({
      message: 'warmth',
      asked: 0.25,
      delivered: 0.75,
      sold: 7 / 8,
      surveyed: 0.6,
    });
    expect(row('eco')).toEqual({ message: 'eco', asked: 0.25, delivered: 0, sold: 0, surveyed: 0.1 });
    expect(drift?.gaps.surveyed).toBeCloseTo(0.35, 12);
    expect(drift?.gaps.delivered).toBeCloseTo(0.5, 12);
    expect(drift?.gaps.sold).toBeCloseTo((7 / 8 - 0.25 + 0.25 + 0.125 + 0.25) / 2, 12);
  });

  it('has no gap to what was said before the first post that says anything', () => {
    const quiet = someFacts({ catalog: { posts: [post(1, [])], campaigns: [campaign] } });
    expect(messageDrift(quiet, campaign, [])[0]).toMatchObject({ posts: 0, gaps: { delivered: null } });
  });

  it('says nothing of what four orders came by', () => {
    expect(messageDrift(facts(4), campaign, [])[0]).toMatchObject({ gaps: { sold: null, surveyed: null } });
  });
});
