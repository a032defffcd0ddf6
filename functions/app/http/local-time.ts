import { Temporal } from 'temporal-polyfill';

/** What a `datetime-local` field shows of a moment: the brand's own clock, to the minute. */
export const localOf = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

/** The moment that such a field means; `undefined` when it is none. */
export function instantOf(local: string, timeZone: string): string | undefined {
  try {
    const zoned = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone);
    return new Date(zoned.epochMilliseconds).toISOString();
  } catch {
    return undefined;
  }
}
