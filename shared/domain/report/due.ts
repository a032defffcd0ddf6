import { nextDue, nextWeek, previousWeek, type ReportSlot, weekBounds, weekOf } from '../time/week.ts';

export type DueSettings = {
  enabled: boolean;
  /** When the mail goes; its zone may differ from the brand's. */
  slot: ReportSlot;
  /** The zone that weeks are read in. */
  brandTimeZone: string;
  /** The first week that may be mailed: that of who set the report up (`firstWeekFor`). */
  firstWeek: string;
};

type Moments = Pick<DueSettings, 'slot' | 'brandTimeZone'>;

export type DueReport =
  /** `skipped`: older weeks missed in an outage; their reports stay readable but are not mailed. */
  | { kind: 'due'; week: string; skipped: string[] }
  | { kind: 'not-due'; nextAtMs: number; nextWeek: string }
  | { kind: 'off' };

/**
 * Which week to mail now, if any: the newest closed week whose moment has come and that was not mailed yet. A week's
 * moment is its slot in the seven days after it closed. An outage of a month brings one mail, not four.
 */
export function due(settings: DueSettings, lastWeekSent: string | undefined, nowMs: number): DueReport {
  if (!settings.enabled) return { kind: 'off' };
  const newest = newestWeekWhoseMomentCame(settings, nowMs);
  const done = lastWeekSent ?? previousWeek(settings.firstWeek);
  if (newest > done) return { kind: 'due', week: newest, skipped: weeksBetween(done, newest) };
  const next = nextWeek(done);
  return { kind: 'not-due', nextAtMs: dueMomentOf(settings, next), nextWeek: next };
}

/**
 * When a week's mail goes out: the first slot at or after the week's end. Where the reader's Monday had begun, and the
 * slot passed, before the brand's week was over, at that end: never seven days later.
 */
export function dueMomentOf(settings: Moments, week: string): number {
  const { slot } = settings;
  const { endMs } = weekBounds(week, settings.brandTimeZone);
  const readersEndMs = weekBounds(week, slot.timeZone).endMs;
  const passed = readersEndMs < endMs && nextDue(slot, readersEndMs - 1) < endMs;
  return passed ? endMs : nextDue(slot, endMs - 1);
}

/**
 * The first week for whoever sets the report up now: the newest one whose moment has come, at once; or the next one, where
 * its moment is nearer. Nobody who asks on a Sunday for mail on Mondays gets one of a week ago right away.
 */
export function firstWeekFor(settings: Moments, nowMs: number): string {
  const newest = newestWeekWhoseMomentCame(settings, nowMs);
  const next = nextWeek(newest);
  const isNextNearer = dueMomentOf(settings, next) - nowMs < nowMs - dueMomentOf(settings, newest);
  return isNextNearer ? next : newest;
}

export const dueSettingsOf = (
  held: { enabled: boolean; firstWeek: string } & ReportSlot,
  brand: { timeZone: string },
): DueSettings => ({
  enabled: held.enabled,
  slot: { weekday: held.weekday, time: held.time, timeZone: held.timeZone },
  brandTimeZone: brand.timeZone,
  firstWeek: held.firstWeek,
});

function newestWeekWhoseMomentCame(settings: Moments, nowMs: number): string {
  let week = previousWeek(weekOf(nowMs, settings.brandTimeZone));
  while (dueMomentOf(settings, week) > nowMs) week = previousWeek(week);
  return week;
}

/** Weeks strictly between; `YYYY-Www` sorts as text. */
function weeksBetween(after: string, before: string): string[] {
  const weeks: string[] = [];
  for (let week = nextWeek(after); week < before; week = nextWeek(week)) weeks.push(week);
  return weeks;
}
