import { because } from '../../reasons.ts';
import { FORMATS, LANGUAGES, SLOT_STATES } from '../../vocabulary.ts';
import { clearable, Day, idOf, Metadata, maybe, PageQuery, pageOf, stamps, text } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

/** How often a creator is asked for a post of each format. */
const Rhythm = z
  .array(z.strictObject({ format: z.enum(FORMATS), everyDays: z.int().min(1).max(366) }))
  .max(FORMATS.length)
  .refine((all) => new Set(all.map(({ format }) => format)).size === all.length, {
    error: because('name-once', { what: 'format' }),
  });
const DueDates = z
  .array(z.strictObject({ on: Day, format: z.enum(FORMATS), creatorId: maybe(idOf('crt')) }))
  .max(200);

/** What campaigns and squads ask for; kept with them. */
export const timetableFields = { rhythm: maybe(Rhythm), dueDates: maybe(DueDates) };
export const timetablePatch = {
  rhythm: clearable(Rhythm),
  dueDates: clearable(DueDates),
};

const Slot = z.strictObject({
  dueOn: Day,
  format: z.enum(FORMATS),
  creatorId: idOf('crt'),
  campaignId: maybe(idOf('cmp')),
  squadId: maybe(idOf('sqd')),
  state: z.enum(SLOT_STATES),
  postId: maybe(idOf('pst')),
  publishedOn: maybe(Day),
});

export const TimetableRead = z
  .strictObject({
    from: Day,
    to: Day,
    due: z.int(),
    onTime: z.int(),
    late: z.int(),
    missing: z.int(),
    onTimeShare: z.number().nullable(),
    next: Slot.nullable(),
    slots: z.array(Slot),
  })
  .meta({ id: 'Timetable' });
export type TimetableRead = z.infer<typeof TimetableRead>;

/** The table knows the hash of its token, which is its id, and not the token. */
export const StoredCalendar = z.strictObject({
  id: z.string(),
  name: text(120),
  language: z.enum(LANGUAGES),
  campaignId: maybe(idOf('cmp')),
  squadId: maybe(idOf('sqd')),
  metadata: maybe(Metadata),
  ...stamps,
});
export type StoredCalendar = z.infer<typeof StoredCalendar>;
const CalendarListed = StoredCalendar.omit({ archivedAt: true, updatedAt: true }).meta({ id: 'Calendar' });
export const CalendarInput = z
  .strictObject({
    name: text(120).default('Posts due'),
    language: z.enum(LANGUAGES).default('en'),
    campaignId: maybe(idOf('cmp')),
    squadId: maybe(idOf('sqd')),
    metadata: maybe(Metadata),
  })
  .meta({ id: 'CalendarInput', example: { name: 'Posts due' } });

const base = { tag: 'Timetable' } as const;

export const getTimetable = route({
  ...base,
  method: 'get',
  path: '/v1/timetable',
  scope: 'campaigns:read',
  summary: 'Which posts were due, who kept it, what is missing, who is next',
  description:
    'From the `rhythm` and `dueDates` of campaigns and squads. A squad asks its members from their first day on; a campaign asks its `creatorIds`, or whoever posted for it. The first post since the one before was due keeps a slot; a post too many fills the oldest missed one, late.',
  query: z.strictObject({
    from: maybe(Day),
    to: maybe(Day),
    campaignId: maybe(idOf('cmp')),
    squadId: maybe(idOf('sqd')),
  }),
  answers: { 200: TimetableRead },
});
export const createCalendar = route({
  ...base,
  method: 'post',
  path: '/v1/calendars',
  scope: 'campaigns:write',
  summary: 'Make an address that calendars subscribe to',
  description:
    'The address is shown in this answer only; whoever has it sees what is due, until it is taken back.',
  body: CalendarInput,
  answers: { 201: CalendarListed.extend({ url: z.string() }).meta({ id: 'CalendarWithAddress' }) },
  refusals: [404],
});
export const listCalendars = route({
  ...base,
  method: 'get',
  path: '/v1/calendars',
  scope: 'campaigns:read',
  summary: 'All calendars that still show something',
  query: PageQuery,
  answers: { 200: pageOf(CalendarListed) },
});
export const revokeCalendar = route({
  ...base,
  method: 'delete',
  path: '/v1/calendars/{id}',
  scope: 'campaigns:write',
  summary: 'Take a calendar’s address back',
  params: z.strictObject({ id: z.string().max(64) }),
  answers: { 204: null },
});
export const timetableRoutes = [getTimetable, createCalendar, listCalendars, revokeCalendar] as const;
