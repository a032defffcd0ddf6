import { parseInstant } from '../../time/instant.ts';
import { DAY_MS } from '../../time/units.ts';
import { momentOf } from '../../time/zone-rules.ts';
import { monthOf } from './month-names.ts';

export type DayOrder = 'dmy' | 'mdy';
/** What a column's own values say about the order of day and month. `open`: each could be read both ways. */
export type OrderReading = DayOrder | 'open' | 'mixed' | 'none';

/** A day, and the time of day where one was written: with its zone already an instant. */
export type Written = { day: string; time?: string } | { at: number };

const TIME = /[ T,]+(?:at |um |à )?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap]\.?\s?m\.?)?$/i;
/** `04/03/2026`, `4-3-26`. With full stops the day is first wherever dates are written so. */
const PARTS = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)\.?$/;
const YEAR_FIRST = /^(\d{4})([./-])(\d{1,2})\2(\d{1,2})$/;
const COMPACT = /^(20\d\d)(\d\d)(\d\d)$/;
/** Days since 1899-12-30, as a spreadsheet keeps them: 2009 to 2064. */
const SERIAL = /^(4\d{4}|5\d{4})(?:[.,](\d+))?$/;
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const WEEKDAY = /^\p{L}{2,10}\.?,\s*/u;
const NAMED =
  /^(?:(\d{1,2})(?:\.|st|nd|rd|th|er)?\s+(?:de\s+)?(\p{L}+)\.?|(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?)(?:,?\s+(?:de\s+|del\s+)?(\d{4}))?$/u;

/** The order of a column, from all of its values: a part over 12 is a day. */
export function orderOf(cells: Iterable<string>): OrderReading {
  const found = new Set<OrderReading>();
  for (const cell of cells) {
    const [, first, sign, second] = PARTS.exec(cell.trim().replace(TIME, '')) ?? [];
    if (first === undefined) continue;
    if (sign === '.' || Number(first) > 12) found.add('dmy');
    else if (Number(second) > 12) found.add('mdy');
    else found.add('open');
  }
  if (found.has('dmy') && found.has('mdy')) return 'mixed';
  for (const order of ['dmy', 'mdy', 'open'] as const) if (found.has(order)) return order;
  return 'none';
}

/**
 * A date of a file, by the order of its column; undefined when it is none. `newest`: the day of the export, which a
 * date without a year is the last such day before. Never `new Date(text)`, which reads 04.03. as April.
 */
export function readDate(cell: string, order: DayOrder, newest?: string): Written | undefined {
  const text = cell.trim();
  const compact = COMPACT.exec(text);
  if (compact) return onDay(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const serial = SERIAL.exec(text);
  if (serial) return ofSerial(Number(`${serial[1]}.${serial[2] ?? 0}`));
  if (ZONED.test(text)) {
    const at = parseInstant(text);
    return at === undefined ? undefined : { at };
  }
  const clock = TIME.exec(text);
  const time = clock ? timeOf(clock) : undefined;
  if (clock && time === undefined) return undefined;
  const day = dayIn(clock ? text.slice(0, clock.index) : text, order, newest);
  return day && time ? { ...day, time } : day;
}

/** Has its zone with it, or counts from 1970. */
const ZONED = /\d(?:Z|UTC|GMT| ?[+-]\d\d:?\d\d)$|^\d{10}(?:\d{3})?$| (?:UTC|GMT|Z)$/i;

/** The instant that was written; without a zone it is that of `zone`, without a time the day's beginning there. */
export const momentWritten = (written: Written, zone: string): number =>
  'at' in written
    ? written.at
    : momentOf(Date.parse(`${written.day}T${written.time ?? '00:00:00'}Z`), zone, 'later');

function dayIn(text: string, order: DayOrder, newest: string | undefined): { day: string } | undefined {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return onDay(Number(iso[1]), Number(iso[3]), Number(iso[4]));
  const parts = PARTS.exec(text);
  if (parts) {
    const [, first, sign, second, year = ''] = parts;
    const [day, month] = sign === '.' || order === 'dmy' ? [first, second] : [second, first];
    if (year.length === 2 && isFar(Number(`20${year}`), newest)) return undefined;
    return onDay(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(day));
  }
  const named = NAMED.exec(text.replace(WEEKDAY, ''));
  const month = monthOf(named?.[2] ?? named?.[3] ?? '');
  if (!named || !month) return undefined;
  const day = Number(named[1] ?? named[4]);
  return named[5] ? onDay(Number(named[5]), month, day) : lastBefore(newest, month, day);
}

/** `26/10/03` has its year first: two digits that make a year which no export tells of are none. */
function isFar(year: number, newest: string | undefined): boolean {
  const now = Number(newest?.slice(0, 4) ?? year);
  return year > now + 1 || year < now - 10;
}

function lastBefore(newest: string | undefined, month: number, day: number): { day: string } | undefined {
  if (!newest) return undefined;
  const year = Number(newest.slice(0, 4));
  const found = onDay(year, month, day);
  return found && found.day <= newest ? found : onDay(year - 1, month, day);
}

function onDay(year: number, month: number, day: number): { day: string } | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isDay = year >= 2000 && year < 2100 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isDay ? { day: at.toISOString().slice(0, 10) } : undefined;
}

function ofSerial(serial: number): Written {
  const at = new Date(SERIAL_ZERO + Math.round(serial * 86_400) * 1_000);
  const day = at.toISOString().slice(0, 10);
  return at.getTime() % DAY_MS === 0 ? { day } : { day, time: at.toISOString().slice(11, 19) };
}

function timeOf([, hours = '', minutes = '', seconds = '00', half]: RegExpExecArray): string | undefined {
  const hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return undefined;
  const ofDay = half ? (hour % 12) + (/^p/i.test(half) ? 12 : 0) : hour;
  if (ofDay > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return `${String(ofDay).padStart(2, '0')}:${minutes}:${seconds}`;
}
