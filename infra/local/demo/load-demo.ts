import type { LinkRequest } from '../../../functions/redirect/redirect.ts';
import type { BaselineOfDay } from '../../../shared/domain/schema/lift/baselines.ts';
import type { Soon } from '../../../shared/domain/soon.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { addDays } from '../../../shared/domain/time/week.ts';
import type { Progress } from '../progress.ts';
import { type ApiClient, openApi } from './api-client.ts';
import { deedsBeside } from './beside.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { openHeaderSets, readHeaderSets } from './header-sets.ts';
import { type PlannedHit, planHits, planRunningWeek } from './hits.ts';
import {
  conversionOf,
  type PlannedOrder,
  planOrders,
  planRunningOrders,
  type RunningWeek,
} from './orders.ts';
import { planPosts } from './posts.ts';
import { type Deed, deedsOfPost, type Names, settingUp } from './programme.ts';
import { type PlannedReshare, planReshares } from './reshares.ts';
import { planShopTotals } from './shop-totals.ts';
import { deedsOfSpend } from './spend.ts';
import { addToTally, emptyStoryTally, type StoryTally } from './tally.ts';

export type DemoDeps = {
  /** The API in this process; asked over HTTP shapes with the owner's key, on the demo's clock. */
  api: (request: Request) => Response | Promise<Response>;
  /** The redirect in this process, on the demo's clock. */
  follow: (request: LinkRequest) => Soon<{ status: number; headers: Record<string, string> }>;
  /** The public pages in this process, where the site script tells what it sees. */
  pages: (request: Request) => Response | Promise<Response>;
  /** Sets the clock that `api` and `follow` read, epoch ms. It only ever moves forward. */
  setClock: (now: number) => void;
  ownerKey: string;
  /** Epoch ms; decides which week is the newest closed one. */
  realNow: number;
  /** The same seed tells the same story. */
  seed?: string;
  /** For whoever waits. */
  progress?: (progress: Progress) => void;
  /** How long the counting of a week may stand still, ms. */
  patienceMs?: number;
};

export type DemoResult = {
  /** ISO weeks, oldest first. */
  weeks: string[];
  /** First and last day of the story, in the brand's time zone. */
  from: string;
  to: string;
  posts: number;
  links: number;
  /** What was asked of the redirect, by stage, verdict and reason. */
  tally: StoryTally;
  orders: number;
  refunds: number;
  /** Id of each week's first report. */
  reports: string[];
};

/** A program asks at most so often, so that no rate limit is met. */
const PAUSE_MS = 20;
const MOST_AT_ONCE = 100;
/** Asking costs more than waiting. */
const LOOK_AGAIN_MS = 400;

/**
 * Lives through eight weeks in some seconds: everything in the order of time, through the public API and the public
 * redirect, on a clock that is set for each step. After each week it waits until the clicks are counted, hands in
 * the week's orders as the shop would, and asks for the week's report. Not to be repeated on the same brand: clicks
 * are counted as often as they are made.
 */
export async function loadDemo(deps: DemoDeps): Promise<DemoResult> {
  const calendar = calendarOf(deps.realNow);
  const seed = deps.seed ?? 'woolly';
  const posts = planPosts(calendar);
  const sets = openHeaderSets(readHeaderSets());
  const hits = planHits(posts, calendar, sets, seed);
  const reshares = planReshares(hits, calendar);
  const orders = planOrders(posts, hits, calendar, seed);
  const deeds = [
    ...settingUp(calendar),
    ...deedsBeside(calendar),
    ...posts.flatMap((post) => deedsOfPost(post, calendar)),
    ...deedsOfSpend(posts, calendar),
  ];
  const totals = planShopTotals(orders, calendar, seed);
  const run = openRun(deps);
  const result: DemoResult = {
    weeks: calendar.weeks,
    from: calendar.dayOf(1, 0),
    to: calendar.dayOf(calendar.weeks.length, 6),
    posts: posts.length,
    links: posts.reduce((sum, { placements }) => sum + placements.length, 0),
    tally: emptyStoryTally(),
    orders: orders.length,
    refunds: orders.filter(({ refund }) => refund).length,
    reports: [],
  };

  for (const [index, week] of calendar.weeks.entries()) {
    const at = `week ${index + 1} of ${calendar.weeks.length}`;
    const tell = () => deps.progress?.({ share: result.tally.all.hits / hits.length, at });
    await liveThrough(index + 1, { calendar, deeds, hits, reshares, run, result, tell });
    await untilCounted(week, calendar.dayOf(index + 1, 0), result.tally, run, deps.patienceMs ?? MINUTE_MS);
    run.moveTo(calendar.weekEnd(index + 1) + MINUTE_MS);
    await handIn(index + 1, orders, run);
    await tellTotals(totals, { week: index + 1, calendar, run });
    const { id } = await run.api.post('/v1/reports', { week });
    result.reports.push(id);
  }
  await liveOn(
    planRunningWeek(posts, calendar, sets, { seed, realNow: deps.realNow }),
    { first: hits.length, soFar: orders.length, calendar, realNow: deps.realNow, seed },
    run,
  );
  await openForBusiness(deps, run, result);
  return result;
}

