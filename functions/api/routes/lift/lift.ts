import { readBaselines } from '../../../../shared/data/lift/baselines-reader.ts';
import type { Stores } from '../../../../shared/data/stores.ts';
import type { PostFacts } from '../../../../shared/domain/facts.ts';
import {
  HISTORY_DAYS,
  type LiftOf,
  type LiftScene,
  type LiftSubject,
  liftOf,
} from '../../../../shared/domain/lift/lift-of.ts';
import { revenueOfLift, roiOfLift } from '../../../../shared/domain/lift/lift-worth.ts';
import { runningSince, startOfLongRun } from '../../../../shared/domain/lift/posts-at-work.ts';
import { NO_WINDOW, REFUSAL_NOTES, sayLift } from '../../../../shared/domain/lift/say-lift.ts';
import { toldDays } from '../../../../shared/domain/lift/told-days.ts';
import { type LiftRange, type ToldLift, toldLift } from '../../../../shared/domain/lift/told-lift.ts';
import type { PostFilter } from '../../../../shared/domain/post-filter.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import { getLift, type LiftFigure } from '../../../../shared/domain/schema/lift/lift.ts';
import { addDays, dayOf } from '../../../../shared/domain/time/week.ts';
import type { LiftGroup, LiftMetric } from '../../../../shared/domain/vocabulary.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { postsPassing } from '../../reading/lists.ts';
import { rangeOf } from '../../reading/range.ts';
import { roiReportOf } from '../../reading/roi-report.ts';

const FIELD = { campaign: 'campaignId', squad: 'squadId', post: 'postId' } as const;
/** Each is a reading of half a year of days; the newest are told. */
const MOST_ROWS = 20;

export function registerLift(api: Api, deps: ApiDeps): void {
  api.on(getLift, async ({ stores, query, now, at }) => {
    const { metric, groupBy, from: _from, to: _to, interval: _interval, ...filter } = query;
    const brand = await stores.getBrand();
    const { from, to } = rangeOf(query, brand, now);
    const { catalog } = await deps.stores.loader.loadProgramme(brand);
    const wanted = postsPassing(catalog, filter);
    const asked = catalog.posts.filter(({ postId }) => !wanted || wanted.has(postId));
    const posts = asked.filter(({ publishedOn }) => publishedOn >= from && publishedOn <= to);
    const today = dayOf(now, brand.timeZone);
    const { loader } = deps.stores;
    const days = { from: addDays(from, -HISTORY_DAYS), to: today };
    const { baselines, of } = await readBaselines({ stores, loader, brand, now }, days);
    const told = toldDays(baselines);
    const scene = { told, posts: catalog.posts, squads: catalog.squads, metric, today };
    const figure = (subject: LiftSubject, about: PostFilter) =>
      figureOf(subject, scene, { all: deps.stores, brand, about, now });
    const rows = [];
    for (const [id, members] of groupsOf(posts, groupBy)) {
      const city = catalog.squads.find(({ squadId }) => groupBy === 'squad' && squadId === id)?.city;
      const subject = { posts: members, ...(city ? { city } : {}) };
      rows.push({ [FIELD[groupBy]]: id, lift: await figure(subject, { ...filter, [FIELD[groupBy]]: id }) });
    }
    return ok({
      metric,
      groupBy,
      from,
      to,
      baselines: of(metric),
      runningSince: runningSince(asked, { from, to }) ?? null,
      startOfLongRun: startOfLongRun(asked, { from, to }) ?? null,
      rows,
      totals: await figure({ posts }, filter),
      asOf: at,
    });
  });
}

type Asked = { all: Stores; brand: Brand; about: PostFilter; now: number };
type Days = { from: string; to: string };

/** The reading, what was tracked on the same days, and ROI with it. */
async function figureOf(subject: LiftSubject, scene: LiftScene, asked: Asked): Promise<LiftFigure> {
  const lift = liftOf(subject, scene);
  const told = toldLift(lift);
  const figure = { ...told, posts: subject.posts.length, note: noteOf(told, scene.metric) };
  if (!lift || !told.window || !told.total) return { ...figure, ...NOTHING_BESIDE };
  const { low, high } = told.total;
  const tracked = await trackedOf(scene.metric, told.window, asked);
  const isDetected = told.verdict === 'detected';
  return {
    ...figure,
    tracked,
    beyondClicks: tracked === null ? null : { low: low - tracked, high: high - tracked },
    roiWithLift: isDetected ? await roiWithLift({ low, high }, lift, scene, asked) : null,
  };
}

const NOTHING_BESIDE = { tracked: null, beyondClicks: null, roiWithLift: null };

function noteOf(
  { verdict, reason, perDay, share, smallestVisible, quiet }: ToldLift,
  metric: LiftMetric,
): string {
  if (reason === 'noDayOver') return NO_WINDOW;
  if (reason) return REFUSAL_NOTES[reason];
  if (!perDay || !share || !quiet) return '';
  return sayLift({
    detected: verdict === 'detected',
    low: perDay.low,
    high: perDay.high,
    shareLow: share.low,
    shareHigh: share.high,
    smallestVisible: smallestVisible ?? 0,
    quiet,
    what: WORDS[metric],
  });
}

/** What was tracked on the same days; null of what clicks are not tracked to. */
async function trackedOf(metric: LiftMetric, days: Days, asked: Asked): Promise<number | null> {
  if (metric !== 'orders' && metric !== 'revenue') return null;
  const { totals } = await roiOn(days, 'period', asked);
  return metric === 'orders' ? totals.orders : totals.netRevenueMinor;
}

/** Against what the posts cost: a second report, asked for only where it can be told. */
async function roiWithLift(total: LiftRange, { window, quietDays }: LiftOf, scene: LiftScene, asked: Asked) {
  const margin = asked.brand.grossMargin;
  const revenue = margin === undefined ? undefined : revenueOfLift(total, quietDays, scene);
  if (!revenue || margin === undefined) return null;
  const { spendMinor } = (await roiOn(window, 'cohort', asked)).totals;
  return roiOfLift(revenue, margin, spendMinor) ?? null;
}

const roiOn = ({ from, to }: Days, basis: 'period' | 'cohort', { all, brand, about, now }: Asked) =>
  roiReportOf(all, brand, { groupBy: 'stage', basis, from, to, filter: about }, now);

const WORDS: Record<LiftMetric, string> = {
  orders: 'orders',
  revenue: 'minor units of revenue',
  visits: 'visits',
  directVisits: 'direct visits',
  brandSearchVisits: 'searches for the brand',
};

/** The newest groups; posts without such a group are in the totals only. */
function groupsOf(posts: readonly PostFacts[], groupBy: LiftGroup): [string, PostFacts[]][] {
  const groups = new Map<string, PostFacts[]>();
  for (const post of posts.toSorted((one, other) => (one.publishedOn < other.publishedOn ? 1 : -1))) {
    const id = post[FIELD[groupBy]];
    if (id) groups.set(id, [...(groups.get(id) ?? []), post]);
  }
  return [...groups].slice(0, MOST_ROWS);
}
