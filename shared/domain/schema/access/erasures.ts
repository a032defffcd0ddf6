import { because } from '../../reasons.ts';
import { ExternalId, Instant, idOf, maybe } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

export const ErasureInput = z
  .strictObject({
    customerId: maybe(ExternalId),
    creatorId: maybe(idOf('crt')),
    clickId: maybe(z.string().min(1).max(100)),
  })
  .refine((wish) => Object.values(wish).filter((value) => value !== undefined).length === 1, {
    error: because('name-one-to-erase'),
  })
  .meta({ id: 'ErasureInput', example: { customerId: 'customer-12' } });

export const Erasure = z
  .strictObject({
    /** Records from which the person is gone; their sums stay. */
    erased: z.strictObject({
      conversions: z.int(),
      clicks: z.int(),
      creators: z.int(),
      applications: z.int(),
    }),
    erasedAt: Instant,
  })
  .meta({ id: 'Erasure' });

export const createErasure = route({
  method: 'post',
  path: '/v1/erasures',
  scope: 'admin',
  changesCatalogue: true,
  tag: 'Privacy',
  summary: 'Erase a person: a customer, a creator, or who made a click',
  description:
    'Takes out what tells who it was and keeps what was counted, so that totals stay consistent. Exported hours follow within minutes, also where the raw click has gone already (`clicks` is 0 then). Cannot be undone; doing it twice changes nothing.',
  body: ErasureInput,
  answers: { 200: Erasure },
  refusals: [404],
});

export const erasureRoutes = [createErasure] as const;
