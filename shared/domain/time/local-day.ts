import { MINUTE_MS, QUARTER_MS } from './units.ts';

/**
 * A zone's offsets from UTC: `[since, minutes]`, epoch ms, oldest first. Good from the first `since` to `until`.
 * Kept beside a link's route, because asking the calendar costs a fresh redirect 16 ms of CPU.
 */
export type ZoneOffsets = {
  changes: readonly (readonly [since: number, minutes: number])[];
  until: number;
  /** The zone rules' release that said so; newer ones say it again. */
  rules?: string;
};

const MAX_REMEMBERED = 2_000;
const formatters = new Map<string, Intl.DateTimeFormat>();
const remembered = new Map<string, string>();

/**
 * The brand's calendar day of an instant, `YYYY-MM-DD`: by the offsets where they reach, else by the calendar. The
 * redirect asks this for every click, so the answer is remembered per zone and quarter of an hour (every zone's offset
 * is a multiple of 15 minutes).
 */
export function localDay(at: number, timeZone: string, offsets?: ZoneOffsets): string {
  const quarter = Math.floor(at / QUARTER_MS);
  if (quarter === last.quarter && timeZone === last.timeZone) return last.day;
  const day = dayOf(quarter, timeZone, offsets);
  last = { quarter, timeZone, day };
  return day;
}

/** Of one brand's followers, nearly always the answer. */
let last = { quarter: Number.NaN, timeZone: '', day: '' };

function dayOf(quarter: number, timeZone: string, offsets: ZoneOffsets | undefined): string {
  const key = `${quarter}|${timeZone}`;
  const known = remembered.get(key);
  if (known) return known;
  const start = quarter * QUARTER_MS;
  const minutes = offsets && offsetAt(start, offsets);
  const day =
    minutes === undefined
      ? formatterOf(timeZone).format(start)
      : new Date(start + minutes * MINUTE_MS).toISOString().slice(0, 10);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, day);
  return day;
}

function offsetAt(at: number, { changes, until }: ZoneOffsets): number | undefined {
  return at < until ? changes.findLast(([since]) => since <= at)?.[1] : undefined;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}
