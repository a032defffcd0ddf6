import type { Survey, SurveyInput } from '../../../../shared/domain/schema/programme/surveys.ts';
import { dayOf } from '../../../../shared/domain/time/week.ts';
import { wrongField } from '../../http/amount.ts';
import { linesOf } from '../../http/fields.ts';
import type { FormValues } from '../../http/form.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Field, formOf, formPage } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { doneAt, Empty, fiftyOf, ListSection, MainAct, plural, Saved } from '../../ui/parts.tsx';

const list = page({
  path: '/app/surveys',
  scope: 'campaigns:read',
  async draw(visit) {
    const { api, say, may, format } = visit;
    const found = await api.get('/v1/surveys', { query: fiftyOf(visit) });
    const title = say('Why people buy');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {say('What people said in surveys, by season. A campaign’s brief can be drafted from it.')}
          </Heading>
          <Saved visit={visit} />
          {may('campaigns:write') && <MainAct href="/app/surveys/new">{say('Enter a survey')}</MainAct>}
          <ListSection
            visit={visit}
            title={say('Surveys')}
            found={found}
            columns={[
              { name: say('Name') },
              { name: say('Day'), wide: true },
              { name: say('What was said') },
            ]}
            cells={({ name, heldOn, seasons }) => [
              name,
              format.day(heldOn),
              <>
                {seasons.map((season) => (
                  <div>{seasonText(visit, season)}</div>
                ))}
              </>,
            ]}
          >
            <Empty>{say('None yet.')}</Empty>
          </ListSection>
        </>
      ),
    };
  },
});

/** December, January, February: warmth 60 %, looks 40 % */
function seasonText(visit: Visit, { months, messages, respondents }: Survey['seasons'][number]) {
  const { say, locale, format } = visit;
  const all = messages.reduce((sum, { answers }) => sum + answers, 0);
  const said = messages.map(({ name, answers }) => `${name} ${format.percent(answers / all)}`).join(', ');
  const asked = respondents ? ` (${plural(visit, respondents, '{n} person', '{n} people')})` : '';
  return `${months.length === 12 ? say('The whole year') : monthNames(locale, months)}: ${said}${asked}`;
}

function monthNames(locale: string, months: readonly number[]): string {
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return months.map((number) => month.format(Date.UTC(2026, number - 1, 1))).join(', ');
}

const add = page({
  path: '/app/surveys/new',
  scope: 'campaigns:write',
  draw: async (visit) => {
    const { say, now, brand } = visit;
    const form = formOf(visit, 'add');
    return formPage(visit, {
      title: say('Enter a survey'),
      under: { href: '/app/surveys', name: say('Why people buy') },
      act: 'add',
      submit: say('Save'),
      children: (
        <>
          <Field form={form} name="name" />
          <Field form={form} name="heldOn" type="date" initial={dayOf(now, brand.timeZone)} />
          <Field
            form={form}
            name="seasons"
            rows={4}
            hint={say(
              'One season a line: months as numbers, or all, then what was named and how often: 12, 1, 2: warmth 60, elasticity 20, looks 10, eco 10',
            )}
          />
        </>
      ),
    });
  },
  acts: {
    add: {
      scope: 'campaigns:write',
      async run(visit, values, key) {
        await visit.api.post('/v1/surveys', { body: bodyOf(visit, values), idempotencyKey: key });
        return doneAt('/app/surveys', 'added');
      },
    },
  },
});

const ALL_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const bodyOf = ({ say }: Visit, values: FormValues): SurveyInput => ({
  name: values.text('name') ?? '',
  heldOn: values.text('heldOn') ?? '',
  seasons: linesOf(values, 'seasons').map((line) => {
    const wrong = () =>
      wrongField({
        path: 'seasons',
        message: say('"{line}" needs months, a colon and what was named.', { line }),
      });
    const [, before, after] = /^([^:]+):(.+)$/.exec(line) ?? [];
    if (!before || !after) throw wrong();
    const months = monthsOf(before.trim().toLowerCase());
    if (!months) throw wrong();
    const messages = after.split(/[,;](?=\s|\D)/).map((part) => {
      const [, name, answers] = /^\s*(.*\S)\s+(\d+(?:[.,]\d+)?)\s*%?\s*$/.exec(part) ?? [];
      if (!name || !answers) throw wrong();
      return { name, answers: Number(answers.replace(',', '.')) };
    });
    return { months, messages };
  }),
});

/** `12, 1, 2`, or a word for all of them. */
function monthsOf(text: string): number[] | undefined {
  if (['all', 'alle', 'tous', 'todos'].includes(text)) return ALL_MONTHS;
  const months = /^[\d\s,]+$/.test(text) ? (text.match(/\d+/g) ?? []).map(Number) : [];
  return months.length > 0 && months.every((month) => ALL_MONTHS.includes(month)) ? months : undefined;
}

export const surveyPages = [list, add] as const;
