import type { RoiLine } from '../../../shared/domain/schema/answers/roi.ts';
import { addDays, dayOf, daysBetween, listDays } from '../../../shared/domain/time/week.ts';
import { daysWithin, type Question, rowsAt } from '../http/question.ts';
import type { Visit } from '../http/visit.ts';
import { type Bar, BarChart } from './charts/day-chart.tsx';
import { Section } from './parts.tsx';
import { COUNTED, RoiTiles } from './roi-table.tsx';
import { readWays, type WayRow, Ways } from './ways.tsx';

/** The answers that every level's page begins with: a stage's, a campaign's, a creator's, a post's. */
export type Overview = {
  totals: RoiLine;
  before?: RoiLine;
  bars: readonly Bar[];
  ways: readonly WayRow[];
  question: Question;
};

/** `known`: the answer for these days where the page has asked for it already; whatever it is grouped by, it has the totals. */
export async function readOverview(
  visit: Visit,
  question: Question,
  known?: Promise<{ totals: RoiLine }>,
): Promise<Overview> {
  const { api, now, brand } = visit;
  const { from, to, before, filter } = question;
  const roi = (days: { from: string; to: string }) =>
    api.get('/v1/roi', { query: { ...filter, ...days, groupBy: 'stage' } });
  const unit = daysBetween(from, to) > 120 ? 'month' : daysBetween(from, to) > 45 ? 'week' : 'day';
  const clicks = (days: { from: string; to: string }, groupBy: string) =>
    api.get('/v1/analytics/clicks', { query: { ...filter, ...days, groupBy } });
  const days = { from, to };
  const [here, there, byTime, byTimeBefore, ways] = await Promise.all([
    known ?? roi(days),
    before && roi(before),
    clicks(days, unit),
    before && unit === 'day' ? clicks(before, 'day') : undefined,
    readWays(visit, { ...filter, ...days }),
  ]);
  const today = dayOf(now, brand.timeZone);
  const counted = new Map(byTime.rows.map((row) => [row[unit] ?? '', row.clicks]));
  const former = byTimeBefore && new Map(byTimeBefore.rows.map(({ day, clicks }) => [day ?? '', clicks]));
  const clicksOn = (first: string, last: string) =>
    rowsAt({ filter, from: first, to: last })('/app/clicks', COUNTED);
  const shift = before ? daysBetween(before.from, from) : 0;
  const bars =
    unit === 'day'
      ? listDays(from, to).map((day) => ({
          label: day.slice(8),
          name: visit.format.day(day),
          value: counted.get(day) ?? 0,
          ...(former ? { before: former.get(addDays(day, -shift)) ?? 0 } : {}),
          href: clicksOn(day, day),
          ...(former ? { hrefBefore: clicksOn(addDays(day, -shift), addDays(day, -shift)) } : {}),
          isRunning: day === today,
        }))
      : [...counted].map(([name, value]) => {
          const stretch = daysWithin(question, unit, name);
          return { label: name.slice(2), name, value, href: clicksOn(stretch.from, stretch.to) };
        });
  return { totals: here.totals, ...(there ? { before: there.totals } : {}), bars, ways, question };
}

export const OverviewShown = ({ visit, overview }: { visit: Visit; overview: Overview }) => {
  const { say } = visit;
  const { totals, before, bars, ways, question } = overview;
  return (
    <>
      <RoiTiles visit={visit} row={totals} {...(before ? { before } : {})} rowsAt={rowsAt(question)} />
      {totals.clicks > 0 && (
        <div class="cols">
          <Section id="clicks" title={say('Clicks over time')}>
            <BarChart
              visit={visit}
              id="clicks-chart"
              title={say('Clicks')}
              bars={bars}
              {...(bars.some(({ before }) => before !== undefined) ? { beforeName: say('before') } : {})}
            />
          </Section>
          <Section id="ways" title={say('How they came')}>
            <Ways visit={visit} rows={ways} rowsAt={rowsAt(question)} />
          </Section>
        </div>
      )}
    </>
  );
};

export const daysText = ({ format, brand }: Visit, { from, to }: Question): string =>
  `${format.days(from, to)} (${brand.timeZone})`;
