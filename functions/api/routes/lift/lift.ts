import type { PostFacts } from '../../../../shared/domain/facts.ts';
import {
  HISTORY_DAYS,
  type LiftScene,
  type LiftSubject,
  liftOf,
} from '../../../../shared/domain/lift/lift-of.ts';
import { NO_WINDOW, REFUSAL_NOTES, sayLift } from '../../../../shared/domain/lift/say-lift.ts';
import { toldDays } from '../../../../shared/domain/lift/told-days.ts';
import type { PostFilter } from '../../../../shared/domain/post-filter.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import { getLift, type LiftFigure } from '../../../../shared/domain/schema/lift/lift.ts';
import { addDays, dayOf } from '../../../../shared/domain/time/week.ts';
import type { LiftGroup, LiftMetric } from '../../../../shared/domain/vocabulary.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { postsPassing } from '../../lists.ts';
import { rangeOf } from '../../range.ts';
import { roiReportOf } from '../../roi-report.ts';

const FIELD = { campaign: 'campaignId', squad: 'squadId', post: 'postId' } as const;
/** Each is a reading of half a year of days; the newest are told. */
const MOST_ROWS = 20;

export function registerLift(api: Api, deps: ApiDeps): void {
  const { loader } = deps.stores;

  api.on(getLift, async ({ stores, query, now, at }) => {
    const { metric, groupBy, from: _from, to: _to, interval: _interval, ...filter } = query;
    const brand = await stores.getBrand();
    const { from, to } = rangeOf(query, brand, now);
    const { catalog } = await loader.loadProgramme(brand);
    const wanted = postsPassing(catalog, filter);
    const posts = catalog.posts.filter(
      ({ postId, publishedOn }) =>
        publishedOn >= from && publishedOn <= to && (!wanted || wanted.has(postId)),
    );
    const today = dayOf(now, brand.timeZone);
    const told = toldDays(await stores.baselines.between(addDays(from, -HISTORY_DAYS), today));
    const scene = { told, posts: catalog.posts, squads: catalog.squads, metric, today };
    const figure = (subject: LiftSubject, about: PostFilter) =>
      figureOf(subject, scene, { brand, about, now });
    const rows = [];
    for (const [id, members] of groupsOf(posts, groupBy)) {
      const city = catalog.squads.find(({ squadId }) => groupBy === 'squad' && squadId === id)?.city;
      const subject = { posts: members, ...(city ? { city } : {}) };
      rows.push({ [FIELD[groupBy]]: id, lift: await figure(subject, { ...filter, [FIELD[groupBy]]: id }) });
    }
    return ok({ metric, groupBy, from, to, rows, totals: await figure({ posts }, filter), asOf: at });
  });

  type Asked = { brand: Brand; about: PostFilter; now: number };
  type Days = { from: string; to: string };
  type Bounds = { low: number; high: number };

  async function figureOf(subject: LiftSubject, scene: LiftScene, asked: Asked): Promise<LiftFigure> {
    const lift = liftOf(subject, scene);
    const empty = { ...NOTHING, posts: subject.posts.length };
    if (!lift) return { ...empty, verdict: 'notEstimated', reason: 'noDayOver', note: NO_WINDOW };
    const { window, firstDay, region, reading } = lift;
    const place = { ...empty, window, region: region ?? null };
    if (reading.kind === 'notEstimated')
      return {
        ...place,
        verdict: 'notEstimated',
        reason: reading.reason,
        note: REFUSAL_NOTES[reading.reason],
      };
    const { effect, expected, detected, used, smallestVisible, quiet, method } = reading;
    const { low, high, level } = effect.interval;
    const total = { low: low * used.window, high: high * used.window };
    const share = { low: low / expected, high: high / expected };
    const tracked = await trackedOf(scene.metric, window, asked);
    const said = { detected, low, high, shareLow: share.low, shareHigh: share.high, smallestVisible, quiet };
    return {
      ...place,
      verdict: detected ? 'detected' : 'notDetectable',
      note: sayLift({ ...said, what: WORDS[scene.metric] }),
      method,
      perDay: { low, high, estimate: detected ? effect.estimate : null, level },
      total,
      share,
      expectedPerDay: expected,
      smallestVisible,
      tracked,
      beyondClicks: tracked === null ? null : { low: total.low - tracked, high: total.high - tracked },
      roiWithLift: detected ? await roiWithLift(scene.metric, total, window, asked) : null,
      quiet,
      days: reading.days.map(({ index, actual, ...rest }) => ({
        day: addDays(firstDay, index),
        actual: actual as number,
        ...rest,
      })),
    };
  }

  /** What was tracked on the same days; null of what clicks are not tracked to. */
  async function trackedOf(metric: LiftMetric, days: Days, asked: Asked): Promise<number | null> {
    if (metric !== 'orders' && metric !== 'revenue') return null;
    const { totals } = await roiOn(days, 'period', asked);
    return metric === 'orders' ? totals.orders : totals.netRevenueMinor;
  }

  /** Against what the posts cost: a second report, asked for only where it can be told. */
  async function roiWithLift(metric: LiftMetric, { low, high }: Bounds, days: Days, asked: Asked) {
    const margin = asked.brand.grossMargin;
    if (metric !== 'revenue' || margin === undefined) return null;
    const { spendMinor } = (await roiOn(days, 'cohort', asked)).totals;
    const roiOf = (revenue: number) => (margin * revenue - spendMinor) / spendMinor;
    return spendMinor > 0 ? { low: roiOf(low), high: roiOf(high) } : null;
  }

  const roiOn = ({ from, to }: Days, basis: 'period' | 'cohort', { brand, about, now }: Asked) =>
    roiReportOf(loader, brand, { groupBy: 'stage', basis, from, to, filter: about }, now);
}

const WORDS: Record<LiftMetric, string> = {
  orders: 'orders',
  revenue: 'minor units of revenue',
  visits: 'visits',
  directVisits: 'direct visits',
  brandSearchVisits: 'searches for the brand',
};

const NOTHING = {
  window: null,
  region: null,
  reason: null,
  method: null,
  perDay: null,
  total: null,
  share: null,
  expectedPerDay: null,
  smallestVisible: null,
  tracked: null,
  beyondClicks: null,
  roiWithLift: null,
  quiet: null,
  days: [],
} satisfies Partial<LiftFigure>;

/** The newest groups; posts without such a group are in the totals only. */
function groupsOf(posts: readonly PostFacts[], groupBy: LiftGroup): [string, PostFacts[]][] {
  const groups = new Map<string, PostFacts[]>();
  for (const post of posts.toSorted((one, other) => (one.publishedOn < other.publishedOn ? 1 : -1))) {
    const id = post[FIELD[groupBy]];
    if (id) groups.set(id, [...(groups.get(id) ?? []), post]);
  }
  return [...groups].slice(0, MOST_ROWS);
}
