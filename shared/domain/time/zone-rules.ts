import moment from 'moment-timezone';
import { DAY_MS, MINUTE_MS } from './units.ts';

/**
 * The zone database's own data, pinned with our packages: what Node carries is as old as Node, and the same click lay
 * on two days under two of them. Which release it is: `2026f`.
 */
export const ZONE_RULES: string = moment.tz.dataVersion;

/** A stretch in which a zone's clocks stay `minutes` ahead of UTC. Epoch ms; `until` is exclusive. */
export type Stretch = { since: number; until: number; minutes: number };

/** The zone as the database spells it, `europe/berlin` included; `undefined` when there is none. */
export function zoneNamed(text: string): string | undefined {
  const name = moment.tz.zone(text)?.name;
  return name?.toLowerCase() === text.toLowerCase() ? name : undefined;
}

/** The stretch that an instant lies in; throws a RangeError when there is no such zone. */
export function stretchAt(at: number, timeZone: string): Stretch {
  const stretches = stretchesOf(timeZone);
  let [low, high] = [0, stretches.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.until ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
    else high = middle;
  }
  return stretches[low] as Stretch;
}

/** The zone's wall clock as if it were UTC's: what is read off it needs no zone any more. Epoch ms. */
export const wallClock = (at: number, timeZone: string): number =>
  at + stretchAt(at, timeZone).minutes * MINUTE_MS;

/**
 * The first moment at which the wall clock shows `wall` (as `wallClock` gives it). Where clocks jump over it: the jump
 * itself for `first-after`, as much later as was jumped for `later` (RFC 5545; Temporal's `compatible`).
 */
export function momentOf(wall: number, timeZone: string, skipped: 'first-after' | 'later'): number {
  const before = stretchAt(wall - DAY_MS, timeZone);
  const shown = wall - before.minutes * MINUTE_MS;
  if (wallClock(shown, timeZone) === wall) return shown;
  const after = stretchAt(shown, timeZone);
  const shownAfter = wall - after.minutes * MINUTE_MS;
  if (wallClock(shownAfter, timeZone) === wall) return shownAfter;
  return skipped === 'later' ? shown : after.since;
}

const known = new Map<string, Stretch[]>();

function stretchesOf(timeZone: string): Stretch[] {
  let stretches = known.get(timeZone);
  if (!stretches) {
    stretches = listStretches(timeZone);
    known.set(timeZone, stretches);
  }
  return stretches;
}

/** Without the changes that only rename the time. */
function listStretches(timeZone: string): Stretch[] {
  const zone = zoneNamed(timeZone) === undefined ? null : moment.tz.zone(timeZone);
  if (!zone) throw new RangeError(`no such time zone: ${timeZone}`);
  const stretches: Stretch[] = [];
  for (const [index, until] of zone.untils.entries()) {
    const minutes = -Math.round(zone.offsets[index] ?? 0) || 0;
    const last = stretches.at(-1);
    const end = until ?? Number.POSITIVE_INFINITY;
    if (last?.minutes === minutes) last.until = end;
    else stretches.push({ since: last?.until ?? Number.NEGATIVE_INFINITY, until: end, minutes });
  }
  return stretches;
}
