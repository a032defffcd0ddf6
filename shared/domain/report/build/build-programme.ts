import type { Facts } from '../../facts.ts';
import { sumOfAds } from '../../ppc/follow.ts';
import { bySource, type SourceDifference, type SourceRow } from '../../roi/sources.ts';
import { compareDrop } from '../../squads/drop-reading.ts';
import { timingOf } from '../../squads/drop-timing.ts';
import { isBeyondChance } from '../../statistics/beyond-chance.ts';
import { addDays, dayOf } from '../../time/week.ts';
import { keeping } from '../../timetable/timetable.ts';
import { timetableOfBrand } from '../../timetable/timetable-of-brand.ts';
import type { ProgrammeOfWeek, ReportPeriod } from '../snapshot.ts';
import { LOOK_BACK_DAYS, ROI_DRAWS, ROI_LEVEL, type SnapshotInput, shareOf } from '../snapshot-input.ts';
import { buildAges } from './build-ages.ts';
import { creatorNameOf } from './build-creators.ts';
import { buildLasting } from './build-lasting.ts';
import { roiFigure } from './build-stages.ts';

/** How the programme went beside its figures: what was due, what squads had early, who came by themselves, ads, ages. */
export function buildProgramme(
  facts: Facts,
  period: ReportPeriod,
  input: Pick<SnapshotInput, 'checks' | 'drops' | 'adDays' | 'asOfMs'>,
): ProgrammeOfWeek | undefined {
  const today = dayOf(input.asOfMs, facts.brand.timeZone);
  const timetable = timetableOf(facts, period, today);
  const drops = dropsOf(facts, period, input, today);
  const sources = sourcesOf(facts, period, input.checks ?? []);
  const ads = adsOf(period, input);
  const ages = buildAges(facts, period);
  const lasting = buildLasting(facts, period, input);
  const programme: ProgrammeOfWeek = {
    ...(timetable && { timetable }),
    ...(drops.length > 0 && { drops }),
    ...(sources && { sources }),
    ...(ads && { ads }),
    ...(ages && { ages }),
    ...(lasting && { lasting }),
  };
  return Object.keys(programme).length > 0 ? programme : undefined;
}

function adsOf({ firstDay }: ReportPeriod, { adDays = [] }: Pick<SnapshotInput, 'adDays'>) {
  const days = adDays.filter(({ day }) => day >= firstDay);
  return days.length === 0 ? undefined : sumOfAds(days);
}

/** Calendar days after the week in which the next slot is looked for. */
const AHEAD_DAYS = 28;

function timetableOf(facts: Facts, { firstDay, lastDay }: ReportPeriod, today: string) {
  const to = addDays(lastDay, AHEAD_DAYS);
  const slots = timetableOfBrand(facts.catalog, { from: firstDay, to, today });
  if (slots.length === 0) return undefined;
  const next = slots.find(({ state, dueOn }) => state === 'open' && dueOn >= today);
  const creator = facts.catalog.creators.find(({ creatorId }) => creatorId === next?.creatorId);
  const kept = keeping(
    slots.filter(({ dueOn }) => dueOn <= lastDay),
    today,
  );
  return {
    ...kept,
    ...(next && { next: { dueOn: next.dueOn, creator: creatorNameOf(creator, next.creatorId) } }),
  };
}

/** Drops that opened in the week or the three before it, newest first. */
function dropsOf(
  facts: Facts,
  { lastDay, end }: ReportPeriod,
  { drops = [] }: Pick<SnapshotInput, 'drops'>,
  today: string,
): NonNullable<ProgrammeOfWeek['drops']> {
  const since = addDays(lastDay, -27);
  return drops
    .filter(({ opensAt }) => dayOf(opensAt, facts.brand.timeZone) >= since && opensAt < Date.parse(end))
    .toSorted((one, other) => other.opensAt - one.opensAt)
    .flatMap(({ dropId, squadId, name, ...times }) => {
      const own = facts.catalog.posts.filter((post) => post.dropId === dropId);
      if (own.length === 0) return [];
      const posts = { early: 0, onTime: 0, late: 0 };
      for (const { publishedAt } of own) posts[timingOf(publishedAt, times)]++;
      const { drop, ordinary, p } = compareDrop(facts, { dropId, squadId }, today);
      return [
        { name, posts, median: drop.median, ordinary: ordinary.median, p: p === null ? null : shareOf(p) },
      ];
    });
}

/** Of half a year; told once creators of two sources have posted. */
function sourcesOf(
  facts: Facts,
  { firstDay, lastDay }: ReportPeriod,
  checks: NonNullable<SnapshotInput['checks']>,
): ProgrammeOfWeek['sources'] {
  const posted = new Set(facts.catalog.posts.map(({ creatorId }) => creatorId));
  const told = new Set(
    facts.catalog.creators.filter(({ creatorId }) => posted.has(creatorId)).map(({ source }) => source),
  );
  if (told.size < 2) return undefined;
  const checked = checks.flatMap(({ creatorId, ...check }) => (creatorId ? [{ ...check, creatorId }] : []));
  const { rows, difference } = bySource(facts, checked, {
    from: addDays(firstDay, -LOOK_BACK_DAYS),
    to: lastDay,
    basis: 'period',
    draws: ROI_DRAWS,
    level: ROI_LEVEL,
  });
  return {
    rows: rows.filter(({ source }) => told.has(source)).map(rowOf),
    beyondChance: beyondChance(difference),
  };
}

const rowOf = ({ source, creators, roi, fit, broken }: SourceRow) => ({
  source,
  creators,
  roi: roi ? roiFigure(roi) : ({ value: null, basis: 'margin-roi', note: 'no-spend' } as const),
  cacMinor: roi?.cacMinor ?? null,
  fit: { successes: fit.successes, trials: fit.trials },
  broken: { successes: broken.successes, trials: broken.trials },
});

function beyondChance({ fit, broken, returned }: SourceDifference) {
  return [
    ...(fit !== null && isBeyondChance(fit) ? (['fit'] as const) : []),
    ...(broken !== null && isBeyondChance(broken) ? (['broken'] as const) : []),
    ...(returned && isBeyondChance(returned.p) ? (['returned'] as const) : []),
  ];
}
