import type { Catalog, Facts, PostFacts, SpendFact } from '../facts.ts';
import { type PostFilter, wantedIn } from '../post-filter.ts';
import { rememberingOf } from '../remember.ts';
import { addDays } from '../time/week.ts';
import { spreadEqually } from './placement.ts';

/** What of one spend falls to one post; `post` undefined: the level has no post to carry it. */
export type SpendShare = { post: PostFacts | undefined; minor: number };

/** A retainer or a stage's tools serve the posts around them, not those of half a year ago. */
const NEAR_DAYS = 28;

/**
 * The rule by which spend reaches posts, and the same for every grouping:
 * on a post, that post; on a campaign, all posts of the campaign equally, as a campaign begins and ends; on a
 * creator, squad or stage, its posts published within 28 days before or after the spend equally, or all its posts
 * when none lies so near; and when the level has no posts at all, nobody: the caller shows it as unallocated.
 * Equal parts differ by at most one minor unit (the first posts by publication carry it) and sum exactly.
 */
export function spendAllocator(catalog: Pick<Catalog, 'posts'>): (spend: SpendFact) => SpendShare[] {
  const carriersOf = carriersIn(catalog);
  return (spend) => equally(spend.amountMinor, carriersOf(spend));
}

type Booked = Pick<SpendFact, 'on' | 'incurredOn'>;

/** Which spend is borne, in whole or in part, by what the filter keeps. */
export function spendWantedIn(catalog: Catalog, filter: PostFilter): (spend: Booked) => boolean {
  const wanted = wantedIn(catalog, filter);
  const carriersOf = carriersIn(catalog);
  return (spend) => {
    const carriers = carriersOf(spend);
    return carriers.length > 0 ? carriers.some(wanted.bearer) : wanted.level(spend.on);
  };
}

/** The posts that bear a spend; none where its level has no post. */
const carriersIn = rememberingOf(({ posts }: Pick<Catalog, 'posts'>): ((spend: Booked) => PostFacts[]) => {
  const postById = new Map(posts.map((post) => [post.postId, post]));
  const known = new Map<string, PostFacts[]>();
  const carriersOf = (on: SpendFact['on']): PostFacts[] => {
    if ('postId' in on) {
      const post = postById.get(on.postId);
      return post ? [post] : [];
    }
    const level = Object.entries(on).flat().join(' ');
    const carriers = known.get(level) ?? posts.filter(liesOn(on)).sort(byPublication);
    known.set(level, carriers);
    return carriers;
  };
  return (spend) => {
    const carriers = carriersOf(spend.on);
    const bounded = 'campaignId' in spend.on || carriers.length < 2;
    const near = bounded ? carriers : within(carriers, spend.incurredOn);
    return near.length > 0 ? near : carriers;
  };
});

/** What was due for each post up to a day (inclusive), minor units; posts without spend are left out. */
export function spendOfPosts(
  { catalog, spend }: Pick<Facts, 'catalog' | 'spend'>,
  until: string,
): Map<string, number> {
  const allocate = spendAllocator(catalog);
  const due = new Map<string, number>();
  for (const one of spend) {
    if (one.incurredOn > until || one.basis === 'retail' || one.state === 'committed') continue;
    for (const { post, minor } of allocate(one))
      if (post) due.set(post.postId, (due.get(post.postId) ?? 0) + minor);
  }
  return due;
}

function liesOn(on: Exclude<SpendFact['on'], { postId: string }>): (post: PostFacts) => boolean {
  if ('creatorId' in on) return ({ creatorId }) => creatorId === on.creatorId;
  if ('campaignId' in on) return ({ campaignId }) => campaignId === on.campaignId;
  if ('squadId' in on) return ({ squadId }) => squadId === on.squadId;
  return ({ stage }) => stage === on.stage;
}

function within(posts: PostFacts[], day: string): PostFacts[] {
  const [from, to] = [addDays(day, -NEAR_DAYS), addDays(day, NEAR_DAYS)];
  return posts.filter((post) => post.publishedOn >= from && post.publishedOn <= to);
}

function equally(amountMinor: number, posts: readonly PostFacts[]): SpendShare[] {
  if (posts.length === 0) return [{ post: undefined, minor: amountMinor }];
  const parts = spreadEqually(amountMinor, posts.length);
  return posts.map((post, index) => ({ post, minor: parts[index] ?? 0 }));
}

const byPublication = (one: PostFacts, other: PostFacts): number =>
  one.publishedAt - other.publishedAt || (one.postId < other.postId ? -1 : 1);
