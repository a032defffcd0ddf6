import type { Campaign } from '../../../shared/domain/schema/programme/campaigns.ts';
import type { Squad } from '../../../shared/domain/schema/programme/squads.ts';
import { wrongField } from '../http/amount.ts';
import { countField, given } from '../http/fields.ts';
import type { FormValues } from '../http/form.ts';
import { choicesOf, creatorsNamed } from '../http/names.ts';
import { page, type Visit } from '../http/visit.ts';
import { Field, Form, formOf, Problems, Submit } from '../ui/forms.tsx';
import { Heading } from '../ui/layout.tsx';
import { daysText, OverviewShown, readOverview } from '../ui/overview.tsx';
import { doneAt, Empty, hrefWith, NextPage, Saved, Section, Table } from '../ui/parts.tsx';
import { questionOf, RangeBar } from '../ui/range-bar.tsx';
import { RoiTable } from '../ui/roi-table.tsx';

const LABELS = {
  name: 'Name',
  startsOn: 'First day',
  endsOn: 'Last day',
  goalMetric: 'Goal',
  goalTarget: 'Target',
  brief: 'What posts should say',
  negativeInstructions: 'What posts must not say',
  city: 'City',
  country: 'Country',
  managerName: 'Who leads it',
  targetSize: 'Wanted size',
  creatorId: 'Creator',
} as const;
const labelsIn = ({ say }: Visit) =>
  Object.fromEntries(Object.entries(LABELS).map(([name, label]) => [name, say(label)]));

const campaigns = page({
  path: '/app/campaigns',
  scope: 'campaigns:read',
  async draw(visit) {
    const { api, say, may, query, format } = visit;
    const found = await api.get('/v1/campaigns', {
      query: { limit: 50, ...(query.cursor ? { cursor: query.cursor } : {}) },
    });
    const title = say('Campaigns');
    return {
      title,
      body: (
        <>
          <Heading title={title}>{say('Several creators, one goal, dated briefs')}</Heading>
          <Saved visit={visit} />
          {may('campaigns:write') && (
            <div class="acts">
              <a class="button main" href="/app/campaigns/new">
                {say('New campaign')}
              </a>
            </div>
          )}
          <Section id="list" title={say('All campaigns')}>
            {found.data.length === 0 ? (
              <Empty>
                {say('None yet. A campaign joins posts to a goal and says what they should tell.')}
              </Empty>
            ) : (
              <Table
                caption={title}
                columns={[{ name: say('Name') }, { name: say('Days') }, { name: say('Goal'), wide: true }]}
                rows={found.data.map((campaign) => ({
                  cells: [
                    <a href={`/app/campaigns/${campaign.id}`}>{campaign.name}</a>,
                    format.days(campaign.startsOn, campaign.endsOn),
                    campaign.goal ? `${format.count(campaign.goal.target)} ${campaign.goal.metric}` : '–',
                  ],
                }))}
              />
            )}
            <NextPage visit={visit} cursor={found.nextCursor} />
          </Section>
        </>
      ),
    };
  },
});

