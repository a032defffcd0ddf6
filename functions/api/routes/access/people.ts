import { type People, personIdOf } from '../../../../shared/data/access/people-store.ts';
import {
  createPerson,
  listPeople,
  type Person,
  patchPerson,
  removePerson,
  type StoredPerson,
} from '../../../../shared/domain/schema/access/people.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, type Handler, noContent, ok } from '../../http/call.ts';
import { notFound, refuse } from '../../http/refusal.ts';

export function registerPeople(api: Api, deps: ApiDeps): void {
  api.on(createPerson, create);
  api.on(listPeople, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.people.list(pageStart());
    return ok({ data: page.records.map(shown), nextCursor: pageEnd(page.lastKey) });
  });
  api.on(patchPerson, patch(deps));
  api.on(removePerson, remove(deps));
}

const create: Handler<typeof createPerson> = async ({ body, brandId, stores, at, origin }) => {
  const id = personIdOf(brandId, body.email);
  const fresh = { ...body, id, createdAt: at, updatedAt: at };
  const outcome = await stores.people.create(fresh, origin);
  if (outcome.kind === 'created') return created(shown(outcome.record), '/v1/people');
  if (outcome.sameRequest) return created(shown(outcome.existing), '/v1/people');
  return refuse(409, 'person-exists', 'This address may sign in already; change its role instead.');
};

const patch =
  ({ stores: { sessions } }: ApiDeps): Handler<typeof patchPerson> =>
  async ({ brandId, stores, params, body, at }) => {
    const people = stores.people;
    const before = await people.get(params.id);
    const isNewRole = body.role !== undefined && body.role !== before.role;
    if (isNewRole && (await isLastOwner(people, before))) return lastOwner();
    const ending = isNewRole ? { sessionsFrom: at } : {};
    const after = await people.update(params.id, (person) => ({
      ...person,
      ...body,
      ...ending,
      updatedAt: at,
    }));
    if (isNewRole) await sessions.endAll(brandId, after.id);
    return ok(shown(after));
  };

const remove =
  ({ stores: { sessions } }: ApiDeps): Handler<typeof removePerson> =>
  async ({ brandId, stores, params }) => {
    const people = stores.people;
    const person = await people.find(params.id);
    if (!person) return notFound('person');
    if (await isLastOwner(people, person)) return lastOwner();
    await people.erase(person);
    await sessions.endAll(brandId, person.id);
    return noContent();
  };

async function isLastOwner(people: People, person: StoredPerson): Promise<boolean> {
  if (person.role !== 'owner') return false;
  for await (const other of people.all()) if (other.role === 'owner' && other.id !== person.id) return false;
  return true;
}

const lastOwner = () =>
  refuse(409, 'last-owner', 'Somebody must stay owner; make another person owner first.');

function shown({ sessionsFrom: _sessions, archivedAt: _archived, ...person }: StoredPerson): Person {
  return person;
}
