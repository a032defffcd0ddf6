import { describe, expect, it } from 'vitest';
import {
  isFiltering,
  POST_DIMENSIONS,
  passes,
  placesOf,
  valuesAlong,
} from '../../shared/domain/post-filter.ts';
import { aCreator, aPost, someFacts } from './roi/facts-builder.ts';

const post = aPost({
  tags: ['own', 'wool'],
  messages: ['warmth'],
  campaignId: 'cmp_1',
  squadId: 'sqd_1',
  tier: '1-5k',
});
const bare = aPost({ postId: 'pst_2', creatorId: 'crt_gone' });
const { catalog } = someFacts({
  catalog: {
    creators: [aCreator({ tags: ['wool', 'hers'] })],
    posts: [post, bare],
    links: [
      { linkId: 'lnk_1', postId: 'pst_1', placement: 'feed', tags: ['link'] },
      { linkId: 'lnk_2', postId: 'pst_1', placement: 'story' },
      { linkId: 'lnk_3', postId: 'pst_1', tags: ['link', 'more'] },
      { linkId: 'lnk_bio', placement: 'bio', tags: ['bio'] },
      { linkId: 'lnk_lost', postId: 'pst_gone', placement: 'feed' },
      { linkId: 'lnk_4', postId: 'pst_2' },
    ],
  },
});
const places = placesOf(catalog);
const ofPost = {
  stage: 'microcontent',
  creatorId: 'crt_a',
  postId: 'pst_1',
  platform: 'instagram',
  format: 'short',
  message: ['warmth'],
  campaignId: 'cmp_1',
  squadId: 'sqd_1',
  tier: '1-5k',
  source: 'volunteered',
};

describe('where a thing stands', () => {
  it('a post has its links and their placements, and each tag of its own, its creator’s and theirs once', () => {
    expect(places.ofPost(post)).toEqual({
      ...ofPost,
      linkId: ['lnk_1', 'lnk_2', 'lnk_3'],
      placement: ['feed', 'story'],
      tag: ['own', 'wool', 'hers', 'link', 'more'],
    });
    expect(places.ofPost(post)).toBe(places.ofPost(post));
  });

  it('what isn’t known of a post is no part of its place', () => {
    expect(places.ofPost(bare)).toEqual({
      stage: 'microcontent',
      creatorId: 'crt_gone',
      postId: 'pst_2',
      platform: 'instagram',
      format: 'short',
      linkId: ['lnk_4'],
      message: [],
      placement: [],
      tag: [],
    });
  });

  it('a link has its post’s, and of placements and tags its own, not those of other links', () => {
    expect(places.ofLink('lnk_1')).toEqual({
      ...ofPost,
      linkId: 'lnk_1',
      placement: 'feed',
      tag: ['link', 'own', 'wool', 'hers'],
    });
    expect(places.ofLink('lnk_3')).toEqual({
      ...ofPost,
      linkId: 'lnk_3',
      tag: ['link', 'more', 'own', 'wool', 'hers'],
    });
    expect(places.ofLink('lnk_bio')).toEqual({ linkId: 'lnk_bio', placement: 'bio', tag: ['bio'] });
    expect(places.ofLink('lnk_lost')).toBeUndefined();
    expect(places.ofLink('lnk_never')).toBeUndefined();
  });

  it('a creator has her source and her tags', () => {
    expect(places.ofCreator('crt_a')).toEqual({
      creatorId: 'crt_a',
      tag: ['wool', 'hers'],
      source: 'volunteered',
    });
    expect(places.ofCreator('crt_gone')).toEqual({ creatorId: 'crt_gone', tag: [] });
  });
});

it('every value along a dimension is told once, in order, and nothing for what has none', () => {
  expect(valuesAlong(catalog, 'tag')).toEqual(['bio', 'hers', 'link', 'more', 'own', 'wool']);
  expect(valuesAlong(catalog, 'placement')).toEqual(['bio', 'feed', 'story']);
  expect(valuesAlong(catalog, 'campaignId')).toEqual(['cmp_1']);
  expect(valuesAlong(catalog, 'creatorId')).toEqual(['crt_a', 'crt_gone']);
  expect(valuesAlong(catalog, 'linkId')).toEqual(['lnk_1', 'lnk_2', 'lnk_3', 'lnk_4', 'lnk_bio']);
});

describe('a filter', () => {
  it('keeps what lies where it says in every dimension that it names', () => {
    const place = places.ofPost(post);
    expect(passes(place, {})).toBe(true);
    expect(passes(place, { stage: 'microcontent', message: 'warmth', tag: 'more' })).toBe(true);
    expect(passes(place, { stage: 'microcontent', message: 'looks' })).toBe(false);
    expect(passes(place, { platform: 'insta' })).toBe(false);
    expect(passes(place, { linkId: 'lnk_1' })).toBe(true);
    expect(passes(place, { linkId: 'lnk_bio' })).toBe(false);
  });

  it('keeps what has no value along a dimension, and what no post can be named for', () => {
    const [link, bio] = [places.ofLink('lnk_3') ?? {}, places.ofLink('lnk_bio') ?? {}];
    expect([link, bio].map((place) => passes(place, { without: 'placement' }))).toEqual([true, false]);
    expect([link, bio].map((place) => passes(place, { without: 'postId' }))).toEqual([false, true]);
    expect([link, bio, {}].map((place) => passes(place, { rest: 'withoutPost' }))).toEqual([
      false,
      true,
      false,
    ]);
    expect([link, bio, {}].map((place) => passes(place, { rest: 'notTied' }))).toEqual([false, false, true]);
  });

  it('is one as soon as it names any', () => {
    expect(isFiltering({})).toBe(false);
    for (const name of POST_DIMENSIONS) expect(isFiltering({ [name]: 'x' })).toBe(true);
  });
});
