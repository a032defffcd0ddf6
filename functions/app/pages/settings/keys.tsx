import type { ApiKey } from '../../../../shared/domain/schema/access/api-keys.ts';
import { SCOPES, type Scope } from '../../../../shared/domain/schema/scopes.ts';
import { type Drawn, page, type Visit } from '../../http/visit.ts';
import { Choice, CopyBox, Field, Form, formOf, RowForm } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { doneAt, Section, seenAt, Table } from '../../ui/parts.tsx';
import { Top } from './top.tsx';

/** What programs usually need, instead of two dozen boxes; the whole list is one step further. */
const KEY_KINDS: readonly [string, string, readonly Scope[]][] = [
  ['shop', 'The shop: reports orders', ['conversions:write']],
  ['reading', 'A program that only reads', SCOPES.filter((scope) => scope.endsWith(':read'))],
  [
    'programme',
    'A program that enters creators, posts and spend',
    [
      'creators:write',
      'campaigns:write',
      'squads:write',
      'posts:write',
      'links:write',
      'spend:write',
      'engagement:write',
    ],
  ],
  ['admin', 'Everything', ['admin']],
];

export const keysPage = page({
  path: '/app/settings/keys',
  scope: 'admin',
  async draw(visit) {
    const { api, say } = visit;
    const found = await api.get('/v1/api-keys', { query: { limit: 100 } });
    const title = say('API keys');
    return {
      title,
      body: (
        <>
          <Top visit={visit} title={title} wantsFresh />
          <List visit={visit} keys={found.data} />
          <NewKey visit={visit} />
        </>
      ),
    };
  },
  acts: {
    add: {
      scope: 'admin',
      fresh: true,
      async run(visit, values, key) {
        const scopes = KEY_KINDS.find(([kind]) => kind === values.raw('scopes'))?.[2] ?? [
          'conversions:write',
        ];
        const made = await visit.api.post('/v1/api-keys', {
          body: { name: values.text('name') ?? '', scopes: [...scopes] as Scope[] },
          idempotencyKey: key,
        });
        return shownOnce(visit, made);
      },
    },
    revoke: {
      scope: 'admin',
      fresh: true,
      async run({ api, path }, values) {
        await api.delete('/v1/api-keys/{id}', { params: { id: values.raw('id') } });
        return doneAt(path, 'removed');
      },
    },
  },
});

const List = ({ visit, keys }: { visit: Visit; keys: readonly ApiKey[] }) => {
  const { say } = visit;
  const revoke = (id: string) => (
    <RowForm visit={visit} act="revoke" hidden={{ id }} label={say('Revoke')} danger />
  );
  return (
    <Section id="list" title={say('All keys')}>
      <Table
        caption={say('Their secrets are shown once, when they are made')}
        columns={[
          { name: say('Name') },
          { name: say('May'), wide: true },
          { name: say('Last used'), wide: true },
          { name: say('Revoke') },
        ]}
        rows={keys.map((key) => ({
          cells: [
            key.name,
            key.scopes.join(', '),
            seenAt(visit, key.lastUsedAt),
            key.revokedAt ? say('revoked') : revoke(key.id),
          ],
        }))}
      />
    </Section>
  );
};

const NewKey = ({ visit }: { visit: Visit }) => {
  const { say } = visit;
  const form = formOf(visit, 'add');
  return (
    <Section id="add" title={say('New key')}>
      <Form form={form} submit={say('Make the key')}>
        <Field form={form} name="name" hint={say('Such as: shop backend')} />
        <Choice
          form={form}
          name="scopes"
          options={KEY_KINDS.map(([kind, name]) => [kind, say(name)] as const)}
        />
      </Form>
    </Section>
  );
};

function shownOnce(visit: Visit, { name, secret }: { name: string; secret: string }): Drawn {
  const { say } = visit;
  const title = say('The new key');
  return {
    title,
    wide: false,
    body: (
      <>
        <Heading title={title}>
          {say('It is shown here only. Put it where the program reads it, and nowhere else.')}
        </Heading>
        <section>
          <CopyBox visit={visit} id="secret" label={name} text={secret} />
          <p>
            <a href={visit.path}>{say('Back to the keys')}</a>
          </p>
        </section>
      </>
    ),
  };
}
