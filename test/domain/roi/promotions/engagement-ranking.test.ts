import { describe, expect, it } from 'vitest';
import type { Catalog, EngagementFact } from '../../../../shared/domain/facts.ts';
import {
  type EngagementRank,
  rankEngagement,
} from '../../../../shared/domain/roi/promotions/engagement-ranking.ts';
import { drawNormal, drawPoisson } from '../../../../shared/domain/statistics/samplers.ts';
import { type Random, seededRandom, shuffle } from '../../../../shared/domain/statistics/seeded-random.ts';
import { aCreator, aPost } from '../facts-builder.ts';

type Seen = Partial<Pick<EngagementFact, 'followers' | 'reach'>> & { likes: number };
type Someone = { id: string; followers?: number; tier?: string; posts: Seen[] };

/** A programme of creators with these posts, the later the newer. */
function aProgramme(...everyone: Someone[]) {
  const catalog: Pick<Catalog, 'creators' | 'posts'> = { creators: [], posts: [] };
  const snapshots: EngagementFact[] = [];
  for (const { id: creatorId, posts, tier, followers } of everyone) {
    catalog.creators.push(aCreator({ creatorId, ...(followers === undefined ? {} : { followers }) }));
    posts.forEach((seen, index) => {
      const postId = `${creatorId}-${index}`;
      catalog.posts.push(aPost({ postId, creatorId, publishedAt: index, ...(tier ? { tier } : {}) }));
      snapshots.push({ postId, takenAt: 1, comments: 0, ...seen });
    });
  }
  return { catalog, snapshots };
}

const ranked = (...everyone: Someone[]): EngagementRank[] => {
  const { catalog, snapshots } = aProgramme(...everyone);
  return rankEngagement(catalog, snapshots);
};
/** Posts with as many likes, among so many followers. */
const likes = (followers: number, ...counts: number[]): Seen[] =>
  counts.map((count) => ({ likes: count, followers }));
const some = (count: number, of: (index: number) => Omit<Someone, 'id'>): Someone[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `other-${String(index).padStart(2, '0')}`,
    ...of(index),
  }));
const usual = (index: number) => ({ posts: likes(5_000, 150 + 10 * index, 130, 190, 160) });
const find = (rows: EngagementRank[], id: string) => rows.find(({ creatorId }) => creatorId === id);

