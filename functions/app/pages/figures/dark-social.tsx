import { appName } from '../../../../shared/domain/judge/tables/app-names.ts';
import type { DarkSocial } from '../../../../shared/domain/schema/answers/dark-social.ts';
import { messagesFor } from '../../../../shared/report/render/words/messages.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Heading } from '../../ui/layout.tsx';
import { Empty, Section, Table } from '../../ui/parts.tsx';
import { questionOf, RangeBar } from '../../ui/range-bar.tsx';
import { moneyText } from '../../ui/roi-table.tsx';

export const darkSocialPage = page({
  path: '/app/dark-social',
  scope: 'analytics:read',
  async draw(visit) {
    const { api, say } = visit;
    const { from, to } = questionOf(visit);
    const dark = await api.get('/v1/dark-social', { query: { from, to } });
    const title = say('Dark social');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {say(
              'What came in private: by message, mail or a pasted address, where no referrer tells of it.',
            )}
          </Heading>
          <RangeBar visit={visit} show={['range']} />
          {dark.visits === 0 ? (
            <section>
              <Empty href="/app/posts" action={say('To your links')}>
                {say('No click in these days.')}
              </Empty>
            </section>
          ) : (
            <>
              <HowMuch visit={visit} dark={dark} />
              <div class="cols">
                <Apps visit={visit} dark={dark} />
                <Evidence visit={visit} dark={dark} />
              </div>
              <Others visit={visit} dark={dark} />
            </>
          )}
        </>
      ),
    };
  },
});

type OfDark = { visit: Visit; dark: DarkSocial };

const HowMuch = ({ visit, dark }: OfDark) => {
  const { say, format } = visit;
  const range = ({ low, high }: { low: number; high: number }) =>
    low === high
      ? format.count(low)
      : say('{low} to {high}', { low: format.count(low), high: format.count(high) });
  return (
    <Section id="how-much" title={say('How much')}>
      <p>
        {say('Of {visits} clicks, {range} came in private.', {
          visits: format.count(dark.visits),
          range: range(dark.clicks),
        })}{' '}
        {dark.share
          ? say('That is {low} to {high} of them.', {
              low: format.percent(dark.share.low),
              high: format.percent(dark.share.high),
            })
          : ''}
      </p>
      <p>
        {say('They brought {orders} orders and {low} to {high} of revenue.', {
          orders: range(dark.orders),
          low: moneyText(visit, dark.revenue.low),
          high: moneyText(visit, dark.revenue.high),
        })}
      </p>
    </Section>
  );
};

const Apps = ({ visit, dark }: OfDark) => {
  const { say, format } = visit;
  const { from, to } = questionOf(visit);
  return (
    <Section id="apps" title={say('Through which app')}>
      <Table
        caption={say('As the app named itself')}
        columns={[{ name: say('App') }, { name: say('Clicks'), right: true }]}
        rows={dark.byApp.map(({ app, clicks }) => ({
          cells: [
            <a href={`/app/clicks?from=${from}&to=${to}${app ? `&app=${app}` : ''}`}>
              {app ? appName(app) : say('no app named itself')}
            </a>,
            format.count(clicks),
          ],
        }))}
      />
    </Section>
  );
};

const Evidence = ({ visit, dark }: OfDark) => {
  const { say, format, locale } = visit;
  return (
    <Section id="evidence" title={say('How we know')}>
      <Table
        caption={say('By sign, and how far it is believed')}
        columns={[
          { name: say('Sign') },
          { name: say('Clicks'), right: true },
          { name: say('Believed'), right: true },
        ]}
        rows={dark.evidence.map(({ sign, clicks, confidence }) => ({
          cells: [messagesFor(locale).dark.signOf[sign], format.count(clicks), format.percent(confidence)],
        }))}
      />
    </Section>
  );
};

const Others = ({ visit, dark }: OfDark) => {
  const { say, format } = visit;
  return (
    <Section id="others" title={say('What referrers alone would have said')}>
      <Table
        caption={say('The same clicks and revenue')}
        columns={[
          { name: say('Group') },
          { name: say('Clicks'), right: true },
          { name: say('Net revenue'), right: true },
        ]}
        rows={dark.asReferrerOnlyAnalyticsSeesIt.map(({ group, clicks, revenue }) => ({
          cells: [group, format.count(clicks), moneyText(visit, revenue)],
        }))}
      />
    </Section>
  );
};
