import type { Click } from '../click/click.ts';
import { settleClicks } from '../click/fold.ts';

/**
 * One hit as people ask about it with SQL: what counting made of it, where its post belongs, no person. Columns are
 * only ever added; what changes its meaning is a new version with a folder of its own. No column is called `at` (a word
 * of its own in DuckDB since 1.3) or any other word of SQL.
 */
export const FLAT_CLICK_VERSION = 1;

export type FlatClick = {
  /** Epoch ms. */
  clicked_at: number;
  brand_id: string;
  link_id: string;
  post_id: string | null;
  creator_id: string | null;
  stage: string | null;
  platform: string | null;
  is_counted: boolean;
  /** Why it does not count; null for a click that does. */
  excluded_as: string | null;
  channel: string;
  app: string | null;
  device: string;
  os: string;
  browser: string;
  country: string | null;
  opened_by: string;
  referrer_only: string;
  strength: string;
  confidence: number;
  /** Keyed by a salt that is gone after 36 hours: the same follower for one day of one brand, nobody afterwards. */
  day_visitor: string | null;
  rules_version: string;
};

/** Where a link's post stands in the programme, as it was frozen on the post. */
export type LinkPlace = { postId: string; creatorId: string; stage: string; platform: string };

/** One raw partition's clicks, each as counting settles it: the sum over rows is the count that answers give. */
export const flattenClicks = (
  clicks: Click[],
  dedupeSeconds: number,
  placeOf: (linkId: string) => LinkPlace | undefined,
): FlatClick[] => settleClicks(clicks, dedupeSeconds).map((click) => flat(click, placeOf(click.linkId)));

function flat(click: Click, place: LinkPlace | undefined): FlatClick {
  const { verdict } = click;
  const share = verdict.kind === 'excluded' ? verdict.share : undefined;
  return {
    clicked_at: click.at,
    brand_id: click.brandId,
    link_id: click.linkId,
    post_id: place?.postId ?? null,
    creator_id: place?.creatorId ?? null,
    stage: place?.stage ?? null,
    platform: place?.platform ?? null,
    is_counted: verdict.kind === 'counted',
    excluded_as: verdict.kind === 'excluded' ? verdict.reason : null,
    channel: verdict.channel,
    app: share?.app ?? verdict.app ?? null,
    device: verdict.device,
    os: verdict.os,
    browser: verdict.browser,
    country: click.country ?? null,
    opened_by: verdict.trigger,
    referrer_only: click.referrerOnly,
    strength: verdict.strength,
    confidence: verdict.confidence,
    day_visitor: click.visitor ?? null,
    rules_version: click.rulesVersion,
  };
}
