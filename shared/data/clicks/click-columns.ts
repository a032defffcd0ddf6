import type { FlatClick } from '../../domain/analytics/flat-click.ts';

/** Parquet's type of each column, and Glue's word for it. One list: files and table can't disagree. */
export const CLICK_COLUMNS = {
  clicked_at: { parquet: 'TIMESTAMP', glue: 'timestamp' },
  brand_id: { parquet: 'STRING', glue: 'string' },
  link_id: { parquet: 'STRING', glue: 'string' },
  post_id: { parquet: 'STRING', glue: 'string' },
  creator_id: { parquet: 'STRING', glue: 'string' },
  stage: { parquet: 'STRING', glue: 'string' },
  platform: { parquet: 'STRING', glue: 'string' },
  is_counted: { parquet: 'BOOLEAN', glue: 'boolean' },
  excluded_as: { parquet: 'STRING', glue: 'string' },
  channel: { parquet: 'STRING', glue: 'string' },
  app: { parquet: 'STRING', glue: 'string' },
  device: { parquet: 'STRING', glue: 'string' },
  os: { parquet: 'STRING', glue: 'string' },
  browser: { parquet: 'STRING', glue: 'string' },
  country: { parquet: 'STRING', glue: 'string' },
  opened_by: { parquet: 'STRING', glue: 'string' },
  referrer_only: { parquet: 'STRING', glue: 'string' },
  strength: { parquet: 'STRING', glue: 'string' },
  confidence: { parquet: 'DOUBLE', glue: 'double' },
  day_visitor: { parquet: 'STRING', glue: 'string' },
  rules_version: { parquet: 'STRING', glue: 'string' },
} as const satisfies Record<keyof FlatClick, { parquet: string; glue: string }>;

/** Days are the brand's own. `day=2026-11-22` is a DATE to DuckDB and a string or date to Athena, never a number. */
export const CLICKS_PREFIX = 'clicks-parquet';
export const dayObjectKey = (version: number, day: string, brandId: string): string =>
  `${CLICKS_PREFIX}/v${version}/day=${day}/${brandId}.parquet`;
/** The brand and its day that such a key names, of whichever version. */
export function readDayObjectKey(key: string): { brandId: string; day: string } | undefined {
  const [, day, brandId] = /^clicks-parquet\/v\d+\/day=([\d-]+)\/([^/]+)\.parquet$/.exec(key) ?? [];
  return brandId && day ? { brandId, day } : undefined;
}
