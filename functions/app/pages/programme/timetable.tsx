import { page, type Visit } from '../../http/visit.ts';
import { CopyBox, Field, Form, formOf, Problems, RowForm } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { doneAt, Empty, Saved, Section, Table } from '../../ui/parts.tsx';
import { readTimetable, TimetableTable } from '../../ui/timetable.tsx';

/** Every post that campaigns and squads ask for, and the calendars that show them. */
export const timetablePage = page({
  path: '/app/timetable',
  scope: 'campaigns:read',
  async draw(visit) {
    const { api, say, may, query } = visit;
    const [timetable, calendars] = await Promise.all([
      readTimetable(visit, {}),
      api.get('/v1/calendars', { query: { limit: 50 } }),
    ]);
    const title = say('Timetable');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {say('What campaigns and squads ask for; their own pages say how often and until when.')}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <Section id="due" title={say('Due')}>
            <TimetableTable
              visit={visit}
              timetable={timetable}
              askedAt={{ href: '/app/campaigns', action: say('Campaigns') }}
            />
          </Section>
          <Section id="calendars" title={say('As a calendar')}>
            {query.address && (
              <CopyBox
                visit={visit}
                id="address"
                label={say('Its address, shown this once: subscribe to it in your calendar.')}
                text={query.address}
              />
            )}
            <Calendars visit={visit} calendars={calendars.data} />
            {may('campaigns:write') && <NewCalendar visit={visit} />}
          </Section>
        </>
      ),
    };
  },
  acts: {
    share: {
      scope: 'campaigns:write',
      async run(visit, values, key) {
        const language = visit.locale.slice(0, 2) as 'en';
        const body = { name: values.text('name') ?? visit.say('Posts due'), language };
        const { url } = await visit.api.post('/v1/calendars', { body, idempotencyKey: key });
        return doneAt(`${visit.path}?address=${encodeURIComponent(url)}`, 'added');
      },
    },
    revoke: {
      scope: 'campaigns:write',
      async run(visit, values) {
        await visit.api.delete('/v1/calendars/{id}', { params: { id: values.raw('id') } });
        return doneAt(visit.path, 'saved');
      },
    },
  },
});

const Calendars = (props: {
  visit: Visit;
  calendars: readonly { id: string; name: string; createdAt: string }[];
}) => {
  const { visit, calendars } = props;
  const { say, may, format, brand } = visit;
  if (calendars.length === 0) return <Empty>{say('No calendar has been made yet.')}</Empty>;
  return (
    <Table
      caption={say('Addresses that show what is due')}
      columns={[
        { name: say('Name') },
        { name: say('Since') },
        ...(may('campaigns:write') ? [{ name: '' }] : []),
      ]}
      rows={calendars.map(({ id, name, createdAt }) => ({
        cells: [
          name,
          format.moment(createdAt, brand.timeZone),
          ...(may('campaigns:write')
            ? [<RowForm visit={visit} act="revoke" hidden={{ id }} label={say('Take back')} danger />]
            : []),
        ],
      }))}
    />
  );
};

const NewCalendar = ({ visit }: { visit: Visit }) => {
  const form = formOf(visit, 'share');
  return (
    <Form form={form} submit={visit.say('Make an address')}>
      <Field form={form} name="name" initial={visit.say('Posts due')} />
    </Form>
  );
};
