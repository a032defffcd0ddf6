import { type Person, ROLES, type Role } from '../../../../shared/domain/schema/access/people.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Choice, Field, Form, formOf, RowForm } from '../../ui/forms.tsx';
import { doneAt, Section, seenAt, Table } from '../../ui/parts.tsx';
import { Top } from './top.tsx';

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'owner: everything, people and keys too',
  marketer: 'marketer: looks and acts',
  reader: 'reader: looks',
};

export const peoplePage = page({
  path: '/app/settings/people',
  scope: 'admin',
  async draw(visit) {
    const { api, say } = visit;
    const found = await api.get('/v1/people', { query: { limit: 100 } });
    const title = say('People');
    return {
      title,
      body: (
        <>
          <Top visit={visit} title={title} wantsFresh />
          <List visit={visit} people={found.data} />
          <NewPerson visit={visit} />
        </>
      ),
    };
  },
  acts: {
    add: {
      scope: 'admin',
      fresh: true,
      async run({ api, path }, values, key) {
        await api.post('/v1/people', {
          body: { email: values.text('email') ?? '', role: values.raw('role') as Role },
          idempotencyKey: key,
        });
        return doneAt(path, 'added');
      },
    },
    role: {
      scope: 'admin',
      fresh: true,
      async run({ api, path }, values) {
        await api.patch('/v1/people/{id}', {
          params: { id: values.raw('id') },
          body: { role: values.raw('role') as Role },
        });
        return doneAt(path, 'saved');
      },
    },
    remove: {
      scope: 'admin',
      fresh: true,
      async run({ api, path }, values) {
        await api.delete('/v1/people/{id}', { params: { id: values.raw('id') } });
        return doneAt(path, 'removed');
      },
    },
  },
});
const List = ({ visit, people }: { visit: Visit; people: readonly Person[] }) => {
  const { say, brand, person } = visit;
  const remove = (id: string) => (
    <RowForm visit={visit} act="remove" hidden={{ id }} label={say('Remove')} danger />
  );
  return (
    <Section id="list" title={say('Who may sign in')}>
      <Table
        caption={brand.name}
        columns={[
          { name: say('Person') },
          { name: say('Last seen'), wide: true },
          { name: say('Role') },
          { name: say('Remove') },
        ]}
        rows={people.map((one) => ({
          cells: [
            { text: one.name ?? one.email, ...(one.name ? { detail: one.email } : {}) },
            seenAt(visit, one.lastSeenAt),
            one.id === person.id ? say(one.role) : <RoleForm visit={visit} id={one.id} role={one.role} />,
            one.id === person.id ? say('you') : remove(one.id),
          ],
        }))}
      />
    </Section>
  );
};

const NewPerson = ({ visit }: { visit: Visit }) => {
  const { say, publicUrl } = visit;
  const form = formOf(visit, 'add');
  return (
    <Section id="add" title={say('Let somebody in')}>
      <p>
        {say('Nothing is mailed now: they ask for a link at {url} with this address.', {
          url: `${publicUrl}/app`,
        })}
      </p>
      <Form form={form} submit={say('Let them in')}>
        <Field form={form} name="email" type="email" />
        <Choice
          form={form}
          name="role"
          options={ROLES.map((role) => [role, say(ROLE_NAMES[role])] as const)}
          initial="marketer"
        />
      </Form>
    </Section>
  );
};

const RoleForm = ({ visit, id, role }: { visit: Visit; id: string; role: Role }) => (
  <RowForm visit={visit} act="role" hidden={{ id }} label={visit.say('Change')}>
    <select name="role" aria-label={visit.say('Role')}>
      {ROLES.map((one) => (
        <option value={one} selected={one === role}>
          {visit.say(one)}
        </option>
      ))}
    </select>
  </RowForm>
);
