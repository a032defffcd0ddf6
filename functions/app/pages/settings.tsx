import { ROLES, type Role } from '../../../shared/domain/schema/access/people.ts';
import { SCOPES, type Scope } from '../../../shared/domain/schema/scopes.ts';
import { nextDue, WEEKDAYS, type Weekday } from '../../../shared/domain/time/week.ts';
import { LANGUAGES } from '../../../shared/domain/vocabulary.ts';
import { wrongField } from '../http/amount.ts';
import { given, moneyField } from '../http/fields.ts';
import { page, type Visit } from '../http/visit.ts';
import { Check, CopyBox, Field, Form, formOf, Problems, Submit } from '../ui/forms.tsx';
import { Heading } from '../ui/layout.tsx';
import { doneAt, Empty, FactList, Saved, Section, Table } from '../ui/parts.tsx';

const PLACES: readonly [string, string, string, Scope | 'anyone'][] = [
  ['brand', 'Brand', 'Name, time zone, margin, where links may lead', 'brand:read'],
  ['mail', 'Monday’s mail', 'Who gets it, when, in which language', 'reports:read'],
  ['people', 'People', 'Who may sign in, and what they may do', 'admin'],
  ['shop', 'Your shop', 'The script to paste, and whether orders name their clicks', 'conversions:read'],
  ['keys', 'API keys', 'For the shop and other programs', 'admin'],
  ['sessions', 'Your sessions', 'Where you are signed in; your language', 'anyone'],
];

const overview = page({
  path: '/app/settings',
  scope: 'anyone',
  async draw({ say, may }) {
    const title = say('Settings');
    return {
      title,
      wide: false,
      body: (
        <>
          <Heading title={title} />
          <section>
            <ul class="todo">
              {PLACES.filter(([, , , scope]) => scope === 'anyone' || may(scope)).map(
                ([place, name, about]) => (
                  <li>
                    <span>
                      <a href={`/app/settings/${place}`}>{say(name)}</a>
                      <span class="detail">{say(about)}</span>
                    </span>
                  </li>
                ),
              )}
            </ul>
          </section>
        </>
      ),
    };
  },
});

const Top = ({ visit, title }: { visit: Visit; title: string }) => (
  <>
    <Heading title={title}>
      <a href="/app/settings">{visit.say('Settings')}</a>
    </Heading>
    <Saved visit={visit} />
  </>
);

const brandPage = page({
  path: '/app/settings/brand',
  scope: 'brand:read',
  async draw(visit) {
    const { say, may, api } = visit;
    const brand = await api.get('/v1/brand');
    const form = formOf(visit, 'save');
    const title = say('Brand');
    const percent =
      brand.grossMargin === undefined ? '' : String(Math.round(brand.grossMargin * 10_000) / 100);
    const cpc = brand.benchmarks.ppcCpc ? String(brand.benchmarks.ppcCpc.amount / 100) : '';
    return {
      title,
      wide: false,
      body: (
        <>
          <Top visit={visit} title={title} />
          <Problems visit={visit} />
          {may('brand:write') ? (
            <section>
              <Form form={form} submit={say('Save')}>
                <Field form={form} name="name" initial={brand.name} />
                <Field
                  form={form}
                  name="timeZone"
                  hint={say('Such as Europe/Berlin; days and weeks are read in it')}
                  initial={brand.timeZone}
                />
                <Field
                  form={form}
                  name="grossMargin"
                  optional
                  numeric="decimal"
                  hint={say('In percent: what is left of net revenue after the cost of goods')}
                  initial={percent}
                />
                <Field
                  form={form}
                  name="ppcCpc"
                  label={`${say('What a click costs in paid search')} (${brand.currency})`}
                  optional
                  numeric="decimal"
                  initial={cpc}
                />
                <Field
                  form={form}
                  name="allowedDestinationHosts"
                  optional
                  rows={3}
                  hint={say('One host a line, such as shop.example.com; empty: anywhere')}
                  initial={brand.allowedDestinationHosts.join('\n')}
                />
                <Field
                  form={form}
                  name="fallbackDestination"
                  optional
                  hint={say(
                    'For paused and ended links without a fallback of their own; empty: a page that says so',
                  )}
                  initial={brand.fallbackDestination ?? ''}
                />
              </Form>
            </section>
          ) : (
            <section>
              <FactList
                facts={[
                  [say('Name'), brand.name],
                  [say('Time zone'), brand.timeZone],
                  [say('Gross margin'), percent ? `${percent} %` : say('not told')],
                ]}
              />
            </section>
          )}
        </>
      ),
    };
  },
  acts: {
    save: {
      scope: 'brand:write',
      async run(visit, values) {
        const margin = values.text('grossMargin')?.replace(/\s*%$/, '').replace(',', '.');
        if (margin !== undefined && !(Number(margin) >= 0 && Number(margin) <= 100))
          throw wrongField({
            path: 'grossMargin',
            message: visit.say('This is not a percentage from 0 to 100.'),
          });
        const ppcCpc = moneyField(visit, values, 'ppcCpc');
        await visit.api.patch('/v1/brand', {
          body: {
            ...given(values, 'name', 'timeZone'),
            grossMargin: margin === undefined ? null : Math.round(Number(margin) * 100) / 10_000,
            benchmarks: ppcCpc ? { ppcCpc } : {},
            allowedDestinationHosts: (values.text('allowedDestinationHosts') ?? '')
              .split(/\s+/)
              .filter(Boolean),
            fallbackDestination: values.text('fallbackDestination') ?? null,
          },
        });
        return doneAt(visit.path, 'saved');
      },
    },
  },
});

