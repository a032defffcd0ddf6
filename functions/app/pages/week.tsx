import type { SnapshotSummary } from '../../../shared/domain/report/snapshot.ts';
import {
  addDays,
  dayOf,
  daysOfWeek,
  listDays,
  previousWeek,
  weekOfDay,
} from '../../../shared/domain/time/week.ts';
import { wallClock } from '../../../shared/domain/time/zone-rules.ts';
import { dateFormat } from '../../../shared/report/render/format.ts';
import { speechFor } from '../../../shared/report/render/present/present.ts';
import { presentTiles, presentTilesNote } from '../../../shared/report/render/present/present-headline.ts';
import { readable } from '../../../shared/report/render/readable.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import { decidedSince } from '../http/decided.ts';
import { localOf } from '../http/local-time.ts';
import { type NamedPost, postsNamed } from '../http/names.ts';
import { rowsAt } from '../http/question.ts';
import { localeOf, page, type Visit } from '../http/visit.ts';
import { type Bar, BarChart } from '../ui/charts/day-chart.tsx';
import { Heading } from '../ui/layout.tsx';
import {
  platformText,
  plural,
  Saved,
  Section,
  shortDay,
  Table,
  type TableCell,
  Tiles,
  type Todo,
  TodoList,
} from '../ui/parts.tsx';
import { COUNTED, type RowsAt, SALES } from '../ui/roi-table.tsx';
import { readWays, Ways } from '../ui/ways.tsx';
import { firstSteps } from './first-steps.tsx';

/** What stands behind the rows that are no stage. */
const PAGE_OF_REST: Readonly<Record<string, string>> = { withoutPost: '/app/links', notTied: '/app/orders' };

/** What happened, does it matter, what do I do: one page that comes whole. */
export const weekPage = page({
  path: '/app',
  scope: 'reports:read',
  stands: true,
  async draw(visit) {
    const { say } = visit;
    const week = await readWeek(visit);
    const { snapshot, best } = week;
    const title = say('This week so far');
    return {
      title,
      lead: WeekUntilNow,
      body: (
        <>
          <Saved visit={visit} />
          {snapshot.kind === 'empty' ? (
            wasEver(snapshot) && <Quiet visit={visit} week={week} />
          ) : (
            <Figures visit={visit} snapshot={snapshot} rowsAt={rowsIn(week)} />
          )}
          <Waiting visit={visit} snapshot={snapshot} ready={week.ready} />
          {week.steps}
          <ClicksOfWeek visit={visit} week={week} />
          {snapshot.kind !== 'empty' && <Stages visit={visit} snapshot={snapshot} rowsAt={rowsIn(week)} />}
          {best.length > 0 && (
            <BestPosts visit={visit} rows={best} named={week.named} rowsAt={rowsIn(week)} />
          )}
        </>
      ),
    };
  },
});

const WeekUntilNow = (visit: Visit) => {
  const { say, format, brand } = visit;
  const { monday, today } = runningWeek(visit);
  return (
    <Heading title={say('This week so far')}>
      {format.days(monday, today)}, {clock(visit)} ({brand.timeZone}) ·{' '}
      {say('beside the same hours of last week')}
    </Heading>
  );
};

function runningWeek({ brand, now }: Visit) {
  const today = dayOf(now, brand.timeZone);
  const [monday = today] = daysOfWeek(weekOfDay(today));
  return { monday, today };
}

/** Posts in the list of the best. */
const BEST = 5;

/** What the page shows, read together: the report as it would be now, and the clicks of this week beside the last. */
async function readWeek(visit: Visit) {
  const { api } = visit;
  const { monday, today } = runningWeek(visit);
  const counted = (from: string, groupBy: string, limit?: number) =>
    api.get('/v1/analytics/clicks', { query: { groupBy, from, to: today, ...(limit && { limit }) } });
  const [{ snapshot }, ready, days, ways, posts] = await Promise.all([
    api.get('/v1/reports/preview', { query: { only: 'summary' } }),
    readyToMove(visit),
    counted(addDays(monday, -7), 'day'),
    readWays(visit, { from: monday, to: today }),
    // What links without a post brought may stand among them.
    counted(monday, 'post', BEST + 1),
  ]);
  const best = posts.rows.filter(({ postId }) => postId).slice(0, BEST);
  const seen = {
    clicks: snapshot.weeks.some(({ clicks }) => clicks > 0),
    posts: best.length > 0,
    orders: visit.may('conversions:read') && snapshot.weeks.some(({ orders }) => orders > 0),
    spend: visit.may('spend:read') && (snapshot.total.spendMinor.value ?? 0) > 0,
  };
  const [named, steps] = await Promise.all([postsNamed(visit, best), firstSteps(visit, seen)]);
  return { today, monday, snapshot, ready, steps, days, ways, best, named };
}
type WeekRead = Awaited<ReturnType<typeof readWeek>>;

