import { collection } from '../collection.ts';
import {
  byExternalId,
  Country,
  clearable,
  Day,
  ExternalId,
  idOf,
  Metadata,
  maybe,
  PageQuery,
  stamps,
  text,
} from '../common.ts';
import { idsField, postFilterFields, searchField, sortField } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';
import { timetableFields, timetablePatch } from './timetable.ts';

/** Both days included; without `until` still a member. */
const Member = z.strictObject({ creatorId: idOf('crt'), since: Day, until: maybe(Day) });

const fields = {
  metadata: maybe(Metadata),
  name: text(120),
  city: text(100),
  country: Country,
  managerName: maybe(text(120)),
  targetSize: maybe(z.int().min(1).max(10_000)),
  ...timetableFields,
};

export const Squad = z
  .strictObject({
    id: idOf('sqd'),
    externalId: maybe(ExternalId),
    ...fields,
    members: z.array(Member),
    ...stamps,
  })
  .meta({ id: 'Squad' });
export type Squad = z.infer<typeof Squad>;

const example = { name: 'Hamburg knits', city: 'Hamburg', country: 'DE', managerName: 'Jo', targetSize: 12 };
export const SquadInput = z
  .strictObject({ externalId: maybe(ExternalId), ...fields })
  .meta({ id: 'SquadInput', example });
export type SquadInput = z.infer<typeof SquadInput>;
export const SquadUpsert = z.strictObject(fields).meta({ id: 'SquadUpsert', example });
export const SquadPatch = z
  .strictObject({
    metadata: clearable(Metadata),
    name: maybe(fields.name),
    city: maybe(fields.city),
    country: maybe(Country),
    managerName: clearable(text(120)),
    targetSize: clearable(z.int().min(1).max(10_000)),
    ...timetablePatch,
    archived: maybe(z.boolean()),
  })
  .meta({ id: 'SquadPatch', example: { targetSize: 15 } });

export const MembershipInput = z
  .strictObject({ since: maybe(Day), until: clearable(Day) })
  .meta({ id: 'MembershipInput', example: { since: '2026-10-01' } });

const Membership = z.strictObject({ id: idOf('sqd'), creatorId: idOf('crt') });
const squads = collection('squads', { tag: 'Squads', id: 'sqd', answer: Squad });

export const createSquad = squads.create({
  summary: 'Add a community squad',
  body: SquadInput,
});
export const createSquads = squads.createMany({
  summary: 'Add or change up to a hundred squads, each for itself',
  more: 'Members stay as they are.',
  one: 'squad',
  fields: { externalId: maybe(ExternalId), ...fields },
  name: 'SquadBulk',
  example: { ...example, externalId: 'hamburg' },
});
export const listSquads = squads.list(Squad, {
  summary: 'All squads',
  description:
    'A place keeps those with such a post; `creatorId` also those that she is a member of. `q` looks into names, cities and managers. By id, where no order is asked for.',
  query: PageQuery.extend({
    ...postFilterFields,
    ...idsField('sqd'),
    ...searchField,
    ...sortField(['name', 'city']),
  }),
});
export const getSquad = squads.get({ summary: 'One squad with its members' });
export const getSquadByExternalId = byExternalId(getSquad);
export const patchSquad = squads.patch({
  summary: 'Change a squad',
  body: SquadPatch,
});
export const archiveSquad = squads.archive({ summary: 'Archive a squad' });
export const putSquad = squads.put({
  summary: 'Add or replace the squad of this externalId',
  description: 'Members stay as they are.',
  body: SquadUpsert,
});
export const putMember = route({
  ...squads.writes,
  method: 'put',
  path: '/v1/squads/{id}/members/{creatorId}',
  summary: 'Take a creator into the squad, or change the dates of the membership',
  description:
    'Without `since`: from today in the brand’s time zone. After an ended membership a new one begins.',
  params: Membership,
  body: MembershipInput,
  answers: { 200: Squad },
});
export const deleteMember = route({
  ...squads.writes,
  method: 'delete',
  path: '/v1/squads/{id}/members/{creatorId}',
  summary: 'End a membership today',
  params: Membership,
  answers: { 200: Squad },
});

export const squadRoutes = [
  createSquad,
  createSquads,
  listSquads,
  getSquad,
  getSquadByExternalId,
  patchSquad,
  archiveSquad,
  putSquad,
  putMember,
  deleteMember,
] as const;
