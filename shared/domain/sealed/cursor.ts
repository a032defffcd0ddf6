import { createHash } from 'node:crypto';
import { openSealed, type SealKeys, sealText } from './sealed-text.ts';

/** Where a cursor is good: one brand, one question. */
export type CursorPlace = { owner: string; query: string };
export type CursorKeys = SealKeys;

/** A cursor older than a day is refused: the list it points into has moved on. */
const GOOD_FOR_MS = 24 * 3_600_000;

/** The key after which the next page begins, sealed so that nobody carries it over to another brand or question. */
export function sealCursor(
  lastKey: string,
  place: CursorPlace,
  now: number,
  nonce: Uint8Array,
  keys: CursorKeys,
): string {
  return sealText(JSON.stringify([lastKey, now + GOOD_FOR_MS]), purposeOf(place), nonce, keys);
}

/** What was sealed, or `undefined` when it was changed, is too old, or belongs elsewhere. */
export function openCursor(
  cursor: string,
  place: CursorPlace,
  now: number,
  keys: CursorKeys,
): string | undefined {
  const opened = openSealed(cursor, purposeOf(place), keys);
  if (opened === undefined) return undefined;
  const [lastKey, goodUntil] = JSON.parse(opened) as [string, number];
  return goodUntil > now ? lastKey : undefined;
}

const purposeOf = ({ owner, query }: CursorPlace): string =>
  `cursor|${owner}|${createHash('sha256').update(query).digest('hex')}`;
