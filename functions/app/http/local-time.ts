import { Temporal } from 'temporal-polyfill';
import { momentOf, wallClock } from '../../../shared/domain/time/zone-rules.ts';

/** What a `datetime-local` field shows of a moment: the brand's own clock, to the minute. */
export const localOf = (instant: string, timeZone: string): string =>
  new Date(wallClock(Date.parse(instant), timeZone)).toISOString().slice(0, 16);

/** The moment that such a field means; `undefined` when it is none. */
export function instantOf(local: string, timeZone: string): string | undefined {
  try {
    const wall = Temporal.PlainDateTime.from(local).toZonedDateTime('UTC').epochMilliseconds;
    return new Date(momentOf(wall, timeZone, 'later')).toISOString();
  } catch {
    return undefined;
  }
}
