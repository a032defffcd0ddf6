import { zoneNamed } from '../../time/zone-rules.ts';

/** Minutes ahead of UTC; only what one place alone is called in exports. */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  UTC: 0,
  Z: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  MEZ: 60,
  CEST: 120,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  SAST: 120,
  SGT: 480,
  HKT: 480,
  JST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};
const OFFSET = /^(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d\d))?$/;

/** How a zone that is written counts: minutes ahead of UTC, or the name of one with a clock of its own. */
export type Zone = number | string;

/** A zone as files write it, `CEST`, `UTC+2`, `Europe/Berlin`; undefined when it is none, or may be one of several. */
export function zoneSaid(text: string): Zone | undefined {
  const plain = text.trim().replace(/ time ?zone$/i, '');
  const [, sign, hours, minutes = '0'] = OFFSET.exec(plain.toUpperCase()) ?? [];
  if (hours) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return ABBREVIATIONS[plain.toUpperCase()] ?? zoneNamed(plain);
}

/** What a heading says of its column's clock: `Created (UTC)`, `created_utc`; a text that may be a zone of several is no guess. */
export function zoneOver(heading: string): { text: string; zone: Zone | undefined } | undefined {
  const [, inside, last] = /[([]([^()[\]]+)[)\]]\s*$|[\s_](utc|gmt)$/i.exec(heading.trim()) ?? [];
  const text = (inside ?? last ?? '').trim();
  const zone = text ? zoneSaid(text) : undefined;
  return zone !== undefined || /^[A-Z]{2,4}T$/.test(text) ? { text, zone } : undefined;
}