const newCampaign = page({
  path: '/app/campaigns/new',
  scope: 'campaigns:write',
  async draw(visit) {
    const { say } = visit;
    const form = formOf(visit, 'add');
    const title = say('New campaign');
    return {
      title,
      wide: false,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/campaigns">{say('Campaigns')}</a>
          </Heading>
          <Problems visit={visit} labels={labelsIn(visit)} />
          <section>
            <Form form={form}>
              <Field form={form} name="name" label={say('Name')} />
              <div class="pair">
                <Field form={form} name="startsOn" label={say('First day')} type="date" />
                <Field form={form} name="endsOn" label={say('Last day')} type="date" />
                <Field
                  form={form}
                  name="goalMetric"
                  label={say('Goal')}
                  options={['orders', 'clicks'].map((name) => [name, say(name)] as const)}
                  initial="orders"
                />
                <Field form={form} name="goalTarget" label={say('Target')} numeric="numeric" optional />
              </div>
              <Field
                form={form}
                name="brief"
                rows={4}
                label={say('What posts should say')}
                optional
                hint={say('One message a line with its weight in percent: warmth 60. They sum to 100.')}
              />
              <Field
                form={form}
                name="negativeInstructions"
                rows={3}
                label={say('What posts must not say')}
                optional
                hint={say('One rule a line, such as: No medical claims')}
              />
              <div class="acts">
                <Submit>{say('Make the campaign')}</Submit>
              </div>
            </Form>
          </section>
        </>
      ),
    };
  },
  acts: {
    add: {
      scope: 'campaigns:write',
      async run(visit, values, key) {
        const target = countField(visit, values, 'goalTarget');
        const [startsOn, endsOn] = [values.text('startsOn') ?? '', values.text('endsOn') ?? ''];
        const messages = messagesOf(visit, values);
        const body = {
          name: values.text('name') ?? '',
          startsOn,
          endsOn,
          ...(target === undefined
            ? {}
            : { goal: { metric: values.text('goalMetric') ?? 'orders', target } }),
          ...(messages.length > 0 ? { brief: [{ messages, validFrom: startsOn, validTo: endsOn }] } : {}),
          negativeInstructions: (values.text('negativeInstructions') ?? '')
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        };
        const made = await visit.api.post('/v1/campaigns', { body, idempotencyKey: key });
        return doneAt(`/app/campaigns/${made.id}`, 'added');
      },
    },
  },
});

