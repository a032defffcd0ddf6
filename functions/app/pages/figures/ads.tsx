import type { PpcCurve, PpcDay } from '../../../../shared/domain/schema/orders/ppc.ts';
import { addDays } from '../../../../shared/domain/time/week.ts';
import { placesBut, type Question, questionOf, rowsAt } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { daysOf, pastePage } from '../../paste/paste-page.tsx';
import { ResidualChart } from '../../ui/charts/residual-chart.tsx';
import { Heading } from '../../ui/layout.tsx';
import { daysText } from '../../ui/overview.tsx';
import {
  doneAt,
  Empty,
  fiftyOf,
  ListSection,
  Saved,
  Section,
  shortDay,
  Table,
  type TableCell,
} from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { moneyText } from '../../ui/roi-table.tsx';

const list = page({
  path: '/app/ads',
  scope: 'analytics:read',
  filters: ['range', ...placesBut()],
  async draw(visit) {
    const { api, say, may } = visit;
    const question = questionOf(visit);
    const { from, to, filter } = question;
    const [{ posts, ads }, days] = await Promise.all([
      api.get('/v1/ppc/comparison', { query: { ...filter, from, to } }),
      api.get('/v1/ppc', { query: { ...fiftyOf(visit), from, to } }),
    ]);
    const title = say('Posts beside ads');
    const sentences = [
      lastingOf(visit, say('Posts'), posts),
      lastingOf(visit, say('Ads'), ads, isTold(days)),
    ];
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {may('spend:write') && (
              <>
                <a href="/app/ads/paste">{say('Paste your ads by day')}</a> ·{' '}
              </>
            )}
            {daysText(visit, question)}
          </Heading>
          <Saved visit={visit} />
          <RangeBar visit={visit} />
          {Object.keys(filter).length > 0 && (
            <p class="muted">{say('Filters narrow the posts; ads are told for the whole brand.')}</p>
          )}
          <Section id="lasting" title={say('How long clicks last once the money is spent')}>
            {sentences.map((sentence) => (
              <p>{sentence}</p>
            ))}
            {(posts.points ?? ads.points) && (
              <ResidualChart {...{ visit, posts, ads, finding: sentences.join(' ') }} />
            )}
          </Section>
          <Costs visit={visit} question={question} posts={posts} ads={ads} />
          <AdDays visit={visit} found={days} />
        </>
      ),
    };
  },
});

type CostsShown = { visit: Visit; question: Question; posts: PpcCurve; ads: PpcCurve };

const Costs = ({ visit, question, posts, ads }: CostsShown) => {
  const { say } = visit;
  const at = rowsAt(question);
  return (
    <Section id="cost" title={say('What a click cost')}>
      <Table
        caption={daysText(visit, question)}
        columns={[
          { name: '' },
          { name: say('Posts or stretches'), right: true, wide: true },
          { name: say('Spend'), right: true },
          { name: say('Clicks'), right: true },
          { name: say('Per click'), right: true },
          { name: say('After the first day'), right: true },
        ]}
        rows={[
          {
            cells: [
              say('Posts'),
              ...cellsOf(visit, posts, at('/app/stages', { groupBy: 'post', basis: 'cohort' })),
            ],
          },
          { cells: [say('Ads'), ...cellsOf(visit, ads, '#ad-days')] },
        ]}
      />
      <p class="muted">
        {say('Posts are those published in these days, with all that they have brought and cost.')}{' '}
        {say(
          'Clicks of ads are those that the network counted; clicks of posts are counted by Vouch, without bots.',
        )}
      </p>
    </Section>
  );
};

function cellsOf(
  visit: Visit,
  { units, spend, clicks, cpc, leftAfterFirstDay }: PpcCurve,
  href: string,
): TableCell[] {
  const { format } = visit;
  return [
    format.count(units),
    moneyText(visit, spend),
    format.count(clicks),
    moneyText(visit, cpc),
    leftAfterFirstDay === null ? '–' : format.percent(leftAfterFirstDay),
  ].map((text) => ({ text, href }));
}

type AdDaysFound = { data: readonly PpcDay[]; nextCursor: string | null };

const isTold = ({ data }: AdDaysFound): boolean => data.length > 0;

/** One day, or as many in a row as cost and brought nothing: told each, and read as one. */
type AdSpan = PpcDay & { last: string };
function spansOf(days: readonly PpcDay[]): AdSpan[] {
  const spans: AdSpan[] = [];
  for (const day of days) {
    const before = spans.at(-1);
    if (before && isIdle(before) && isIdle(day) && addDays(before.last, 1) === day.day) before.last = day.day;
    else spans.push({ ...day, last: day.day });
  }
  return spans;
}
const isIdle = ({ spend, clicks }: PpcDay): boolean => spend.amount === 0 && clicks === 0;

/** What each day of ads cost and brought: the rows that their sums are made of. */
const AdDays = ({ visit, found }: { visit: Visit; found: AdDaysFound }) => {
  const { say, format, may } = visit;
  const toTell = { href: '/app/ads/paste', action: say('Paste your ads by day') };
  return (
    <ListSection
      visit={visit}
      id="ad-days"
      title={say('Ads, day by day')}
      caption={say('As they were told')}
      found={{ ...found, data: spansOf(found.data) }}
      columns={[
        { name: say('Day') },
        { name: say('Spend'), right: true },
        { name: say('Clicks'), right: true },
      ]}
      cells={(span) => [
        span.last === span.day
          ? shortDay(visit, span.day)
          : `${shortDay(visit, span.day)} – ${shortDay(visit, span.last)}`,
        isIdle(span) ? say('no ads') : moneyText(visit, span.spend),
        isIdle(span) ? '–' : format.count(span.clicks),
      ]}
    >
      <Empty {...(may('spend:write') ? toTell : {})}>{say('Nothing was told of ads in these days.')}</Empty>
    </ListSection>
  );
};

/** One sentence, or why there is none. */
function lastingOf(
  { say, format }: Visit,
  of: string,
  { leftAfterFirstDay, points, note }: PpcCurve,
  isTold = false,
): string {
  if (leftAfterFirstDay !== null && points)
    return say('{of}: {share} of the clicks of {days} days came after the first day.', {
      of,
      share: format.percent(leftAfterFirstDay),
      days: points.length,
    });
  const why = {
    noDays: isTold
      ? say('nothing was spent on them in these days')
      : say('nothing was published or told in these days'),
    notFollowed: say('not followed by a week without new money yet; days without spend have to be told too'),
    tooFewClicks: say('too few clicks on the first days'),
  };
  return say('{of}: no curve, because: {why}.', { of, why: note ? why[note.code] : '' });
}

const paste = pastePage({
  path: '/app/ads/paste',
  kind: 'ads',
  scope: 'spend:write',
  words: ({ say }) => ({
    title: say('Paste your ads by day'),
    under: { href: '/app/ads', name: say('Posts beside ads') },
    hint: say(
      'A daily export of Google or Meta with its headings, or one line a day: day, spend, clicks. Days between that are not in it count as days without ads.',
    ),
  }),
  done: (items) => doneAt('/app/ads', 'added', daysOf(items, 'day')),
});

export const adsPages = [list, paste] as const;
