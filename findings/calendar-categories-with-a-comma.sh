#!/usr/bin/env bash
# A post that is due, in a calendar feed, under the category "Reels, short" of its brand. In a list of categories a comma parts them, and one inside a
# category is written "\," (RFC 5545 §3.8.1.2, §3.3.11). ics 3.12.0 writes it bare, where it escapes the comma of a title: whoever reads has two
# categories. node-ical 0.26.1 cuts a rightly written one in two as well and leaves the backslash in the first; ical.js 2.2.1 has one.
# ics counts letters where the standard counts bytes, too: a line of 75 letters, thirty of them ü, is folded at none of its 75 bytes.
# Guessed: who escapes a title's comma escapes a category's, and a reader of feeds gives back what the standard says was written.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's feed is read back by another library in its tests (test/functions/pages).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact ics@3.12.0 node-ical@0.26.1 ical.js@2.2.1 >/dev/null
cat >run.mjs <<'JS'
import ICAL from 'ical.js';
import ics from 'ics';
import ical from 'node-ical';
const event = { title: 'Due, today', start: [2026, 11, 9], end: [2026, 11, 10], uid: 'post@example.com', categories: ['Reels, short'] };
const { value } = ics.createEvent({ ...event, description: `${'x'.repeat(50)}${'ü'.repeat(30)}` });
const lines = value.split('\r\n');
const right = value.replace('CATEGORIES:Reels, short', 'CATEGORIES:Reels\\, short');
const categories = (text) => Object.values(ical.parseICS(text)).find(({ type }) => type === 'VEVENT').categories;
const others = (text) =>
  new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent').getFirstProperty('categories').getValues();
const longest = Math.max(...lines.map((line) => Buffer.byteLength(line)));
const seen = [
  `ics writes: ${lines.find((line) => line.startsWith('SUMMARY'))} | ${lines.find((line) => line.startsWith('CATEGORIES'))}`,
  `node-ical of "Reels\\, short": ${JSON.stringify(categories(right))}`,
  `ical.js of "Reels\\, short": ${JSON.stringify(others(right))}`,
  `longest line: ${longest > 75 ? 'more than 75 bytes' : 'within 75 bytes'}`,
];
console.log(seen.join('\n'));
const expected = [
  'ics writes: SUMMARY:Due\\, today | CATEGORIES:Reels, short',
  'node-ical of "Reels\\, short": ["Reels\\\\","short"]',
  'ical.js of "Reels\\, short": ["Reels, short"]',
  'longest line: more than 75 bytes',
];
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
JS
node run.mjs
