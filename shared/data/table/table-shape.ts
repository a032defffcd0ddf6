/**
 * The tables, once: the embedded engine and CDK both build from this page. Four of them, by how they live:
 * raw clicks (append-only, streamed, expiring), counts (recounted, never incremented), records (what brands
 * write), and salts, which must be gone when they are deleted: no recovery brings them back. No secondary index
 * anywhere: every question has its own key (keys.ts, docs/data.md).
 * `lasts`: guarded against deletion and restorable to any second.
 */
export const TABLES = {
  clicks: { stream: 'KEYS_ONLY', timeToLive: 'expiresAt', lasts: true },
  counts: { stream: undefined, timeToLive: 'expiresAt', lasts: true },
  records: { stream: undefined, timeToLive: 'expiresAt', lasts: true },
  salts: { stream: undefined, timeToLive: 'expiresAt', lasts: false },
} as const;

export type TableRole = keyof typeof TABLES;
export const TABLE_ROLES = Object.keys(TABLES) as TableRole[];

/** Every table has the same key: strings `pk` and `sk`. */
export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';

/** Which physical table plays which role; from the environment, or prefixed names on one machine. */
export type AllTableNames = Readonly<Record<TableRole, string>>;
/** What the stores know: only the salt store, and who deletes salts, may know where they lie. */
export type TableNames = Omit<AllTableNames, 'salts'>;

export const namedTables = (prefix: string): AllTableNames => ({
  clicks: `${prefix}clicks`,
  counts: `${prefix}counts`,
  records: `${prefix}records`,
  salts: `${prefix}salts`,
});
