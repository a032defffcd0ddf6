import { postFilterFields, searchField } from '../../../../shared/domain/schema/filters.ts';
import type { Campaign } from '../../../../shared/domain/schema/programme/campaigns.ts';
import { wrongField } from '../../http/amount.ts';
import { askedOf } from '../../http/asked.ts';
import { countField, linesOf } from '../../http/fields.ts';
import type { FormValues } from '../../http/form.ts';
import { placesBut, questionOf, rowsAt } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { DraftedBrief, DriftTable } from '../../ui/brief-drift.tsx';
import { Field, Form, type FormState, formOf, formPage, Problems } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { OverviewShown } from '../../ui/overview.tsx';
import {
  doneAt,
  fiftyOf,
  ListSection,
  MainAct,
  NoneListed,
  Saved,
  Section,
  sortAsked,
  type TableColumn,
} from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { ReturnsBy, readReturnsAndOverview } from '../../ui/returns-by.tsx';
import { COUNTED, RoiTable, type RowsAt, SALES } from '../../ui/roi-table.tsx';
import { asking, readTimetable, TimetableShown } from '../../ui/timetable.tsx';

const list = page({
  path: '/app/campaigns',
  scope: 'campaigns:read',
  filters: ['q', ...placesBut('campaignId')],
  async draw(visit) {
    const { api, say, may, format } = visit;
    const columns: TableColumn[] = [
      { name: say('Name'), sort: 'name' },
      { name: say('Days'), sort: 'startsOn' },
      { name: say('Goal'), wide: true },
    ];
    const asked = askedOf(visit, { ...postFilterFields, ...searchField });
    const sort = sortAsked<CampaignOrder>(visit, columns, '-startsOn');
    const found = await api.get('/v1/campaigns', { query: { ...asked, ...fiftyOf(visit), sort } });
    const title = say('Campaigns');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {say('Several creators, one goal, dated briefs')} ·{' '}
            <a href="/app/surveys">{say('Why people buy')}</a>
          </Heading>
          <Saved visit={visit} />
          {may('campaigns:write') && <MainAct href="/app/campaigns/new">{say('New campaign')}</MainAct>}
          <RangeBar visit={visit} />
          <ListSection
            visit={visit}
            title={say('All campaigns')}
            found={found}
            columns={columns}
            usual="-startsOn"
            cells={(campaign) => [
              <a href={`/app/campaigns/${campaign.id}`}>{campaign.name}</a>,
              format.days(campaign.startsOn, campaign.endsOn),
              campaign.goal ? `${format.count(campaign.goal.target)} ${say(campaign.goal.metric)}` : '–',
            ]}
          >
            <NoneListed visit={visit} first={false}>
              {say('None yet. A campaign joins posts to a goal and says what they should tell.')}
            </NoneListed>
          </ListSection>
        </>
      ),
    };
  },
});

type CampaignOrder = 'name' | '-name' | 'startsOn' | '-startsOn';

const add = page({
  path: '/app/campaigns/new',
  scope: 'campaigns:write',
  draw: async (visit) =>
    formPage(visit, {
      title: visit.say('New campaign'),
      under: { href: '/app/campaigns', name: visit.say('Campaigns') },
      act: 'add',
      submit: visit.say('Make the campaign'),
      children: <CampaignFields form={formOf(visit, 'add')} />,
    }),
  acts: {
    add: {
      scope: 'campaigns:write',
      async run(visit, values, key) {
        const body = bodyOf(visit, values);
        const made = await visit.api.post('/v1/campaigns', { body, idempotencyKey: key });
        return doneAt(`/app/campaigns/${made.id}`, 'added');
      },
    },
  },
});

const CampaignFields = ({ form }: { form: FormState }) => {
  const { say } = form.visit;
  return (
    <>
      <Field form={form} name="name" />
      <div class="pair">
        <Field form={form} name="startsOn" type="date" />
        <Field form={form} name="endsOn" type="date" />
        <Field
          form={form}
          name="goalMetric"
          options={['orders', 'clicks'].map((name) => [name, say(name)] as const)}
          initial="orders"
        />
        <Field form={form} name="goalTarget" numeric="numeric" optional />
      </div>
      <Field
        form={form}
        name="brief"
        rows={4}
        optional
        hint={say('One message a line with its weight in percent: warmth 60. They sum to 100.')}
      />
      <Field
        form={form}
        name="negativeInstructions"
        rows={3}
        optional
        hint={say('One rule a line, such as: No medical claims')}
      />
    </>
  );
};

function bodyOf(visit: Visit, values: FormValues) {
  const target = countField(visit, values, 'goalTarget');
  const [startsOn, endsOn] = [values.text('startsOn') ?? '', values.text('endsOn') ?? ''];
  const messages = messagesOf(visit, values);
  return {
    name: values.text('name') ?? '',
    startsOn,
    endsOn,
    ...(target === undefined ? {} : { goal: { metric: values.text('goalMetric') ?? 'orders', target } }),
    ...(messages.length > 0 ? { brief: [{ messages, validFrom: startsOn, validTo: endsOn }] } : {}),
    negativeInstructions: linesOf(values, 'negativeInstructions'),
  };
}

