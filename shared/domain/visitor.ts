import { createHmac } from 'node:crypto';

/**
 * A visitor is a follower on one brand's links during one of the brand's days: HMAC-SHA256 over address and
 * user agent, keyed by a salt that is made for that brand and day and deleted when the day is over. Without the
 * salt nothing that is stored can be joined with an address again.
 */
export function visitorKey(salt: Uint8Array, address: string, userAgent: string): string {
  const hash = createHmac('sha256', salt)
    .update(address)
    .update('\n')
    .update(userAgent.slice(0, 512))
    .digest();
  return hash.subarray(0, 9).toString('base64url');
}

/** Did the follower ask not to be tracked? Then the click counts, without a visitor key and without a click id. */
export function optedOut(headers: Readonly<Record<string, string | undefined>>): boolean {
  return headers['sec-gpc']?.trim() === '1' || headers.dnt?.trim() === '1';
}

const QUARTER_MS = 15 * 60_000;
const MAX_REMEMBERED = 2_000;
const formatters = new Map<string, Intl.DateTimeFormat>();
const remembered = new Map<string, string>();

/**
 * The brand's calendar day of an instant, `YYYY-MM-DD`. The redirect asks this for every click, so the answer is
 * remembered per zone and quarter of an hour (every zone's offset is a multiple of 15 minutes).
 */
export function localDay(at: number, timeZone: string): string {
  const quarter = Math.floor(at / QUARTER_MS);
  const key = `${quarter}|${timeZone}`;
  const known = remembered.get(key);
  if (known) return known;
  const day = formatterOf(timeZone).format(quarter * QUARTER_MS);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, day);
  return day;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}
