import type { Catalog, EngagementFact, PostFacts } from '../../facts.ts';
import type { Interval } from '../../statistics/beta.ts';
import { mean } from '../../statistics/linear.ts';
import { shrinkMeans } from '../../statistics/shrinkage.ts';
import { studentQuantile } from '../../statistics/student-t.ts';
import { engagementsOf } from '../tally.ts';

/** A creator's engagement per follower. What cannot be told is null, with a note. */
export type EngagementRank = {
  creatorId: string;
  /** Five denominators are in use and differ tenfold; one ranking has one. */
  basis: 'followers';
  /** Of a typical post (median), drawn towards the creators it is compared with. */
  rate: number | null;
  interval: Interval | null;
  /** Engagements per follower as they stand: sum by sum. */
  observed: number | null;
  /** With an engagement snapshot that says how many followers there were. */
  posts: number;
  /** Frozen on the newest of these posts. */
  tier: string | null;
  /** Too few creators in the tier: all are compared. */
  comparedWith: 'tier' | 'all' | null;
  note?: { code: 'no_follower_counts' | 'too_few_posts'; text: string };
};

const LEAST_POSTS = 2;
/** As for conversion rates: fewer say nothing of how creators differ. */
export const LEAST_CREATORS = 8;
const LEVEL = 0.9;
/** Of the logs of creators' rates: at 2 every third creator would be seven times off the median. */
const MOST_SPREAD = 2;

/**
 * Creators by what their followers do, not by how many they are: highest posterior rate first, those of unknown rate
 * last. A post's rate is (engagements + 1)/followers at the time, its logarithm normal around the creator's own, and
 * that around the tier's (a binomial would lie: posts vary hugely, and engagements may exceed followers).
 * `snapshots`: the newest of each post.
 */
export function rankEngagement(
  { creators, posts }: Pick<Catalog, 'creators' | 'posts'>,
  snapshots: readonly EngagementFact[],
): EngagementRank[] {
  const shown = shownPosts(posts, snapshots);
  const beliefs = beliefsOf(shown);
  return creators
    .map(({ creatorId }): EngagementRank => {
      const own = shown.get(creatorId) ?? [];
      const belief = beliefs.get(creatorId) ?? { rate: null, interval: null, comparedWith: null };
      const seen = { observed: observedRate(own), posts: own.length, tier: tierOf(own) };
      return { creatorId, basis: 'followers', ...belief, ...seen, ...whyUnknown(own) };
    })
    .sort(byRate);
}

/**
 * How far the engagement of each creator's posts lies above (below) the usual of her tier, in logarithms: means of means,
 * of the tier where it has enough creators, else of all. One post is enough to be told. `posts`: those whose engagement
 * is taken for genuine.
 */
export function engagementBesideTier(
  posts: readonly PostFacts[],
  snapshots: readonly EngagementFact[],
): Map<string, number> {
  const known = [...shownPosts(posts, snapshots)].map(([creatorId, own]) => ({
    creatorId,
    tier: tierOf(own),
    log: mean(own.map(logRate)),
  }));
  return new Map(
    known.map(({ creatorId, tier, log }) => {
      const peers = tier === null ? [] : known.filter((one) => one.tier === tier);
      const compared = peers.length < LEAST_CREATORS ? known : peers;
      return [creatorId, log - mean(compared.map((one) => one.log))];
    }),
  );
}

/** The order of the ranking. Equal rates, and creators without one, by id. */
export function byRate(one: RankPlace, other: RankPlace): number {
  if (one.rate !== other.rate) return (other.rate ?? -1) - (one.rate ?? -1);
  return Number(one.creatorId > other.creatorId) - Number(one.creatorId < other.creatorId);
}
export type RankPlace = Pick<EngagementRank, 'creatorId' | 'rate'>;

type ShownPost = Pick<PostFacts, 'tier' | 'publishedAt'> & { engagements: number; followers: number };
type Belief = Pick<EngagementRank, 'rate' | 'interval' | 'comparedWith'>;

