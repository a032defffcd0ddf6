import type { Application } from '../../../../shared/domain/schema/programme/applications.ts';
import { DAY_MS } from '../../../../shared/domain/time/units.ts';
import { APPLICATION_STATES } from '../../../../shared/domain/vocabulary.ts';
import type { FormValues } from '../../http/form.ts';
import { calledBy, handleBeside } from '../../http/names.ts';
import { type Drawn, page, type Visit } from '../../http/visit.ts';
import { CopyBox, Field, Form, formOf, Problems } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import {
  doneAt,
  Empty,
  FactList,
  fiftyOf,
  hrefWith,
  ListSection,
  platformText,
  plural,
  Saved,
  Section,
  type TableCell,
  Views,
} from '../../ui/parts.tsx';

/** Who volunteered: a queue, the longest waiting first. */
const list = page({
  path: '/app/volunteers',
  scope: 'creators:read',
  async draw(visit) {
    const { say, api, query } = visit;
    const state = APPLICATION_STATES.find((known) => known === query.state) ?? 'open';
    const found = await api.get('/v1/applications', { query: { state, ...fiftyOf(visit) } });
    const calls = await callsNamed(visit, found.data);
    const title = say('Volunteers');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            <StateLinks visit={visit} state={state} />
          </Heading>
          <Saved visit={visit} />
          <ListSection
            visit={visit}
            title={say(STATE_NAMES[state])}
            caption={say('The longest waiting first')}
            found={{ ...found, data: [...found.data].sort(byCreation) }}
            columns={[
              { name: say('Volunteer') },
              { name: say('Platform'), wide: true },
              { name: say('Followers'), right: true },
              { name: state === 'open' ? say('Waiting since') : say('Decided'), right: true },
            ]}
            cells={(one) => cellsOf(visit, one, calls)}
          >
            <Empty>{state === 'open' ? say('Nobody waits for an answer.') : say('Nobody yet.')}</Empty>
          </ListSection>
          <AddressOfForm visit={visit} />
        </>
      ),
    };
  },
});

const STATE_NAMES = { open: 'Waiting', accepted: 'Accepted', declined: 'Declined' } as const;

const StateLinks = ({ visit, state }: { visit: Visit; state: Application['state'] }) => (
  <Views
    views={APPLICATION_STATES.map((known) => [
      visit.say(STATE_NAMES[known]),
      hrefWith(visit, { state: known === 'open' ? undefined : known }),
      known === state,
    ])}
  />
);

const cellsOf = (visit: Visit, one: Application, calls: ReadonlyMap<string, string>): TableCell[] => [
  {
    text: <a href={`/app/volunteers/${one.id}`}>{calledBy(one)}</a>,
    detail: [handleBeside(one), one.callId && callText(visit, one.callId, calls)].filter(Boolean).join(' · '),
  },
  platformText(visit.say, one.platform),
  one.followers === undefined ? '–' : visit.format.count(one.followers),
  one.state === 'open' ? waitOf(visit, one) : visit.format.day((one.decidedAt ?? '').slice(0, 10)),
];

const AddressOfForm = ({ visit }: { visit: Visit }) => {
  const { say, brand, publicUrl } = visit;
  return (
    <Section id="form" title={say('The form')}>
      <p>{say('Whoever has this address can volunteer. Put it where your followers see it.')}</p>
      <CopyBox
        visit={visit}
        id="apply-url"
        label={say('Address of the form')}
        text={`${publicUrl}/apply/${brand.applyToken}`}
      />
    </Section>
  );
};