const rowsIn = ({ monday, today }: Pick<WeekRead, 'monday' | 'today'>): RowsAt =>
  rowsAt({ from: monday, to: today, filter: {} });

/**
 * Whom the newest report would move up, without those who were decided on since. Monday's ranking stands for the week: it
 * is drawn from thousands of throws, and the page of promotions draws the one of this minute.
 */
async function readyToMove(visit: Visit): Promise<{ name: string }[]> {
  const { data } = await visit.api.get('/v1/reports', { query: { limit: 1 } });
  const [newest] = data;
  if (!newest) return [];
  const [report, decided] = await Promise.all([
    visit.api.get('/v1/reports/{id}', { params: { id: newest.id } }),
    decidedSince(visit, newest.asOf),
  ]);
  return (report.snapshot.promotion?.candidates ?? []).flatMap(({ creatorId, name, verdict, there }) =>
    verdict === 'moveUp' && !there && !decided.has(creatorId) ? [{ name }] : [],
  );
}

const ClicksOfWeek = ({ visit, week }: { visit: Visit; week: WeekRead }) => {
  const { say } = visit;
  const { monday, days, ways } = week;
  if (days.totals.clicks === 0) return null;
  return (
    <div class="cols">
      <Section id="days" title={say('Clicks by day')}>
        <BarChart
          visit={visit}
          id="days-chart"
          title={say('Clicks')}
          bars={barsOf(visit, monday, days.rows)}
          beforeName={say('last week')}
        />
      </Section>
      <Section id="ways" title={say('How they came')}>
        <Ways visit={visit} rows={ways} rowsAt={rowsIn(week)} />
      </Section>
    </div>
  );
};

/** Nothing yet, so the week before is what there is to read. */
const Quiet = ({ visit, week }: { visit: Visit; week: WeekRead }) => (
  <p>
    {messagesFor(visit.locale).empty.soFar}{' '}
    <a href={`/app/reports/week/${previousWeek(weekOfDay(week.today))}`}>{visit.say('Last week’s report')}</a>
  </p>
);

type DayClicks = { day?: string | null; clicks: number };

/** The week's seven days, each beside the same day of the week before. */
function barsOf(visit: Visit, monday: string, rows: readonly DayClicks[]): Bar[] {
  const clicked = new Map(rows.map(({ day, clicks }) => [day, clicks]));
  const today = dayOf(visit.now, visit.brand.timeZone);
  return listDays(monday, addDays(monday, 6)).map((day) => ({
    label: weekday(visit, day),
    name: visit.format.day(day),
    value: clicked.get(day) ?? 0,
    before: clicked.get(addDays(day, -7)) ?? 0,
    isRunning: day === today,
    href: clicksOn(day),
    hrefBefore: clicksOn(addDays(day, -7)),
  }));
}

const clicksOn = (day: string): string => rowsAt({ from: day, to: day, filter: {} })('/app/clicks', COUNTED);

const weekday = ({ locale }: Visit, day: string): string =>
  dateFormat(locale, { weekday: 'short' }).format(new Date(`${day}T12:00:00Z`));
const clock = (visit: Visit): string =>
  dateFormat(localeOf(visit), { timeStyle: 'short' }).format(wallClock(visit.now, visit.brand.timeZone));

const Figures = ({ visit, snapshot, rowsAt }: OfSnapshot & { rowsAt: RowsAt }) => {
  const hrefs = [
    rowsAt('/app/orders'),
    rowsAt('/app/stages'),
    rowsAt('/app/clicks', COUNTED),
    rowsAt('/app/orders', SALES),
  ];
  const [read, speech] = [readable(snapshot), speechFor(snapshot, localeOf(visit))];
  const note = presentTilesNote(read, speech, localeOf(visit));
  return (
    <>
      <Tiles
        tiles={presentTiles(read, speech).map(({ label, value, change, word, tone, detail }, index) => ({
          label,
          value,
          href: hrefs[index],
          change: change && `${change}${word ? `, ${word}` : ''}`,
          tone,
          detail,
        }))}
      />
      {note && <p class="muted note">{note}</p>}
    </>
  );
};

/** A week with nothing in it says that one thing; before the first tap the first steps say what to do. */
const wasEver = ({ weeks }: SnapshotSummary): boolean =>
  weeks.some(({ clicks, orders }) => clicks > 0 || orders > 0);

type OfSnapshot = { visit: Visit; snapshot: SnapshotSummary };

type OfWaiting = OfSnapshot & { ready: readonly { name: string }[] };

