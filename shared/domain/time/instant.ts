import { MINUTE_MS } from './units.ts';

/**
 * Date, time to the minute at least, a zone that may be missing; with `T` or a blank between, as databases and Ruby write
 * it. Behind the zone Java and Temporal name it once more, in brackets (RFC 9557).
 */
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(?:(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)(?:\[[^\]]*\])*)?$/i;
/** As mail and BigCommerce write it: `Fri, 20 Nov 2026 10:00:00 +0100`. */
const MAIL =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? (Z|UTC|GMT|[+-]\d{4})$/;
/** As mail and the logs of web servers write them. */
export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Seconds and milliseconds since 1970 of this century. */
const EPOCH = /^(?:\d{9,10}(?:\.\d{1,6})?|\d{12,13})$/;
/** What is larger counts milliseconds: as seconds it would lie beyond the year 5000. */
const MOST_SECONDS = 1e11;

/**
 * Epoch ms of a time as platforms send it; undefined where it is none. Without a zone it is read as UTC: WooCommerce's
 * `…_gmt` fields come so. Finer than a millisecond is cut off; a leap second is the second before.
 */
export function parseInstant(sent: string | number): number | undefined {
  if (typeof sent === 'number') return ofEpoch(sent);
  const text = sent.trim();
  if (EPOCH.test(text)) return ofEpoch(Number(text));
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    return instantOf({ year, month: Number(month), day, hour, minute, second, fraction, zone });
  }
  const [, day, name = '', year, hour, minute, second, zone] = MAIL.exec(text) ?? [];
  return day === undefined
    ? undefined
    : instantOf({ year, month: MONTHS.indexOf(name) + 1, day, hour, minute, second, fraction: '', zone });
}

const ofEpoch = (count: number): number | undefined =>
  Number.isFinite(count) && count > 0 ? Math.floor(count < MOST_SECONDS ? count * 1_000 : count) : undefined;

type Digits = string | undefined;
type Parts = {
  year: Digits;
  month: number;
  day: Digits;
  hour: Digits;
  minute: Digits;
  second: Digits;
  fraction: Digits;
  zone: Digits;
};

function instantOf({ year, month, day, hour, minute, second = '0', fraction = '', zone = 'Z' }: Parts) {
  const seconds = Number(second) === 60 ? 59 : Number(second);
  const offset = offsetMs(zone);
  const midnight = Date.UTC(Number(year), month - 1, Number(day));
  const isDay = new Date(midnight).getUTCDate() === Number(day) && month >= 1 && month <= 12;
  if (!isDay || Number(hour) > 23 || Number(minute) > 59 || seconds > 59 || offset === undefined)
    return undefined;
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return midnight + ((Number(hour) * 60 + Number(minute)) * 60 + seconds) * 1_000 + ms - offset;
}

function offsetMs(zone: string): number | undefined {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}
