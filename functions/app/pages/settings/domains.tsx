import type { Domain } from '../../../../shared/domain/schema/access/domains.ts';
import type { FormValues } from '../../http/form.ts';
import { page, type Visit } from '../../http/visit.ts';
import { CopyBox, Field, Form, formOf, RowForm } from '../../ui/forms.tsx';
import { doneAt, Section, seenAt } from '../../ui/parts.tsx';
import type { Say } from '../../words/say.ts';
import { Top } from './top.tsx';

/** Hosts of the brand's own: what to enter where, how each stands, and what to do next. */
export const domainsPage = page({
  path: '/app/settings/domains',
  scope: 'brand:read',
  async draw(visit) {
    const { api, say, may, brand } = visit;
    const { data } = await api.get('/v1/domains', { query: { limit: 100 } });
    const title = say('Short domains');
    return {
      title,
      wide: false,
      body: (
        <>
          <Top visit={visit} title={title} />
          {data.length === 0 && (
            <section>
              <p>{say('None yet: links stand on the one that all brands here share.')}</p>
            </section>
          )}
          {data.map((domain) => (
            <One visit={visit} domain={domain} isDefault={brand.defaultDomain === domain.host} />
          ))}
          {may('brand:write') && <Add visit={visit} />}
        </>
      ),
    };
  },
  acts: {
    add: {
      scope: 'brand:write',
      async run({ api, path }, values, key) {
        await api.post('/v1/domains', { body: { host: hostTyped(values) }, idempotencyKey: key });
        return doneAt(path, 'added');
      },
    },
    check: {
      scope: 'brand:write',
      async run({ api, path }, values, key) {
        await api.post('/v1/domains/{id}/check', { params: { id: values.raw('id') }, idempotencyKey: key });
        return doneAt(path, 'saved');
      },
    },
    choose: {
      scope: 'brand:write',
      async run({ api, path }, values) {
        await api.patch('/v1/brand', { body: { defaultDomain: values.text('host') ?? null } });
        return doneAt(path, 'saved');
      },
    },
    remove: {
      scope: 'brand:write',
      fresh: true,
      async run({ api, path }, values) {
        await api.delete('/v1/domains/{id}', { params: { id: values.raw('id') }, query: {} });
        return doneAt(path, 'removed');
      },
    },
  },
});

/** Copied from the address bar as often as typed: only the host of it is meant. */
const hostTyped = (values: FormValues): string =>
  (values.text('host') ?? '').replace(/^https?:\/\//i, '').replace(/\/.*$/, '');

type OfDomain = { visit: Visit; domain: Domain };

const One = ({ visit, domain, isDefault }: OfDomain & { isDefault: boolean }) => {
  const { say } = visit;
  return (
    <Section id={domain.id} title={domain.host}>
      <p>
        {stateIn(say, domain.state)}
        {isDefault && ` ${say('Links that name no domain stand on it.')}`}{' '}
        <span class="muted">{say('Last checked: {when}', { when: seenAt(visit, domain.checkedAt) })}</span>
      </p>
      <Next say={say} domain={domain} />
      {domain.next.length > 0 && <Records visit={visit} domain={domain} />}
      {visit.may('brand:write') && <Acts visit={visit} domain={domain} isDefault={isDefault} />}
    </Section>
  );
};

const Next = ({ say, domain }: { say: Say; domain: Domain }) =>
  domain.next.length > 0 && (
    <ol>
      {domain.next.map(({ code }) => (
        <li>{stepIn(say, code, domain)}</li>
      ))}
    </ol>
  );

const Records = ({ visit, domain }: OfDomain) => (
  <>
    {domain.records.map(({ type, name, value, purpose }) => (
      <>
        <p>{visit.say('{type} record named {name}', { type, name })}</p>
        <CopyBox visit={visit} id={`${domain.id}-${purpose}`} label={visit.say('Its value')} text={value} />
      </>
    ))}
  </>
);

const Acts = ({ visit, domain: { id, host, state }, isDefault }: OfDomain & { isDefault: boolean }) => {
  const { say } = visit;
  return (
    <div class="acts">
      <RowForm visit={visit} act="check" hidden={{ id }} label={say('Check again')} />
      {state !== 'waiting' && (
        <RowForm
          visit={visit}
          act="choose"
          hidden={{ host: isDefault ? '' : host }}
          label={isDefault ? say('No longer for new links') : say('Use it for new links')}
        />
      )}
      <RowForm visit={visit} act="remove" hidden={{ id }} label={say('Remove')} danger />
    </div>
  );
};

const Add = ({ visit }: { visit: Visit }) => {
  const { say } = visit;
  const form = formOf(visit, 'add');
  return (
    <Section id="add" title={say('New short domain')}>
      <Form form={form} submit={say('Add it')}>
        <Field form={form} name="host" hint={say('Such as: go.ada-socks.com')} />
      </Form>
    </Section>
  );
};

function stateIn(say: Say, state: Domain['state']): string {
  if (state === 'verified') return say('Proved: it is yours.');
  return state === 'waiting'
    ? say('Waits for its proof.')
    : say('Its proof is gone. Its links go on working until another brand proves it.');
}

function stepIn(say: Say, code: string, { host, found = [] }: Domain): string {
  switch (code) {
    case 'enter-proof':
      return say('Enter the TXT record at the provider of its DNS, then check again. It may take an hour.');
    case 'correct-proof':
      return say('There stands {found}, which does not prove it. Add the TXT record beside it.', {
        found: found.join(', '),
      });
    case 'ask-again':
      return say('DNS could not be asked just now; check again in a moment.');
    case 'remove-other-proof':
      return say('Another brand here has proved it, and its record still stands. Remove that one first.');
    case 'try-a-link':
      return say('DNS does not tell whether {host} leads here. Open a link of it once.', { host });
    default:
      return say(
        'Let it lead here: the CNAME record, or A and AAAA where the name can have none. The server needs a certificate for it.',
      );
  }
}