const messagesOf = ({ say }: Visit, values: FormValues) =>
  linesOf(values, 'brief').map((line) => {
    const [, name = '', percent = ''] = /^(.*\S)\s+(\d{1,3}(?:[.,]\d+)?)\s*%?$/.exec(line) ?? [];
    if (!name)
      throw wrongField({ path: 'brief', message: say('"{line}" needs a name and its percent.', { line }) });
    return { name, weight: Number(percent.replace(',', '.')) / 100 };
  });

const one = page({
  path: '/app/campaigns/:id',
  scope: 'campaigns:read',
  filters: ['range', 'compare', ...placesBut('campaignId')],
  async draw(visit) {
    const { api, say, id, format, may } = visit;
    const found = await api.get('/v1/campaigns/{id}', { params: { id } });
    const whole = { from: found.startsOn, to: found.endsOn, campaignId: id };
    const question = questionOf(visit, { campaignId: id });
    const ofWhole = rowsAt({ from: found.startsOn, to: found.endsOn, filter: { campaignId: id } });
    const [{ overview, returns }, goal, drift, draft, timetable] = await Promise.all([
      readReturnsAndOverview(visit, question, { groupBy: 'creator', basis: 'period' }),
      api.get('/v1/roi', { query: { ...whole, groupBy: 'message' } }),
      api.get('/v1/campaigns/{id}/messages', { params: { id } }),
      api.get('/v1/campaigns/{id}/brief-draft', { params: { id } }),
      readTimetable(visit, { campaignId: id }),
    ]);
    return {
      title: found.name,
      body: (
        <>
          <Heading title={found.name}>
            <a href="/app/campaigns">{say('Campaigns')}</a> · {format.days(found.startsOn, found.endsOn)}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <Goal visit={visit} campaign={found} totals={goal.totals} at={ofWhole} />
          <RangeBar visit={visit} />
          <OverviewShown visit={visit} overview={overview} />
          <ReturnsBy visit={visit} returns={returns} />
          <Messages visit={visit} rows={goal.rows} at={ofWhole} />
          <DriftTable visit={visit} drift={drift} campaignId={id} />
          {may('campaigns:write') && <DraftedBrief visit={visit} draft={draft} campaign={found} />}
          <TimetableShown visit={visit} timetable={timetable} asks={found} of="campaigns" />
          <Forbidden visit={visit} campaign={found} />
          {may('campaigns:write') && (
            <Form form={formOf(visit, 'archive')} submit={say('Archive this campaign')} danger />
          )}
        </>
      ),
    };
  },
  acts: {
    ask: asking('campaigns'),
    takeDraft: {
      scope: 'campaigns:write',
      async run({ api, id, path }) {
        const { brief } = await api.get('/v1/campaigns/{id}/brief-draft', { params: { id } });
        const drafted = brief.map(({ messages, validFrom, validTo }) => ({ messages, validFrom, validTo }));
        await api.patch('/v1/campaigns/{id}', { params: { id }, body: { brief: drafted } });
        return doneAt(path, 'saved');
      },
    },
    archive: {
      scope: 'campaigns:write',
      async run({ api, id }) {
        await api.delete('/v1/campaigns/{id}', { params: { id } });
        return doneAt('/app/campaigns', 'archived');
      },
    },
  },
});

type OfCampaign<T = unknown> = { visit: Visit; campaign: Campaign } & T;
type RoiRows = Parameters<typeof RoiTable>[0]['rows'];

const Goal = ({ visit, campaign, totals, at }: OfCampaign<{ totals: RoiRows[number]; at: RowsAt }>) => {
  const { say, format } = visit;
  const { goal } = campaign;
  if (!goal) return null;
  const reached = goal.metric === 'clicks' ? totals.clicks : totals.orders;
  return (
    <p>
      <a href={goal.metric === 'clicks' ? at('/app/clicks', COUNTED) : at('/app/orders', SALES)}>
        {say('Goal: {target} {metric}. Reached: {reached} ({share}).', {
          target: format.count(goal.target),
          metric: say(goal.metric),
          reached: format.count(reached),
          share: goal.target > 0 ? format.percent(reached / goal.target) : '–',
        })}
      </a>
    </p>
  );
};

const Messages = ({ visit, rows, at }: { visit: Visit; rows: RoiRows; at: RowsAt }) => {
  const { say } = visit;
  return (
    <Section id="messages" title={say('What its posts say')}>
      <RoiTable
        visit={visit}
        caption={say('Over all its days')}
        of={say('Message')}
        rows={rows}
        name={({ message }) => message ?? say('none')}
        at={(row) => (path, narrower) =>
          at(path, { ...(row?.message ? { message: row.message } : { without: 'message' }), ...narrower })
        }
      />
    </Section>
  );
};

const Forbidden = ({ visit, campaign }: OfCampaign) =>
  campaign.negativeInstructions.length > 0 ? (
    <Section id="rules" title={visit.say('What posts must not say')}>
      <ul>
        {campaign.negativeInstructions.map((rule) => (
          <li>{rule}</li>
        ))}
      </ul>
    </Section>
  ) : null;

export const campaignPages = [list, add, one] as const;
