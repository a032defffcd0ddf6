import type { Language } from '../vocabulary.ts';
import type { BrandSlot } from './timetable-of-brand.ts';

type Calendar = {
  name: string;
  language: Language;
  /** Makes the events' names differ from other installations'. */
  host: string;
  /** Epoch ms. */
  now: number;
  handleOf: (creatorId: string) => string;
};

const WORDS: Readonly<Record<Language, Readonly<Record<'short' | 'long' | 'missing', string>>>> = {
  en: { short: 'Short post due', long: 'Long post due', missing: 'missing' },
  de: { short: 'Kurzer Post fällig', long: 'Langer Post fällig', missing: 'fehlt' },
  fr: { short: 'Post court attendu', long: 'Post long attendu', missing: 'manque' },
  es: { short: 'Publicación corta pendiente', long: 'Publicación larga pendiente', missing: 'falta' },
};

/** The slots as whole-day events of a calendar (RFC 5545). An event keeps its UID, so that calendars change it in place. */
export function calendarText(slots: readonly BrandSlot[], calendar: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Vouch//Timetable//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(calendar.name)}`,
    `X-WR-CALNAME:${escaped(calendar.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...eventsOf(slots, calendar),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Of posts that are due on one day each is an event of its own: two of one UID would show as one. */
function eventsOf(slots: readonly BrandSlot[], calendar: Calendar): string[] {
  const named = new Map<string, number>();
  return slots.flatMap((slot) => {
    const { creatorId, format, dueOn, campaignId = '', squadId = '' } = slot;
    const name = `${campaignId}${squadId}-${creatorId}-${format}-${dueOn}`;
    const turn = (named.get(name) ?? 0) + 1;
    named.set(name, turn);
    return eventOf(slot, turn === 1 ? name : `${name}-${turn}`, calendar);
  });
}

function eventOf(slot: BrandSlot, uid: string, { language, host, now, handleOf }: Calendar): string[] {
  const { creatorId, format, dueOn, state, name } = slot;
  const words = WORDS[language];
  const missing = state === 'missing' ? ` (${words.missing})` : '';
  const stamp = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@${host}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${dueOn.replaceAll('-', '')}`,
    `SUMMARY:${escaped(`${words[format]}: ${handleOf(creatorId)}${missing}`)}`,
    `DESCRIPTION:${escaped(name)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** RFC 5545 §3.3.11: backslash, semicolon, comma and line breaks; other control characters have no place in a text. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: just these are left out.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** §3.1: at most 75 octets a line, never cut within a character. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > 75) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += letter;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}
