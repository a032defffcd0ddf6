import { parseInstant } from '../../time/instant.ts';
import { DAY_MS, MINUTE_MS } from '../../time/units.ts';
import { addDays } from '../../time/week.ts';
import { momentOf } from '../../time/zone-rules.ts';
import { monthOf } from './month-names.ts';
import { timeBehind } from './times.ts';
import { type Zone, zoneSaid } from './zones-said.ts';

/** Which part of a day stands first; with the year first in two digits as with four the month comes before the day. */
export const DAY_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export type DayOrder = (typeof DAY_ORDERS)[number];

/** What a cell is under an order. */
export type DayReading = { order: DayOrder; cell: string; day: string };
/**
 * What a column's own values say about the order of their parts. `open`: several fit all of them, and make other days of
 * some; `mixed`: none fits all. `readings`: what is asked then.
 */
export type OrderReading =
  | { is: DayOrder | 'none' }
  | { is: 'open' | 'mixed'; readings: readonly DayReading[] };

/** A day, and the time of day where one was written: with its zone already an instant. */
export type Written = { day: string; time?: string } | { at: number };

/** `04/03/2026`, `4-3-26`, `26. 11. 2025.` With full stops the month is never first. */
const PARTS = /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d\d)\.?$/;
const YEAR_FIRST = /^(\d{4})([./-])\s?(\d{1,2})\2\s?(\d{1,2})\.?$/;
const COMPACT = /^(20\d\d)(\d\d)(\d\d)$/;
/** Days since 1899-12-30, as a spreadsheet keeps them: 2009 to 2064. */
const SERIAL = /^(4\d{4}|5\d{4})(?:[.,](\d+))?$/;
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
/** `26-Nov-25`, `1. Okt. 2026`, `3 de octubre de 2026`, `1er août`. */
const DAY_NAMED =
  /^(\d{1,2})(?:\.|st|nd|rd|th|er)?[\s/-]*(?:de\s+)?(\p{L}{3,})\.?(?:[\s,/.-]+(?:de[l]?\s+)?'?(\d{4}|\d\d))?$/u;
/** `Oct 1, 2026`, `Oct-01-2026`. */
const MONTH_NAMED = /^(\p{L}{3,})\.?[\s/-]*(\d{1,2})(?:\.|st|nd|rd|th)?(?:[\s,/-]+'?(\d{4}|\d\d))?$/u;
const YEAR_NAMED = /^(\d{4})[\s./-]+(\p{L}{3,})\.?[\s./-]+(\d{1,2})\.?$/u;
/** Any word with a comma behind it; without one only what is a day of the week, or an article. */
const WEEKDAY =
  /^(?:\p{L}[\p{L}-]*\.?,\s*|(?:le|el|il|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|\p{L}+day|mo|di|mi|do|fr|sa|so|\p{L}+(?:tag|woch)|lun|mar|mer|jeu|ven|sam|dim|\p{L}+di|dimanche|mié|jue|vie|sáb|dom|lunes|martes|miércoles|jueves|viernes|sábado|domingo|gio|sab|\p{L}+dì|sabato|domenica|ma|wo|vr|za|zo|\p{L}+dag|seg|ter|qua|qui|sex|\p{L}+-feira|pon|wt|śr|czw|pt|sob|niedz|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela)\.?\s+)/iu;

/** `2026年9月15日(火)`, `2026년 9월 15일`: the year is first, and words part the rest. */
const IN_WORDS = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]\s?(?:[(（]\p{L}{1,3}[)）])?/u;
const withSigns = (cell: string): string =>
  cell.trim().normalize('NFKC').replace(IN_WORDS, '$1-$2-$3 ').trim();

/** The order of a column, from all of its values: the one under which each of them is a day. */
export function orderOf(cells: Iterable<string>, newest?: string): OrderReading {
  const days = new Set(Array.from(cells, (cell) => apart(withSigns(cell)).day));
  const told = [...days].map((cell) => readingsOf(cell, newest)).filter(({ length }) => length > 0);
  if (told.length === 0) return { is: 'none' };
  const left = DAY_ORDERS.filter((order) =>
    told.every((one) => one.some((reading) => reading.order === order)),
  );
  const [first] = left;
  if (first === undefined) return { is: 'mixed', readings: examplesOf(told) };
  const open = told
    .map((one) => one.filter(({ order }) => left.includes(order)))
    .map((readings) => ({ readings, ways: new Set(readings.map(({ day }) => day)).size }))
    .sort((one, other) => other.ways - one.ways)[0];
  return open && open.ways > 1 ? { is: 'open', readings: open.readings } : { is: first };
}

/** For each order a cell that it fits, the closest to one that it fits alone. */
const examplesOf = (told: readonly DayReading[][]): DayReading[] => {
  const few = told.toSorted((one, other) => one.length - other.length).flat();
  return DAY_ORDERS.flatMap((order) => few.find((reading) => reading.order === order) ?? []);
};

/** What a cell is under each order that it could have; none where no order matters, or where it is no day. */
function readingsOf(cell: string, newest: string | undefined): DayReading[] {
  const text = cell.replace(WEEKDAY, '');
  const [, , sign] = PARTS.exec(text) ?? [];
  const isShort = DAY_NAMED.exec(text)?.[3]?.length === 2;
  if (sign === undefined && !isShort) return [];
  return DAY_ORDERS.filter((order) => order !== 'mdy' || (sign !== undefined && sign !== '.')).flatMap(
    (order) => {
      const day = dayIn(text, order, newest)?.day;
      return day === undefined ? [] : [{ order, cell, day }];
    },
  );
}

/**
 * A date of a file, by the order of its column; undefined when it is none. `newest`: the day of the export, which a
 * date without a year is the last such day before. Never `new Date(text)`, which reads 04.03. as April.
 */
export function readDate(cell: string, order: DayOrder, newest?: string): Written | undefined {
  const text = withSigns(cell);
  const compact = COMPACT.exec(text);
  if (compact) return onDay(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const serial = SERIAL.exec(text);
  if (serial) return ofSerial(Number(`${serial[1]}.${serial[2] ?? 0}`));
  const at = ZONED.test(text) ? parseInstant(text) : undefined;
  if (at !== undefined) return { at };
  const { day: written, time, zone } = apart(text);
  const day = dayIn(written.replace(WEEKDAY, ''), order, newest);
  if (!day || !time) return time === undefined && zone === undefined ? day : undefined;
  const onClock = atTime(day.day, time);
  if (zone === undefined) return onClock;
  const known = zoneSaid(zone);
  return known === undefined ? undefined : { at: momentIn(onClock, known) };
}

/** What stands behind a time as its zone, and is none that is known, or that of several places. */
export function unknownZoneIn(cell: string): string | undefined {
  const { time, zone } = apart(withSigns(cell));
  return time && zone !== undefined && zoneSaid(zone) === undefined ? zone : undefined;
}

/** Has its zone with it, or counts from 1970. */
const ZONED = /\d(?:Z|UTC|GMT| ?[+-]\d\d:?\d\d)$|^\d{10}(?:\d{3})?$| (?:UTC|GMT|Z)$/i;

/** The instant that was written; without a zone it is that of `zone`, without a time the day's beginning there. */
export const momentWritten = (written: Written, zone: string): number =>
  'at' in written
    ? written.at
    : momentOf(Date.parse(`${written.day}T${written.time ?? '00:00:00'}Z`), zone, 'later');

/** The instant that was written, on the clock of a zone. */
export const momentIn = (written: Written, zone: Zone): number =>
  typeof zone === 'string' || 'at' in written
    ? momentWritten(written, String(zone))
    : momentWritten(written, 'UTC') - zone * MINUTE_MS;

/** A day as it is written, and what stands behind it. */
const apart = (text: string): { day: string; time?: string; zone?: string } =>
  isDay(text.replace(WEEKDAY, '')) ? { day: text } : timeBehind(text);
const isDay = (text: string): boolean =>
  [PARTS, YEAR_FIRST, DAY_NAMED, MONTH_NAMED, YEAR_NAMED].some((pattern) => pattern.test(text));

/** Midnight at a day's end is the next one's beginning. */
const atTime = (day: string, time: string): { day: string; time: string } =>
  time === '24:00:00' ? { day: addDays(day, 1), time: '00:00:00' } : { day, time };

type Day = { day: string } | undefined;

function dayIn(text: string, order: DayOrder, newest: string | undefined): Day {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return onDay(Number(iso[1]), Number(iso[3]), Number(iso[4]));
  const parts = PARTS.exec(text);
  return parts ? ofParts(parts, order, newest) : dayNamedIn(text, order, newest);
}

function ofParts(
  [, first = '', sign, second = '', last = '']: RegExpExecArray,
  order: DayOrder,
  newest?: string,
): Day {
  if (order === 'ymd') return yearFirst(first, Number(second), last, newest);
  const [day, month] = sign === '.' || order === 'dmy' ? [first, second] : [second, first];
  return onDay(yearOf(last, newest), Number(month), Number(day));
}

function dayNamedIn(text: string, order: DayOrder, newest: string | undefined): Day {
  const [, year, name = '', last] = YEAR_NAMED.exec(text) ?? [];
  if (year) return ofMonth(name, (month) => onDay(Number(year), month, Number(last)));
  const [, first, middle = '', end] = DAY_NAMED.exec(text) ?? [];
  if (first === undefined) {
    const [, word = '', day, ofIt] = MONTH_NAMED.exec(text) ?? [];
    return ofMonth(word, (month) => ofYear(ofIt, month, Number(day), newest));
  }
  return ofMonth(middle, (month) =>
    order === 'ymd' && end?.length === 2
      ? yearFirst(first, month, end, newest)
      : ofYear(end, month, Number(first), newest),
  );
}

function ofMonth(name: string, day: (month: number) => Day): Day {
  const month = monthOf(name);
  return month === undefined ? undefined : day(month);
}

const ofYear = (year: string | undefined, month: number, day: number, newest: string | undefined): Day =>
  year ? onDay(yearOf(year, newest), month, day) : lastBefore(newest, month, day);

function yearFirst(year: string, month: number, day: string, newest: string | undefined): Day {
  return year.length === 2 && day.length <= 2 ? onDay(yearOf(year, newest), month, Number(day)) : undefined;
}

/** The year that is written; NaN where two digits make one that no export tells of: `26/10/03` is no day of 2003. */
function yearOf(written: string, newest: string | undefined): number {
  if (written.length > 2) return Number(written);
  const year = Number(`20${written}`);
  const now = Number(newest?.slice(0, 4) ?? year);
  return year > now + 1 || year < now - 10 ? Number.NaN : year;
}

function lastBefore(newest: string | undefined, month: number, day: number): Day {
  if (!newest) return undefined;
  const year = Number(newest.slice(0, 4));
  const found = onDay(year, month, day);
  return found && found.day <= newest ? found : onDay(year - 1, month, day);
}

function onDay(year: number, month: number, day: number): Day {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isDay = year >= 2000 && year < 2100 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isDay ? { day: at.toISOString().slice(0, 10) } : undefined;
}

function ofSerial(serial: number): Written {
  const at = new Date(SERIAL_ZERO + Math.round(serial * 86_400) * 1_000);
  const day = at.toISOString().slice(0, 10);
  return at.getTime() % DAY_MS === 0 ? { day } : { day, time: at.toISOString().slice(11, 19) };
}
