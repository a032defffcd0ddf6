import { nextDue, nextWeek, previousWeek, type ReportSlot, weekBounds, weekOf } from '../time/week.ts';

export type DueSettings = {
  enabled: boolean;
  /** When the mail goes; its zone may differ from the brand's. */
  slot: ReportSlot;
  /** The zone that weeks are read in. */
  brandTimeZone: string;
  /** The first week that may be mailed: the week in which the brand began (or turned the report on). */
  firstWeek: string;
};

export type Due =
  /** `skipped`: older weeks missed in an outage; their reports stay readable but are not mailed. */
  { kind: 'due'; week: string; skipped: string[] } | { kind: 'not-due'; nextAtMs: number } | { kind: 'off' };

/**
 * Which week to mail now, if any: the newest closed week whose moment has come and that was not mailed yet. A week's
 * moment is its slot in the seven days after it closed. An outage of a month brings one mail, not four.
 */
export function due(settings: DueSettings, lastWeekSent: string | undefined, nowMs: number): Due {
  if (!settings.enabled) return { kind: 'off' };
  const newest = newestWeekWhoseMomentCame(settings, nowMs);
  const done = lastWeekSent ?? previousWeek(settings.firstWeek);
  if (newest > done) return { kind: 'due', week: newest, skipped: weeksBetween(done, newest) };
  return { kind: 'not-due', nextAtMs: momentOf(settings, nextWeek(done)) };
}

/** When a week's mail goes out: the first slot at or after the week's end. */
export const momentOf = (settings: DueSettings, week: string): number =>
  nextDue(settings.slot, weekBounds(week, settings.brandTimeZone).endMs - 1);

function newestWeekWhoseMomentCame(settings: DueSettings, nowMs: number): string {
  let week = previousWeek(weekOf(nowMs, settings.brandTimeZone));
  while (momentOf(settings, week) > nowMs) week = previousWeek(week);
  return week;
}

/** Weeks strictly between; `YYYY-Www` sorts as text. */
function weeksBetween(after: string, before: string): string[] {
  const weeks: string[] = [];
  for (let week = nextWeek(after); week < before; week = nextWeek(week)) weeks.push(week);
  return weeks;
}
