import type { BrandFacts, CreditedOrder, PostFacts } from '../facts.ts';
import type { StoredConversion } from '../schema/orders/conversions.ts';
import { addDays } from '../time/week.ts';

/** The row of every table for orders and spend that no post can be named for. */
export const NOT_TIED = 'not tied to a post';
/** The row of every table for what links without a post brought: a bio, a newsletter, a parcel. */
export const WITHOUT_POST = 'without a post';
/** Rows that no post, creator or stage stands behind, in their order at the end of a table. */
export const REST_ROWS: readonly string[] = [WITHOUT_POST, NOT_TIED];

/** The row of a credit, or a touch, that no post can be named for. */
export const restRowOf = ({ creatorId, linkId }: Partial<Credit>): string =>
  creatorId === undefined && linkId !== undefined ? WITHOUT_POST : NOT_TIED;

type Posts = readonly Pick<PostFacts, 'postId' | 'creatorId' | 'publishedOn' | 'publishedAt'>[];
type Credit = { creatorId?: string; postId?: string; linkId?: string };

/** A creator's newest post on a day, none when the newest is older than so many days. */
export type FindPost = (creatorId: string, day: string, withinDays: number) => string | undefined;

/** Among these posts, published on or before the day; of two at one moment the one with the smaller id. */
export function newestPostAmong(posts: Posts): FindPost {
  const byCreator = new Map<string, Posts[number][]>();
  for (const post of posts) {
    const known = byCreator.get(post.creatorId);
    if (known) known.push(post);
    else byCreator.set(post.creatorId, [post]);
  }
  for (const list of byCreator.values()) list.sort(newestFirst);
  return (creatorId, day, withinDays) => {
    const newest = byCreator.get(creatorId)?.find(({ publishedOn }) => publishedOn <= day);
    return newest && newest.publishedOn >= addDays(day, -withinDays) ? newest.postId : undefined;
  };
}

/**
 * An order's place, decided once: a credit that names only its creator (a coupon's, a survey's) gets her newest post of
 * the order's day. Without one it stays as it is: not tied to a post.
 */
export const placed = <C extends Credit>(
  credits: readonly C[],
  day: string,
  withinDays: number,
  find: FindPost,
): C[] =>
  credits.map((credit) => {
    const { creatorId } = credit;
    if (creatorId === undefined || hasPlace(credit)) return credit;
    const postId = find(creatorId, day, withinDays);
    return postId === undefined ? credit : { postId, ...credit };
  });

/** A post, a link, or nobody who could have one. */
const hasPlace = ({ creatorId, postId, linkId }: Credit): boolean =>
  creatorId === undefined || postId !== undefined || linkId !== undefined;

/** An order from before places were kept reads as it was read then, until the sweep has kept its place. */
export function placedOrder(
  order: CreditedOrder,
  { windowDays }: Pick<BrandFacts, 'windowDays'>,
  find: FindPost,
): CreditedOrder {
  if (order.couponDays !== undefined || order.credits.every(hasPlace)) return order;
  const day = order.orderDay ?? order.day;
  return { ...order, credits: placed(order.credits, day, order.windowDays ?? windowDays, find) };
}

/** The document of such an order with its place, from now on kept. */
export const keptPlace = (order: StoredConversion, find: FindPost): StoredConversion =>
  order.couponDays !== undefined
    ? order
    : {
        ...order,
        couponDays: order.windowDays,
        credits: placed(order.credits, order.day, order.windowDays, find),
      };

const newestFirst = (one: Posts[number], other: Posts[number]): number =>
  other.publishedAt - one.publishedAt || (one.postId < other.postId ? -1 : 1);
