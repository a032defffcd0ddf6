import { DAY_MS, HOUR_MS } from '../../../shared/domain/time/units.ts';
import {
  dayBounds,
  daysOfWeek,
  nextWeek,
  previousWeek,
  weekBounds,
  weekOf,
} from '../../../shared/domain/time/week.ts';
import { TIME_ZONE, WEEKS } from './story.ts';

/**
 * The story's weeks on the real calendar: the last of them is the newest closed ISO week, so that two starts in one
 * week tell the same. Weeks count from 1; the days of weeks 9 and 10 exist for what is planned ahead.
 */
export function calendarOf(realNow: number) {
  const newest = previousWeek(weekOf(realNow, TIME_ZONE));
  const weeks = Array.from({ length: WEEKS - 1 }).reduce<string[]>(
    (list) => [previousWeek(list[0] ?? newest), ...list],
    [newest],
  );
  const ahead = [nextWeek(newest), nextWeek(nextWeek(newest))];
  const days = [...weeks, ...ahead].flatMap(daysOfWeek);
  const dayStarts = days.map((day) => dayBounds(day, TIME_ZONE).startMs);
  const startMs = dayStarts[0] ?? 0;
  const endMs = weekBounds(newest, TIME_ZONE).endMs;

  return {
    /** ISO names, oldest first. */
    weeks,
    startMs,
    /** The newest week's end, exclusive: nothing happens later. */
    endMs,
    dayOf: (week: number, day: number): string => days[(week - 1) * 7 + day] ?? '',
    /** A moment by the clock on the wall. */
    at: (week: number, day: number, hour: number): number =>
      (dayStarts[(week - 1) * 7 + day] ?? 0) + hour * HOUR_MS,
    weekEnd: (week: number): number => dayStarts[week * 7] ?? endMs,
    /** 0–24, fractions included. */
    localHour(at: number): number {
      const guess = Math.floor((at - startMs) / DAY_MS);
      const start = [guess + 1, guess, guess - 1]
        .map((day) => dayStarts[day])
        .find((from) => from !== undefined && from <= at);
      return (at - (start ?? startMs)) / HOUR_MS;
    },
  };
}
export type Calendar = ReturnType<typeof calendarOf>;
