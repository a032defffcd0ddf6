#!/usr/bin/env bash
# "Post due on 30 November", a whole day, as a button of "add to calendar" makes it: calendar-link 2.11.5, allDay: true, writes
# DTSTART:20261130 without VALUE=DATE, though a date must say that it is one (RFC 5545 §3.8.2.4: the default is a moment). ical.js 2.2.1, which
# reads calendars in Thunderbird and Nextcloud, refuses the event, ts-ics 2.4.6 has it on no day at all, node-ical 0.26.1 reads it. The same
# day by ics 3.12.0 and by ical-generator 10.2.0 says VALUE=DATE, and all three have it.
# Guessed: what is made for a reader's own calendar is read by the calendars that people have.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's feed of due posts writes VALUE=DATE (shared/domain/timetable/calendar.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact calendar-link@2.11.5 ics@3.12.0 ical-generator@10.2.0 ical.js@2.2.1 ts-ics@2.4.6 node-ical@0.26.1 >/dev/null
cat >run.mjs <<'JS'
import { ics as byLink } from 'calendar-link';
import ICAL from 'ical.js';
import ical from 'ical-generator';
import { createEvent } from 'ics';
import nodeIcal from 'node-ical';
import { convertIcsCalendar } from 'ts-ics';
const link = byLink({ title: 'Post due', start: '2026-11-30', allDay: true });
const calendar = ical();
calendar.createEvent({ id: '3', start: new Date(2026, 10, 30), allDay: true, summary: 'Post due' });
const written = {
  'calendar-link': decodeURIComponent(link.slice(link.indexOf(',') + 1)),
  ics: createEvent({ title: 'Post due', start: [2026, 11, 30], end: [2026, 12, 1] }).value,
  'ical-generator': calendar.toString(),
};
const readers = {
  'ical.js': (text) => String(new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')).startDate),
  'ts-ics': (text) => {
    const { date } = convertIcsCalendar(undefined, text).events[0].start;
    return Number.isNaN(date.getTime()) ? 'no day' : date.toISOString().slice(0, 10);
  },
  'node-ical': (text) => {
    const { start } = Object.values(nodeIcal.sync.parseICS(text)).find(({ type }) => type === 'VEVENT');
    return new Intl.DateTimeFormat('sv-SE').format(start);
  },
};
const said = Object.entries(written).map(([writer, text]) => {
  const read = Object.entries(readers).map(([reader, dayOf]) => {
    try {
      return `${reader} ${dayOf(text)}`;
    } catch (error) {
      return `${reader} refuses: ${error.message}`;
    }
  });
  return `${writer} ${/^DTSTART.*$/m.exec(text)[0].trim()}: ${read.join(', ')}`;
});
console.log(said.join('\n'));
const expected = [
  'calendar-link DTSTART:20261130: ical.js refuses: invalid date-time value: "2026-11-30T::", ts-ics no day, node-ical 2026-11-30',
  'ics DTSTART;VALUE=DATE:20261130: ical.js 2026-11-30, ts-ics 2026-11-30, node-ical 2026-11-30',
  'ical-generator DTSTART;VALUE=DATE:20261130: ical.js 2026-11-30, ts-ics 2026-11-30, node-ical 2026-11-30',
];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.mjs
