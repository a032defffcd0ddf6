import type { TimetableRead } from '../../../shared/domain/schema/programme/timetable.ts';
import type { Timetable } from '../../../shared/domain/timetable/timetable.ts';
import { FORMATS, type PostFormat } from '../../../shared/domain/vocabulary.ts';
import { wrongField } from '../http/amount.ts';
import { countField, linesOf } from '../http/fields.ts';
import type { FormValues } from '../http/form.ts';
import { calledIn, creatorsNamed } from '../http/names.ts';
import type { Act, Visit } from '../http/visit.ts';
import { Field, FoldedForm, formOf } from './forms.tsx';
import { doneAt, Empty, Section, shortDay, Table } from './parts.tsx';

type Of = { campaignId?: string; squadId?: string };
export type TimetableView = { read: TimetableRead; named: Awaited<ReturnType<typeof creatorsNamed>> };

export async function readTimetable(visit: Visit, of: Of): Promise<TimetableView> {
  const read = await visit.api.get('/v1/timetable', { query: of });
  return { read, named: await creatorsNamed(visit, read.slots) };
}

/** Newest and next; older ones the API tells. */
const MOST_SHOWN = 40;

/** Who kept what was asked, what is missing, who is next. */
export const TimetableTable = (props: {
  visit: Visit;
  timetable: TimetableView;
  /** Where posts are asked for, on a page that can't do it. */
  askedAt?: { href: string; action: string };
}) => {
  const { visit, timetable, askedAt } = props;
  const { say, format } = visit;
  const { read, named } = timetable;
  if (read.slots.length === 0)
    return <Empty {...askedAt}>{say('No post is asked for in these days.')}</Empty>;
  const stateText = statesIn(visit);
  return (
    <>
      <p>{summaryOf(visit, read)}</p>
      <Table
        caption={say('Posts that are asked for, {days}', { days: format.days(read.from, read.to) })}
        columns={[
          { name: say('Due') },
          { name: say('Creator') },
          { name: say('Format') },
          { name: say('Kept?') },
        ]}
        rows={read.slots.slice(-MOST_SHOWN).map(({ dueOn, creatorId, format: kind, state, postId }) => ({
          cells: [
            shortDay(visit, dueOn),
            <a href={`/app/creators/${creatorId}`}>{calledIn(named, creatorId)}</a>,
            say(kind),
            {
              text: postId ? <a href={`/app/posts/${postId}`}>{stateText[state]}</a> : stateText[state],
              ...(state === 'missing' ? { tone: 'bad' as const } : {}),
            },
          ],
        }))}
      />
    </>
  );
};

const statesIn = ({ say }: Visit) => ({
  onTime: say('kept'),
  late: say('late'),
  missing: say('missing'),
  open: say('to come'),
});

function summaryOf(
  { say, format }: Visit,
  { due, onTime, missing, onTimeShare, next }: TimetableRead,
): string {
  const soon = next ? ` ${say('Next is due on {day}.', { day: format.day(next.dueOn) })}` : '';
  if (onTimeShare === null) return `${say('Nothing was due yet.')}${soon}`;
  const kept = say('{kept} of {due} came on time ({share}); missing: {missing}.', {
    kept: format.count(onTime),
    due: format.count(due),
    share: format.percent(onTimeShare),
    missing: format.count(missing),
  });
  return `${kept}${soon}`;
}

/** What may ask for posts. */
type Asker = 'campaigns' | 'squads';

/** With the form that asks; `asks`: the campaign or squad as it is. */
export const TimetableShown = (props: {
  visit: Visit;
  timetable: TimetableView;
  asks: Timetable;
  of: Asker;
}) => {
  const { visit, timetable, asks, of } = props;
  const form = formOf(visit, 'ask');
  const { say } = visit;
  const every = (format: PostFormat) =>
    String(asks.rhythm?.find((one) => one.format === format)?.everyDays ?? '');
  const dates = (asks.dueDates ?? []).filter(({ creatorId }) => !creatorId);
  return (
    <Section id="timetable" title={say('Timetable')}>
      <TimetableTable visit={visit} timetable={timetable} />
      {visit.may(`${of}:write`) && (
        <FoldedForm form={form} name={say('What is asked for')} submit={say('Save')}>
          <div class="pair">
            <Field form={form} name="shortEvery" optional numeric="numeric" initial={every('short')} />
            <Field form={form} name="longEvery" optional numeric="numeric" initial={every('long')} />
          </div>
          <Field
            form={form}
            name="dueDates"
            optional
            rows={3}
            hint={say('One a line: the day and the format, such as 2026-10-30 long')}
            initial={dates.map(({ on, format }) => `${on} ${format}`).join('\n')}
          />
        </FoldedForm>
      )}
    </Section>
  );
};

/** The act of that form. */
export const asking = (of: Asker): Act => ({
  scope: `${of}:write`,
  async run(visit, values) {
    const path = `/v1/${of}/{id}` as const;
    const params = { id: visit.id };
    const standing = await visit.api.get(path, { params });
    await visit.api.patch(path, { params, body: askedIn(visit, values, standing) });
    return doneAt(visit.path, 'saved');
  },
});

/** What the form asks for; dates of single creators, which it doesn't show, stay. */
function askedIn(visit: Visit, values: FormValues, standing: Timetable) {
  const every = {
    short: countField(visit, values, 'shortEvery'),
    long: countField(visit, values, 'longEvery'),
  };
  const dated = linesOf(values, 'dueDates').map((line) => {
    const [, on = '', format] = /^(\d{4}-\d\d-\d\d)\s+(\w+)$/.exec(line) ?? [];
    const known = FORMATS.find((one) => one === format);
    if (!known)
      throw wrongField({
        path: 'dueDates',
        message: visit.say('"{line}" needs a day and short or long.', { line }),
      });
    return { on, format: known };
  });
  const single = (standing.dueDates ?? []).filter(({ creatorId }) => creatorId);
  return {
    rhythm: FORMATS.flatMap((format) => (every[format] ? [{ format, everyDays: every[format] }] : [])),
    dueDates: [...dated, ...(single as typeof dated)],
  };
}
