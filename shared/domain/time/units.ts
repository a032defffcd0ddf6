/** Lengths of time, once. Milliseconds, as clocks here tell; a *local* day may be an hour shorter or longer. */
export const MINUTE_MS = 60_000;
/** Every zone’s offset is a multiple of it: hours and days begin on one, everywhere. */
export const QUARTER_MS = 15 * MINUTE_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;
