import { DAY_MS } from '../time/units.ts';
import { purposes } from './purposes.ts';
import { openSealed, type SealKeys, sealText } from './sealed-text.ts';

/** Where a cursor is good: one brand, one question. */
export type CursorPlace = { owner: string; query: string };
export type CursorKeys = SealKeys;

/** A cursor older than a day is refused: the list it points into has moved on. */
const GOOD_FOR_MS = DAY_MS;

/** The key after which the next page begins, sealed so that nobody carries it over to another brand or question. */
export function sealCursor(
  lastKey: string,
  place: CursorPlace,
  now: number,
  nonce: Uint8Array,
  keys: CursorKeys,
): string {
  return sealText(
    JSON.stringify([lastKey, now + GOOD_FOR_MS]),
    purposes.cursor(place.owner, place.query),
    nonce,
    keys,
  );
}

/** What was sealed, or `undefined` when it was changed, is too old, or belongs elsewhere. */
export function openCursor(
  cursor: string,
  place: CursorPlace,
  now: number,
  keys: CursorKeys,
): string | undefined {
  const opened = openSealed(cursor, purposes.cursor(place.owner, place.query), keys);
  if (opened === undefined) return undefined;
  const [lastKey, goodUntil] = JSON.parse(opened) as [string, number];
  return goodUntil > now ? lastKey : undefined;
}