const mail = page({
  path: '/app/settings/mail',
  scope: 'reports:read',
  async draw(visit) {
    const { api, say, may, format, now } = visit;
    const settings = await api.get('/v1/report-settings');
    const form = formOf(visit, 'save');
    const title = say('Monday’s mail');
    const next = nextDue(settings, now);
    return {
      title,
      wide: false,
      body: (
        <>
          <Top visit={visit} title={title} />
          <Problems visit={visit} />
          <section>
            <p>
              {settings.enabled && settings.recipients.length > 0
                ? say('The next one goes out on {when}.', {
                    when: format.moment(new Date(next).toISOString(), settings.timeZone),
                  })
                : say('Nobody gets it now.')}{' '}
              <a href="/app/reports/preview">{say('See how it would read now')}</a>
            </p>
            {settings.suppressed.length > 0 && (
              <p>
                {say('Gets none any more:')}{' '}
                {settings.suppressed.map(({ email, reason }) => `${email} (${say(reason)})`).join(', ')}
              </p>
            )}
            {may('reports:write') && (
              <Form form={form} submit={say('Save')}>
                <Field
                  form={form}
                  name="recipients"
                  optional
                  rows={4}
                  hint={say('One address a line')}
                  initial={settings.recipients.join('\n')}
                />
                <div class="pair">
                  <Field
                    form={form}
                    name="weekday"
                    options={WEEKDAYS.map((day) => [day, say(day)] as const)}
                    initial={settings.weekday}
                  />
                  <Field
                    form={form}
                    name="time"
                    type="time"
                    hint={say('Between 04:00 and 22:00')}
                    initial={settings.time}
                  />
                  <Field form={form} name="timeZone" initial={settings.timeZone} />
                  <Field
                    form={form}
                    name="locale"
                    options={[...new Set(['en', 'de', settings.locale])].map((name) => [name, name] as const)}
                    initial={settings.locale}
                  />
                </div>
                <Check
                  form={form}
                  name="enabled"
                  value="yes"
                  label={say('Send it')}
                  checked={form.chosen('enabled', settings.enabled ? ['yes'] : []).includes('yes')}
                />
                <Check
                  form={form}
                  name="linkShowsSpend"
                  value="yes"
                  label={say('The page it leads to shows what we pay')}
                  checked={form
                    .chosen('linkShowsSpend', settings.linkShowsSpend ? ['yes'] : [])
                    .includes('yes')}
                />
              </Form>
            )}
          </section>
        </>
      ),
    };
  },
  acts: {
    save: {
      scope: 'reports:write',
      async run({ api, path }, values) {
        await api.put('/v1/report-settings', {
          body: {
            ...given(values, 'time', 'timeZone', 'locale'),
            weekday: (values.text('weekday') ?? 'monday') as Weekday,
            recipients: (values.text('recipients') ?? '').split(/[\s,;]+/).filter(Boolean),
            enabled: values.has('enabled'),
            linkShowsSpend: values.has('linkShowsSpend'),
          },
        });
        return doneAt(path, 'saved');
      },
    },
  },
});

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'owner: everything, people and keys too',
  marketer: 'marketer: looks and acts',
  reader: 'reader: looks',
};
const roleOptions = ({ say }: Visit) => ROLES.map((role) => [role, say(ROLE_NAMES[role])] as const);

