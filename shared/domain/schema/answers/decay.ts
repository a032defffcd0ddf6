import { DECAY_MODELS } from '../../roi/decay/decay-curve.ts';
import { Day, IntervalShown, idOf, Money } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const MaybeMoney = Money.nullable();

export const Decay = z
  .strictObject({
    postId: idOf('pst'),
    asOf: Day,
    /** `platformPrior`: too few clicks to fit; the platform’s usual half-life speaks alone. */
    model: z.enum([...DECAY_MODELS, 'platformPrior']),
    curve: z.strictObject({ model: z.string(), total: z.number(), scale: z.number(), shape: z.number() }),
    /** Days of the brand’s. The first seven are fitted as 24 hours each from publication. */
    bins: z.array(z.strictObject({ fromDays: z.number(), toDays: z.number(), clicks: z.number() })),
    clicksToDate: z.number(),
    /** The age at which half of the clicks of its first 90 days had come. */
    halfLifeDays: z.number(),
    halfLifeInterval: IntervalShown,
    /** Clicks still to come within 90 days of publication. */
    residualClicks: z.number(),
    residualInterval: IntervalShown,
    residualProfit: MaybeMoney,
    residualProfitInterval: z.strictObject({ low: Money, high: Money, level: z.number() }).nullable(),
    lifetimeClicks: z.number(),
    /** Ages in days at which the post woke up again. */
    waves: z.array(z.number()),
    /** The same clicks bought in paid search, which earns nothing once the spend stops. */
    ppc: z.strictObject({
      ourCpcToDate: MaybeMoney,
      ourLifetimeCpc: MaybeMoney,
      ppcCpc: MaybeMoney,
      sameClicksByPpc: MaybeMoney,
      ppcResidualClicks: z.number(),
    }),
  })
  .meta({ id: 'Decay' });
export type Decay = z.infer<typeof Decay>;

export const getDecay = route({
  method: 'get',
  path: '/v1/posts/{id}/decay',
  scope: 'analytics:read',
  tag: 'ROI',
  summary: 'How a post’s clicks die away, and what is still to come',
  params: z.strictObject({ id: idOf('pst') }),
  answers: { 200: Decay },
  refusals: [409],
});

export const decayRoutes = [getDecay] as const;
