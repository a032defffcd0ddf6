import { type clickFilterFields, postFilterFields } from '../../../shared/domain/schema/filters.ts';
import { daysOfInterval, INTERVALS } from '../../../shared/domain/time/interval.ts';
import {
  addDays,
  dayOf,
  daysBetween,
  listDays,
  parseDay,
  weekOfDay,
} from '../../../shared/domain/time/week.ts';
import { askedOf } from './asked.ts';
import type { Visit } from './visit.ts';

/** What a page can be asked by: its days (`days`: all, where none are named), what they stand beside, a search, and every place that the API tells apart. */
export type Filter =
  | 'range'
  | 'days'
  | 'groupBy'
  | 'basis'
  | 'compare'
  | 'q'
  | keyof typeof clickFilterFields;

/** Rows of tables lead to what they are the rest of; nobody is asked for it. */
const PLACES = (Object.keys(postFilterFields) as (keyof typeof postFilterFields)[]).filter(
  (name) => name !== 'rest',
);

export const isPlace = (name: string): boolean => PLACES.some((place) => place === name);

/** Every place, but those that the page is about. */
export const placesBut = (...own: Filter[]): Filter[] => PLACES.filter((name) => !own.includes(name));

const MOST_DAYS = 732;

/** The days that a page is about, and those beside which it shows them. */
export type Question = {
  from: string;
  to: string;
  before?: { from: string; to: string };
  /** The filters of the address, as the API takes them. */
  filter: Readonly<Record<string, string>>;
};

/** Read from the address alone, so that the page can be passed on. A relative interval stays relative. */
export function questionOf(visit: Visit, own: Readonly<Record<string, string>> = {}): Question {
  const { query, now, brand } = visit;
  const today = dayOf(now, brand.timeZone);
  const named = INTERVALS.find((name) => name === query.interval) ?? '28d';
  const [from, to] = [parseDay(query.from ?? ''), parseDay(query.to ?? '')];
  const span =
    from && to && from <= to && daysBetween(from, to) < MOST_DAYS
      ? { from, to }
      : daysOfInterval(named, today, MOST_DAYS);
  const filter = askedOf(visit, postFilterFields);
  const before = beforeOf(span, query.compare);
  return { ...span, ...(before ? { before } : {}), filter: { ...filter, ...own } };
}

/** The stretch before it, moved by whole weeks so that weekdays match; or the year before. */
function beforeOf({ from, to }: { from: string; to: string }, compare: string | undefined) {
  const days = daysBetween(from, to) + 1;
  if (compare === 'none' || days > 366) return undefined;
  const shift = compare === 'year' ? 364 : Math.ceil(days / 7) * 7;
  return { from: addDays(from, -shift), to: addDays(to, -shift) };
}

/** The days of a week or month that lie within the question. */
export function daysWithin(
  { from, to }: Pick<Question, 'from' | 'to'>,
  unit: 'week' | 'month',
  name: string,
) {
  const isIn = (day: string) => (unit === 'week' ? weekOfDay(day) : day.slice(0, 7)) === name;
  const days = listDays(from, to).filter(isIn);
  return { from: days[0] ?? from, to: days.at(-1) ?? to };
}

/** Where the rows are that a figure of these days is made of: `rowsAt(question)('/app/orders', { stage })`. */
export const rowsAt =
  ({ from, to, filter }: Pick<Question, 'from' | 'to' | 'filter'>) =>
  (path: string, narrower: Readonly<Record<string, string>> = {}): string =>
    `${path}?${new URLSearchParams({ from, to, ...filter, ...narrower })}`;