const people = page({
  path: '/app/settings/people',
  scope: 'admin',
  async draw(visit) {
    const { api, say, format, brand, publicUrl, person } = visit;
    const found = await api.get('/v1/people', { query: { limit: 100 } });
    const form = formOf(visit, 'add');
    const title = say('People');
    return {
      title,
      body: (
        <>
          <Top visit={visit} title={title} />
          <Problems visit={visit} />
          <Section id="list" title={say('Who may sign in')}>
            <Table
              caption={brand.name}
              columns={[
                { name: say('Person') },
                { name: say('Last seen'), wide: true },
                { name: say('Role') },
                { name: say('Remove') },
              ]}
              rows={found.data.map((one) => ({
                cells: [
                  { text: one.name ?? one.email, ...(one.name ? { detail: one.email } : {}) },
                  one.lastSeenAt
                    ? format.moment(one.lastSeenAt, brand.timeZone).replace(/ \(.*/, '')
                    : say('never'),
                  one.id === person.id ? (
                    say(one.role)
                  ) : (
                    <RoleForm visit={visit} id={one.id} role={one.role} />
                  ),
                  one.id === person.id ? say('you') : <RemoveForm visit={visit} id={one.id} />,
                ],
              }))}
            />
          </Section>
          <Section id="add" title={say('Let somebody in')}>
            <p>
              {say('Nothing is mailed now: they ask for a link at {url} with this address.', {
                url: `${publicUrl}/app`,
              })}
            </p>
            <Form form={form} submit={say('Let them in')}>
              <div class="pair">
                <Field form={form} name="email" type="email" />
                <Field form={form} name="role" options={roleOptions(visit)} initial="marketer" />
              </div>
            </Form>
          </Section>
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
          params: { id: values.raw('id') as `ppl_${string}` },
          body: { role: values.raw('role') as Role },
        });
        return doneAt(path, 'saved');
      },
    },
    remove: {
      scope: 'admin',
      fresh: true,
      async run({ api, path }, values) {
        await api.delete('/v1/people/{id}', { params: { id: values.raw('id') as `ppl_${string}` } });
        return doneAt(path, 'removed');
      },
    },
  },
});

const RoleForm = ({ visit, id, role }: { visit: Visit; id: string; role: Role }) => (
  <Form form={formOf(visit, 'role')}>
    <input type="hidden" name="id" value={id} />
    <select name="role" aria-label={visit.say('Role')}>
      {roleOptions(visit).map(([value, name]) => (
        <option value={value} selected={value === role}>
          {name}
        </option>
      ))}
    </select>
    <button class="quiet small" type="submit">
      {visit.say('Change')}
    </button>
  </Form>
);

const RemoveForm = ({ visit, id }: { visit: Visit; id: string }) => (
  <Form form={formOf(visit, 'remove')}>
    <input type="hidden" name="id" value={id} />
    <button class="danger small" type="submit">
      {visit.say('Remove')}
    </button>
  </Form>
);

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

