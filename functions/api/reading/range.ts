import type { BrandStores } from '../../../shared/data/stores.ts';
import { wrong } from '../../../shared/domain/reasons.ts';
import type { Brand } from '../../../shared/domain/schema/access/brand.ts';
import { daysOfInterval, type IntervalName } from '../../../shared/domain/time/interval.ts';
import { addDays, dayOf, daysBetween } from '../../../shared/domain/time/week.ts';
import { invalid } from '../http/refusal.ts';

/** Two years at once; longer questions are asked in parts. */
const MOST_DAYS = 732;

type Asked = {
  from?: string | undefined;
  to?: string | undefined;
  interval?: IntervalName | undefined;
};

/** The days that are asked for where none need be. */
export const daysNamed = ({ from, to, interval }: Asked): Asked | undefined =>
  from || to || interval ? { from, to, interval } : undefined;

/** Days of the brand's, both included; by default the last four weeks, today as it is so far. */
export function rangeOf(
  { from, to, interval }: Asked,
  brand: Pick<Brand, 'timeZone'>,
  now: number,
  mostDays = MOST_DAYS,
): { from: string; to: string } {
  if (interval && (from || to)) throw invalid(wrong('interval', 'interval-or-days'));
  if (interval) return daysOfInterval(interval, dayOf(now, brand.timeZone), mostDays);
  const last = to ?? dayOf(now, brand.timeZone);
  const first = from ?? addDays(last, -27);
  if (first > last) throw invalid(wrong('from', 'from-after-to'));
  if (daysBetween(first, last) >= mostDays) throw invalid(wrong('from', 'too-many-days', { n: mostDays }));
  return { from: first, to: last };
}

/**
 * Is a day one that a list is asked for? One of its ends may be left open, and without any all days are; an interval, or
 * both ends, as everywhere.
 */
export function daysAsked(
  asked: Asked,
  brand: Pick<Brand, 'timeZone'>,
  now: number,
): (day: string) => boolean {
  const { from = '', to = '9999' } = asked.interval ? rangeOf(asked, brand, now) : asked;
  return (day) => day >= from && day <= to;
}

/** The day that it is where the brand is. */
export const todayOf = async (stores: Pick<BrandStores, 'getBrand'>, now: number): Promise<string> =>
  dayOf(now, (await stores.getBrand()).timeZone);
