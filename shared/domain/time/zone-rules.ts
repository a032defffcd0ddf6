import { DAY_MS, MINUTE_MS } from './units.ts';
import { ZONE_DATA, ZONE_RELEASE } from './zone-data.ts';

/**
 * The zone database's own data, pinned with our packages: what Node carries is as old as Node, and the same click lay
 * on two days under two of them. Which release it is: `2026f`. It holds 2010 to 2050; before and after, clocks stay as they were.
 */
export const ZONE_RULES: string = ZONE_RELEASE;

/** A stretch in which a zone's clocks stay `minutes` ahead of UTC. Epoch ms; `until` is exclusive. */
export type OffsetStretch = { since: number; until: number; minutes: number };

/** The zone as the database spells it, `europe/berlin` included; `undefined` when there is none. */
export const zoneNamed = (text: string): string | undefined => zones().get(text.toLowerCase())?.name;

/** The stretch that an instant lies in; throws a RangeError when there is no such zone. */
export function stretchAt(at: number, timeZone: string): OffsetStretch {
  const stretches = stretchesOf(timeZone);
  let [low, high] = [0, stretches.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.until ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
    else high = middle;
  }
  return stretches[low] as OffsetStretch;
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

type Zone = { name: string; history: string; stretches?: OffsetStretch[] };
let byName: ReadonlyMap<string, Zone> | undefined;

/** By their names in small letters; read when first asked for. */
function zones(): ReadonlyMap<string, Zone> {
  byName ??= new Map(ZONE_DATA.trim().split('\n').flatMap(zonesOfLine));
  return byName;
}

function zonesOfLine(line: string): [string, Zone][] {
  const [names = '', history = ''] = line.split('|');
  return names.split(',').map((name) => [name.toLowerCase(), { name, history }]);
}

function stretchesOf(timeZone: string): OffsetStretch[] {
  const zone = zones().get(timeZone.toLowerCase());
  if (!zone) throw new RangeError(`no such time zone: ${timeZone}`);
  zone.stretches ??= listStretches(zone.history);
  return zone.stretches;
}

/** `60 1a2b3c 120 …`: minutes ahead of UTC, and from which minute on it was others (infra/build/zone-data.ts). */
function listStretches(history: string): OffsetStretch[] {
  const [first = '0', ...changes] = history.split(' ');
  const stretches: OffsetStretch[] = [
    { since: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY, minutes: Number(first) },
  ];
  for (let at = 0; at < changes.length; at += 2) {
    const since = Number.parseInt(changes[at] ?? '', 36) * MINUTE_MS;
    const before = stretches.at(-1);
    if (before) before.until = since;
    stretches.push({ since, until: Number.POSITIVE_INFINITY, minutes: Number(changes[at + 1]) });
  }
  return stretches;
}
