import { describe, expect, it } from 'vitest';
import type { EngagementFact } from '../../shared/domain/facts.ts';
import { shapeOf, shapesIn } from '../../shared/domain/selection/engagement-shape.ts';
import { rightsStateOn } from '../../shared/domain/selection/usage-rights.ts';
import { modifiedZ } from '../../shared/domain/statistics/modified-z.ts';
import { aPost, someFacts } from './roi/facts-builder.ts';

describe('modified z', () => {
  it('is 0.6745 (x − median) / MAD, whatever the odd ones do', () => {
    const group = [2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3];
    expect(modifiedZ(8.2, group)).toBeCloseTo((0.6745 * 5.75) / 0.15, 9);
    expect(modifiedZ(2.45, group)).toBeCloseTo(0, 12);
  });
  it('takes the mean distance where half agree, and nothing where all do', () => {
    expect(modifiedZ(5, [1, 1, 1, 5])).toBeCloseTo(4 / 1.2533, 9);
    expect(modifiedZ(5, [1, 1, 1])).toBeUndefined();
  });
});

const DAY = 86_400_000;
const taken = (over: Partial<EngagementFact> & { at: number }): EngagementFact => ({
  postId: 'pst_1',
  takenAt: over.at * DAY,
  likes: 300,
  comments: 20,
  followers: 6000,
  ...over,
});
/** Posts as people make them: three to seven in a hundred followers, one comment to ten to twenty likes. */
const PEERS = Array.from({ length: 12 }, (_, i) =>
  taken({ at: 9, likes: 180 + 20 * i, comments: 12 + ((7 * i) % 11), followers: 6000 }),
);
const flagsOf = (...history: EngagementFact[]) => shapeOf({ publishedAt: 0 }, history, PEERS);

describe('engagement whose shape is odd', () => {
  it.each([
    ['as its peers have it', [taken({ at: 9 })], []],
    [
      'of half of all followers',
      [taken({ at: 9, likes: 2900, comments: 150 })],
      ['engagement-far-above-tier'],
    ],
    ['of nobody', [taken({ at: 9, likes: 4, comments: 0 })], ['engagement-far-below-tier']],
    ['without a comment', [taken({ at: 9, likes: 320, comments: 0 })], ['comments-out-of-proportion']],
    [
      'with more comments than likes',
      [taken({ at: 9, likes: 200, comments: 260 })],
      ['comments-out-of-proportion'],
    ],
    [
      'that doubles on its tenth day',
      [taken({ at: 9, likes: 140 }), taken({ at: 10, likes: 330 })],
      ['late-jump'],
    ],
    ['that doubles on its first day', [taken({ at: 0.5, likes: 140 }), taken({ at: 1.5, likes: 330 })], []],
    ['that grows as slowly as before', [taken({ at: 9, likes: 140 }), taken({ at: 30, likes: 330 })], []],
    [
      'with a third more followers in two days',
      [taken({ at: 7, followers: 4500 }), taken({ at: 9 })],
      ['followers-jump'],
    ],
    ['with a third more followers in two months', [taken({ at: 7, followers: 4500 }), taken({ at: 70 })], []],
  ])('%s', (_, history, flags) => {
    expect(flagsOf(...history)).toEqual(flags);
  });

  it('says nothing where there are too few posts to compare with', () => {
    const odd = taken({ at: 9, likes: 2900, comments: 0 });
    expect(shapeOf({ publishedAt: 0 }, [odd], PEERS.slice(0, 7))).toEqual([]);
  });
});

describe('odd posts of a brand', () => {
  const ids = Array.from({ length: 16 }, (_, i) => `pst_${i}`);
  const post = (postId: string, i: number) => ({
    ...aPost({ postId, publishedAt: 0 }),
    ...(i < 8 ? { tier: '1-5k' as const } : i < 15 ? { tier: '5-10k' as const } : {}),
  });
  /** The eight of the smaller tier have ten times the engagement of the others. */
  const newest = (postId: string, i: number) =>
    taken({
      postId,
      at: 9,
      likes: (i < 8 ? 2_400 : 240) + 20 * (i % 8),
      comments: (i < 8 ? 120 : 12) + ((7 * i) % 5),
    });
  const facts = {
    catalog: someFacts({ catalog: { posts: ids.map(post) } }).catalog,
    engagement: ids.map(newest),
  };
  const shapes = (...told: [string, EngagementFact][]) =>
    Object.fromEntries(shapesIn(facts, new Map(told.map(([id, one]) => [id, [one]]))));

  it('are told from those of their tier, or from all where the tier has fewer than eight', () => {
    const usualOfSmall = taken({ at: 9, likes: 2_460, comments: 122 });
    expect(shapes(['pst_0', usualOfSmall], ['pst_9', usualOfSmall], ['pst_15', usualOfSmall])).toEqual({
      pst_0: [],
      pst_9: [],
      pst_15: [],
    });
    const low = taken({ at: 9, likes: 260, comments: 12 });
    expect(shapes(['pst_0', low], ['pst_9', low])).toEqual({
      pst_0: ['engagement-far-below-tier'],
      pst_9: [],
    });
  });

  it('are posts that are there', () => {
    expect(shapes(['pst_gone', taken({ at: 9 })])).toEqual({});
    expect(Object.fromEntries(shapesIn(facts, new Map([['pst_0', []]])))).toEqual({ pst_0: [] });
  });
});

it.each([
  [undefined, 'none'],
  [{ from: '2026-12-01' }, 'notYet'],
  [{ from: '2026-11-28' }, 'held'],
  [{ from: '2026-01-01', until: '2026-12-29' }, 'held'],
  [{ from: '2026-01-01', until: '2026-12-28' }, 'endingSoon'],
  [{ from: '2026-01-01', until: '2026-11-28' }, 'endingSoon'],
  [{ from: '2026-01-01', until: '2026-11-27' }, 'ended'],
])('rights %o stand on 28 November as %s', (rights, state) => {
  expect(rightsStateOn(rights, '2026-11-28')).toBe(state);
});
