import { LANGUAGES } from '../../vocabulary.ts';
import { Email, Instant, idOf, maybe, PageQuery, pageOf, stamps, text } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';
import { SCOPES, type Scope } from '../scopes.ts';

/** What a person may do on the pages. */
export const ROLES = ['owner', 'marketer', 'reader'] as const;
export type Role = (typeof ROLES)[number];

/** A marketer writes what the brand's work is; who may do what, and what leaves by itself, is the owner's. */
const OWNERS_OWN: readonly Scope[] = ['brand:write', 'webhooks:read', 'webhooks:write'];
const READER = SCOPES.filter((scope) => scope.endsWith(':read') && !OWNERS_OWN.includes(scope));
const MARKETER = SCOPES.filter((scope) => scope.endsWith(':write') && !OWNERS_OWN.includes(scope));

/** A role is a list of the scopes that keys have, so the API's own checks hold for people too. */
export const SCOPES_OF_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  owner: ['admin'],
  marketer: [...READER, ...MARKETER],
  reader: READER,
};

const fields = { email: Email, name: maybe(text(120)), role: z.enum(ROLES) };

export const StoredPerson = z.strictObject({
  id: idOf('ppl'),
  ...fields,
  language: maybe(z.enum(LANGUAGES)),
  /** Sessions that began before this moment are over: the role has changed since. */
  sessionsFrom: maybe(Instant),
  lastSeenAt: maybe(Instant),
  ...stamps,
});
export type StoredPerson = z.infer<typeof StoredPerson>;

export const Person = StoredPerson.omit({ sessionsFrom: true, archivedAt: true }).meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

export const PersonInput = z
  .strictObject({ ...fields, language: maybe(z.enum(LANGUAGES)) })
  .meta({ id: 'PersonInput', example: { email: 'mo@example.com', role: 'marketer' } });
export type PersonInput = z.infer<typeof PersonInput>;

export const PersonPatch = z
  .strictObject({
    name: maybe(fields.name),
    role: maybe(fields.role),
    language: maybe(z.enum(LANGUAGES)),
  })
  .meta({ id: 'PersonPatch', example: { role: 'reader' } });

const ById = z.strictObject({ id: idOf('ppl') });
const base = { tag: 'People', scope: 'admin' } as const;

export const createPerson = route({
  ...base,
  method: 'post',
  path: '/v1/people',
  summary: 'Let somebody sign in to the pages at /app',
  description:
    'Nothing is mailed: the person asks for a sign-in link at /app/sign-in with this address. A role is a list of scopes: `owner` has `admin`, `marketer` writes everything but the brand and its webhooks, `reader` reads.',
  body: PersonInput,
  answers: { 201: Person },
});
export const listPeople = route({
  ...base,
  method: 'get',
  path: '/v1/people',
  summary: 'Who may sign in',
  query: PageQuery,
  answers: { 200: pageOf(Person) },
});
export const patchPerson = route({
  ...base,
  method: 'patch',
  path: '/v1/people/{id}',
  summary: 'Change a person’s role, name or language',
  description: 'A new role ends all sessions of the person. The last owner stays one.',
  params: ById,
  body: PersonPatch,
  answers: { 200: Person },
  refusals: [409],
});
export const removePerson = route({
  ...base,
  method: 'delete',
  path: '/v1/people/{id}',
  summary: 'Erase a person and end all sessions at once',
  description: 'The last owner can’t be removed.',
  params: ById,
  answers: { 204: null },
  refusals: [409],
});

export const peopleRoutes = [createPerson, listPeople, patchPerson, removePerson] as const;
