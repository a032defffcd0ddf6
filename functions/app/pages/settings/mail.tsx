import type { ReportSettings } from '../../../../shared/domain/schema/answers/report-settings.ts';
import { WEEKDAYS, type Weekday } from '../../../../shared/domain/time/week.ts';
import { LANGUAGES } from '../../../../shared/domain/vocabulary.ts';
import { given, linesOf } from '../../http/fields.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Check, Field, Form, type FormState, formOf } from '../../ui/forms.tsx';
import { LANGUAGE_NAMES } from '../../ui/labels.ts';
import { doneAt, weekText } from '../../ui/parts.tsx';
import { Top } from './top.tsx';

export const mailPage = page({
  path: '/app/settings/mail',
  scope: 'reports:read',
  async draw(visit) {
    const { api, say, may } = visit;
    const settings = await api.get('/v1/report-settings');
    const title = say('Monday’s mail');
    return {
      title,
      wide: false,
      body: (
        <>
          <Top visit={visit} title={title} />
          <section>
            <Standing visit={visit} settings={settings} />
            {may('reports:write') && <MailForm visit={visit} settings={settings} />}
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
            recipients: linesOf(values, 'recipients', /[\s,;]+/),
            enabled: values.has('enabled'),
            linkShowsSpend: values.has('linkShowsSpend'),
          },
        });
        return doneAt(path, 'saved');
      },
    },
  },
});

type OfMail = { visit: Visit; settings: ReportSettings };

const Standing = ({ visit, settings }: OfMail) => {
  const { say, format } = visit;
  const { nextMail } = settings;
  return (
    <>
      <p>
        {nextMail
          ? say('The next one goes out on {when}: {week}.', {
              when: format.moment(nextMail.at, settings.timeZone),
              week: weekText(visit, nextMail.week),
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
    </>
  );
};

const MailForm = ({ visit, settings }: OfMail) => {
  const { say } = visit;
  const form = formOf(visit, 'save');
  const isChosen = (name: 'enabled' | 'linkShowsSpend') =>
    form.chosen(name, settings[name] ? ['yes'] : []).includes('yes');
  return (
    <Form form={form} submit={say('Save')}>
      <Field
        form={form}
        name="recipients"
        optional
        rows={4}
        hint={say('One address a line')}
        initial={settings.recipients.join('\n')}
      />
      <WhenAndHow form={form} settings={settings} />
      <Check form={form} name="enabled" value="yes" label={say('Send it')} checked={isChosen('enabled')} />
      <Check
        form={form}
        name="linkShowsSpend"
        value="yes"
        label={say('The page it leads to shows what we pay')}
        checked={isChosen('linkShowsSpend')}
      />
    </Form>
  );
};

const WhenAndHow = ({ form, settings }: { form: FormState; settings: ReportSettings }) => {
  const { say } = form.visit;
  return (
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
        options={[...new Set([...LANGUAGES, settings.locale])].map(
          (name) => [name, (LANGUAGE_NAMES as Record<string, string>)[name] ?? name] as const,
        )}
        initial={settings.locale}
      />
    </div>
  );
};
