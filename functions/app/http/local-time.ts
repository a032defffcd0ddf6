import { momentOf, wallClock } from '../../../shared/domain/time/zone-rules.ts';

/** What a `datetime-local` field shows of a moment: the brand's own clock, to the minute. */
export const localOf = (instant: string, timeZone: string): string =>
  new Date(wallClock(Date.parse(instant), timeZone)).toISOString().slice(0, 16);

/** The moment that such a field means; `undefined` when it is none. */
export function instantOfLocal(local: string, timeZone: string): string | undefined {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local) ? Date.parse(`${local}Z`) : Number.NaN;
  return Number.isNaN(wall) ? undefined : new Date(momentOf(wall, timeZone, 'later')).toISOString();
}
