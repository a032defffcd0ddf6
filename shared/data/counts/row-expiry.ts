import { ROW_RETENTION_DAYS } from '../../domain/click/retention.ts';
import { DAY_MS } from '../../domain/time/units.ts';
import { startOfHour } from '../table/keys.ts';
import { expiryOf } from '../table/row.ts';

/** Minute rows and the entries of the hour index live so long from their last writing on. */
export const ROW_RETENTION_MS = ROW_RETENTION_DAYS * DAY_MS;
/** Clocks differ, and nobody asks to the minute. */
const SAFETY_MS = 5 * DAY_MS;

/** When a row that is written now (epoch ms) may go, in epoch seconds as the table's time to live wants it. */
export const rowExpiry = (writtenAt: number): number => expiryOf(writtenAt + ROW_RETENTION_MS);

/** Whether rows of this UTC hour may have gone: what they said stands in the hour's pack then. */
export const rowsMayBeGone = (hour: string, now: number): boolean =>
  startOfHour(hour) < now - ROW_RETENTION_MS + SAFETY_MS;
