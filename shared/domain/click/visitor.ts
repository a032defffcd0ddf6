import { plainAddress } from './client-address.ts';
import { keyedHashText } from './keyed-hash.ts';

/** Nine bytes of it as base64url. */
const LETTERS = 12;

/**
 * A visitor is a follower on one brand's links during one of the brand's days: HMAC-SHA256 over address (any
 * spelling of it) and user agent, keyed by a salt that is made for that brand and day and deleted when the day is over. Without the
 * salt nothing that is stored can be joined with an address again.
 */
export function visitorKey(salt: Uint8Array, address: string, userAgent: string): string {
  const message = `${plainAddress(address) ?? address}\n${userAgent.slice(0, 512)}`;
  return keyedHashText(salt, message, 'base64url').slice(0, LETTERS);
}

/** Did the follower ask not to be tracked? Then the click counts, without a visitor key and without a click id. */
export function optedOut(headers: Readonly<Record<string, string | undefined>>): boolean {
  return headers['sec-gpc']?.trim() === '1' || headers.dnt?.trim() === '1';
}