type Run = {
  api: ApiClient;
  names: Names;
  /** Never back. */
  moveTo: (at: number) => void;
  follow: DemoDeps['follow'];
  pages: DemoDeps['pages'];
  /** What the redirect named each hit, by its place in the plan. */
  clickIds: Map<number, string>;
  ids: Map<string, string>;
};

function openRun({ api, follow, pages, setClock, ownerKey }: DemoDeps): Run {
  let clock = Number.NEGATIVE_INFINITY;
  const moveTo = (at: number) => {
    clock = Math.max(clock, at);
    setClock(clock);
  };
  const ids = new Map<string, string>();
  const named = (name: string): string => {
    const known = ids.get(name);
    if (known === undefined) throw new Error(`the demo's story asks for ${name} before it was made`);
    return known;
  };
  const names: Names = {
    id: named,
    setId: (name, id) => void ids.set(name, id),
    slug: (post, placement) => named(`slug ${post} ${placement}`),
    setSlug: (post, placement, slug) => void ids.set(`slug ${post} ${placement}`, slug),
  };
  const client = openApi(api, ownerKey, () => moveTo(clock + PAUSE_MS));
  return { api: client, names, moveTo, follow, pages, clickIds: new Map(), ids };
}

type Story = {
  calendar: Calendar;
  deeds: readonly Deed[];
  hits: readonly PlannedHit[];
  reshares: readonly PlannedReshare[];
  run: Run;
  result: DemoResult;
  /** Says how far it is. */
  tell: () => void;
};

/** Everything that people and machines do in one week, in the order of time. */
async function liveThrough(week: number, story: Story): Promise<void> {
  const { calendar, deeds, hits, reshares, run, result, tell } = story;
  const from = week === 1 ? Number.NEGATIVE_INFINITY : calendar.weekEnd(week - 1);
  const until = calendar.weekEnd(week);
  const inWeek = ({ at }: { at: number }) => at >= from && at < until;
  const steps: Step[] = [
    ...deeds.filter(inWeek).map(({ at, run: act }) => ({ at, go: () => act(run.api, run.names) })),
    ...hits.flatMap((hit, index) => {
      if (!inWeek(hit)) return [];
      return [{ at: hit.at, go: () => followLink(hit, index, run, result.tally) }];
    }),
    ...reshares.filter(inWeek).map((reshare) => ({ at: reshare.at, go: () => tellReshare(reshare, run) })),
  ];
  for (const [at, together] of byMoment(steps)) {
    run.moveTo(at);
    await Promise.all(together.map(({ go }) => go()));
    tell();
  }
}

/** The week that still runs: its taps, and what the shop has sold by them so far. */
async function liveOn(hits: readonly PlannedHit[], week: RunningWeek, run: Run): Promise<void> {
  for (const [place, hit] of hits.entries()) {
    run.moveTo(hit.at);
    await nameTap(hit, week.first + place, run);
  }
  run.moveTo(week.realNow);
  await handIn(week.calendar.weeks.length + 1, planRunningOrders(hits, week), run);
}

type Step = { at: number; go: () => Promise<void> };

/** What happens at one moment happens at once. */
function byMoment(steps: readonly Step[]): [number, Step[]][] {
  const moments = new Map<number, Step[]>();
  for (const step of steps) {
    const known = moments.get(step.at);
    if (known) known.push(step);
    else moments.set(step.at, [step]);
  }
  return [...moments].sort(([one], [other]) => one - other);
}