/** What the calls are called that these answered; a closed one is gone, and with it its name. */
async function callsNamed(
  { api }: Visit,
  answers: readonly Application[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  if (!answers.some(({ callId }) => callId)) return names;
  for await (const { id, title } of api.each('/v1/calls')) names.set(id, title);
  return names;
}

const callText = ({ say }: Visit, callId: string, calls: ReadonlyMap<string, string>): string =>
  calls.get(callId) ?? say('a call that is closed by now');

const byCreation = (one: Application, other: Application): number =>
  one.createdAt < other.createdAt ? -1 : 1;

const waitOf = (visit: Visit, { createdAt }: Application): string => {
  const days = Math.floor((visit.now - Date.parse(createdAt)) / DAY_MS);
  return days === 0 ? visit.say('today') : plural(visit, days, '{n} day', '{n} days');
};

/** One volunteer, and the two decisions, each a form of its own: Enter in a reason must not press the wrong one. */
const one = page({
  path: '/app/volunteers/:id',
  scope: 'creators:read',
  async draw(visit) {
    const { say, api, id, may } = visit;
    const application = await api.get('/v1/applications/{id}', {
      params: { id },
    });
    const calls = await callsNamed(visit, [application]);
    const [title, handle] = [calledBy(application), handleBeside(application)];
    return {
      title,
      wide: false,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/volunteers">{say('Volunteers')}</a> · {handle && `${handle} · `}
            {platformText(say, application.platform)}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <Who visit={visit} application={application} calls={calls} />
          {application.state === 'open' ? (
            may('creators:write') && <Decide visit={visit} name={title} />
          ) : (
            <Decided visit={visit} application={application} />
          )}
        </>
      ),
    };
  },
  acts: {
    accept: { scope: 'creators:write', run: decide('accept') },
    decline: { scope: 'creators:write', run: decide('decline') },
  },
});

type OfWho = { visit: Visit; application: Application; calls: ReadonlyMap<string, string> };

const Who = ({ visit, application, calls }: OfWho) => {
  const { say, format, brand } = visit;
  const { followers, city, email, message, createdAt, callId } = application;
  return (
    <Section id="who" title={say('What they say')}>
      <FactList
        facts={[
          [say('Followers'), followers === undefined ? say('not told') : format.count(followers)],
          city !== undefined && [say('City'), city],
          email !== undefined && [say('E-mail'), email],
          message !== undefined && [say('Message'), message],
          callId !== undefined && [
            say('Answered the call'),
            <a href="/app/calls">{callText(visit, callId, calls)}</a>,
          ],
          [say('Waiting since'), format.moment(createdAt, brand.timeZone)],
        ]}
      />
    </Section>
  );
};

const Decide = ({ visit, name }: { visit: Visit; name: string }) => {
  const { say } = visit;
  const [accept, decline] = [formOf(visit, 'accept'), formOf(visit, 'decline')];
  return (
    <Section id="decide" title={say('Your decision')}>
      <Form form={accept} submit={say('Accept {name}', { name })} />
      <Form form={decline} submit={say('Decline {name}', { name })} danger>
        <Field
          form={decline}
          name="reason"
          optional
          hint={say('Kept for you; the volunteer does not see it.')}
        />
      </Form>
    </Section>
  );
};

const Decided = ({
  visit: { say, format, brand },
  application,
}: {
  visit: Visit;
  application: Application;
}) => (
  <Section id="decided" title={application.state === 'accepted' ? say('Accepted') : say('Declined')}>
    <FactList
      facts={[
        application.decidedAt !== undefined && [
          say('Decided'),
          format.moment(application.decidedAt, brand.timeZone),
        ],
        application.reason !== undefined && [say('Reason'), application.reason],
        application.creatorId !== undefined && [
          say('Creator'),
          <a href={`/app/creators/${application.creatorId}`}>{calledBy(application)}</a>,
        ],
      ]}
    />
  </Section>
);

/** The same call as the API's; then the next one who waits, so that a queue is worked through. */
function decide(decision: 'accept' | 'decline') {
  return async ({ api, id }: Visit, values: FormValues, key: string): Promise<string | Drawn> => {
    const reason = values.text('reason');
    await api.post('/v1/applications/{id}/decision', {
      params: { id },
      body: { decision, ...(reason ? { reason } : {}) },
      idempotencyKey: key,
    });
    const { data } = await api.get('/v1/applications', { query: { state: 'open', limit: 50 } });
    const [next] = [...data].sort(byCreation);
    const done = decision === 'accept' ? 'accepted' : 'declined';
    return doneAt(next ? `/app/volunteers/${next.id}` : '/app/volunteers', done);
  };
}

export const volunteerPages = [list, one] as const;
