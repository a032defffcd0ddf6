import { daysBetween } from '../time/week.ts';

export const RIGHTS_STATES = ['none', 'notYet', 'held', 'endingSoon', 'ended'] as const;
export type RightsState = (typeof RIGHTS_STATES)[number];

/** From how many days before their end rights are warned of: time enough to ask for more, or to take an asset down. */
export const WARNED_DAYS = 30;

/** Where the rights to reuse a post stand on a day; both their days included. Without an end they are held for good. */
export function rightsStateOn(
  rights: { from: string; until?: string | undefined } | undefined,
  day: string,
): RightsState {
  if (!rights) return 'none';
  if (day < rights.from) return 'notYet';
  if (rights.until === undefined) return 'held';
  if (day > rights.until) return 'ended';
  return daysBetween(day, rights.until) <= WARNED_DAYS ? 'endingSoon' : 'held';
}

/** A link of this placement leads from a post that was reused elsewhere: `asset-newsletter`. */
export const isAsset = (placement: string | undefined): boolean => placement?.startsWith('asset-') ?? false;
