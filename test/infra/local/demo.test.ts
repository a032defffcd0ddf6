import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarOf } from '../../../infra/local/demo/calendar.ts';
import { openHeaderSets, readHeaderSets } from '../../../infra/local/demo/header-sets.ts';
import { planHits } from '../../../infra/local/demo/hits.ts';
import { planPosts } from '../../../infra/local/demo/posts.ts';
import { ADS, CALL, SURVEY, VIRAL } from '../../../infra/local/demo/story.ts';
import { judge } from '../../../shared/domain/judge/judge.ts';
import type { ReportSnapshot } from '../../../shared/domain/report/snapshot.ts';
import { STAGES } from '../../../shared/domain/vocabulary.ts';
import { renderMailHtml } from '../../../shared/report/render/mail/mail-html.tsx';
import { chromiumPath, launchBrowser } from '../../support/browser.ts';
import { askParquet } from '../../support/duckdb.ts';
import { aDemoMachine } from './demo-machine.ts';
import { parquetOfDays } from './demo-parquet.ts';

const WEDNESDAY = Date.parse('2026-11-18T15:00:00Z');
const FRIDAY = Date.parse('2026-11-20T08:30:00Z');
/** The running week of both starts, as far as both have lived it. */
const [MONDAY, MONDAY_TO] = ['2026-11-16', '2026-11-17'];
const TWO_LOADS_MS = 600_000;
/** What large questions of the exported days are held against. */
const CROSSED = ['day', 'day,channel', 'day,stage', 'stage,channel'];

describe('the headers that the demo replays', () => {
  it.each(readHeaderSets().map((row) => [row.set, row.expect, row] as const))(
    'judges a real client of "%s" as %s',
    (set, expected, row) => {
      const platformIssued = /^(?:inapp|web)-(\w+)/.exec(set)?.[1] ?? 'instagram';
      const hit = {
        method: set === 'head' ? 'HEAD' : 'GET',
        headers: row.headers,
        query: set === 'scan' ? 'qr=1' : '',
        platformIssued,
      };
      const verdict = judge(hit);
      const said =
        verdict.kind === 'excluded'
          ? `${verdict.reason}/${verdict.share?.app ?? ''}`
          : `${verdict.channel}/${verdict.app ?? ''}`;
      expect(said).toBe(expected);
    },
  );
});

describe('the plan of the demo', () => {
  const planned = (realNow: number) => {
    const calendar = calendarOf(realNow);
    return planHits(planPosts(calendar), calendar, openHeaderSets(readHeaderSets()), 'woolly');
  };

  it('is the same on every day of a week, and moves on with the next', () => {
    expect(planned(FRIDAY)).toEqual(planned(WEDNESDAY));
    expect(planned(WEDNESDAY + 7 * 86_400_000)[0]?.at).not.toBe(planned(WEDNESDAY)[0]?.at);
  });

  it('ends with the newest closed week', () => {
    const calendar = calendarOf(WEDNESDAY);
    expect(calendar.weeks).toHaveLength(8);
    expect(calendar.weeks.at(-1)).toBe('2026-W46');
    expect(planned(WEDNESDAY).every(({ at }) => at < Date.parse('2026-11-15T23:00:00Z'))).toBe(true);
  });
});

