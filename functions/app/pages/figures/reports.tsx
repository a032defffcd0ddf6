import type { ReportSnapshot } from '../../../../shared/domain/report/snapshot.ts';
import type { DeliveryShown } from '../../../../shared/domain/schema/answers/reports.ts';
import { dayOf, weekOfDay } from '../../../../shared/domain/time/week.ts';
import { renderPage } from '../../../../shared/report/render/page/page.tsx';
import { reportPageHeaders } from '../../../../shared/report/render/page/page-style.ts';
import { localeOf, page, type Visit } from '../../http/visit.ts';
import { CopyBox, Form, formOf, Problems, Submit } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import {
  doneAt,
  Empty,
  FactList,
  fiftyOf,
  ListSection,
  Saved,
  Section,
  seenAt,
  shortMoment,
  Table,
  weekText,
  wordOf,
} from '../../ui/parts.tsx';

const list = page({
  path: '/app/reports',
  scope: 'reports:read',
  async draw(visit) {
    const { api, say, format } = visit;
    const found = await api.get('/v1/reports', { query: fiftyOf(visit) });
    const title = say('Reports');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/reports/preview">{say('This week’s, as it would read now')}</a> ·{' '}
            <a href="/app/settings/mail">{say('Who gets the mail, and when')}</a>
          </Heading>
          <ListSection
            visit={visit}
            title={say('Week by week')}
            found={found}
            columns={[{ name: say('Week') }, { name: say('Made') }, { name: say('Revision'), right: true }]}
            cells={(report) => [
              <a href={`/app/reports/${report.id}`}>{weekText(visit, report.week)}</a>,
              shortMoment(visit, report.createdAt),
              { text: format.count(report.revision), href: `/app/reports/${report.id}` },
            ]}
          >
            <Empty href="/app/settings/mail" action={say('Say who gets it')}>
              {say('The first one comes when the first week is over.')}
            </Empty>
          </ListSection>
        </>
      ),
    };
  },
});

/** The week's page as the mail leads to it, under our own address. */
const whole = (visit: Visit, snapshot: ReportSnapshot) => ({
  respond: () =>
    new Response(
      renderPage(snapshot, {
        locale: localeOf(visit),
        showSpend: visit.may('spend:read'),
        back: { label: visit.say('Reports'), path: '/app/reports' },
      }),
      { headers: reportPageHeaders(snapshot) },
    ),
});

const preview = page({
  path: '/app/reports/preview',
  scope: 'reports:read',
  async draw(visit) {
    const { snapshot } = await visit.api.get('/v1/reports/preview');
    return whole(visit, snapshot as ReportSnapshot);
  },
});

/** From one week's page to the next: its newest report; of the running week what it would be, and the list where there is none. */
const ofWeek = page({
  path: '/app/reports/week/:week',
  scope: 'reports:read',
  async draw({ api, brand, now, params }) {
    const { week = '' } = params;
    if (week === weekOfDay(dayOf(now, brand.timeZone))) return { redirect: '/app/reports/preview' };
    for await (const report of api.each('/v1/reports', { query: { limit: 100 } })) {
      if (report.week === week) return { redirect: `/app/reports/${report.id}/page` };
      // The newest come first.
      if (report.week < week) break;
    }
    return { redirect: '/app/reports' };
  },
});

const asPage = page({
  path: '/app/reports/:id/page',
  scope: 'reports:read',
  async draw(visit) {
    const { snapshot } = await visit.api.get('/v1/reports/{id}', {
      params: { id: visit.id },
    });
    return whole(visit, snapshot);
  },
});

const one = page({
  path: '/app/reports/:id',
  scope: 'reports:read',
  async draw(visit) {
    const { api, say, id, format, brand } = visit;
    const [report, deliveries] = await Promise.all([
      api.get('/v1/reports/{id}', { params: { id } }),
      api.get('/v1/reports/{id}/deliveries', { params: { id } }),
    ]);
    const title = say('Report: {week}', { week: weekText(visit, report.week) });
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/reports">{say('Reports')}</a> · {say('revision {n}', { n: report.revision })} ·{' '}
            {format.moment(report.createdAt, brand.timeZone)}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <Acts visit={visit} />
          <Mails visit={visit} deliveries={deliveries.data} />
          <Section id="about" title={say('About')}>
            <FactList
              facts={[
                [say('Everything known up to'), format.moment(report.asOf, brand.timeZone)],
                [say('Its content’s name'), report.address],
              ]}
            />
          </Section>
        </>
      ),
    };
  },
  acts: {
    send: {
      scope: 'reports:write',
      async run({ api, id, path }, _values, key) {
        await api.post('/v1/reports/{id}/send', {
          params: { id },
          body: {},
          idempotencyKey: key,
        });
        return doneAt(path, 'sent');
      },
    },
    share: {
      scope: 'reports:write',
      async run(visit, _values, key) {
        const { api, id, say, format, brand } = visit;
        const share = await api.post('/v1/reports/{id}/shares', {
          params: { id },
          body: {},
          idempotencyKey: key,
        });
        const title = say('An address to share');
        return {
          title,
          wide: false,
          body: (
            <>
              <Heading title={title}>
                {say('Whoever has it can read this report, without what you pay. It is shown here only.')}
              </Heading>
              <section>
                <CopyBox
                  visit={visit}
                  id="share"
                  label={say('Good until {when}', { when: format.moment(share.expiresAt, brand.timeZone) })}
                  text={share.url}
                />
                <p>
                  <a href={`/app/reports/${id}`}>{say('Back to the report')}</a>
                </p>
              </section>
            </>
          ),
        };
      },
    },
  },
});

const Acts = ({ visit }: { visit: Visit }) => {
  const { say, id, may } = visit;
  return (
    <div class="acts">
      <a class="button main" href={`/app/reports/${id}/page`}>
        {say('Read it')}
      </a>
      {may('reports:write') && (
        <>
          <Form form={formOf(visit, 'send')}>
            <Submit quiet>{say('Mail it to those who have not had it')}</Submit>
          </Form>
          <Form form={formOf(visit, 'share')}>
            <Submit quiet>{say('Make an address to share')}</Submit>
          </Form>
        </>
      )}
    </div>
  );
};

const Mails = ({ visit, deliveries }: { visit: Visit; deliveries: readonly DeliveryShown[] }) => {
  const { say } = visit;
  return (
    <Section id="mails" title={say('Mails')}>
      {deliveries.length === 0 ? (
        <Empty>{say('None was made of this report.')}</Empty>
      ) : (
        <Table
          caption={say('What became of each')}
          columns={[{ name: say('To') }, { name: say('State') }, { name: say('When'), wide: true }]}
          rows={deliveries.map(({ recipient, state, reason, createdAt }) => ({
            cells: [
              recipient,
              { text: say(state), ...(reason ? { detail: wordOf(say, reason) } : {}) },
              seenAt(visit, createdAt),
            ],
          }))}
        />
      )}
    </Section>
  );
};

export const reportPages = [preview, asPage, ofWeek, list, one] as const;
