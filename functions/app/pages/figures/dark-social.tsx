import { NO_APP } from '../../../../shared/domain/analytics/ways.ts';
import { ANY_SIGN } from '../../../../shared/domain/attribution/dark-social.ts';
import { appName } from '../../../../shared/domain/judge/tables/app-names.ts';
import type { DarkSocial } from '../../../../shared/domain/schema/answers/dark-social.ts';
import { messagesFor } from '../../../../shared/report/render/words/messages.ts';
import { placesBut, questionOf, rowsAt } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Heading } from '../../ui/layout.tsx';
import { Empty, plural, Section, Table } from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { COUNTED, moneyText, type RowsAt } from '../../ui/roi-table.tsx';

export const darkSocialPage = page({
  path: '/app/dark-social',
  scope: 'analytics:read',
  filters: ['range', 'compare', ...placesBut()],
  async draw(visit) {
    const { api, say } = visit;
    const question = questionOf(visit);
    const { from, to, filter, before } = question;
    const during = (days: { from: string; to: string }) =>
      api.get('/v1/dark-social', { query: { ...filter, ...days } });
    const [dark, former] = await Promise.all([during({ from, to }), before && during(before)]);
    const at = rowsAt(question);
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
          <RangeBar visit={visit} />
          {dark.visits === 0 ? (
            <section>
              <Empty href="/app/posts" action={say('To your links')}>
                {say('No click in these days.')}
              </Empty>
            </section>
          ) : (
            <>
              <HowMuch visit={visit} dark={dark} at={at} {...(former ? { before: former } : {})} />
              <div class="cols">
                <Apps visit={visit} dark={dark} at={at} />
                <Evidence visit={visit} dark={dark} at={at} />
              </div>
              <Others visit={visit} dark={dark} at={at} />
            </>
          )}
        </>
      ),
    };
  },
});

type OfDark = { visit: Visit; dark: DarkSocial; at: RowsAt };

const HowMuch = ({ visit, dark, at, before }: OfDark & { before?: DarkSocial }) => {
  const { say, format } = visit;
  return (
    <Section id="how-much" title={say('How much')}>
      <p>
        <a href={at('/app/clicks', { ...COUNTED, sign: ANY_SIGN })}>{inPrivate(visit, dark)}</a>{' '}
        {dark.share
          ? say('That is {low} to {high} of them.', {
              low: format.percent(dark.share.low),
              high: format.percent(dark.share.high),
            })
          : ''}
      </p>
      <p>
        {say('Orders they brought: {orders}; revenue: {low} to {high}.', {
          orders: rangeText(visit, dark.orders),
          low: moneyText(visit, dark.revenue.low),
          high: moneyText(visit, dark.revenue.high),
        })}
      </p>
      {before && before.visits > 0 && (
        <p class="muted">
          {say('Beside, {days}:', { days: format.days(before.from, before.to) })} {inPrivate(visit, before)}
        </p>
      )}
    </Section>
  );
};

function inPrivate(visit: Visit, { visits, clicks }: DarkSocial): string {
  const range = rangeText(visit, clicks);
  return plural(
    visit,
    visits,
    'Of {n} click, {range} came in private.',
    'Of {n} clicks, {range} came in private.',
    { range },
  );
}

const rangeText = ({ say, format }: Visit, { low, high }: { low: number; high: number }): string =>
  low === high
    ? format.count(low)
    : say('{low} to {high}', { low: format.count(low), high: format.count(high) });

const Apps = ({ visit, dark, at }: OfDark) => {
  const { say, format } = visit;
  const inApp = (app: string | null) => at('/app/clicks', { ...COUNTED, sign: ANY_SIGN, app: app ?? NO_APP });
  return (
    <Section id="apps" title={say('Through which app')}>
      <Table
        caption={say('As the app named itself')}
        columns={[{ name: say('App') }, { name: say('Clicks'), right: true }]}
        rows={dark.byApp.map(({ app, clicks }) => ({
          cells: [
            <a href={inApp(app)}>{app ? appName(app) : say('no app named itself')}</a>,
            { text: format.count(clicks), href: inApp(app) },
          ],
        }))}
      />
    </Section>
  );
};

const Evidence = ({ visit, dark, at }: OfDark) => {
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
          cells: [
            messagesFor(locale).dark.signOf[sign],
            { text: format.count(clicks), href: at('/app/clicks', { ...COUNTED, sign }) },
            { text: format.percent(confidence), href: at('/app/clicks', { ...COUNTED, sign }) },
          ],
        }))}
      />
    </Section>
  );
};

const Others = ({ visit, dark, at }: OfDark) => {
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
          cells: [
            group,
            { text: format.count(clicks), href: at('/app/clicks', { ...COUNTED, referrerGroup: group }) },
            { text: moneyText(visit, revenue), href: at('/app/orders') },
          ],
        }))}
      />
    </Section>
  );
};