describe('the demo brand', () => {
  let first: Awaited<ReturnType<typeof told>>;
  let second: Awaited<ReturnType<typeof told>>;

  /** Loads the demo into an empty folder and keeps what the API says of it. */
  async function told(realNow: number) {
    const machine = await aDemoMachine(realNow);
    const { from, to } = machine.demo;
    const ask = (path: string) => machine.ask(`${path}&from=${from}&to=${to}`);
    const answers = {
      demo: machine.demo,
      troubles: machine.troubles,
      seconds: machine.seconds,
      stages: await ask('/v1/analytics/clicks?groupBy=stage'),
      channels: await ask('/v1/analytics/clicks?groupBy=channel,app'),
      days: await ask('/v1/analytics/clicks?groupBy=day'),
      roi: await ask('/v1/roi?groupBy=stage'),
      creators: await ask('/v1/roi?groupBy=creator'),
      dark: await ask('/v1/dark-social?'),
      messages: await ask('/v1/roi?groupBy=message'),
      // A post that is two days older has shown more of its clicks: asked on one day, whenever it was started.
      promotions: await machine.ask('/v1/promotions?from=microcontent&to=campaign', FRIDAY),
      reports: await machine.ask('/v1/reports?limit=20'),
      ages: await ask('/v1/roi?groupBy=ageBand'),
      calls: await machine.ask('/v1/calls'),
      surveys: await machine.ask('/v1/surveys'),
      ads: await ask('/v1/ppc/comparison?'),
      timetable: await ask('/v1/timetable?'),
      drops: await dropsOf(machine.ask),
      running: await soonCounted(() => machine.ask(`/v1/analytics/clicks?from=${MONDAY}&to=${MONDAY_TO}`)),
      parquet: await parquetOfDays(machine.stores, { from, to, now: realNow }),
      crossed: Object.fromEntries(
        await Promise.all(
          CROSSED.map(async (groups) => [groups, await ask(`/v1/analytics/clicks?groupBy=${groups}`)]),
        ),
      ),
    };
    const snapshots: ReportSnapshot[] = [];
    for (const { id } of answers.reports.data)
      snapshots.push((await machine.ask(`/v1/reports/${id}`)).snapshot);
    snapshots.sort((one, other) => (one.period.week < other.period.week ? 1 : -1));
    await machine.stop();
    return { ...answers, snapshots, newest: snapshots[0] as ReportSnapshot };
  }

  beforeAll(async () => {
    first = await told(WEDNESDAY);
    second = await told(FRIDAY);
    if (process.env['VOUCH_KEEP_DEMO']) writeFileSync(process.env['VOUCH_KEEP_DEMO'], JSON.stringify(first));
    console.log(`demo loaded in ${first.seconds.toFixed(1)} s and ${second.seconds.toFixed(1)} s`);
  }, TWO_LOADS_MS);

  afterAll(() => {
    expect([...first.troubles, ...second.troubles]).toEqual([]);
  });

  it('counts exactly what it was asked for, by stage and reason', () => {
    const counted = Object.fromEntries(
      first.stages.rows.map(({ stage, hits, clicks, excluded }: Record<string, unknown>) => [
        stage,
        { hits, clicks, excluded },
      ]),
    );
    expect(counted).toEqual(first.demo.tally.byStage);
    expect(first.stages.totals).toMatchObject(first.demo.tally.all);
  });

  it.each(CROSSED)(
    'DuckDB over its exported Parquet says what the API says: hits and clicks by %s',
    async (groups) => {
      const names = groups.split(',');
      const columns = names.map((name) => (name === 'day' ? 'day::varchar' : name)).join();
      const found = await askParquet(
        first.parquet,
        `select ${columns}, count(*)::bigint, count(*) filter (is_counted)::bigint from CLICKS group by all`,
      );
      const told = (first.crossed[groups].rows as Record<string, unknown>[])
        .filter(({ hits }) => Number(hits) > 0)
        .map((row) => [...names.map((name) => row[name]), row['hits'], row['clicks']]);
      expect(told.length).toBeGreaterThan(10);
      expect(found.map(String).sort()).toEqual(told.map(String).sort());
    },
  );

  it('shows the same figures after two fresh starts in one week', () => {
    expect(figures(second.stages)).toEqual(figures(first.stages));
    expect(figures(second.channels)).toEqual(figures(first.channels));
    expect(figures(second.days)).toEqual(figures(first.days));
    expect(figures(second.roi)).toEqual(figures(first.roi));
    expect(figures(second.messages)).toEqual(figures(first.messages));
    expect(figures(second.promotions)).toEqual(figures(first.promotions));
  });

  it('has stages that earn, and one that did not in its first week, when its film was paid', () => {
    const staged = first.roi.rows.filter(({ stage }: { stage: string | null }) => stage !== null);
    expect(Math.min(...staged.map(({ roi }: { roi: number }) => roi))).toBeGreaterThan(0);
    const { stages } = first.snapshots[4] as ReportSnapshot;
    expect(stages.find(({ stage }) => stage === 'campaign')?.roi.value).toBeLessThan(0);
    expect(first.roi.totals.orders).toBeGreaterThan(200);
  });

  it('has no ROI beyond belief in any week, and spend in each stage that posts in it', () => {
    for (const { period, stages } of first.snapshots)
      for (const { stage, posts, roi, spendMinor } of stages) {
        if ((posts.value ?? 0) > 0) expect(spendMinor.value, `${period.week} ${stage}`).toBeGreaterThan(0);
        expect(Math.abs(roi.value ?? 0), `${period.week} ${stage}`).toBeLessThan(5);
      }
    expect(first.newest.stages.map(({ stage }) => stage)).toEqual(expect.arrayContaining([...STAGES]));
  });

  it('has one creator who loses money, one broken rule and something to move up', () => {
    const lost = first.creators.rows.filter(
      (row: Row) => (row.grossProfit?.amount ?? 0) < (row.spend?.amount ?? 0),
    );
    expect(lost.map(({ clicks, orders }: Row) => [clicks, orders])).toHaveLength(1);
    const { promotion, health } = first.newest;
    const verdicts = promotion?.candidates.map(({ verdict }) => verdict) ?? [];
    expect(verdicts).toEqual(expect.arrayContaining(['moveUp', 'barred']));
    expect(verdicts.filter((verdict) => verdict === 'stopPaying')).toHaveLength(1);
    expect(health.violations).toHaveLength(1);
  });

  it('has one post that woke up again, and one address that friends passed on', () => {
    const woken = first.newest.stillEarning.filter(({ wokeUpOn }) => wokeUpOn !== undefined);
    expect(woken).toHaveLength(1);
    expect(first.dark.reshares).toMatchObject({ reshareVisitors: VIRAL.reshares.length, depths: [1, 8] });
  });

  it.skipIf(!chromiumPath)(
    'mails a page of 45 KB at most, two screens of a phone, in every language (skipped without chromium)',
    async () => {
      const address = 'https://v.example';
      const links = { reportUrl: address, unsubscribeUrl: address, settingsUrl: address, appUrl: address };
      const browser = await launchBrowser();
      const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
      for (const locale of ['en-GB', 'de-DE', 'fr-FR', 'es-ES']) {
        const html = renderMailHtml(first.newest, { ...links, locale });
        expect(Buffer.byteLength(html), locale).toBeLessThanOrEqual(45_000);
        await page.setContent(html);
        const height = await page.evaluate('document.documentElement.scrollHeight');
        expect(height, locale).toBeLessThanOrEqual(1900);
      }
      await browser.close();
    },
  );

  it('leaves no page of the programme empty: ages, a call, a survey, ads, a rhythm and a drop', () => {
    const bands = first.ages.rows.map(({ ageBand }: { ageBand: string | null }) => ageBand);
    expect(bands).toEqual(expect.arrayContaining(['20-24', '25-34']));
    expect(first.calls.data).toMatchObject([{ title: CALL.title }]);
    expect(first.surveys.data).toMatchObject([{ name: SURVEY.name }]);
    const points = expect.any(Array);
    expect(first.ads).toMatchObject({ posts: { points }, ads: { units: ADS.length, points } });
    expect(first.timetable.onTimeShare).toBeGreaterThan(0.3);
    expect(first.timetable.onTimeShare).toBeLessThan(1);
    const [drop] = first.drops;
    expect(drop.clicks.early).toBeGreaterThan(20);
    expect(drop.clicks.onTime).toBeGreaterThan(20);
    expect(first.newest.programme).toMatchObject({ ages: expect.any(Object), lasting: expect.any(Object) });
  });

  it('goes on in the week that runs, the same on whatever day it was started', () => {
    expect(first.running.totals.clicks).toBeGreaterThan(15);
    expect(figures(second.running)).toEqual(figures(first.running));
  });

  it('has one report per closed week, and a revision where an order came late', () => {
    expect(first.demo.reports).toHaveLength(8);
    const weeks = first.reports.data as { week: string; revisions: unknown[] }[];
    expect(weeks.map(({ week }) => week).sort()).toEqual(first.demo.weeks);
    expect(weeks.find(({ week }) => week === first.demo.weeks[5])?.revisions.length).toBeGreaterThan(1);
  });
});

type Ask = Awaited<ReturnType<typeof aDemoMachine>>['ask'];

async function dropsOf(ask: Ask) {
  const { data: squads } = await ask('/v1/squads');
  const lists = await Promise.all(squads.map(({ id }: { id: string }) => ask(`/v1/squads/${id}/drops`)));
  const ids = lists.flatMap(({ data }) => data.map(({ id }: { id: string }) => id));
  return Promise.all(ids.map((id) => ask(`/v1/drops/${id}`)));
}

/** Counting follows behind: asked until two answers in a row are the same and say something. */
async function soonCounted(ask: () => ReturnType<Ask>) {
  for (let [tries, before] = [0, '']; ; tries++) {
    const answer = await ask();
    const seen = JSON.stringify(answer.totals);
    if ((answer.totals.clicks > 0 && seen === before) || tries === 60) return answer;
    before = seen;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

type Row = Record<'grossProfit' | 'spend', { amount: number } | null> & { clicks: number; orders: number };

/** What must not depend on chance: everything but the moment of asking. */
function figures(answer: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(answer, (key, value) => (key === 'asOf' ? undefined : value)));
}
