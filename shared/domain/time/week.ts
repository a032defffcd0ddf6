import { Temporal } from 'temporal-polyfill';
import type { ZoneOffsets } from './local-day.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './units.ts';
import { momentOf, type OffsetStretch, stretchAt, wallClock, ZONE_RULES, zoneNamed } from './zone-rules.ts';

/**
 * Every calendar question of the product, by the zone rules of `zone-rules.ts`. Weeks are ISO weeks
 * (`YYYY-Www`, Monday first), days `YYYY-MM-DD`, both in a brand's IANA time zone. Days may start at 01:00
 * (Santiago, Cairo, Beirut) and weeks have 167, 168 or 169 hours.
 */
export type Period = {
  startMs: number;
  /** Exclusive. */
  endMs: number;
  /** UTC, RFC 3339. */
  start: string;
  end: string;
  hours: number;
};

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** The week as the caller wrote it when it exists: `2026-W53` does, `2025-W53` does not. */
export function parseWeek(text: string): string | undefined {
  if (!/^\d{4}-W\d{2}$/.test(text)) return undefined;
  const monday = mondayOf(text);
  return monday && weekOfDate(monday) === text ? text : undefined;
}

/** The day as the caller wrote it when the calendar has it: `2026-02-30` is undefined. */
export function parseDay(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || isoDay(at) !== text ? undefined : text;
}

/** An IANA zone in its canonical spelling; offsets such as `+02:00` are refused, as they know no summer time. */
export function parseTimeZone(text: string): string | undefined {
  return /^[A-Za-z]/.test(text) ? zoneNamed(text) : undefined;
}

/** From Monday's first moment to the next Monday's; throws on a week that `parseWeek` would refuse. */
export function weekBounds(week: string, timeZone: string): Period {
  const monday = mondayOf(week);
  if (!monday) throw new RangeError(`no such ISO week: ${week}`);
  return period(startOfDay(monday, timeZone), startOfDay(monday.add({ days: 7 }), timeZone));
}

export const weekOf = (instantMs: number, timeZone: string): string => weekOfDay(dayOf(instantMs, timeZone));

/** The ISO week that a local day lies in. */
export const weekOfDay = (day: string): string => weekOfDate(Temporal.PlainDate.from(day));

/** The seven local days of a week, Monday first. */
export function daysOfWeek(week: string): string[] {
  const monday = mondayOf(week);
  if (!monday) throw new RangeError(`no such ISO week: ${week}`);
  return WEEKDAYS.map((_, index) => monday.add({ days: index }).toString());
}

export const previousWeek = (week: string): string => shiftWeek(week, -7);
export const nextWeek = (week: string): string => shiftWeek(week, 7);

/** Dates for people: `9–15 November 2026`, `28 December 2026 – 3 January 2027`. */
export function weekLabel(week: string): string {
  const [first = '', , , , , , last = ''] = daysOfWeek(week);
  const [from, to] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last)];
  const monthOf = (date: Temporal.PlainDate) => MONTHS[date.month - 1];
  if (from.year !== to.year) {
    return `${from.day} ${monthOf(from)} ${from.year} – ${to.day} ${monthOf(to)} ${to.year}`;
  }
  const opening = from.month === to.month ? `${from.day}–` : `${from.day} ${monthOf(from)} – `;
  return `${opening}${to.day} ${monthOf(to)} ${to.year}`;
}

export const dayOf = (instantMs: number, timeZone: string): string => isoDay(wallClock(instantMs, timeZone));

/** A local day: 23, 24 or 25 hours, 0 for a day that the zone skipped (Apia, 2011-12-30). */
export function dayBounds(day: string, timeZone: string): Period {
  const date = Temporal.PlainDate.from(day);
  return period(startOfDay(date, timeZone), startOfDay(date.add({ days: 1 }), timeZone));
}

/**
 * The local clock hour around an instant. Zones at :30 and :45 start their hours off the UTC hour. A clock change
 * inside an hour (Lord Howe moves by 30 minutes) ends one bin and begins the next, so bins never overlap.
 */
export function hourBounds(instantMs: number, timeZone: string): Period {
  const { since, until, minutes } = stretchAt(instantMs, timeZone);
  const startMs = instantMs - mod(instantMs + minutes * MINUTE_MS, HOUR_MS);
  return period(Math.max(startMs, since), Math.min(startMs + HOUR_MS, until));
}

/** Whole days from one local day to another: 0 for the same day, negative backwards. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export const addDays = (day: string, days: number): string => isoDay(Date.parse(day) + days * DAY_MS);

/** Every day from `from` to `to`, both included; empty when `to` lies before. */
export const listDays = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));

/** The zone's offsets in the years from `firstYear` on, for those who can't afford to ask the calendar. */
export function zoneOffsets(timeZone: string, firstYear: number, years: number): ZoneOffsets {
  const until = Date.UTC(firstYear + years);
  const changes: [number, number][] = [];
  let stretch: OffsetStretch | undefined;
  for (let at = Date.UTC(firstYear); at < until; at = stretch.until) {
    stretch = stretchAt(at, timeZone);
    changes.push([at, stretch.minutes]);
  }
  return { changes, until, rules: ZONE_RULES };
}

export type ReportSlot = { weekday: Weekday /** `HH:MM`, local. */; time: string; timeZone: string };

/** The first moment strictly after `afterMs` at which the slot falls due. A time that a clock change skips moves later. */
export function nextDue(slot: ReportSlot, afterMs: number): number {
  const today = dayOf(afterMs, slot.timeZone);
  const wait = mod(WEEKDAYS.indexOf(slot.weekday) + 1 - Temporal.PlainDate.from(today).dayOfWeek, 7);
  const due = (days: number) =>
    momentOf(Date.parse(`${addDays(today, days)}T${slot.time}Z`), slot.timeZone, 'later');
  return due(wait) > afterMs ? due(wait) : due(wait + 7);
}

const startOfDay = (date: Temporal.PlainDate, timeZone: string): number =>
  momentOf(Date.parse(date.toString()), timeZone, 'first-after');

const weekOfDate = (date: Temporal.PlainDate): string =>
  `${String(date.yearOfWeek).padStart(4, '0')}-W${String(date.weekOfYear).padStart(2, '0')}`;

/** January 4th always lies in week 1 (ISO 8601). */
function mondayOf(week: string): Temporal.PlainDate | undefined {
  const match = /^(\d{4})-W(\d{2})$/.exec(week);
  if (!match) return undefined;
  const fourth = Temporal.PlainDate.from({ year: Number(match[1]), month: 1, day: 4 });
  return fourth.add({ days: 1 - fourth.dayOfWeek + 7 * (Number(match[2]) - 1) });
}

function shiftWeek(week: string, days: number): string {
  const monday = mondayOf(week);
  if (!monday) throw new RangeError(`no such ISO week: ${week}`);
  return weekOfDate(monday.add({ days }));
}

const period = (startMs: number, endMs: number): Period => ({
  startMs,
  endMs,
  start: isoInstant(startMs),
  end: isoInstant(endMs),
  hours: (endMs - startMs) / HOUR_MS,
});

const isoInstant = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(ms).toString();
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const mod = (value: number, by: number): number => ((value % by) + by) % by;
