import { APPLICATION_STATES } from '../../vocabulary.ts';
import {
  Email,
  Instant,
  idOf,
  Metadata,
  maybe,
  PageQuery,
  Platform,
  pageOf,
  stamps,
  text,
} from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const fields = {
  handle: text(100),
  platform: Platform,
  displayName: maybe(text(120)),
  followers: maybe(z.int().min(0).max(1e9)),
  email: maybe(Email),
  city: maybe(text(100)),
  message: maybe(text(1_000)),
  callId: maybe(idOf('cll')),
  metadata: maybe(Metadata),
};

export const Application = z
  .strictObject({
    id: idOf('app'),
    ...fields,
    state: z.enum(APPLICATION_STATES),
    reason: maybe(text(500)),
    decidedAt: maybe(Instant),
    creatorId: maybe(idOf('crt')),
    ...stamps,
  })
  .meta({ id: 'Application' });
export type Application = z.infer<typeof Application>;

export const ApplicationInput = z
  .strictObject({ formToken: z.string().regex(/^[\w-]{1,64}$/), ...fields })
  .meta({
    id: 'ApplicationInput',
    example: {
      formToken: 'dGhlIGJyYW5kJ3MgZm9ybQ',
      handle: '@ada.knits',
      platform: 'instagram',
      followers: 6_200,
    },
  });
export type ApplicationInput = z.infer<typeof ApplicationInput>;

export const DecisionInput = z
  .strictObject({ decision: z.enum(['accept', 'decline']), reason: maybe(text(500)) })
  .meta({ id: 'DecisionInput', example: { decision: 'accept', reason: 'Knits with our yarn already' } });

export type DecisionInput = z.infer<typeof DecisionInput>;

const base = { tag: 'Applications' } as const;

export const apply = route({
  ...base,
  method: 'post',
  path: '/v1/applications',
  scope: 'public',
  summary: 'Volunteer as a creator',
  description:
    'For brands with a form of their own; `formToken` is the brand’s `applyToken`. The ready-made form is at /apply/{token}. A `callId` must be a call of the brand that is open.',
  body: ApplicationInput,
  answers: { 201: z.strictObject({ id: idOf('app'), state: z.enum(APPLICATION_STATES) }) },
  refusals: [404],
});
export const listApplications = route({
  ...base,
  method: 'get',
  path: '/v1/applications',
  scope: 'creators:read',
  summary: 'Who volunteered',
  query: PageQuery.extend({ state: maybe(z.enum(APPLICATION_STATES)) }),
  answers: { 200: pageOf(Application) },
});
export const getApplication = route({
  ...base,
  method: 'get',
  path: '/v1/applications/{id}',
  scope: 'creators:read',
  summary: 'One application',
  params: z.strictObject({ id: idOf('app') }),
  answers: { 200: Application },
});
export const decideApplication = route({
  ...base,
  method: 'post',
  path: '/v1/applications/{id}/decision',
  scope: 'creators:write',
  changesCatalogue: true,
  summary: 'Accept or decline',
  description:
    'Who is accepted becomes a creator with source `volunteered`. A decision stands: another one is 409.',
  params: z.strictObject({ id: idOf('app') }),
  body: DecisionInput,
  answers: { 200: Application },
});

export const applicationRoutes = [apply, listApplications, getApplication, decideApplication] as const;
