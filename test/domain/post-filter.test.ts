import { describe, expect, it } from 'vitest';
import {
  isFiltering,
  linkIdsByPost,
  POST_DIMENSIONS,
  type PostFilter,
  passes,
  placesOf,
  tellsLinksApart,
  valuesAlong,
  wantedIn,
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
/** Of a catalog of its own for each question: what was found of one is remembered. */
const placesHere = () => placesOf({ ...catalog });
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
    expect(placesHere().ofPost(post)).toEqual({
      ...ofPost,
      linkId: ['lnk_1', 'lnk_2', 'lnk_3'],
      placement: ['feed', 'story'],
      tag: ['own', 'wool', 'hers', 'link', 'more'],
    });
    const here = placesHere();
    expect(here.ofPost(post)).toBe(here.ofPost(post));
  });

  it('what isn’t known of a post is no part of its place', () => {
    expect(placesHere().ofPost(bare)).toEqual({
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
    expect(placesHere().ofLink('lnk_1')).toEqual({
      ...ofPost,
      linkId: 'lnk_1',
      placement: 'feed',
      tag: ['link', 'own', 'wool', 'hers'],
    });
    expect(placesHere().ofLink('lnk_3')).toEqual({
      ...ofPost,
      linkId: 'lnk_3',
      tag: ['link', 'more', 'own', 'wool', 'hers'],
    });
    expect(placesHere().ofLink('lnk_bio')).toEqual({ linkId: 'lnk_bio', placement: 'bio', tag: ['bio'] });
    expect(placesHere().ofLink('lnk_lost')).toBeUndefined();
    expect(placesHere().ofLink('lnk_never')).toBeUndefined();
  });

  it('a creator has her source and her tags', () => {
    expect(placesHere().ofCreator('crt_a')).toEqual({
      creatorId: 'crt_a',
      tag: ['wool', 'hers'],
      source: 'volunteered',
    });
    expect(placesHere().ofCreator('crt_gone')).toEqual({ creatorId: 'crt_gone', tag: [] });
  });
});

it('every value along a dimension is told once, in order, and nothing for what has none', () => {
  expect(valuesAlong({ ...catalog }, 'tag')).toEqual(['bio', 'hers', 'link', 'more', 'own', 'wool']);
  expect(valuesAlong({ ...catalog }, 'placement')).toEqual(['bio', 'feed', 'story']);
  expect(valuesAlong({ ...catalog }, 'campaignId')).toEqual(['cmp_1']);
  expect(valuesAlong({ ...catalog }, 'creatorId')).toEqual(['crt_a', 'crt_gone']);
  expect(valuesAlong({ ...catalog }, 'linkId')).toEqual(['lnk_1', 'lnk_2', 'lnk_3', 'lnk_4', 'lnk_bio']);
});

