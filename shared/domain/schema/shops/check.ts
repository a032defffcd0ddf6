import { Instant, StepShown } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const CheckedOrder = z.strictObject({
  id: z.string(),
  externalId: z.string(),
  occurredAt: Instant,
  /** Click ids that came with it and were not taken, by why. */
  refused: z.array(z.strictObject({ clickId: z.string(), reason: z.string() })),
});

export const SetupCheck = z
  .strictObject({
    /** Does an order of the last seven days name its click? */
    works: z.boolean(),
    script: z.strictObject({
      /** Exactly this script, for good; `latestUrl` changes with new versions. */
      url: z.string(),
      latestUrl: z.string(),
      integrity: z.string(),
      /** To paste into the head of every page of the shop. */
      tag: z.string(),
      /** When `vouch.check()` was last called in a page of the shop, where, and whether with the newest script. */
      lastHeardAt: Instant.nullable(),
      page: z.string().nullable(),
      isNewest: z.boolean().nullable(),
    }),
    /** The newest counted click of the last two days. */
    lastClick: z.strictObject({ id: z.string(), at: Instant, linkId: z.string() }).nullable(),
    /** The newest 200 orders of the last seven days. */
    orders: z.strictObject({
      withClick: z.int(),
      withoutClick: z.int(),
      lastWithClick: CheckedOrder.nullable(),
      lastWithoutClick: CheckedOrder.nullable(),
      /** Orders that stand twice: as a hook told them, and under the bare id. */
      toldTwice: z.array(z.strictObject({ hooked: z.string(), bare: z.string() })),
    }),
    next: z.array(StepShown),
  })
  .meta({ id: 'SetupCheck' });
export type SetupCheck = z.infer<typeof SetupCheck>;

export const checkSetup = route({
  method: 'get',
  path: '/v1/check',
  scope: 'conversions:read',
  tag: 'Hooks',
  summary: 'Does the shop hand clicks back with its orders?',
  description:
    'For the shop’s engineer: the script tag to paste, the last click, orders with and without one, and what to do next. `vouch.check()` in the console of a page of the shop says that the script is there.',
  answers: { 200: SetupCheck },
});

export const checkRoutes = [checkSetup] as const;
