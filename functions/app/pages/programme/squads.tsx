import { postFilterFields, searchField } from '../../../../shared/domain/schema/filters.ts';
import type { Squad } from '../../../../shared/domain/schema/programme/squads.ts';
import { askedOf } from '../../http/asked.ts';
import { countField, given } from '../../http/fields.ts';
import type { FormValues } from '../../http/form.ts';
import { calledWhole, choicesOf, creatorsNamed } from '../../http/names.ts';
import { placesBut, questionOf } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { addDrop, DropsShown, readDrops } from '../../ui/drops.tsx';
import { Field, Form, formOf, Problems, RowForm } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { daysText, OverviewShown, readOverview } from '../../ui/overview.tsx';
import {
  creatorCell,
  doneAt,
  Empty,
  fiftyOf,
  ListSection,
  NoneListed,
  Saved,
  Section,
  shortDay,
  sortAsked,
  Table,
  type TableColumn,
} from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { asking, readTimetable, TimetableShown } from '../../ui/timetable.tsx';

const list = page({
  path: '/app/squads',
  scope: 'squads:read',
  filters: ['q', ...placesBut('squadId')],
  async draw(visit) {
    const { api, say, may, format } = visit;
    const columns: TableColumn[] = [
      { name: say('Name'), sort: 'name' },
      { name: say('City'), sort: 'city' },
      { name: say('Members'), right: true },
    ];
    const asked = askedOf(visit, { ...postFilterFields, ...searchField });
    const sort = sortAsked<SquadOrder>(visit, columns, 'name');
    const found = await api.get('/v1/squads', { query: { ...asked, ...fiftyOf(visit), sort } });
    const title = say('Squads');
    return {
      title,
      body: (
        <>
          <Heading title={title}>{say('Creators of one city who work together')}</Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <RangeBar visit={visit} />
          <ListSection
            visit={visit}
            title={say('All squads')}
            found={found}
            columns={columns}
            usual="name"
            cells={(squad) => [
              <a href={`/app/squads/${squad.id}`}>{squad.name}</a>,
              `${squad.city}, ${squad.country}`,
              {
                text: format.count(squad.members.filter(({ until }) => !until).length),
                href: `/app/squads/${squad.id}#members`,
              },
            ]}
          >
            <NoneListed visit={visit} first={false}>
              {say('None yet.')}
            </NoneListed>
          </ListSection>
          {may('squads:write') && <NewSquad visit={visit} />}
        </>
      ),
    };
  },
  acts: {
    add: {
      scope: 'squads:write',
      async run(visit, values, key) {
        const targetSize = countField(visit, values, 'targetSize');
        const body = {
          name: '',
          city: '',
          country: '',
          ...given(values, 'name', 'city', 'managerName'),
          ...(values.text('country') ? { country: values.text('country')?.toUpperCase() ?? '' } : {}),
          ...(targetSize === undefined ? {} : { targetSize }),
        };
        const made = await visit.api.post('/v1/squads', { body, idempotencyKey: key });
        return doneAt(`/app/squads/${made.id}`, 'added');
      },
    },
  },
});

type SquadOrder = 'name' | '-name' | 'city' | '-city';

const NewSquad = ({ visit }: { visit: Visit }) => {
  const { say } = visit;
  const form = formOf(visit, 'add');
  return (
    <Section id="new" title={say('New squad')}>
      <Form form={form} submit={say('Make the squad')}>
        <div class="pair">
          <Field form={form} name="name" />
          <Field form={form} name="city" />
          <Field form={form} name="country" hint={say('Two letters, such as DE')} />
          <Field form={form} name="managerName" optional />
          <Field form={form} name="targetSize" optional numeric="numeric" />
        </div>
      </Form>
    </Section>
  );
};

const one = page({
  path: '/app/squads/:id',
  scope: 'squads:read',
  filters: ['range', 'compare', ...placesBut('squadId')],
  async draw(visit) {
    const { say } = visit;
    const { squad, question, overview, named, drops, timetable, creators } = await readSquad(visit);
    const form = formOf(visit, 'join');
    return {
      title: squad.name,
      body: (
        <>
          <Heading title={squad.name}>
            <a href="/app/squads">{say('Squads')}</a> · {squad.city}, {squad.country} ·{' '}
            {daysText(visit, question)}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <RangeBar visit={visit} />
          <OverviewShown visit={visit} overview={overview} />
          <Section id="members" title={say('Members')}>
            <Members visit={visit} squad={squad} named={named} />
            {creators.length > 0 && (
              <Form form={form} submit={say('Take in')}>
                <Field form={form} name="creatorId" label={say('Take in')} options={creators} />
              </Form>
            )}
          </Section>
          <TimetableShown visit={visit} timetable={timetable} asks={squad} of="squads" />
          <DropsShown visit={visit} drops={drops} />
        </>
      ),
    };
  },
  acts: {
    drop: { scope: 'squads:write', run: addDrop },
    ask: asking('squads'),
    join: {
      scope: 'squads:write',
      async run(visit, values) {
        await visit.api.put('/v1/squads/{id}/members/{creatorId}', {
          params: member(visit, values),
          body: {},
        });
        return doneAt(visit.path, 'saved');
      },
    },
    leave: {
      scope: 'squads:write',
      async run(visit, values) {
        await visit.api.delete('/v1/squads/{id}/members/{creatorId}', { params: member(visit, values) });
        return doneAt(visit.path, 'saved');
      },
    },
  },
});

async function readSquad(visit: Visit) {
  const { api, id, may } = visit;
  const squad = await api.get('/v1/squads/{id}', { params: { id } });
  const question = questionOf(visit, { squadId: id });
  const [overview, named, drops, timetable, creators] = await Promise.all([
    readOverview(visit, question),
    creatorsNamed(visit, squad.members),
    readDrops(visit, id),
    readTimetable(visit, { squadId: id }),
    may('squads:write')
      ? choicesOf(api.each('/v1/creators'), (creator) => [creator.id, calledWhole(creator)])
      : [],
  ]);
  return { squad, question, overview, named, drops, timetable, creators };
}

const member = ({ id }: Visit, values: FormValues) => ({
  id,
  creatorId: values.raw('creatorId'),
});

const Members = ({
  visit,
  squad,
  named,
}: {
  visit: Visit;
  squad: Squad;
  named: Awaited<ReturnType<typeof creatorsNamed>>;
}) => {
  const { say, may } = visit;
  if (squad.members.length === 0) return <Empty>{say('Nobody yet.')}</Empty>;
  const leave = (creatorId: string) => (
    <RowForm visit={visit} act="leave" hidden={{ creatorId }} label={say('End')} />
  );
  return (
    <Table
      caption={say('With their days')}
      columns={[
        { name: say('Creator') },
        { name: say('Since') },
        { name: say('Until') },
        ...(may('squads:write') ? [{ name: say('End') }] : []),
      ]}
      rows={squad.members.map(({ creatorId, since, until }) => ({
        cells: [
          creatorCell(named.get(creatorId) ?? { id: creatorId, handle: creatorId }),
          shortDay(visit, since),
          until ? shortDay(visit, until) : say('still a member'),
          ...(may('squads:write') ? [until ? '' : leave(creatorId)] : []),
        ],
      }))}
    />
  );
};

export const squadPages = [list, one] as const;