const keys = page({
  path: '/app/settings/keys',
  scope: 'admin',
  async draw(visit) {
    const { api, say, format, brand } = visit;
    const found = await api.get('/v1/api-keys', { query: { limit: 100 } });
    const form = formOf(visit, 'add');
    const title = say('API keys');
    return {
      title,
      body: (
        <>
          <Top visit={visit} title={title} />
          <Problems visit={visit} />
          <Section id="list" title={say('All keys')}>
            <Table
              caption={say('Their secrets are shown once, when they are made')}
              columns={[
                { name: say('Name') },
                { name: say('May'), wide: true },
                { name: say('Last used'), wide: true },
                { name: say('Revoke') },
              ]}
              rows={found.data.map((key) => ({
                cells: [
                  key.name,
                  key.scopes.join(', '),
                  key.lastUsedAt
                    ? format.moment(key.lastUsedAt, brand.timeZone).replace(/ \(.*/, '')
                    : say('never'),
                  key.revokedAt ? say('revoked') : <Revoke visit={visit} id={key.id} />,
                ],
              }))}
            />
          </Section>
          <Section id="add" title={say('New key')}>
            <Form form={form}>
              <Field form={form} name="name" hint={say('Such as: shop backend')} />
              <Field
                form={form}
                name="scopes"
                options={KEY_KINDS.map(([kind, name]) => [kind, say(name)] as const)}
                initial="shop"
              />
              <div class="acts">
                <Submit>{say('Make the key')}</Submit>
              </div>
            </Form>
          </Section>
        </>
      ),
    };
  },
  acts: {
    add: {
      scope: 'admin',
      fresh: true,
      async run(visit, values, key) {
        const { say } = visit;
        const scopes = KEY_KINDS.find(([kind]) => kind === values.raw('scopes'))?.[2] ?? [
          'conversions:write',
        ];
        const made = await visit.api.post('/v1/api-keys', {
          body: { name: values.text('name') ?? '', scopes: [...scopes] as Scope[] },
          idempotencyKey: key,
        });
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
                <CopyBox visit={visit} id="secret" label={made.name} text={made.secret} />
                <p>
                  <a href={visit.path}>{say('Back to the keys')}</a>
                </p>
              </section>
            </>
          ),
        };
      },
    },
    revoke: {
      scope: 'admin',
      fresh: true,
      async run({ api, path }, values) {
        await api.delete('/v1/api-keys/{id}', { params: { id: values.raw('id') as `key_${string}` } });
        return doneAt(path, 'removed');
      },
    },
  },
});

const Revoke = ({ visit, id }: { visit: Visit; id: string }) => (
  <Form form={formOf(visit, 'revoke')}>
    <input type="hidden" name="id" value={id} />
    <button class="danger small" type="submit">
      {visit.say('Revoke')}
    </button>
  </Form>
);

/** Everybody's own: no scope of the API is about it. */
const sessions = page({
  path: '/app/settings/sessions',
  scope: 'anyone',
  async draw(visit) {
    const { say, format, brand, person, session, now, deps } = visit;
    const live = await deps.stores.sessions.list(brand.id, person.id, now);
    const form = formOf(visit, 'language');
    const when = (at: number) =>
      format.moment(new Date(at).toISOString(), brand.timeZone).replace(/ \(.*/, '');
    const title = say('Your sessions');
    return {
      title,
      wide: false,
      body: (
        <>
          <Top visit={visit} title={title} />
          <Section id="list" title={say('Where you are signed in')}>
            {live.length === 0 ? (
              <Empty>{say('Nowhere.')}</Empty>
            ) : (
              <Table
                caption={brand.timeZone}
                columns={[
                  { name: say('Browser') },
                  { name: say('Signed in') },
                  { name: say('Last seen'), wide: true },
                  { name: say('End') },
                ]}
                rows={live.map((one) => ({
                  cells: [
                    one.browser,
                    when(one.signedInAt),
                    when(one.seenAt),
                    one.sessionId === session.sessionId ? (
                      say('this one')
                    ) : (
                      <End visit={visit} id={one.sessionId} />
                    ),
                  ],
                }))}
              />
            )}
          </Section>
          <Section id="you" title={say('Your language')}>
            <Form form={form}>
              <Field
                form={form}
                name="language"
                optional
                options={[
                  ['', say('as the browser says')],
                  ...LANGUAGES.map((name) => [name, LANGUAGE_NAMES[name]] as const),
                ]}
                initial={person.language ?? ''}
              />
              <div class="acts">
                <Submit>{say('Save')}</Submit>
              </div>
            </Form>
          </Section>
        </>
      ),
    };
  },
  acts: {
    end: {
      scope: 'analytics:read',
      async run({ deps, brand, person, path }, values) {
        await deps.stores.sessions.end(brand.id, person.id, values.raw('id'));
        return doneAt(path, 'removed');
      },
    },
    language: {
      scope: 'analytics:read',
      async run({ deps, brand, person, path }, values) {
        const language = LANGUAGES.find((known) => known === values.text('language'));
        await deps.stores.brand(brand.id).people.update(person.id, ({ language: _before, ...stored }) => ({
          ...stored,
          ...(language ? { language } : {}),
        }));
        return doneAt(path, 'saved');
      },
    },
  },
});

const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español' } as const;

const End = ({ visit, id }: { visit: Visit; id: string }) => (
  <Form form={formOf(visit, 'end')}>
    <input type="hidden" name="id" value={id} />
    <button class="quiet small" type="submit">
      {visit.say('End')}
    </button>
  </Form>
);

export const settingsPages = [overview, brandPage, mail, people, keys, sessions] as const;
