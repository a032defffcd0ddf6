import type { Facts } from '../../facts.ts';
import { unconverted } from '../../money/unconverted.ts';
import { ROI_SEED } from '../../roi/compute-roi.ts';
import { addDays, daysOfWeek, previousWeek, weekBounds } from '../../time/week.ts';
import type { WeekFigures } from '../diff-snapshots.ts';
import { factsAddress } from '../facts-address.ts';
import { METRIC_VERSION } from '../metric-version.ts';
import {
  type ReportPeriod,
  type ReportSnapshot,
  SNAPSHOT_VERSION,
  type SnapshotSummary,
  type StageMoney,
} from '../snapshot.ts';
import { type Before, ROI_DRAWS, ROI_LEVEL, type SnapshotInput, shareOf } from '../snapshot-input.ts';
import { buildBest } from './build-best.ts';
import { buildDark, buildMessages } from './build-channels.ts';
import { buildEarning, buildPromotion } from './build-creators.ts';
import { buildHeadline, buildMoved } from './build-headline.ts';
import { buildHealth } from './build-health.ts';
import { buildLift } from './build-lift.ts';
import { buildEngagement, buildGoals } from './build-pace.ts';
import { buildProgramme } from './build-programme.ts';
import { buildMoney, buildStages } from './build-stages.ts';
import { chooseAction } from './choose-action.ts';
import { type Past, pastOf } from './past.ts';
import { countWeeks, emptyWeek, type WeekCounts } from './week-counts.ts';

const WEEKS_SHOWN = 8;
/** This week and the one before. */
const COMPARED = 2;

/** One week of a brand, from its facts. Pure: the same input gives the same snapshot, to the byte. */
export function buildSnapshot(input: SnapshotInput): ReportSnapshot {
  const facts = knownBy(input.facts, input.asOfMs);
  const period = periodSoFar(input, facts);
  const before = previousOf(input, facts);
  const weeks = countWeeks(facts, weeksUpTo(period.week), before);
  const { stages, total, breakEvenRoas } = buildStages(facts, period);
  const promotion = buildPromotion(facts, period, { pick: input.pick ?? 4, asOfMs: input.asOfMs });
  const messages = buildMessages(facts, period);
  const lift = input.toldDays && buildLift(facts, period, { told: input.toldDays, asOfMs: input.asOfMs });
  const programme = buildProgramme(facts, period, input);
  const engagement = buildEngagement(facts, period);
  const kind = kindOf(weeks, total, facts);
  const { headline, tested } = buildHeadline({ facts, before, period, weeks, total, breakEvenRoas });
  return {
    snapshotVersion: SNAPSHOT_VERSION,
    brand: brandOf(facts),
    period,
    revision: { number: 1, differences: [], causes: [] },
    kind,
    headline,
    action: chooseAction({ facts, period, stages, total, promotion, messages, input }),
    moved: kind === 'usual' ? buildMoved(tested, facts) : [],
    stages: kind === 'empty' ? [] : stages,
    total,
    best: buildBest(facts, period),
    ...(engagement && { engagement }),
    goals: buildGoals(facts, period),
    weeks: weeks.map(weekShown),
    ...(promotion && { promotion }),
    stillEarning: buildEarning(facts, period, input.asOfMs),
    darkSocial: buildDark(facts, period, input),
    ...(lift && { lift }),
    ...(programme && { programme }),
    messages,
    health: buildHealth(facts, period, input),
    earlierWeeks: [...(input.earlierWeeks ?? [])],
    provenance: provenanceOf(input, facts, period),
  };
}

/**
 * What a person looks at between Mondays: the snapshot's own figures, without its rankings, curves and lists, which are
 * most of its work. Asks for no channels, and for facts of the two weeks alone that are compared: what lies before them is
 * in `past`.
 */
export function buildSummary(input: SnapshotInput, past: Past): SnapshotSummary {
  const facts = knownBy(input.facts, input.asOfMs);
  const period = periodSoFar(input, facts);
  const before = previousOf(input, facts);
  const earlier = past.weeks.map(({ week, ...counted }) => ({ ...emptyWeek(week), ...counted }));
  const weeks = [...earlier, ...countWeeks(facts, [before.week, period.week], before)];
  const { stages, total, breakEvenRoas } = buildMoney(facts, period);
  const kind = kindOf(weeks, total, facts);
  const spread = past.spread;
  return {
    snapshotVersion: SNAPSHOT_VERSION,
    brand: brandOf(facts),
    period,
    kind,
    headline: buildHeadline({ facts, before, period, weeks, total, breakEvenRoas, only: 'brand', spread })
      .headline,
    stages: kind === 'empty' ? [] : stages,
    total,
    weeks: weeks.map(weekShown).map(({ byGroup: _, ...week }) => week),
    health: buildHealth(facts, period, input),
    provenance: { unconverted: unconvertedIn(facts, period) },
  };
}

/** What such a summary needs of the days before the two weeks that it compares; of facts that may end there. */
export function pastBefore(facts: Facts, week: string, asOfMs: number): Past {
  const weeks = weeksUpTo(week).slice(0, -COMPARED);
  return pastOf(knownBy(facts, asOfMs), weeks, firstCompared(week));
}