function waitingLines({ visit, snapshot, ready }: OfWaiting): Todo[] {
  const { say, format } = visit;
  const { volunteersWaiting, violations } = snapshot.health;
  const namesOf = (all: readonly { name: string }[]) => format.list(all.slice(0, 3).map(({ name }) => name));
  const volunteers = plural(
    visit,
    volunteersWaiting,
    '{n} volunteer waits for your answer',
    '{n} volunteers wait for your answer',
  );
  const lines: Todo[] = [];
  if (volunteersWaiting > 0) lines.push([volunteers, '/app/volunteers', say('Decide')]);
  if (ready.length > 0)
    lines.push([say('Ready to move up: {names}', { names: namesOf(ready) }), '/app/promotions', say('Look')]);
  if (violations.length > 0)
    lines.push([
      say('A brand rule is broken: {names}', { names: namesOf(violations) }),
      '/app/decisions',
      say('Look'),
    ]);
  return lines;
}

/** At most three lines, each with one button. */
const Waiting = (shown: OfWaiting) => {
  const { say } = shown.visit;
  const lines = waitingLines(shown);
  if (lines.length === 0) return null;
  return (
    <Section id="waiting" title={say('Waiting for you')}>
      <TodoList lines={lines} />
    </Section>
  );
};

const Stages = ({ visit, snapshot, rowsAt }: OfSnapshot & { rowsAt: RowsAt }) => {
  const { say } = visit;
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
          cells: cellsOf(visit, row, rowsAt),
        }))}
      />
    </Section>
  );
};

function cellsOf(visit: Visit, row: SnapshotSummary['total'], rowsAt: RowsAt): TableCell[] {
  const { format, locale } = visit;
  const names = messagesFor(locale).stage;
  const of = placeOf(row.stage);
  const shown = (value: number | null, write: (value: number) => string) =>
    value === null ? '–' : write(value);
  return [
    row.stage === 'total' ? (
      names.total
    ) : (
      <a href={PAGE_OF_REST[row.stage] ?? `/app/stages/${row.stage}`}>{names[row.stage]}</a>
    ),
    { text: shown(row.clicks.value, format.count), href: rowsAt('/app/clicks', { ...COUNTED, ...of }) },
    { text: shown(row.orders.value, format.count), href: rowsAt('/app/orders', { ...SALES, ...of }) },
    { text: shown(row.netRevenueMinor.value, format.money), href: rowsAt('/app/orders', of) },
    { text: shown(row.spendMinor.value, format.money), href: rowsAt('/app/spend', of) },
    { ...roiOf(visit, row.roi), href: rowsAt('/app/spend', of) },
  ];
}

/** The stage as a filter; of what is no stage’s, none. */
function placeOf(stage: SnapshotSummary['total']['stage']): Readonly<Record<string, string>> {
  if (stage === 'total') return {};
  return stage in PAGE_OF_REST ? { without: 'stage', rest: stage } : { stage };
}

function roiOf(
  { format, locale }: Visit,
  { value, note, interval }: SnapshotSummary['total']['roi'],
): { text: string; detail?: string } {
  const words = messagesFor(locale);
  if (value === null) return { text: '–', detail: words.note[note ?? 'unknown'] };
  const range =
    interval && words.range(format.signedPercent(interval.low), format.signedPercent(interval.high));
  return { text: format.signedPercent(value), ...(range ? { detail: range } : {}) };
}

type PostClicks = { postId?: string | null; clicks: number; darkClicks: number };

/** Two of the best may be one creator's: as reports do, each says where and when it was published. */
const publishedText = (visit: Visit, { post }: NamedPost): string =>
  `${platformText(visit.say, post.platform)}, ${shortDay(visit, localOf(post.publishedAt, visit.brand.timeZone).slice(0, 10))}`;

function postCells(
  visit: Visit,
  { postId, clicks, darkClicks }: PostClicks,
  found: NamedPost | undefined,
  rowsAt: RowsAt,
): TableCell[] {
  const { format } = visit;
  const of = { ...COUNTED, postId: postId ?? '' };
  return [
    {
      text: <a href={`/app/posts/${postId}`}>{found?.by ?? postId}</a>,
      ...(found ? { detail: publishedText(visit, found) } : {}),
    },
    { text: format.count(clicks), href: rowsAt('/app/clicks', of) },
    { text: format.count(darkClicks), href: rowsAt('/app/clicks', { ...of, dark: 'true' }) },
  ];
}

const BestPosts = ({
  visit,
  rows,
  named,
  rowsAt,
}: {
  visit: Visit;
  rows: readonly PostClicks[];
  named: ReadonlyMap<string, NamedPost>;
  rowsAt: RowsAt;
}) => {
  const { say } = visit;
  return (
    <Section id="best" title={say('Best posts of the week')}>
      <Table
        caption={say('By clicks')}
        columns={[
          { name: say('Post') },
          { name: say('Clicks'), right: true },
          { name: say('of these dark'), right: true },
        ]}
        rows={rows.map((row) => ({ cells: postCells(visit, row, named.get(row.postId ?? ''), rowsAt) }))}
      />
    </Section>
  );
};
