import { readBaselines } from '../data/lift/baselines-reader.ts';
import { bookedOrders, channelsOf } from '../data/programme/facts-of-records.ts';
import { shapesOfPosts } from '../data/programme/post-shapes.ts';
import type { Programme } from '../data/programme/programme.ts';
import type { BrandStores, Stores } from '../data/stores.ts';
import { holdsUntil } from '../data/table/noted-reads.ts';

import type { Catalog, Facts } from '../domain/facts.ts';
import { RULES_VERSION } from '../domain/judge/rules.ts';
import { HISTORY_DAYS } from '../domain/lift/lift-of.ts';
import { toldDays } from '../domain/lift/told-days.ts';
import { adDayOf } from '../domain/ppc/follow.ts';
import { once } from '../domain/remember.ts';
import { earlierPosts, earningUntil, PROMOTED_FROM } from '../domain/report/build/build-creators.ts';
import {
  buildSnapshot,
  buildSummary,
  firstCompared,
  pastBefore,
  weekFigures,
} from '../domain/report/build/build-snapshot.ts';
import { refundedElsewhere } from '../domain/report/build/build-stages.ts';
import { type Past, pastForm } from '../domain/report/build/past.ts';
import { canonicalJson, contentAddress } from '../domain/report/content-address.ts';
import { diffSnapshots, revise } from '../domain/report/diff-snapshots.ts';
import { lateOrders } from '../domain/report/late-orders.ts';
import { METRIC_VERSION } from '../domain/report/metric-version.ts';
import { readOlder } from '../domain/report/older-snapshots.ts';
import type { EarlierChange, ReportSnapshot, SnapshotSummary } from '../domain/report/snapshot.ts';
import { LOOK_BACK_DAYS, type SnapshotInput } from '../domain/report/snapshot-input.ts';
import type { Brand } from '../domain/schema/access/brand.ts';
import type { StoredReport } from '../domain/schema/answers/reports.ts';
import type { BrandId } from '../domain/schema/common.ts';
import { dropTimesOf } from '../domain/schema/programme/drops.ts';
import { DAY_MS, HOUR_MS } from '../domain/time/units.ts';
import { addDays, dayOf, daysOfWeek, previousWeek, weekBounds, weekOfDay } from '../domain/time/week.ts';
import { sumCubes } from './sum-cubes.ts';

export type ReportDeps = Pick<Stores, 'now' | 'brand' | 'loader' | 'pasts' | 'countReader' | 'snapshots'>;

const WEEKS_SHOWN = 8;
/** Weeks that are looked at again before a new week is reported. */
const WEEKS_RESTATED = 4;

export type Built = { report: StoredReport; isNew: boolean };

/**
 * The report of a closed week: made if there is none, else its next revision if the facts read differently by now,
 * else the newest as it stands. The snapshot is stored before the report that names it.
 */
export async function buildReport(deps: ReportDeps, brandId: BrandId, week: string): Promise<Built> {
  const stores = deps.brand(brandId);
  const brand = await stores.getBrand();
  const reports = stores.reports;
  const standing = (await reports.findWeek(week))?.revisions.at(-1);
  if (standing) return restate(deps, brand, stores, standing);

  const input = await gather(deps, brand, stores, week);
  const earlierWeeks = await earlierChanges(deps, brand, stores, week);
  const snapshot = buildSnapshot({ ...input, earlierWeeks });
  return keep(deps, stores, snapshot, 1);
}

/** The stored snapshot of a report. Throws when it is gone: the report promised it. */
export async function readSnapshot(
  deps: Pick<ReportDeps, 'snapshots'>,
  brandId: BrandId,
  report: Pick<StoredReport, 'id' | 'address'>,
): Promise<ReportSnapshot> {
  return readOlder(JSON.parse(await readSnapshotText(deps, brandId, report)) as ReportSnapshot);
}

export async function readSnapshotText(
  { snapshots }: Pick<ReportDeps, 'snapshots'>,
  brandId: BrandId,
  report: Pick<StoredReport, 'id' | 'address'>,
): Promise<string> {
  const json = await snapshots.find(brandId, report.address);
  if (json === undefined) throw new Error(`the snapshot of ${report.id} is missing`);
  return json;
}