describe('a filter', () => {
  it('keeps what lies where it says in every dimension that it names', () => {
    const place = placesHere().ofPost(post);
    expect(passes(place, {})).toBe(true);
    expect(passes(place, { stage: 'microcontent', message: 'warmth', tag: 'more' })).toBe(true);
    expect(passes(place, { stage: 'microcontent', message: 'looks' })).toBe(false);
    expect(passes(place, { platform: 'insta' })).toBe(false);
    expect(passes(place, { linkId: 'lnk_1' })).toBe(true);
    expect(passes(place, { linkId: 'lnk_bio' })).toBe(false);
  });

  it('keeps what has no value along a dimension, and what no post can be named for', () => {
    const [link, bio] = [placesHere().ofLink('lnk_3') ?? {}, placesHere().ofLink('lnk_bio') ?? {}];
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

  it('is one too that asks for what has no value, or for what no post can be named for', () => {
    expect(isFiltering({ without: 'tag' })).toBe(true);
    expect(isFiltering({ rest: 'notTied' })).toBe(true);
  });

  it('tells the links of one post apart by their placements, tags or names, also by having none', () => {
    const apart: PostFilter[] = [
      { placement: 'feed' },
      { tag: 'wool' },
      { linkId: 'lnk_1' },
      { without: 'placement' },
      { without: 'tag' },
      { without: 'linkId' },
    ];
    expect(apart.map(tellsLinksApart)).toEqual(apart.map(() => true));
    const alike: PostFilter[] = [
      {},
      { stage: 'campaign' },
      { without: 'campaignId' },
      { rest: 'withoutPost' },
    ];
    expect(alike.map(tellsLinksApart)).toEqual(alike.map(() => false));
  });
});

describe('what a filter wants', () => {
  const wanted = (...filters: PostFilter[]) => wantedIn({ ...catalog }, ...filters);

  it('is everything where none was asked', () => {
    const all = wanted({}, {});
    expect([all.post(bare), all.link('lnk_never'), all.bearer(bare), all.credit({}), all.level({})]).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('of several is what each of them keeps', () => {
    const both = wanted({ stage: 'microcontent' }, { tag: 'wool' });
    expect([both.post(post), both.post(bare)]).toEqual([true, false]);
    expect([both.link('lnk_1'), both.link('lnk_4'), both.link('lnk_never')]).toEqual([true, false, false]);
  });

  it('of a post’s links is borne by the post if one of them is, and by itself where it has none', () => {
    expect(wanted({ placement: 'feed' }).bearer(post)).toBe(true);
    expect(wanted({ placement: 'dm' }).bearer(post)).toBe(false);
    const loose = aPost({ postId: 'pst_loose', tags: ['own'] });
    expect(wanted({ tag: 'own' }).bearer(loose)).toBe(true);
    expect(wanted({ placement: 'feed' }).bearer(loose)).toBe(false);
  });

  it('of a credit hangs on its link, else on its post by none of its links, else on its creator', () => {
    const isKept = (filter: PostFilter, credit: object) => wanted(filter).credit(credit);
    expect(isKept({ placement: 'feed' }, { linkId: 'lnk_1', postId: 'pst_1', creatorId: 'crt_a' })).toBe(
      true,
    );
    expect(isKept({ placement: 'feed' }, { postId: 'pst_1', creatorId: 'crt_a' })).toBe(false);
    expect(isKept({ tag: 'link' }, { postId: 'pst_1', creatorId: 'crt_a' })).toBe(false);
    expect(isKept({ tag: 'own' }, { postId: 'pst_1', creatorId: 'crt_a' })).toBe(true);
    expect(isKept({ tag: 'hers' }, { creatorId: 'crt_a' })).toBe(true);
    expect(isKept({ stage: 'microcontent' }, { creatorId: 'crt_a' })).toBe(false);
    expect(isKept({ rest: 'notTied' }, {})).toBe(true);
    expect(isKept({ creatorId: 'crt_a' }, {})).toBe(false);
  });

  it('of what was booked on a creator has her source and tags, of other levels what they are', () => {
    const isKept = (filter: PostFilter, on: object) => wanted(filter).level(on);
    expect(isKept({ source: 'volunteered' }, { creatorId: 'crt_a' })).toBe(true);
    expect(isKept({ tag: 'wool' }, { creatorId: 'crt_a' })).toBe(true);
    expect(isKept({ source: 'volunteered' }, { creatorId: 'crt_gone' })).toBe(false);
    expect(isKept({ campaignId: 'cmp_1' }, { campaignId: 'cmp_1' })).toBe(true);
    expect(isKept({ source: 'volunteered' }, { campaignId: 'cmp_1' })).toBe(false);
    expect(isKept({ without: 'creatorId' }, { campaignId: 'cmp_1' })).toBe(true);
  });

  it('knows the links of each post that has any', () => {
    expect([...linkIdsByPost(catalog)]).toEqual([
      ['pst_1', ['lnk_1', 'lnk_2', 'lnk_3']],
      ['pst_gone', ['lnk_lost']],
      ['pst_2', ['lnk_4']],
    ]);
  });
});
