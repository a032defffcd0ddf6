import { PROMOTION_REASONS, PROMOTION_VERDICTS } from '../../roi/promotions/promotion-verdict.ts';
import { SHAPE_FLAGS } from '../../selection/engagement-shape.ts';
import { STAGES } from '../../vocabulary.ts';
import {
  countUpTo,
  Day,
  Instant,
  idOf,
  Money,
  maybe,
  PageQuery,
  pagedRows,
  pageOf,
  rowsFields,
  text,
} from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const Stage = z.enum(STAGES);

const Candidate = z.strictObject({
  creatorId: z.string(),
  handle: z.string(),
  rank: z.int(),
  posts: z.number(),
  clicks: z.number(),
  orders: z.number(),
  profit: Money,
  spend: Money,
  /** Orders per click, shrunk towards all candidates’. */
  conversionRate: z.number(),
  engagementStanding: z.number().nullable().meta({
    description:
      'Standard deviations of engagement per follower above (below) the usual of the tier, of posts whose shape is genuine; null where it isn’t known or has no say.',
  }),
  /** What one more post is expected to earn after its cost. */
  profitPerPost: Money,
  interval: z.strictObject({ low: Money, high: Money, level: z.number() }),
  /** That one more post costs more than it earns. */
  probabilityOfLoss: z.number(),
  /** Null for who is barred, and for all where there is nothing to choose: see `note`. */
  probabilityInTop: z.number().nullable(),
  probabilityAboveBaseline: z.number().nullable(),
  expectedRank: z.number().nullable(),
  picked: z.boolean(),
  /**
   * What to do: move up; pay for one more test post; leave where they are; stop paying, as they cost more than they
   * earn; barred, as a negative instruction was broken.
   */
  verdict: z.enum(PROMOTION_VERDICTS),
  violated: z.boolean(),
  /** In words. */
  reasons: z.array(z.string()),
  /** The same as codes. */
  reasonCodes: z.array(z.enum(PROMOTION_REASONS)),
  beside: z
    .strictObject({
      creativity: z
        .number()
        .nullable()
        .meta({ description: 'Mean of the ratings of these posts; null without one.' }),
      ratings: z.int(),
      engagementRate: z.number().nullable().meta({
        description:
          'Per follower, drawn towards the tier; null with fewer than two posts that tell followers.',
      }),
      there: z
        .boolean()
        .meta({ description: 'Has posts in the stage to move to already: then there is nothing to decide.' }),
      shape: z
        .array(z.enum(SHAPE_FLAGS))
        .meta({ description: 'What is odd about the engagement of these posts.' }),
    })
    .meta({
      description:
        'What orders don’t tell, for whoever decides. None of it moves the rank; what engagement does is told by `engagementStanding`.',
    }),
});

export const Promotions = z
  .strictObject({
    from: Stage,
    to: Stage,
    pick: z.int(),
    asOf: Day,
    /** How many of the picked are expected to be truly among the best; null where there is nothing to choose. */
    expectedRightPicks: z.number().nullable(),
    /** Why there are no probabilities. */
    note: maybe(z.string()),
    prior: z.strictObject({ a: z.number(), b: z.number(), fitted: z.boolean() }),
    engagement: z
      .strictObject({
        used: z.boolean().meta({ description: 'Whether it has a say at all.' }),
        creators: z.int(),
        note: z.string(),
      })
      .meta({
        description:
          'Whether engagement shifts what is expected of creators with few orders. What it means is learnt from these creators: nothing, where it doesn’t go with their clicks or orders.',
      }),
    ...pagedRows(Candidate),
  })
  .meta({ id: 'Promotions' });
export type Promotions = z.infer<typeof Promotions>;

export const getPromotions = route({
  method: 'get',
  path: '/v1/promotions',
  scope: 'analytics:read',
  tag: 'ROI',
  summary: 'Who to move up: “the first ten, four valuable”',
  description:
    'A seeded posterior over everything the creators’ posts of the stage have brought in the last half year: how much posts of one creator differ, and creators from each other, is learnt from all of them. Engagement beside the tier (of genuine shape) is the prior of who has few orders, as far as it went with clicks and orders of at least eight creators. Followers never enter the score; a broken negative instruction bars promotion.',
  query: z.strictObject({
    from: Stage.default('microcontent'),
    to: Stage.default('campaign'),
    pick: countUpTo(100)
      .default(4)
      .meta({ type: 'integer', minimum: 1, maximum: 100, default: 4, example: 4 }),
    ...rowsFields,
  }),
  answers: { 200: Promotions },
});

const ReviewDecision = z.enum(['promoted', 'kept', 'postponed']);

/** What people decided, and why: kept beside what the numbers said. */
export const PromotionReview = z
  .strictObject({
    id: idOf('prv'),
    creatorId: idOf('crt'),
    from: Stage,
    to: Stage,
    decision: ReviewDecision,
    reason: text(500),
    decidedAt: Instant,
    createdAt: Instant,
  })
  .meta({ id: 'PromotionReview' });
export type PromotionReview = z.infer<typeof PromotionReview>;

export const PromotionReviewInput = z
  .strictObject({
    creatorId: idOf('crt'),
    from: Stage,
    to: Stage,
    decision: ReviewDecision,
    reason: text(500),
    decidedAt: maybe(Instant),
  })
  .meta({
    id: 'PromotionReviewInput',
    example: {
      creatorId: 'crt_0123456789abcdef',
      from: 'microcontent',
      to: 'campaign',
      decision: 'promoted',
      reason: 'Best seller of the first ten, and answers every comment',
    },
  });

export const createPromotionReview = route({
  method: 'post',
  path: '/v1/promotion-reviews',
  scope: 'creators:write',
  tag: 'ROI',
  summary: 'Record the human decision on a promotion, with its reason',
  body: PromotionReviewInput,
  answers: { 201: PromotionReview },
});
export const listPromotionReviews = route({
  method: 'get',
  path: '/v1/promotion-reviews',
  scope: 'creators:read',
  tag: 'ROI',
  summary: 'All decisions on promotions',
  description: 'With `decidedFrom` those decided then or later, the oldest first.',
  query: PageQuery.extend({
    decidedFrom: maybe(Instant).meta({
      description: 'Decided then or later.',
      example: '2026-10-05T08:00:00.000Z',
    }),
  }),
  answers: { 200: pageOf(PromotionReview) },
});

export const promotionRoutes = [getPromotions, createPromotionReview, listPromotionReviews] as const;