/** This week so far, against the same elapsed part of the week before; stored nowhere. */
export async function buildPreview(
  deps: ReportDeps,
  brandId: BrandId,
  week: string,
): Promise<ReportSnapshot> {
  const stores = deps.brand(brandId);
  const brand = await stores.getBrand();
  return buildSnapshot(await soFar(deps, brand, await gather(deps, brand, stores, week)));
}

/** The preview's figures without what costs most of it. */
export async function summarizePreview(
  deps: ReportDeps,
  brandId: BrandId,
  week: string,
): Promise<SnapshotSummary> {
  const stores = deps.brand(brandId);
  const brand = await stores.getBrand();
  const { since } = spanOf(week, (await deps.loader.loadProgramme(brand)).catalog);
  const past = await readPast(deps, brand, week, since);
  const compared = await gatherFigures(deps, brand, stores, week, firstCompared(week));
  const facts = await withSoldBefore(deps, brand, compared.facts, since, firstCompared(week));
  return buildSummary(await soFar(deps, brand, { ...compared, facts }), past);
}

const pastFormNow = once(() => contentAddress([METRIC_VERSION, pastForm()]));

async function readPast(deps: ReportDeps, brand: Brand, week: string, since: string): Promise<Past> {
  const span = { from: since, to: addDays(firstCompared(week), -1), form: pastFormNow() };
  const asOfMs = deps.now();
  return deps.pasts(brand, span, async () =>
    pastBefore(await deps.loader.loadFacts(brand, span.from, span.to), week, asOfMs),
  );
}

/** Days that are read at once when an order is looked for. */
const DAYS_BACK = 14;

/** With the orders of before `from` that were given back in these days: as far back as the last of them, and never before `since`. */
async function withSoldBefore(
  deps: ReportDeps,
  brand: Brand,
  facts: Facts,
  since: string,
  from: string,
): Promise<Facts> {
  const missing = refundedElsewhere(facts.orders);
  const sold: Facts['orders'][number][] = [];
  for (let to = addDays(from, -1); missing.size > 0 && to >= since; to = addDays(to, -DAYS_BACK)) {
    const first = laterOf(since, addDays(to, 1 - DAYS_BACK));
    for (const order of bookedOrders(await deps.loader.loadLines(brand, first, to), undefined))
      if (missing.delete(order.conversionId)) sold.push(order);
  }
  return { ...facts, orders: [...sold, ...facts.orders] };
}

async function soFar(deps: ReportDeps, brand: Brand, input: SnapshotInput): Promise<SnapshotInput> {
  const { week } = input;
  const elapsedMs = deps.now() - weekBounds(week, brand.timeZone).startMs;
  const until = weekBounds(previousWeek(week), brand.timeZone).startMs + elapsedMs;
  const previousFacts = await factsUntil(deps, brand, input.facts, until);
  holdsUntil(input.asOfMs + nextOrderIn(input, until));
  return { ...input, provisional: { elapsedHours: elapsedMs / HOUR_MS, previousFacts } };
}

/** How long no further order comes into the hours that are compared, nor one that was received by a clock ahead of ours, ms. */
function nextOrderIn({ facts, asOfMs }: SnapshotInput, until: number): number {
  const waits = facts.orders.flatMap(({ occurredAt, receivedAt }) => [
    ...(occurredAt >= until ? [occurredAt - until] : []),
    ...(receivedAt > asOfMs ? [receivedAt - asOfMs] : []),
  ]);
  return waits.reduce((least, wait) => Math.min(least, wait), Number.POSITIVE_INFINITY);
}

async function restate(
  deps: ReportDeps,
  brand: Brand,
  stores: BrandStores,
  standing: StoredReport,
): Promise<Built> {
  const older = await readSnapshot(deps, brand.id, standing);
  if (!(await readsDifferently(deps, brand, older))) return { report: standing, isNew: false };
  const input = await gather(deps, brand, stores, standing.week);
  const made = buildSnapshot({ ...input, earlierWeeks: older.earlierWeeks });
  const isoTime = (ms: number) => new Date(ms).toISOString();
  const late = lateOrders(input.facts, older.period, Date.parse(standing.asOf), isoTime);
  const next = revise({ snapshot: older, address: standing.address }, made, late);
  if (!next) return { report: standing, isNew: false };
  return keep(deps, stores, next, standing.revision + 1);
}

