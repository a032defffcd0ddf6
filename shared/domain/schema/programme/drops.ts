import { wrong } from '../../reasons.ts';
import type { DropTimes } from '../../squads/drop-timing.ts';
import { DROP_TIMINGS } from '../../vocabulary.ts';
import { clearable, Instant, idOf, Metadata, maybe, PageQuery, pageOf, stamps, text } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';
import { DestinationText } from './links.ts';

const fields = {
  metadata: maybe(Metadata),
  name: text(120),
  product: maybe(text(200)),
  opensAt: Instant,
  membersFrom: maybe(Instant),
  endsAt: maybe(Instant),
  earlyDestination: maybe(DestinationText),
};

export const Drop = z
  .strictObject({ id: idOf('drp'), squadId: idOf('sqd'), ...fields, ...stamps })
  .meta({ id: 'Drop' });
export type Drop = z.infer<typeof Drop>;

type Times = { opensAt: string; membersFrom?: string | undefined; endsAt?: string | undefined };

/** What is wrong with a drop's times, by the field that is to be mended. */
export function timesProblem({ opensAt, membersFrom, endsAt }: Times) {
  if (endsAt !== undefined && Date.parse(endsAt) <= Date.parse(opensAt))
    return wrong('endsAt', 'ends-before-opening');
  if (membersFrom !== undefined && Date.parse(membersFrom) > Date.parse(opensAt))
    return wrong('membersFrom', 'members-after-opening');
  return undefined;
}

export const dropTimesOf = ({ opensAt, membersFrom, endsAt }: Times): DropTimes => ({
  opensAt: Date.parse(opensAt),
  ...(membersFrom ? { membersFrom: Date.parse(membersFrom) } : {}),
  ...(endsAt ? { endsAt: Date.parse(endsAt) } : {}),
});

const example = {
  name: 'Winter socks, before they are unveiled',
  product: 'Alpine sock',
  opensAt: '2026-11-20T18:00:00+01:00',
  endsAt: '2026-11-27T18:00:00+01:00',
};
export const DropInput = z.strictObject(fields).meta({ id: 'DropInput', example });
export const DropPatch = z
  .strictObject({
    metadata: clearable(Metadata),
    name: maybe(fields.name),
    product: clearable(text(200)),
    opensAt: maybe(Instant),
    membersFrom: clearable(Instant),
    endsAt: clearable(Instant),
    earlyDestination: clearable(DestinationText),
    archived: maybe(z.boolean()),
  })
  .meta({ id: 'DropPatch', example: { opensAt: '2026-11-20T20:00:00+01:00' } });

const PerTiming = z.strictObject({ early: z.int(), onTime: z.int(), late: z.int() });

const Side = z.strictObject({ posts: z.int(), clicks: z.int(), median: z.number().nullable() });

export const DropWithTimings = Drop.extend({
  posts: z.array(
    z.strictObject({
      postId: idOf('pst'),
      creatorId: idOf('crt'),
      publishedAt: Instant,
      timing: z.enum(DROP_TIMINGS),
      member: z.boolean(),
    }),
  ),
  clicks: PerTiming.extend({ held: z.int() }),
  comparison: z.strictObject({
    drop: Side,
    ordinary: Side,
    better: z.number().nullable(),
    p: z.number().nullable(),
    note: z.string(),
  }),
}).meta({ id: 'DropWithTimings' });
export type DropWithTimings = z.infer<typeof DropWithTimings>;

const ById = z.strictObject({ id: idOf('drp') });
const OfSquad = z.strictObject({ id: idOf('sqd') });
const base = { tag: 'Squads' } as const;

export const createDrop = route({
  ...base,
  method: 'post',
  path: '/v1/squads/{id}/drops',
  scope: 'squads:write',
  changesCatalogue: true,
  summary: 'Give a squad something before everybody else',
  description:
    'Posts name it as `dropId`. Until `opensAt` their links lead nobody on, except those of the squad’s members, which lead on from `membersFrom` (left out: at once). Whoever taps too early is told when it opens, or led to `earlyDestination`; the tap is kept with the reason `early` and is no visit.',
  params: OfSquad,
  body: DropInput,
  answers: { 201: Drop },
});
export const listDrops = route({
  ...base,
  method: 'get',
  path: '/v1/squads/{id}/drops',
  scope: 'squads:read',
  summary: 'All drops of a squad',
  params: OfSquad,
  query: PageQuery,
  answers: { 200: pageOf(Drop) },
});
export const getDrop = route({
  ...base,
  method: 'get',
  path: '/v1/drops/{id}',
  scope: 'squads:read',
  summary:
    'One drop: which posts and clicks were early, on time or late, and how it did beside ordinary posts',
  params: ById,
  answers: { 200: DropWithTimings },
});
export const patchDrop = route({
  ...base,
  method: 'patch',
  path: '/v1/drops/{id}',
  scope: 'squads:write',
  changesCatalogue: true,
  summary: 'Change a drop; its links follow at once',
  params: ById,
  body: DropPatch,
  answers: { 200: Drop },
});
export const archiveDrop = route({
  ...base,
  method: 'delete',
  path: '/v1/drops/{id}',
  scope: 'squads:write',
  changesCatalogue: true,
  summary: 'Archive a drop; its links no longer wait',
  params: ById,
  answers: { 200: Drop },
});

export const dropRoutes = [createDrop, listDrops, getDrop, patchDrop, archiveDrop] as const;
