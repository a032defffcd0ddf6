import type { ReportSnapshot } from '../../../shared/domain/report/snapshot.ts';
import { addDays, dayOf, listDays } from '../../../shared/domain/time/week.ts';
import { wallClock } from '../../../shared/domain/time/zone-rules.ts';
import { speechFor } from '../../../shared/report/render/present/present.ts';
import { presentTiles } from '../../../shared/report/render/present/present-headline.ts';
import { readable } from '../../../shared/report/render/readable.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import { type NamedPost, postsNamed } from '../http/names.ts';
import { localeOf, page, type Visit } from '../http/visit.ts';
import { type Bar, BarChart } from '../ui/day-chart.tsx';
import { Heading } from '../ui/layout.tsx';
import { plural, Saved, Section, Table, type TableCell, Tiles } from '../ui/parts.tsx';
import { readWays, Ways } from '../ui/ways.tsx';
import { firstSteps } from './first-steps.tsx';

const TILE_HREFS = ['/app/orders', '/app/stages', '/app/clicks', '/app/orders'];

/** What happened, does it matter, what do I do: one page that comes whole. */
export const weekPage = page({
  path: '/app',
  scope: 'reports:read',
  async draw(visit) {
    const { api, say, brand, now } = visit;
    const today = dayOf(now, brand.timeZone);
    const [preview, steps] = await Promise.all([api.get('/v1/reports/preview'), firstSteps(visit)]);
    const snapshot = preview.snapshot;
    const monday = snapshot.period.firstDay;
    const counted = (from: string, to: string, groupBy: string) =>
      api.get('/v1/analytics/clicks', { query: { groupBy, from, to } });
    const [days, before, ways, posts] = await Promise.all([
      counted(monday, today, 'day'),
      counted(addDays(monday, -7), addDays(monday, -1), 'day'),
      readWays(visit, { from: monday, to: today }),
      counted(monday, today, 'post'),
    ]);
    const best = posts.rows.filter(({ postId }) => postId).slice(0, 5);
    const named = await postsNamed(visit, best);
    const title = say('This week so far');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {visit.format.days(monday, today)}, {clock(visit)} ({brand.timeZone}) ·{' '}
            {say('beside the same hours of last week')}
          </Heading>
          <Saved visit={visit} />
          {snapshot.kind === 'empty' ? (
            wasEver(snapshot) && <p>{messagesFor(visit.locale).empty.soFar}</p>
          ) : (
            <Figures visit={visit} snapshot={snapshot} />
          )}
          <Waiting visit={visit} snapshot={snapshot} />
          {steps}
          {(days.totals.clicks > 0 || before.totals.clicks > 0) && (
            <div class="cols">
              <Section id="days" title={say('Clicks by day')}>
                <BarChart
                  visit={visit}
                  id="days-chart"
                  title={say('Clicks')}
                  bars={barsOf(visit, monday, days.rows, before.rows)}
                  beforeName={say('last week')}
                />
              </Section>
              <Section id="ways" title={say('How they came')}>
                <Ways visit={visit} rows={ways} />
              </Section>
            </div>
          )}
          {snapshot.kind !== 'empty' && <Stages visit={visit} snapshot={snapshot} />}
          {best.length > 0 && <BestPosts visit={visit} rows={best} named={named} />}
        </>
      ),
    };
  },
});

type DayClicks = { day?: string | null; clicks: number };

/** The week's seven days, each beside the same day of the week before. */
function barsOf(
  visit: Visit,
  monday: string,
  rows: readonly DayClicks[],
  rowsBefore: readonly DayClicks[],
): Bar[] {
  const onDay = (counted: readonly DayClicks[]) => new Map(counted.map(({ day, clicks }) => [day, clicks]));
  const [here, there] = [onDay(rows), onDay(rowsBefore)];
  const today = dayOf(visit.now, visit.brand.timeZone);
  return listDays(monday, addDays(monday, 6)).map((day) => ({
    label: weekday(visit, day),
    name: visit.format.day(day),
    value: here.get(day) ?? 0,
    before: there.get(addDays(day, -7)) ?? 0,
    isRunning: day === today,
  }));
}

const weekday = ({ locale }: Visit, day: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));
const clock = (visit: Visit): string =>
  new Intl.DateTimeFormat(localeOf(visit), { timeStyle: 'short', timeZone: 'UTC' }).format(
    wallClock(visit.now, visit.brand.timeZone),
  );