/** Asked of every week that is looked at again, so it reads the facts of that week only. */
async function readsDifferently(deps: ReportDeps, brand: Brand, older: ReportSnapshot): Promise<boolean> {
  const { week, firstDay, lastDay } = older.period;
  const facts = await deps.loader.loadFacts(brand, firstDay, lastDay, {
    channels: true,
    spendFrom: firstDay,
  });
  return diffSnapshots(older, weekFigures(facts, week)).length > 0;
}

async function keep(
  deps: ReportDeps,
  stores: BrandStores,
  snapshot: ReportSnapshot,
  revision: number,
): Promise<Built> {
  const address = contentAddress(snapshot);
  await deps.snapshots.put(stores.brandId, address, canonicalJson(snapshot));
  const at = snapshot.provenance.asOf;
  const report = await stores.reports.append({
    week: snapshot.period.week,
    revision,
    address,
    asOf: at,
    differences: snapshot.revision.differences,
    causes: snapshot.revision.causes,
    createdAt: at,
    updatedAt: at,
  });
  return { report, isNew: report.address === address };
}

/** Everything a snapshot is made of, as it is known now. */
async function gather(
  deps: ReportDeps,
  brand: Brand,
  stores: BrandStores,
  week: string,
): Promise<SnapshotInput> {
  const { catalog } = await deps.loader.loadProgramme(brand);
  const { firstDay, lastDay, shown, since } = spanOf(week, catalog);
  const figures = await gatherFigures(deps, brand, stores, week, since);
  const { facts, asOfMs } = figures;
  const zoned = { brandId: brand.id, timeZone: brand.timeZone };
  const odd = await shapesOfPosts(stores, facts, {
    stage: PROMOTED_FROM,
    from: addDays(firstDay, -LOOK_BACK_DAYS),
    to: lastDay,
  });
  const { channels, ...seen } = await sumCubes(deps.countReader.readDayCubes(zoned, shown, lastDay), week);
  // Of an older post the days of its first hours are not here, and hours without their days would be no curve.
  const earners = earlierPosts(facts, { firstDay, lastDay }).filter(
    ({ publishedOn }) => publishedOn >= since,
  );
  const until = earningUntil(weekBounds(week, brand.timeZone), asOfMs);
  const firstHours = await deps.loader.loadFirstHours(facts, earners, until);
  const { baselines } = await readBaselines(
    { stores, loader: deps.loader, brand, now: asOfMs },
    { from: addDays(shown, -HISTORY_DAYS), to: lastDay },
  );
  return {
    ...figures,
    facts: { ...facts, channels, firstHours, oddPosts: [...odd.keys()] },
    toldDays: toldDays(baselines),
    drops: await listDrops(stores),
    adDays: (await stores.ppc.between(addDays(firstDay, -LOOK_BACK_DAYS), lastDay)).map(adDayOf),
    ...seen,
  };
}

/** What the figures on top are made of, from a day on: no channels, no hours, no totals of the shop. */
async function gatherFigures(
  deps: ReportDeps,
  brand: Brand,
  stores: BrandStores,
  week: string,
  since: string,
): Promise<SnapshotInput> {
  const asOfMs = deps.now();
  const { catalog, checks } = await deps.loader.loadProgramme(brand);
  const { lastDay } = spanOf(week, catalog);
  const today = dayOf(asOfMs, brand.timeZone);
  const settings = await stores.reportSettings.find();
  return {
    facts: await deps.loader.loadFacts(brand, since, laterOf(today, lastDay)),
    week,
    asOfMs,
    asOf: new Date(asOfMs).toISOString(),
    rulesVersions: [RULES_VERSION],
    checks,
    applications: await listApplications(stores, asOfMs),
    newViolations: violatorsOfWeek(checks, week, brand.timeZone),
    webhooksDisabled: await disabledWebhooks(stores),
    suppressedRecipients: settings?.suppressed.length ?? 0,
  };
}

/** A week's days, the first day that its charts show, and the first of its facts: since the first post, as far back as posts are followed. */
function spanOf(week: string, { posts }: Catalog) {
  const [firstDay = '', , , , , , lastDay = ''] = daysOfWeek(week);
  const shown = addDays(firstDay, -7 * (WEEKS_SHOWN - 1));
  const from = posts.reduce((first, { publishedOn }) => (publishedOn < first ? publishedOn : first), shown);
  return { firstDay, lastDay, shown, since: laterOf(from, addDays(firstDay, -LOOK_BACK_DAYS)) };
}