/** The first day of the two weeks that a summary compares. */
export const firstCompared = (week: string): string => daysOfWeek(previousWeek(week))[0] ?? '';

/**
 * The figures of a closed week that a revision is told by, as its snapshot would hold them. They ask for facts of that
 * week alone, and so cost a fraction of it.
 */
export function weekFigures(facts: Facts, week: string): WeekFigures {
  const period = periodOf({ week, timeZone: facts.brand.timeZone });
  const { stages, total } = buildStages(facts, period, 1);
  return {
    stages: isEmpty(total) ? [] : stages,
    total,
    darkSocial: buildDark(facts, period, {}),
    provenance: { metricVersion: METRIC_VERSION },
  };
}

const knownBy = (facts: Facts, asOfMs: number): Facts => ({
  ...facts,
  orders: facts.orders.filter(({ receivedAt }) => receivedAt <= asOfMs),
});

function periodOf({ week, timeZone }: { week: string; timeZone: string }): ReportPeriod {
  const { start, end, hours } = weekBounds(week, timeZone);
  const days = daysOfWeek(week);
  return {
    week,
    firstDay: days[0] ?? '',
    lastDay: days[6] ?? '',
    start,
    end,
    hours,
  };
}

/** Of a week that still runs with how far it is. */
const periodSoFar = ({ week, asOf, provisional }: SnapshotInput, { brand }: Facts): ReportPeriod => ({
  ...periodOf({ week, timeZone: brand.timeZone }),
  ...(provisional && { provisional: { asOf, elapsedHours: provisional.elapsedHours } }),
});

function previousOf({ week, provisional }: SnapshotInput, facts: Facts): Before {
  const before = previousWeek(week);
  const firstDay = firstCompared(week);
  const hours = provisional?.elapsedHours ?? weekBounds(before, facts.brand.timeZone).hours;
  return {
    facts: provisional?.previousFacts ?? facts,
    week: before,
    firstDay,
    lastDay: addDays(firstDay, 6),
    hours,
  };
}

function weeksUpTo(week: string): string[] {
  const weeks = [week];
  while (weeks.length < WEEKS_SHOWN) weeks.unshift(previousWeek(weeks[0] ?? week));
  return weeks;
}

type WeekShown = ReportSnapshot['weeks'][number];

const weekShown = ({ week, clicks, orders, netRevenueMinor, byGroup }: WeekCounts): WeekShown => ({
  week,
  clicks,
  orders: shareOf(orders),
  netRevenueMinor,
  byGroup,
});

/** Of the week before only the hours that are compared are counted here, and may be none: then it is looked at whole. */
function kindOf(weeks: WeekCounts[], total: StageMoney, facts: Facts): ReportSnapshot['kind'] {
  if (isEmpty(total)) return 'empty';
  const earlier = weeks.slice(0, -1);
  const isOld = earlier.some(holdsAny) || countWeeks(facts, [earlier.at(-1)?.week ?? '']).some(holdsAny);
  return isOld ? 'usual' : 'first';
}

const holdsAny = ({ clicks, orders }: WeekCounts): boolean => clicks + orders > 0;

const isEmpty = ({ posts, clicks, orders, netRevenueMinor, spendMinor }: StageMoney): boolean =>
  [posts, clicks, orders, netRevenueMinor, spendMinor].every(({ value }) => value === 0);

const brandOf = ({ brand }: Facts): ReportSnapshot['brand'] => ({
  brandId: brand.brandId,
  name: brand.name,
  timeZone: brand.timeZone,
  currency: brand.currency,
  ...(brand.colour && { colour: brand.colour }),
});

const unconvertedIn = (facts: Facts, { firstDay, lastDay }: ReportPeriod) =>
  unconverted(facts.unconverted.filter(({ day }) => day >= firstDay && day <= lastDay));

function provenanceOf(
  input: SnapshotInput,
  facts: Facts,
  period: ReportPeriod,
): ReportSnapshot['provenance'] {
  const within = (day: string) => day >= period.firstDay && day <= period.lastDay;
  const days = facts.days.filter(({ day }) => within(day));
  const excluded: Record<string, number> = {};
  for (const day of days) {
    for (const [reason, count] of Object.entries(day.excluded)) {
      excluded[reason] = (excluded[reason] ?? 0) + (count ?? 0);
    }
  }
  const spendByKind: Record<string, number> = {};
  for (const { kind, amountMinor, incurredOn, state, basis } of facts.spend) {
    if (!within(incurredOn) || state === 'committed' || basis === 'retail') continue;
    spendByKind[kind] = (spendByKind[kind] ?? 0) + amountMinor;
  }
  return {
    asOf: input.asOf,
    metricVersion: METRIC_VERSION,
    rulesVersions: [...input.rulesVersions].sort(),
    model: facts.brand.model ?? 'lastTouch',
    windowDays: facts.brand.windowDays,
    grossMargin: facts.brand.grossMargin ?? null,
    excluded,
    hits: days.reduce((sum, { hits }) => sum + hits, 0),
    roiInterval: {
      method: 'poisson-bootstrap',
      draws: ROI_DRAWS,
      level: ROI_LEVEL,
      seed: ROI_SEED,
    },
    spendByKind,
    unconverted: unconvertedIn(facts, period),
    factsAddress: factsAddress(facts),
  };
}
