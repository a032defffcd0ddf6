import type { FlatClick } from '../../domain/analytics/flat-click.ts';
import { scatter } from '../table/keys.ts';

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

/**
 * What is asked: one file for each day and share of the brands. Days are the brand's own. `day=2026-11-22` is a DATE to
 * DuckDB and a string or date to Athena, never a number.
 */
export const CLICKS_PREFIX = 'clicks-parquet';
/** What those files are put together from, which nobody asks: of each brand's day its parts, and the list of them. */
export const DAY_PARTS_PREFIX = 'clicks-days';
/** Ten thousand brands leave so many files a day, and not ten thousand. */
const FILES_A_DAY = 64;

/** The share of the brands, `00` to `63`, that a brand's days are put together with. */
export const brandHashOf = (brandId: string): string =>
  String(scatter(brandId) % FILES_A_DAY).padStart(2, '0');

export const dayFileKey = (version: number, day: string, brandHash: string): string =>
  `${CLICKS_PREFIX}/v${version}/day=${day}/${brandHash}.parquet`;
export const dayPartsPrefix = (version: number, day: string, brandHash: string): string =>
  `${DAY_PARTS_PREFIX}/v${version}/day=${day}/${brandHash}/`;
/** Which parts are a brand's day. Written whole after them, so that there is always one whole day or none. */
export const dayListKey = (version: number, day: string, brandId: string): string =>
  `${dayPartsPrefix(version, day, brandHashOf(brandId))}${brandId}.json`;
/** `making`: which making of the day it belongs to; `from`: where in the day it begins, see exportDay. */
export const dayPartKey = (
  version: number,
  day: string,
  brandId: string,
  part: { making: string; from: number },
): string =>
  `${dayPartsPrefix(version, day, brandHashOf(brandId))}${brandId}/${part.making}-${String(part.from).padStart(7, '0')}.parquet`;

/** The brand and its day that the key of a list or of a part names, of whichever version. */
export function readDayPartKey(key: string): { brandId: string; day: string; brandHash: string } | undefined {
  const [, day, brandHash, brandId] =
    /^clicks-days\/v\d+\/day=([\d-]+)\/(\d\d)\/(brd_[^/.]+)(?:\.json|\/[^/]+\.parquet)$/.exec(key) ?? [];
  return brandId && day && brandHash ? { brandId, day, brandHash } : undefined;
}