const laterOf = (one: string, other: string): string => [one, other].sort()[1] ?? one;

async function listApplications(stores: BrandStores, asOfMs: number) {
  const found: NonNullable<SnapshotInput['applications']>[number][] = [];
  for await (const { state, creatorId, createdAt } of stores.applications.all()) {
    const waitingDays = Math.floor((asOfMs - Date.parse(createdAt)) / DAY_MS);
    found.push({
      state,
      ...(creatorId ? { creatorId } : {}),
      ...(state === 'open' ? { waitingDays } : {}),
    });
  }
  return found;
}

async function listDrops({ drops }: BrandStores): Promise<NonNullable<SnapshotInput['drops']>> {
  const found = [];
  for await (const drop of drops.all())
    found.push({ dropId: drop.id, squadId: drop.squadId, name: drop.name, ...dropTimesOf(drop) });
  return found;
}

function violatorsOfWeek(checks: Programme['checks'], week: string, timeZone: string): string[] {
  const { startMs, endMs } = weekBounds(week, timeZone);
  const inWeek = (at: string) => Date.parse(at) >= startMs && Date.parse(at) < endMs;
  const found = checks.filter(({ result, checkedAt }) => result === 'violation' && inWeek(checkedAt));
  return [...new Set(found.map(({ creatorId }) => creatorId))].sort();
}

async function disabledWebhooks(stores: BrandStores): Promise<{ host: string; since: string }[]> {
  const found: { host: string; since: string }[] = [];
  for await (const { status, url, disabledAt, updatedAt } of stores.webhooks.all())
    if (status === 'disabled') found.push({ host: new URL(url).host, since: disabledAt ?? updatedAt });
  return found;
}

/** Looks again at the weeks before, and tells which of them read differently since the last report was made. */
async function earlierChanges(
  deps: ReportDeps,
  brand: Brand,
  stores: BrandStores,
  week: string,
): Promise<EarlierChange[]> {
  const reports = stores.reports;
  const toldUpTo = (await reports.findWeek(previousWeek(week)))?.revisions[0]?.createdAt ?? '';
  const changes: EarlierChange[] = [];
  let earlier = previousWeek(week);
  for (let count = 0; count < WEEKS_RESTATED; count++, earlier = previousWeek(earlier)) {
    const standing = (await reports.findWeek(earlier))?.revisions.at(-1);
    if (!standing) continue;
    await restate(deps, brand, stores, standing);
    for (const { id, address, revision, createdAt } of (await reports.findWeek(earlier))?.revisions ?? []) {
      if (revision === 1 || createdAt < toldUpTo) continue;
      const { differences, causes } = (await readSnapshot(deps, brand.id, { id, address })).revision;
      changes.push({ week: earlier, revision, differences, causes });
    }
  }
  return changes;
}

/**
 * The facts as they stood at a moment of the week before: whole days until then, and of the last its first hours.
 * Channels where the facts have some.
 */
async function factsUntil(deps: ReportDeps, brand: Brand, facts: Facts, untilMs: number): Promise<Facts> {
  const lastDay = dayOf(untilMs, brand.timeZone);
  const [monday = lastDay] = daysOfWeek(weekOfDay(lastDay));
  const zoned = { brandId: brand.id, timeZone: brand.timeZone };
  const whole =
    facts.channels.length > 0 ? await deps.countReader.listDayCubes(zoned, monday, addDays(lastDay, -1)) : [];
  const hours = await deps.countReader.listHoursOfDays(zoned, lastDay, lastDay);
  const { days, channels } = deps.loader.factsOfHours(
    lastDay,
    hours.filter(({ startMs }) => startMs < untilMs),
  );
  return {
    ...facts,
    days: [...facts.days.filter(({ day }) => day < lastDay), ...days],
    channels: [...channelsOf(whole), ...channels],
    orders: facts.orders.filter(({ occurredAt }) => occurredAt < untilMs),
    spend: facts.spend.filter(({ incurredOn }) => incurredOn <= lastDay),
  };
}
