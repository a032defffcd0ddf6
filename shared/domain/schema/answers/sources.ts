import { CREATOR_SOURCES } from '../../vocabulary.ts';
import { Day, IntervalShown, maybe } from '../common.ts';
import { postFilterFields, rangeFields } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';
import { RoiLine } from './roi.ts';

const Share = z.strictObject({
  successes: z.int(),
  trials: z.int(),
  share: z.number().nullable(),
  interval: IntervalShown.nullable(),
});

export const Sources = z
  .strictObject({
    from: Day,
    to: Day,
    rows: z.array(
      z.strictObject({
        source: z.enum(CREATOR_SOURCES),
        creators: z.int(),
        roi: maybe(RoiLine.nullable()),
        fit: Share,
        broken: Share,
      }),
    ),
    difference: z.strictObject({
      fit: z.number().nullable(),
      broken: z.number().nullable(),
      returned: z.strictObject({ share: z.number(), p: z.number() }).nullable(),
    }),
  })
  .meta({ id: 'Sources' });
export type Sources = z.infer<typeof Sources>;

export const getSources = route({
  method: 'get',
  path: '/v1/sources',
  scope: 'analytics:read',
  tag: 'ROI',
  summary: 'What creators return by how they came: volunteered, invited, searched for',
  description:
    '`fit`: of those who posted, the ones who came as far as a campaign or the community. `broken`: of the checked rules, the broken ones. `difference` sets volunteers against all others: Fisher’s exact test for the shares, the rank sum for what each creator returned after what was spent on them. A place keeps the creators who stand there or have such a post, and of their posts, money and checked rules what lies there.',
  query: z.strictObject({ ...rangeFields, ...postFilterFields }),
  answers: { 200: Sources },
});
export const sourceRoutes = [getSources] as const;
