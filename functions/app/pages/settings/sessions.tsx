import type { Session } from '../../../../shared/data/access/sessions-store.ts';
import { LANGUAGES } from '../../../../shared/domain/vocabulary.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Field, Form, formOf, RowForm } from '../../ui/forms.tsx';
import { LANGUAGE_NAMES } from '../../ui/labels.ts';
import { doneAt, Empty, Section, seenAt, Table } from '../../ui/parts.tsx';
import { Top } from './top.tsx';

/** Everybody's own: no scope of the API is about it. */
export const sessionsPage = page({
  path: '/app/settings/sessions',
  scope: 'anyone',
  async draw(visit) {
    const { say, brand, person, now, deps } = visit;
    const live = await deps.stores.sessions.list(brand.id, person.id, now);
    const title = say('Your sessions');
    return {
      title,
      wide: false,
      body: (
        <>
          <Top visit={visit} title={title} />
          <Section id="list" title={say('Where you are signed in')}>
            <List visit={visit} live={live} />
          </Section>
          <OwnLanguage visit={visit} />
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

const List = ({ visit, live }: { visit: Visit; live: readonly Session[] }) => {
  const { say, brand, session } = visit;
  if (live.length === 0) return <Empty>{say('Nowhere.')}</Empty>;
  const when = (at: number) => seenAt(visit, new Date(at).toISOString());
  const end = (id: string) => <RowForm visit={visit} act="end" hidden={{ id }} label={say('End')} />;
  return (
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
          browserText(visit, one.browser),
          when(one.signedInAt),
          when(one.seenAt),
          one.sessionId === session.sessionId ? say('this one') : end(one.sessionId),
        ],
      }))}
    />
  );
};

/** Kept in English when it signed in. */
function browserText({ say }: Visit, kept: string): string {
  const [browser = '', system] = kept.split(' on ');
  if (system) return say('{browser} on {system}', { browser, system });
  return browser === 'A browser' ? say('A browser') : browser;
}

const OwnLanguage = ({ visit }: { visit: Visit }) => {
  const { say, person } = visit;
  const form = formOf(visit, 'language');
  return (
    <Section id="you" title={say('Your language')}>
      <Form form={form} submit={say('Save')}>
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
      </Form>
    </Section>
  );
};