/** Posts whose snapshot says how many followers there were, by creator. */
function shownPosts(posts: readonly PostFacts[], snapshots: readonly EngagementFact[]) {
  const newest = new Map(snapshots.map((snapshot) => [snapshot.postId, snapshot]));
  const shown = new Map<string, ShownPost[]>();
  for (const { postId, creatorId, publishedAt, tier } of posts) {
    const snapshot = newest.get(postId);
    const engagements = snapshot && engagementsOf(snapshot);
    if (!snapshot?.followers || engagements === undefined) continue;
    const own = shown.get(creatorId) ?? [];
    const counts = { engagements, followers: snapshot.followers };
    own.push({ publishedAt, ...(tier === undefined ? {} : { tier }), ...counts });
    shown.set(creatorId, own);
  }
  return shown;
}

const logRate = ({ engagements, followers }: ShownPost): number => Math.log((engagements + 1) / followers);

const tierOf = (own: readonly ShownPost[]): string | null =>
  [...own].sort((one, other) => other.publishedAt - one.publishedAt)[0]?.tier ?? null;

const observedRate = (own: readonly ShownPost[]): number | null =>
  own.length === 0 ? null : sum(own.map((p) => p.engagements)) / sum(own.map((p) => p.followers));

function whyUnknown(own: readonly ShownPost[]): Pick<EngagementRank, 'note'> {
  if (own.length >= LEAST_POSTS) return {};
  const none = {
    code: 'no_follower_counts',
    text: 'no engagement snapshot says how many followers',
  } as const;
  return { note: own.length === 0 ? none : { code: 'too_few_posts', text: 'one post is not enough' } };
}

type KnownCreator = { creatorId: string; own: ShownPost[]; logs: number[] };
type Noise = { variance: number; degreesOfFreedom: number };

/** Everyone is first compared with all; who is in a tier of enough creators, with these instead. */
function beliefsOf(shown: ReadonlyMap<string, ShownPost[]>): Map<string, Belief> {
  const known = [...shown].flatMap(([creatorId, own]) =>
    own.length < LEAST_POSTS ? [] : [{ creatorId, own, logs: own.map(logRate) }],
  );
  const noise = noiseWithin(known);
  const beliefs = new Map(shrunk(known, noise, 'all'));
  for (const tier of new Set(known.map(({ own }) => tierOf(own)))) {
    const peers = known.filter(({ own }) => tierOf(own) === tier);
    if (tier === null || peers.length < LEAST_CREATORS) continue;
    for (const [creatorId, belief] of shrunk(peers, noise, 'tier')) beliefs.set(creatorId, belief);
  }
  return beliefs;
}

/**
 * How much one creator's posts differ, pooled over all. Never less than counting alone makes: a count e + 1 has a
 * relative variance of about 1/(e + 1), so posts that happen to agree don't make anyone certain.
 */
function noiseWithin(known: readonly KnownCreator[]): Noise {
  const posts = known.flatMap(({ own }) => own);
  const degreesOfFreedom = posts.length - known.length;
  const squares = sum(known.map(({ logs }) => sum(logs.map((log) => (log - mean(logs)) ** 2))));
  const counting = mean(posts.map(({ engagements }) => 1 / (engagements + 1)));
  return { variance: Math.max(squares / degreesOfFreedom, counting), degreesOfFreedom };
}

function shrunk(
  known: readonly KnownCreator[],
  noise: Noise,
  comparedWith: 'tier' | 'all',
): [creatorId: string, Belief][] {
  const means = known.map(({ logs }) => ({ mean: mean(logs), variance: noise.variance / logs.length }));
  const errors = studentQuantile(LEVEL, noise.degreesOfFreedom);
  return shrinkMeans(means, MOST_SPREAD).map(({ mean, variance }, i) => {
    const reach = errors * Math.sqrt(variance);
    const interval = { low: Math.exp(mean - reach), high: Math.exp(mean + reach), level: LEVEL };
    return [known[i]?.creatorId ?? '', { rate: Math.exp(mean), interval, comparedWith }];
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
