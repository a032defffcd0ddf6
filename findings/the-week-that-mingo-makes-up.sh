#!/usr/bin/env bash
# Orders by week, in MongoDB's own words, run in memory by mingo 7.2.7, with which tests and browsers do without the database. The orders of New Year's morning
# 2027 lie in week 2026-W53; mingo's %G-W%V makes a week of them that no year has, 2027-W53, and $isoWeekYear 2027. The week of a tap half an hour into Monday, 9
# November, in Berlin begins, by $dateTrunc with that zone and Mondays, on the 2nd: the tap is counted a week early. A month after 31 January is 3
# March, where MongoDB’s manual has the 28th of February, and a day after ten o'clock on 28 March in Berlin is eleven, where the manual keeps the clock.
# Guessed: a stand-in for MongoDB's operators answers as MongoDB's manual says, weeks and zones included.
# Why: the year of a week is taken for that of the day; a week's first day is looked for in UTC; $dateAdd adds to the parts of UTC and lets months overflow.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch makes its weeks itself (shared/domain/time/week.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts mingo@7.2.7 >/dev/null
cat >run.mjs <<'JS'
import * as mingo from 'mingo';

const timezone = 'Europe/Berlin';
const ask = (at, expression) => {
  const [row] = new mingo.Aggregator([{ $project: { _id: 0, is: expression } }]).run([{ t: new Date(at) }]);
  return row.is instanceof Date ? row.is.toISOString().slice(0, 16) : row.is;
};
const week = { unit: 'week', startOfWeek: 'monday', timezone };
const questions = [
  ['an order of 1 January 2027', '2027-01-01T08:00:00Z', { $dateToString: { date: '$t', format: '%G-W%V', timezone } }, '2026-W53'],
  ['its $isoWeekYear', '2027-01-01T08:00:00Z', { $isoWeekYear: '$t' }, '2026'],
  ['the week of Sunday 23:30', '2026-11-08T22:30:00Z', { $dateTrunc: { date: '$t', ...week } }, '2026-11-01T23:00'],
  ['the week of Monday 00:30', '2026-11-08T23:30:00Z', { $dateTrunc: { date: '$t', ...week } }, '2026-11-08T23:00'],
  ['31 January and a month', '2026-01-31T12:00:00Z', { $dateAdd: { startDate: '$t', unit: 'month', amount: 1 } }, '2026-02-28T12:00'],
  ['28 March, ten, and a day', '2026-03-28T09:00:00Z', { $dateAdd: { startDate: '$t', unit: 'day', amount: 1, timezone } }, '2026-03-29T08:00'],
];
for (const [what, at, expression, manual] of questions) console.log(`${what}: mingo ${ask(at, expression)} | by MongoDB’s manual ${manual}`);
JS
said=$(node run.mjs)
printf '%s\n' "$said"
expected='an order of 1 January 2027: mingo 2027-W53 | by MongoDB’s manual 2026-W53
its $isoWeekYear: mingo 2027 | by MongoDB’s manual 2026
the week of Sunday 23:30: mingo 2026-11-01T23:00 | by MongoDB’s manual 2026-11-01T23:00
the week of Monday 00:30: mingo 2026-11-01T23:00 | by MongoDB’s manual 2026-11-08T23:00
31 January and a month: mingo 2026-03-03T12:00 | by MongoDB’s manual 2026-02-28T12:00
28 March, ten, and a day: mingo 2026-03-29T09:00 | by MongoDB’s manual 2026-03-29T08:00'
[ "$said" = "$expected" ]
