/**
 * The tables, once: the embedded engine and CDK both build from this page. Three of them, by how they live:
 * raw clicks (append-only, streamed, expiring), counts (recounted, never incremented), and records (what brands
 * write). No secondary index anywhere: every question has its own key (keys.ts, docs/data.md).
 */
export const TABLES = {
  clicks: { stream: 'KEYS_ONLY', timeToLive: 'expiresAt' },
  counts: { stream: undefined, timeToLive: 'expiresAt' },
  records: { stream: undefined, timeToLive: 'expiresAt' },
} as const;

export type TableRole = keyof typeof TABLES;
export const TABLE_ROLES = Object.keys(TABLES) as TableRole[];

/** Every table has the same key: strings `pk` and `sk`. */
export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';

/** Which physical table plays which role; from the environment, or prefixed names on one machine. */
export type TableNames = Readonly<Record<TableRole, string>>;

export const namedTables = (prefix: string): TableNames => ({
  clicks: `${prefix}clicks`,
  counts: `${prefix}counts`,
  records: `${prefix}records`,
});
