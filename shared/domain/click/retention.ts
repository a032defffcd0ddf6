import { DAY_MS } from '../time/units.ts';

/** Raw clicks lie in the tables for so long, whatever a brand wishes: late orders and recounts look them up there. */
export const RAW_RETENTION_DAYS = 35;

/**
 * What was counted of them minute by minute lies in rows of its own some days longer. By then its hour is packed: an hour
 * that is not keeps its rows.
 */
export const ROW_RETENTION_DAYS = RAW_RETENTION_DAYS + 10;

/** The first UTC day (`2026-11-22`) whose exported clicks a brand keeps; `now` in epoch ms. */
export const keptFrom = (retentionDays: number, now: number): string =>
  new Date(now - Math.max(retentionDays, RAW_RETENTION_DAYS) * DAY_MS).toISOString().slice(0, 10);