const Figures = ({ visit, snapshot }: { visit: Visit; snapshot: ReportSnapshot }) => {
  const shown = presentTiles(readable(snapshot), speechFor(snapshot, localeOf(visit)));
  return (
    <Tiles
      tiles={shown.map(({ label, value, change, word, tone, detail }, index) => ({
        label,
        value,
        href: TILE_HREFS[index] ?? '/app',
        change: change && `${change}${word ? `, ${word}` : ''}`,
        tone,
        detail,
      }))}
    />
  );
};

/** A week with nothing in it says that one thing; before the first tap the first steps say what to do. */
const wasEver = ({ weeks }: ReportSnapshot): boolean =>
  weeks.some(({ clicks, orders }) => clicks > 0 || orders > 0);

/** At most three lines, each with one button. */
const Waiting = ({ visit: { say, format }, snapshot }: { visit: Visit; snapshot: ReportSnapshot }) => {
  const { volunteersWaiting, violations } = snapshot.health;
  const ready = snapshot.promotion?.candidates.filter(({ verdict }) => verdict === 'moveUp') ?? [];
  const lines: [string, string, string][] = [];
  if (volunteersWaiting > 0)
    lines.push([
      plural(
        say,
        volunteersWaiting,
        '{n} volunteer waits for your answer',
        '{n} volunteers wait for your answer',
        format.count(volunteersWaiting),
      ),
      '/app/volunteers',
      say('Decide'),
    ]);
  if (ready.length > 0)
    lines.push([
      say('Ready to move up: {names}', { names: format.list(ready.slice(0, 3).map(({ name }) => name)) }),
      '/app/promotions',
      say('Look'),
    ]);
  if (violations.length > 0)
    lines.push([
      say('A brand rule is broken: {names}', {
        names: format.list(violations.slice(0, 3).map(({ name }) => name)),
      }),
      '/app/decisions',
      say('Look'),
    ]);
  if (lines.length === 0) return null;
  return (
    <Section id="waiting" title={say('Waiting for you')}>
      <ul class="todo">
        {lines.map(([text, href, action]) => (
          <li>
            <span>{text}</span>
            <a class="button small" href={href}>
              {action}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
};

const Stages = ({ visit, snapshot }: { visit: Visit; snapshot: ReportSnapshot }) => {
  const { say, format, locale } = visit;
  const words = messagesFor(locale);
  const shown = (value: number | null, write: (value: number) => string) =>
    value === null ? '–' : write(value);
  return (
    <Section id="stages" title={say('What each stage returned')}>
      <Table
        caption={say('Money that moved this week')}
        columns={[
          { name: say('Stage') },
          { name: say('Clicks'), right: true },
          { name: say('Orders'), right: true, wide: true },
          { name: say('Net revenue'), right: true },
          { name: say('Spend'), right: true, wide: true },
          { name: say('Margin ROI'), right: true },
        ]}
        rows={[...snapshot.stages, snapshot.total].map((row) => ({
          ...(row.stage === 'total' ? { total: true as const } : {}),
          cells: [
            row.stage === 'total' ? (
              words.stage.total
            ) : (
              <a href={`/app/stages/${row.stage}`}>{words.stage[row.stage]}</a>
            ),
            shown(row.clicks.value, format.count),
            shown(row.orders.value, format.count),
            shown(row.netRevenueMinor.value, format.money),
            shown(row.spendMinor.value, format.money),
            roiOf(visit, row.roi),
          ],
        }))}
      />
    </Section>
  );
};

function roiOf(
  { format, locale }: Visit,
  { value, note, interval }: ReportSnapshot['total']['roi'],
): TableCell {
  const words = messagesFor(locale);
  if (value === null) return { text: '–', detail: words.note[note ?? 'unknown'] };
  const range =
    interval && words.range(format.signedPercent(interval.low), format.signedPercent(interval.high));
  return { text: format.signedPercent(value), ...(range ? { detail: range } : {}) };
}

type PostClicks = { postId?: string | null; clicks: number; darkClicks: number };

const BestPosts = ({
  visit,
  rows,
  named,
}: {
  visit: Visit;
  rows: readonly PostClicks[];
  named: ReadonlyMap<string, NamedPost>;
}) => {
  const { say, format } = visit;
  return (
    <Section id="best" title={say('Best posts of the week')}>
      <Table
        caption={say('By clicks')}
        columns={[
          { name: say('Post') },
          { name: say('Platform'), wide: true },
          { name: say('Clicks'), right: true },
          { name: say('of these dark'), right: true },
        ]}
        rows={rows.map(({ postId, clicks, darkClicks }) => {
          const found = named.get(postId ?? '');
          return {
            cells: [
              <a href={`/app/posts/${postId}`}>{found?.handle ?? postId}</a>,
              found?.post.platform ?? '',
              format.count(clicks),
              format.count(darkClicks),
            ],
          };
        })}
      />
    </Section>
  );
};
