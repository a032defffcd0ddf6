import { sync } from 'node-ical';
import { describe, expect, it } from 'vitest';
import { calendarText } from '../../../shared/domain/timetable/calendar.ts';
import type { BrandSlot } from '../../../shared/domain/timetable/timetable-of-brand.ts';
import type { Language } from '../../../shared/domain/vocabulary.ts';

const aSlot = (over: Partial<BrandSlot> = {}): BrandSlot => ({
  creatorId: 'crt_a',
  format: 'short',
  dueOn: '2026-11-20',
  state: 'open',
  campaignId: 'cmp_1',
  name: 'Winter',
  ...over,
});
const text = (slots: BrandSlot[], name = 'Posts due', language: Language = 'en') =>
  calendarText(slots, {
    name,
    language,
    host: 'vou.ch',
    now: Date.parse('2026-11-09T07:00:00.123Z'),
    handleOf: (creatorId) => `@${creatorId}`,
  });
const lineOf = (text: string, name: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .find((line) => line.startsWith(name))
    ?.slice(name.length);

describe('a calendar of posts due (RFC 5545)', () => {
  it('has a whole-day event for each slot, whose name stays when it is told again', () => {
    expect(text([aSlot()]).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Vouch//Timetable//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'NAME:Posts due',
      'X-WR-CALNAME:Posts due',
      'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
      'X-PUBLISHED-TTL:PT6H',
      'BEGIN:VEVENT',
      'UID:cmp_1-crt_a-short-2026-11-20@vou.ch',
      'DTSTAMP:20261109T070000Z',
      'DTSTART;VALUE=DATE:20261120',
      'SUMMARY:Short post due: @crt_a',
      'DESCRIPTION:Winter',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('is a calendar without a slot, too', () => {
    expect(text([])).not.toContain('VEVENT');
    expect(text([])).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
  });

  it('tells a squad’s from a campaign’s', () => {
    const { campaignId: _, ...slot } = aSlot();
    expect(lineOf(text([{ ...slot, squadId: 'sqd_1' }]), 'UID:')).toBe('sqd_1-crt_a-short-2026-11-20@vou.ch');
  });

  it.each<[Language, string, string]>([
    ['en', 'Short post due: @crt_a (missing)', 'Long post due: @crt_a'],
    ['de', 'Kurzer Post fällig: @crt_a (fehlt)', 'Langer Post fällig: @crt_a'],
    ['fr', 'Post court attendu: @crt_a (manque)', 'Post long attendu: @crt_a'],
    ['es', 'Publicación corta pendiente: @crt_a (falta)', 'Publicación larga pendiente: @crt_a'],
  ])('speaks %s', (language, missing, late) => {
    expect(lineOf(text([aSlot({ state: 'missing' })], 'x', language), 'SUMMARY:')).toBe(missing);
    expect(lineOf(text([aSlot({ format: 'long', state: 'late' })], 'x', language), 'SUMMARY:')).toBe(late);
  });

  it('escapes what has a meaning in it, and leaves out what has no place in a text', () => {
    const name = 'a\\b; c, d\r\ne\rf\ng\u0000\u0007\u007f\u000bh\tj';
    expect(lineOf(text([], name), 'NAME:')).toBe('a\\\\b\\; c\\, d\\ne\\nf\\ngh\tj');
  });

  it('folds lines at 75 octets, within no letter, however long they are', () => {
    for (const [name, lengths] of [
      ['x'.repeat(70), [75]],
      ['x'.repeat(71), [75, 2]],
      ['x'.repeat(144), [75, 75]],
      ['x'.repeat(145), [75, 75, 2]],
      [`${'x'.repeat(69)}é`, [74, 3]],
      [`${'x'.repeat(66)}🧦`, [75]],
    ] as const) {
      const lines = text([], name).split('\r\n');
      const at = lines.findIndex((line) => line.startsWith('NAME:'));
      const folded = lines.slice(at, at + lengths.length);
      expect(folded.map((line) => Buffer.byteLength(line))).toEqual([...lengths]);
      expect(folded.slice(1).every((line) => line.startsWith(' '))).toBe(true);
      expect(lineOf(text([], name), 'NAME:')).toBe(name);
    }
  });

  it('shows posts due on one day as events of their own, each with its name, read back by another library', () => {
    const slots = [aSlot(), aSlot(), aSlot({ format: 'long' })];
    const events = Object.values(sync.parseICS(text(slots))).filter((one) => one?.type === 'VEVENT');
    expect(events).toHaveLength(3);
    expect(text(slots).match(/UID:.*/g)).toEqual([
      'UID:cmp_1-crt_a-short-2026-11-20@vou.ch',
      'UID:cmp_1-crt_a-short-2026-11-20-2@vou.ch',
      'UID:cmp_1-crt_a-long-2026-11-20@vou.ch',
    ]);
  });
});
