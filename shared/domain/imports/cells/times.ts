/** What stands before a time in nine languages. */
const AT = '(?:(?:at|um|à|às|as|a las|alle(?: ore)?|ore|om|o|kl)\\.?\\s+)?';
/** `18:05:09.3`, `17.09 Uhr`, `18h30`, `18 h`, `6 pm`. */
const CLOCKS = [
  /(?<hours>\d{1,2})[:.](?<minutes>\d\d)(?:[:.](?<seconds>\d\d)(?:[.,]\d+)?)?(?:\s?(?:uhr|h|hrs?|uur|godz)\.?|\s?(?<half>[ap]\.?\s?m\.?))?/,
  /(?<hours>\d{1,2})\s?(?:h|uhr|uur)(?:\s?(?<minutes>\d\d)(?:\s?(?:m|min|mn)\.?)?)?/,
  /(?<hours>\d{1,2})\s?(?<half>[ap]\.?\s?m\.?)/,
] as const;
/** Behind a time, and what a program adds in brackets: `+0200 (CEST)`, `UTC+2`, `CET`, `Europe/Berlin`. */
const ZONE =
  /\s*(?<zone>[zZ]|(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d\d)?|\p{L}{2,5}|[A-Z]\p{L}+(?:\/[\p{L}_+-]+)+)(?:\s*\([^()]*\)|\[[^\]]*\])?/u;

const PATTERNS = CLOCKS.flatMap(({ source }) => [
  new RegExp(`[ T,]+${AT}${source}$`, 'iu'),
  new RegExp(`[ T,]+${AT}${source}${ZONE.source}$`, 'iu'),
]);

/**
 * What a text says behind its day: the time, `hh:mm:ss` (24:00:00 is the day's end), and its zone as it is written. A text
 * that says none, or one that no clock shows, is its day as a whole.
 */
export function timeBehind(text: string): { day: string; time?: string; zone?: string } {
  for (const pattern of PATTERNS) {
    const found = pattern.exec(text);
    const time = found && timeOf(found.groups ?? {});
    if (!found || !time) continue;
    const { zone } = found.groups ?? {};
    return { day: text.slice(0, found.index), time, ...(zone === undefined ? {} : { zone: zone.trim() }) };
  }
  return { day: text };
}

type Groups = Readonly<Record<string, string | undefined>>;

function timeOf({ hours, minutes = '00', seconds = '00', half }: Groups): string | undefined {
  const hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return undefined;
  const ofDay = half ? (hour % 12) + (/^p/i.test(half) ? 12 : 0) : hour;
  const isEnd = ofDay === 24 && Number(minutes) === 0 && Number(seconds) === 0;
  if ((ofDay > 23 && !isEnd) || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return `${String(ofDay).padStart(2, '0')}:${minutes}:${seconds}`;
}