async function followLink(hit: PlannedHit, index: number, run: Run, tally: StoryTally): Promise<void> {
  await nameTap(hit, index, run);
  addToTally(tally, hit);
}

/** Keeps what the redirect called it, by its place in the plan. */
async function nameTap(hit: PlannedHit, index: number, run: Run): Promise<void> {
  const { method, query, headers, address, country } = hit;
  const slug = run.names.slug(hit.post, hit.placement);
  const answer = await run.follow({ method, path: `/${slug}`, query, headers, address, country });
  if (answer.status !== 302) throw new Error(`the demo's link ${slug} answered ${answer.status}`);
  const clickId = new URL(answer.headers.location ?? '').searchParams.get('vclid');
  if (clickId) run.clickIds.set(index, clickId);
}

/** What the shop's page says when an address that was passed on is opened: as its site script would. */
async function tellReshare({ parent, visitor }: PlannedReshare, { pages, clickIds }: Run): Promise<void> {
  const body = JSON.stringify({ kind: 'reshare', clickId: clickIds.get(parent), visitor });
  await pages(new Request('http://localhost/e', { method: 'POST', body }));
}

/** Clicks are stored and counted behind the answer. Orders and reports of a week begin when all of it is there. */
async function untilCounted(
  week: string,
  monday: string,
  tally: StoryTally,
  { api }: Run,
  patienceMs: number,
): Promise<void> {
  const wanted = tally.all.hits - tally.countedBefore;
  let [seen, giveUpAt] = [-1, 0];
  for (;;) {
    const { totals } = await api.get(`/v1/analytics/clicks?from=${monday}&to=${addDays(monday, 6)}`);
    if (totals.hits === wanted) break;
    // A slow machine counts slowly: patience runs from the last hit that was counted.
    if (totals.hits !== seen) [seen, giveUpAt] = [totals.hits, performance.now() + patienceMs];
    if (performance.now() > giveUpAt || totals.hits > wanted)
      throw new Error(`of the demo's week ${week}, ${totals.hits} of ${wanted} requests are counted`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  tally.countedBefore = tally.all.hits;
}

/** The shop's export of Monday morning: the week's orders and refunds. */
async function handIn(
  week: number,
  orders: readonly PlannedOrder[],
  { api, names, clickIds, ids }: Run,
): Promise<void> {
  const creatorId = (key: string) => names.id(`crt ${key}`);
  const due = orders.filter((order) => order.week === week);
  for (let start = 0; start < due.length; start += MOST_AT_ONCE) {
    const some = due.slice(start, start + MOST_AT_ONCE);
    const conversions = some.map((order) => {
      const tapped = order.clicks.flatMap((index) => clickIds.get(index) ?? []);
      return conversionOf(order, tapped, creatorId);
    });
    const { data } = await api.post('/v1/conversions/bulk', { conversions });
    for (const { externalId, id } of data) ids.set(`cnv ${externalId}`, id);
  }
  for (const { externalId, refund, lines } of orders) {
    if (refund?.week !== week) continue;
    const paid = Math.round(lines.reduce((sum, { netAmount }) => sum + netAmount, 0) * 1.19) + 390;
    await api.post(`/v1/conversions/${names.id(`cnv ${externalId}`)}/refunds`, {
      externalId: `refund-${externalId}`,
      amount: { amount: Math.round(paid * refund.share), currency: 'EUR' },
      occurredAt: new Date(refund.at).toISOString(),
    });
  }
}

/** The shop's own totals of the week, with the first of them those of the weeks before. */
async function tellTotals(
  totals: readonly BaselineOfDay[],
  { week, calendar, run }: { week: number; calendar: Calendar; run: Run },
): Promise<void> {
  const from = week === 1 ? '' : calendar.dayOf(week, 0);
  const days = totals.filter(({ day }) => day >= from && day <= calendar.dayOf(week, 6));
  await run.api.post('/v1/baselines/bulk', { days });
}

/** From here on it is now: somebody reads the newest report, and will get the next ones by mail. */
async function openForBusiness({ realNow }: DemoDeps, run: Run, { reports }: DemoResult): Promise<void> {
  run.moveTo(realNow);
  await run.api.put('/v1/report-settings', {
    recipients: ['mo@woolly.example'],
    weekday: 'monday',
    time: '07:00',
  });
  await run.api.post(`/v1/reports/${reports.at(-1)}/send`, {});
}
