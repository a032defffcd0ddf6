import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { momentOf, zoneNamed } from '../../../shared/domain/time/zone-rules.ts';
import type { LogFormat } from './log-formats.ts';

/** What may stand round a time: a line's ends, blanks, brackets, quotes, and what parts cells, names and values. */
const BEFORE = String.raw`(?<=^|[\s",;=[])`;
const BEHIND = String.raw`(?=$|[\s",;\]])(?! ?(?:Z\b|UTC|GMT|[+-]\d\d))`;
/** `20/Nov/2026:09:00:01`, with a blank between as Python's servers write it. */
const COMMON = new RegExp(
  String.raw`${BEFORE}(\d{1,2}/[A-Z][a-z]{2}/\d{4})[: ](\d\d:\d\d:\d\d)(\.\d{1,6})?${BEHIND}`,
  'g',
);
/** `2026-11-20 09:00:01,123`, with slashes as Go writes it. */
const ISO = new RegExp(
  String.raw`${BEFORE}(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?${BEHIND}`,
  'g',
);

/**
 * Lines whose times name no zone, read as on the clock of the one that somebody named: WordPress' plugins, Python's servers and many a
 * framework write them so. Of an hour that is there twice it is the first. Undefined where there is no such zone.
 */
export function zoneTold(name: string): ((line: string) => string) | undefined {
  const zone = zoneNamed(name);
  if (zone === undefined) return undefined;
  return (line) =>
    line
      .replace(COMMON, (whole, day: string, time: string, fraction = '') => {
        const offset = offsetOf(Date.parse(`${day.replaceAll('/', ' ')} ${time} UTC`), zone);
        return offset === undefined ? whole : `${day}:${time}${fraction} ${offset.replace(':', '')}`;
      })
      .replace(ISO, (whole, year: string, month: string, day: string, time: string, fraction?: string) => {
        const written = `${year}-${month}-${day}T${time}`;
        const offset = offsetOf(Date.parse(`${written}Z`), zone);
        return offset === undefined ? whole : `${written}${fraction ? `.${fraction}` : ''}${offset}`;
      });
}

/** `+01:00`; undefined of what is no moment. */
function offsetOf(wall: number, zone: string): string | undefined {
  if (Number.isNaN(wall)) return undefined;
  const minutes = Math.round((wall - momentOf(wall, zone, 'later')) / MINUTE_MS);
  const two = (count: number) => String(count).padStart(2, '0');
  const [sign, ahead] = minutes < 0 ? ['-', -minutes] : ['+', minutes];
  return `${sign}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

/** The format for lines whose zone was told; a line stays the one that it is, so that it makes one click however often it is read. */
export const formatIn = (format: LogFormat, zoned: (line: string) => string): LogFormat => ({
  ...format,
  reader: (proxies) => {
    const read = format.reader(proxies);
    return (line) => read(zoned(line));
  },
});