function messagesOf({ say }: Visit, values: FormValues) {
  const lines = (values.text('brief') ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.map((line) => {
    const [, name = '', percent = ''] = /^(.*\S)\s+(\d{1,3}(?:[.,]\d+)?)\s*%?$/.exec(line) ?? [];
    if (!name)
      throw wrongField({ path: 'brief', message: say('"{line}" needs a name and its percent.', { line }) });
    return { name, weight: Number(percent.replace(',', '.')) / 100 };
  });
}

const campaign = page({
  path: '/app/campaigns/:id',
  scope: 'campaigns:read',
  async draw(visit) {
    const { api, say, params, format, may } = visit;
    const id = params.id as Campaign['id'];
    const found = await api.get('/v1/campaigns/{id}', { params: { id } });
    const question = questionOf(visit, { campaignId: id });
    const whole = { from: found.startsOn, to: found.endsOn, campaignId: id };
    const [overview, goal] = await Promise.all([
      readOverview(visit, question),
      api.get('/v1/roi', { query: { ...whole, groupBy: 'message' } }),
    ]);
    const reached = found.goal?.metric === 'clicks' ? goal.totals.clicks : goal.totals.orders;
    return {
      title: found.name,
      body: (
        <>
          <Heading title={found.name}>
            <a href="/app/campaigns">{say('Campaigns')}</a> · {format.days(found.startsOn, found.endsOn)}
          </Heading>
          <Saved visit={visit} />
          {found.goal && (
            <p>
              {say('Goal: {target} {metric}. Reached: {reached} ({share}).', {
                target: format.count(found.goal.target),
                metric: say(found.goal.metric),
                reached: format.count(reached),
                share: found.goal.target > 0 ? format.percent(reached / found.goal.target) : '–',
              })}
            </p>
          )}
          <RangeBar visit={visit} show={['range', 'compare', 'platform', 'placement']} />
          <OverviewShown visit={visit} overview={overview} />
          <CreatorRows
            visit={visit}
            filter={{ campaignId: id }}
            rows={await creatorRows(visit, { campaignId: id })}
          />
          <Section id="messages" title={say('What its posts say')}>
            <RoiTable
              visit={visit}
              caption={say('Over all its days')}
              of={say('Message')}
              rows={goal.rows}
              name={({ message }) => message ?? say('none')}
            />
            {found.brief.map(({ messages, validFrom, validTo }) => (
              <p class="muted">
                {say('Asked for, {days}:', { days: format.days(validFrom, validTo) })}{' '}
                {messages.map(({ name, weight }) => `${name} ${format.percent(weight)}`).join(', ')}
              </p>
            ))}
          </Section>
          {found.negativeInstructions.length > 0 && (
            <Section id="rules" title={say('What posts must not say')}>
              <ul>
                {found.negativeInstructions.map((rule) => (
                  <li>{rule}</li>
                ))}
              </ul>
            </Section>
          )}
          {may('campaigns:write') && (
            <Form form={formOf(visit, 'archive')}>
              <div class="acts">
                <Submit quiet="danger">{say('Archive this campaign')}</Submit>
              </div>
            </Form>
          )}
        </>
      ),
    };
  },
  acts: {
    archive: {
      scope: 'campaigns:write',
      async run({ api, params }) {
        await api.delete('/v1/campaigns/{id}', { params: { id: params.id as Campaign['id'] } });
        return doneAt('/app/campaigns', 'archived');
      },
    },
  },
});

async function creatorRows(visit: Visit, own: Record<string, string>) {
  const { from, to, filter } = questionOf(visit, own);
  const { rows } = await visit.api.get('/v1/roi', { query: { ...filter, from, to, groupBy: 'creator' } });
  const shown = rows.slice(0, 50);
  return {
    shown,
    named: await creatorsNamed(
      visit,
      shown.map(({ creatorId }) => creatorId),
    ),
  };
}

const CreatorRows = ({
  visit,
  filter,
  rows,
}: {
  visit: Visit;
  filter: Record<string, string>;
  rows: Awaited<ReturnType<typeof creatorRows>>;
}) => (
  <Section id="creators" title={visit.say('Its creators')}>
    {rows.shown.length === 0 ? (
      <Empty>{visit.say('Nobody in these days.')}</Empty>
    ) : (
      <RoiTable
        visit={visit}
        caption={daysText(visit, questionOf(visit, filter))}
        of={visit.say('Creator')}
        rows={rows.shown}
        name={({ creatorId }) =>
          creatorId ? (
            <a href={hrefWith(visit, filter, `/app/creators/${creatorId}`)}>
              {rows.named.get(creatorId)?.handle ?? creatorId}
            </a>
          ) : (
            visit.say('not tied to a post')
          )
        }
      />
    )}
  </Section>
);

const squads = page({
  path: '/app/squads',
  scope: 'squads:read',
  async draw(visit) {
    const { api, say, may, query, format } = visit;
    const found = await api.get('/v1/squads', {
      query: { limit: 50, ...(query.cursor ? { cursor: query.cursor } : {}) },
    });
    const title = say('Squads');
    const form = formOf(visit, 'add');
    return {
      title,
      body: (
        <>
          <Heading title={title}>{say('Creators of one city who work together')}</Heading>
          <Saved visit={visit} />
          <Problems visit={visit} labels={labelsIn(visit)} />
          <Section id="list" title={say('All squads')}>
            {found.data.length === 0 ? (
              <Empty>{say('None yet.')}</Empty>
            ) : (
              <Table
                caption={title}
                columns={[
                  { name: say('Name') },
                  { name: say('City') },
                  { name: say('Members'), right: true },
                ]}
                rows={found.data.map((squad) => ({
                  cells: [
                    <a href={`/app/squads/${squad.id}`}>{squad.name}</a>,
                    `${squad.city}, ${squad.country}`,
                    format.count(squad.members.filter(({ until }) => !until).length),
                  ],
                }))}
              />
            )}
            <NextPage visit={visit} cursor={found.nextCursor} />
          </Section>
          {may('squads:write') && (
            <Section id="new" title={say('New squad')}>
              <Form form={form}>
                <div class="pair">
                  <Field form={form} name="name" label={say('Name')} />
                  <Field form={form} name="city" label={say('City')} />
                  <Field
                    form={form}
                    name="country"
                    label={say('Country')}
                    hint={say('Two letters, such as DE')}
                  />
                  <Field form={form} name="managerName" label={say('Who leads it')} optional />
                  <Field
                    form={form}
                    name="targetSize"
                    label={say('Wanted size')}
                    optional
                    numeric="numeric"
                  />
                </div>
                <div class="acts">
                  <Submit>{say('Make the squad')}</Submit>
                </div>
              </Form>
            </Section>
          )}
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

const squad = page({
  path: '/app/squads/:id',
  scope: 'squads:read',
  async draw(visit) {
    const { api, say, params, format, may } = visit;
    const id = params.id as Squad['id'];
    const found = await api.get('/v1/squads/{id}', { params: { id } });
    const question = questionOf(visit, { squadId: id });
    const [overview, named, creators] = await Promise.all([
      readOverview(visit, question),
      creatorsNamed(
        visit,
        found.members.map(({ creatorId }) => creatorId),
      ),
      may('squads:write')
        ? choicesOf(api.each('/v1/creators'), ({ id: creatorId, handle }) => [creatorId, handle])
        : [],
    ]);
    const form = formOf(visit, 'join');
    return {
      title: found.name,
      body: (
        <>
          <Heading title={found.name}>
            <a href="/app/squads">{say('Squads')}</a> · {found.city}, {found.country} ·{' '}
            {daysText(visit, question)}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} labels={labelsIn(visit)} />
          <RangeBar visit={visit} show={['range', 'compare', 'platform']} />
          <OverviewShown visit={visit} overview={overview} />
          <Section id="members" title={say('Members')}>
            {found.members.length === 0 ? (
              <Empty>{say('Nobody yet.')}</Empty>
            ) : (
              <Table
                caption={say('With their days')}
                columns={[
                  { name: say('Creator') },
                  { name: say('Since') },
                  { name: say('Until') },
                  ...(may('squads:write') ? [{ name: say('End') }] : []),
                ]}
                rows={found.members.map(({ creatorId, since, until }) => ({
                  cells: [
                    <a href={`/app/creators/${creatorId}`}>{named.get(creatorId)?.handle ?? creatorId}</a>,
                    format.day(since),
                    until ? format.day(until) : say('today'),
                    ...(may('squads:write')
                      ? [until ? '' : <Leave visit={visit} creatorId={creatorId} />]
                      : []),
                  ],
                }))}
              />
            )}
            {may('squads:write') && creators.length > 0 && (
              <Form form={form}>
                <Field form={form} name="creatorId" label={say('Take in')} options={creators} />
                <div class="acts">
                  <Submit>{say('Take in')}</Submit>
                </div>
              </Form>
            )}
          </Section>
        </>
      ),
    };
  },
  acts: {
    join: {
      scope: 'squads:write',
      async run({ api, params, path }, values) {
        await api.put('/v1/squads/{id}/members/{creatorId}', {
          params: { id: params.id as Squad['id'], creatorId: values.raw('creatorId') as `crt_${string}` },
          body: {},
        });
        return doneAt(path, 'saved');
      },
    },
    leave: {
      scope: 'squads:write',
      async run({ api, params, path }, values) {
        await api.delete('/v1/squads/{id}/members/{creatorId}', {
          params: { id: params.id as Squad['id'], creatorId: values.raw('creatorId') as `crt_${string}` },
        });
        return doneAt(path, 'saved');
      },
    },
  },
});

const Leave = ({ visit, creatorId }: { visit: Visit; creatorId: string }) => (
  <Form form={formOf(visit, 'leave')}>
    <input type="hidden" name="creatorId" value={creatorId} />
    <button class="quiet small" type="submit">
      {visit.say('End')}
    </button>
  </Form>
);

export const programmePages = [campaigns, newCampaign, campaign, squads, squad] as const;