describe('creators by engagement', () => {
  it('ranks the small with many hearts before the huge with few', () => {
    const rows = ranked(
      { id: 'huge', followers: 450_000, posts: likes(450_000, 2_700, 2_500, 2_900, 2_600) },
      { id: 'small', followers: 1_200, posts: likes(1_200, 110, 90, 130, 105) },
      ...some(8, usual),
    );
    expect(rows[0]?.creatorId).toBe('small');
    expect(rows.at(-1)?.creatorId).toBe('huge');
  });

  it('gives the number of followers no weight: the same posts rank the same whatever it is', () => {
    const order = (followers: number) =>
      ranked(...some(10, usual).map((one, i) => ({ ...one, followers: followers * (i + 1) ** 3 })));
    expect(order(1)).toEqual(order(100_000));
  });

  it('lets no lucky post lead, though its raw rate does', () => {
    const rows = ranked(
      { id: 'lucky', posts: likes(1_000, 400, 25) },
      { id: 'steady', posts: likes(1_000, 90, 85, 95, 88, 92, 91, 87, 90) },
      { id: 'once', posts: likes(1_000, 700) },
      ...some(8, usual),
    );
    const [lucky, steady] = [find(rows, 'lucky'), find(rows, 'steady')];
    expect(lucky?.observed).toBeGreaterThan(steady?.observed ?? 1);
    expect(Math.sqrt(0.401 * 0.026)).toBeGreaterThan(0.09);
    expect(rows.map(({ creatorId }) => creatorId).slice(0, 2)).toEqual(['steady', 'lucky']);
    expect(rows.at(-1)).toMatchObject({ creatorId: 'once', rate: null, observed: 0.7 });
  });

  it('keeps more of what a creator did the more posts show it', () => {
    const pair = [120, 300];
    const rows = ranked(
      { id: 'few', posts: likes(1_000, ...pair) },
      { id: 'many', posts: likes(1_000, ...pair, ...pair, ...pair, ...pair) },
      ...some(8, usual),
    );
    const [few, many] = [find(rows, 'few'), find(rows, 'many')];
    expect(few?.rate).toBeLessThan(many?.rate ?? 0);
    expect(many?.rate).toBeLessThan(Math.sqrt(0.121 * 0.301));
    const width = (one?: EngagementRank) => Math.log((one?.interval?.high ?? 0) / (one?.interval?.low ?? 1));
    expect(width(few)).toBeGreaterThan(width(many));
  });

  it('says what it cannot tell, last, as null and never 0', () => {
    const unknown = { rate: null, interval: null, comparedWith: null };
    const rows = ranked(
      { id: 'c-silent', posts: [] },
      { id: 'b-once', tier: '1-5k', posts: likes(1_000, 30) },
      {
        id: 'a-reach',
        tier: '1-5k',
        posts: [
          { likes: 900, reach: 1_000 },
          { likes: 800, reach: 1_000 },
        ],
      },
      { id: 'z-nothing-liked', posts: likes(1_000, 0, 0) },
    );
    expect(rows).toMatchObject([
      { creatorId: 'z-nothing-liked', observed: 0, posts: 2, comparedWith: 'all' },
      { creatorId: 'a-reach', ...unknown, observed: null, posts: 0, tier: null },
      { creatorId: 'b-once', ...unknown, observed: 0.03, posts: 1, tier: '1-5k' },
      { creatorId: 'c-silent', ...unknown, observed: null, posts: 0, tier: null },
    ]);
    expect(rows.map(({ note }) => note?.code)).toEqual([
      undefined,
      'no_follower_counts',
      'too_few_posts',
      'no_follower_counts',
    ]);
    expect(rows[0]?.rate).toBeGreaterThan(0);
  });

  it('never divides by what is not followers: a post that shows reach only counts for nothing', () => {
    const posts = likes(1_000, 50, 60, 55);
    const plain = ranked({ id: 'one', posts }, ...some(8, usual));
    const mixed = ranked({ id: 'one', posts: [...posts, { likes: 900, reach: 950 }] }, ...some(8, usual));
    expect(mixed).toEqual(plain);
  });

  it('draws towards the tier where eight of it are known, else towards all', () => {
    const tierOf = (tier: string, rate: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({
        id: `${tier}-${i}`,
        tier,
        posts: likes(10_000, ...[0.7, 1, 1.4].map((luck) => Math.round(1e4 * rate * luck * (1 + i / 20)))),
      }));
    const thin = { id: 'thin', tier: '10-50k', posts: likes(10_000, 1_000, 1_000) };
    const low = tierOf('10-50k', 0.01, 7);
    const high = tierOf('1-5k', 0.1, 8);
    const inTier = find(ranked(thin, ...low, ...high), 'thin');
    expect(inTier).toMatchObject({ comparedWith: 'tier', tier: '10-50k', observed: 0.1 });
    const few = find(ranked(thin, ...low.slice(1), ...high), 'thin');
    expect(few).toMatchObject({ comparedWith: 'all', tier: '10-50k' });
    expect(inTier?.rate).toBeLessThan(few?.rate ?? 0);
  });

  it('takes the tier of the newest post that counts', () => {
    const { catalog, snapshots } = aProgramme({ id: 'grown', posts: likes(5_000, 100, 120) });
    const posts = catalog.posts.map((post, i) => ({ ...post, tier: i === 1 ? '5-10k' : '1-5k' }));
    expect(rankEngagement({ ...catalog, posts }, snapshots)[0]?.tier).toBe('5-10k');
    expect(rankEngagement({ ...catalog, posts: posts.reverse() }, snapshots)[0]?.tier).toBe('5-10k');
  });

  it('stays a rate where engagements exceed followers, and unsure where posts happen to agree', () => {
    const [viral] = ranked({ id: 'viral', posts: likes(1_000, 5_000, 4_000) });
    expect(viral?.rate).toBeGreaterThan(4);
    const [same] = ranked({ id: 'same', posts: likes(1_000, 40, 40, 40) });
    expect(same?.rate).toBeCloseTo(0.041, 9);
    expect(same?.interval?.high).toBeGreaterThan(0.05);
  });

  it('is the same whatever order the facts come in', () => {
    const { catalog, snapshots } = aProgramme(...some(12, usual));
    const random = seededRandom('order');
    const mixed = {
      creators: shuffle(random, catalog.creators),
      posts: shuffle(random, catalog.posts),
    };
    const again = rankEngagement(mixed, shuffle(random, snapshots));
    const plain = rankEngagement(catalog, snapshots);
    expect(again.map(({ creatorId }) => creatorId)).toEqual(plain.map(({ creatorId }) => creatorId));
    again.forEach(({ rate }, i) => void expect(rate).toBeCloseTo(plain[i]?.rate ?? 0, 12));
  });
});

/** Ten creators around 5 %, two to four posts each, every post lucky or not, every count a Poisson count. */
function aBrandOfKnownRates(random: Random) {
  const truths = Array.from({ length: 10 }, () => Math.log(0.05) + 0.4 * drawNormal(random));
  const everyone = truths.map((truth, i) => ({
    id: `creator-${i}`,
    posts: Array.from({ length: 2 + Math.floor(random() * 3) }, () => {
      const followers = Math.round(1_000 + 9_000 * random());
      const mean = followers * Math.exp(truth + 0.5 * drawNormal(random));
      return { followers, likes: drawPoisson(mean, random) };
    }),
  }));
  return {
    rows: ranked(...everyone),
    truth: (row: EngagementRank) => truths[Number(row.creatorId.slice(8))] ?? 0,
  };
}

it('covers the true rate with 87 to 93 % of its 90 % intervals, and comes nearer to it than the raw rate', () => {
  const random = seededRandom('creators of known engagement');
  let [below, above, missed, missedRaw] = [0, 0, 0, 0];
  for (let brand = 0; brand < 500; brand++) {
    const { rows, truth } = aBrandOfKnownRates(random);
    for (const row of rows) {
      if (truth(row) < Math.log(row.interval?.low ?? 0)) below++;
      if (truth(row) > Math.log(row.interval?.high ?? 0)) above++;
      missed += (Math.log(row.rate ?? 0) - truth(row)) ** 2;
      missedRaw += (Math.log(row.observed ?? 0) - truth(row)) ** 2;
    }
  }
  const covered = 1 - (below + above) / 5000;
  const nearer = missedRaw / missed;
  console.info(
    `engagement intervals: ${(covered * 100).toFixed(1)} % cover, ${below} above and ${above} below the truth; ` +
      `squared error ${nearer.toFixed(1)} times smaller than raw`,
  );
  expect(covered).toBeGreaterThanOrEqual(0.87);
  expect(covered).toBeLessThanOrEqual(0.93);
  expect(nearer).toBeGreaterThan(1.4);
});
