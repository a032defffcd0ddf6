import type { PostDimension } from '../../shared/domain/post-filter.ts';
import type { Conversion } from '../../shared/domain/schema/orders/conversions.ts';
import type { Spend } from '../../shared/domain/schema/orders/spend.ts';
import type { Campaign } from '../../shared/domain/schema/programme/campaigns.ts';
import type { Creator } from '../../shared/domain/schema/programme/creators.ts';
import type { Link } from '../../shared/domain/schema/programme/links.ts';
import type { Post } from '../../shared/domain/schema/programme/posts.ts';
import type { Squad } from '../../shared/domain/schema/programme/squads.ts';
import { addDays } from '../../shared/domain/time/week.ts';

/** Everything that a brand has, as the API lists it without any filter. */
export type Listed = {
  creators: Creator[];
  campaigns: Campaign[];
  squads: Squad[];
  posts: Post[];
  links: Link[];
  conversions: Conversion[];
  spend: Spend[];
};

/** The values that something has along each dimension; none: `[]`. */
export type Lies = Record<PostDimension, readonly string[]>;

const list = (...values: (string | null | undefined)[]) => values.filter((value) => !!value) as string[];

/**
 * Where a thing lies, told anew from what the documents say and not from what the product does: slow, and as plain as can
 * be. A thing of several parts (an order’s credits, the links that bear a cost) has a place for each.
 */
export function whereItLies(listed: Listed) {
  const creatorOf = (id: string | undefined) => listed.creators.find((creator) => creator.id === id);
  const postOf = (id: string | undefined) => listed.posts.find((post) => post.id === id);

  const ofParts = (creator?: Creator, post?: Post, links: readonly Link[] = []): Lies => ({
    stage: list(post?.stage),
    creatorId: list(post?.creatorId ?? creator?.id),
    postId: list(post?.id),
    linkId: links.map(({ id }) => id),
    campaignId: list(post?.campaignId),
    squadId: list(post?.squadId),
    platform: list(post?.platform),
    tier: list(post?.tier),
    source: list(creator?.source),
    format: list(post?.format),
    message: post?.messages ?? [],
    placement: list(...links.map(({ placement }) => placement)),
    tag: [...(creator?.tags ?? []), ...(post?.tags ?? []), ...links.flatMap(({ tags }) => tags ?? [])],
  });
  const ofPost = (post: Post) =>
    ofParts(
      creatorOf(post.creatorId),
      post,
      listed.links.filter(({ postId }) => postId === post.id),
    );
  const ofLink = (link: Link) => {
    const post = postOf(link.postId);
    return ofParts(creatorOf(post?.creatorId), post, [link]);
  };
  const ofCredit = ({ linkId, postId, creatorId }: Conversion['credits'][number]) => {
    const link = listed.links.find(({ id }) => id === linkId);
    const post = postOf(postId);
    return link ? ofLink(link) : ofParts(creatorOf(post?.creatorId ?? creatorId), post);
  };
  const bearersOf = ({ postId, creatorId, campaignId, squadId, stage, incurredOn }: Spend): Post[] => {
    if (postId) return listed.posts.filter(({ id }) => id === postId);
    const all = listed.posts.filter(
      (post) =>
        (!creatorId || post.creatorId === creatorId) &&
        (!campaignId || post.campaignId === campaignId) &&
        (!squadId || post.squadId === squadId) &&
        (!stage || post.stage === stage),
    );
    const day = (post: Post) => post.publishedAt.slice(0, 10);
    const near = all.filter(
      (post) => day(post) >= addDays(incurredOn, -28) && day(post) <= addDays(incurredOn, 28),
    );
    return campaignId || near.length === 0 ? all : near;
  };
  const ofLevel = ({ creatorId, campaignId, squadId, stage }: Spend): Lies => ({
    ...ofParts(creatorOf(creatorId)),
    campaignId: list(campaignId),
    squadId: list(squadId),
    stage: list(stage),
  });

  /** Creators are told apart by the platform that they are known on, wherever else they post. */
  const ofHer = ({ platform }: Creator, lies: Lies): Lies => ({ ...lies, platform: [platform] });

  const postsWith = (owner: Partial<Pick<Post, 'campaignId' | 'squadId'>>) =>
    listed.posts
      .filter(
        ({ campaignId, squadId }) =>
          (owner.campaignId ?? campaignId) === campaignId && (owner.squadId ?? squadId) === squadId,
      )
      .map(ofPost);

  return {
    post: (post: Post) => [ofPost(post)],
    link: (link: Link) => [ofLink(link)],
    order: (order: Conversion) => order.credits.map(ofCredit),
    spend: (spend: Spend) => {
      const links = bearersOf(spend).flatMap((post) =>
        listed.links.filter(({ postId }) => postId === post.id),
      );
      return bearersOf(spend).length === 0 ? [ofLevel(spend)] : links.map(ofLink);
    },
    /** Herself, and each of her posts. */
    creator: (creator: Creator) => [
      ofHer(creator, ofParts(creator)),
      ...listed.posts
        .filter(({ creatorId }) => creatorId === creator.id)
        .map((post) => ofHer(creator, ofPost(post))),
    ],
    /** Itself, whom it asks, and each of its posts. */
    campaign: ({ id, creatorIds = [] }: Campaign) => [
      { ...ofParts(), campaignId: [id], creatorId: creatorIds },
      ...postsWith({ campaignId: id }),
    ],
    /** Itself, its members, and each of its posts. */
    squad: ({ id, members }: Squad) => [
      {
        ...ofParts(),
        squadId: [id],
        creatorId: members.flatMap(({ creatorId, until }) => (until ? [] : creatorId)),
      },
      ...postsWith({ squadId: id }),
    ],
  };
}
