/** Of clicks that come from a platform's own app this share carries no referrer, until the brand's links teach better. */
const PRIOR_NO_REFERRER_RATIO = 0.3;
const CLICKS_TO_LEARN = 200;

/** Clicks of one period, each in one class only, in this order of precedence. */
export type DarkCounts = {
  /** On links placed in a private surface (dm, whatsapp). */
  declaredPrivate: number;
  /** A messenger named itself. */
  messenger: number;
  noReferrer: number;
  /** Every other click: web, search, mail… */
  other: number;
  /** Clicks that named the platform, by platform, and what links that exist nowhere else taught about its app. */
  platforms: readonly { clicks: number; exclusive?: { clicks: number; noReferrer: number } }[];
  /** Orders with a creator's code and no click: visits that nobody saw. */
  ordersByCodeAlone: number;
};

/** In visits (clicks, and one for each order by code alone); shares are of all of them, absent when there are none. */
export type DarkRange = { low: number; high: number; visits: number; lowShare?: number; highShare?: number };

/**
 * Dark social as a range: `low` is what declared itself, `high` adds the clicks without a referrer beyond those that
 * the platforms' own apps explain (baseline ratio × platform clicks). An estimate; print both ends, never the middle.
 */
export const darkRange = (counts: DarkCounts): DarkRange => {
  const { declaredPrivate, messenger, noReferrer, other, platforms, ordersByCodeAlone } = counts;
  const explained = platforms.reduce(
    (sum, platform) => sum + baselineRatio(platform.exclusive) * platform.clicks,
    0,
  );
  const low = declaredPrivate + messenger + ordersByCodeAlone;
  const high = low + Math.max(0, noReferrer - explained);
  const visits = low + noReferrer + other + platforms.reduce((sum, { clicks }) => sum + clicks, 0);
  return { low, high, visits, ...(visits > 0 && { lowShare: low / visits, highShare: high / visits }) };
};

/** Clicks without a referrer for each that named the platform, on links that exist only there; 0.3 until 200 clicks. */
export const baselineRatio = (exclusive?: { clicks: number; noReferrer: number }): number => {
  const named = exclusive ? exclusive.clicks - exclusive.noReferrer : 0;
  if (!exclusive || exclusive.clicks < CLICKS_TO_LEARN || named <= 0) return PRIOR_NO_REFERRER_RATIO;
  return exclusive.noReferrer / named;
};
