#!/usr/bin/env bash
# A post went up on Monday, 23 March 2026, at nine, and a week later, at nine, its first week is to be told. @formkit/tempo 1.1.0 in Berlin says that six days
# lie between, and no week: the clocks went forward on the 29th. Any span over that night is a day short, so that "older than seven days" leaves
# out each post of that week for a day, and "published 28 days ago" is 27. In autumn, where a day has 25 hours, it is right. date-fns 4.4.0, dayjs 1.11.23
# and luxon 3.7.2 say seven days and one week.
# Guessed: a library whose functions speak of days and weeks counts them by the calendar, as its addDay does (noon stays noon).
# Why: diffDays and diffWeeks divide milliseconds by 24 hours and cut off; 167 hours are no seven days.
# Seen (Node 20.20 and 24.21, TZ=Europe/Berlin): see the last lines.
# Vouch counts days as dates of the brand's zone (shared/domain/time).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=Europe/Berlin
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts @formkit/tempo@1.1.0 date-fns@4.4.0 dayjs@1.11.23 luxon@3.7.2 >/dev/null
cat >run.mjs <<'JS'
import { addDay, diffDays, diffWeeks } from '@formkit/tempo';
import { differenceInDays, differenceInWeeks } from 'date-fns';
import dayjs from 'dayjs';
import { DateTime } from 'luxon';

for (const [then, now] of [
  ['2026-03-23T09:00', '2026-03-30T09:00'],
  ['2026-10-19T09:00', '2026-10-26T09:00'],
]) {
  const [from, to] = [new Date(then), new Date(now)];
  const told = {
    tempo: [diffDays(to, from), diffWeeks(to, from)],
    'date-fns': [differenceInDays(to, from), differenceInWeeks(to, from)],
    dayjs: [dayjs(to).diff(from, 'day'), dayjs(to).diff(from, 'week')],
    luxon: ['days', 'weeks'].map((unit) => DateTime.fromJSDate(to).diff(DateTime.fromJSDate(from), unit)[unit]),
  };
  const after = addDay(from, 7).getTime() === to.getTime() ? 'addDay of 7 gets there' : 'addDay of 7 does not';
  console.log(`${then} to ${now}: ${Object.entries(told).map(([name, [days, weeks]]) => `${name} ${days} days, ${weeks} weeks`).join(' | ')} (${after})`);
}
JS
said=$(node run.mjs)
printf '%s\n' "$said"
expected='2026-03-23T09:00 to 2026-03-30T09:00: tempo 6 days, 0 weeks | date-fns 7 days, 1 weeks | dayjs 7 days, 1 weeks | luxon 7 days, 1 weeks (addDay of 7 gets there)
2026-10-19T09:00 to 2026-10-26T09:00: tempo 7 days, 1 weeks | date-fns 7 days, 1 weeks | dayjs 7 days, 1 weeks | luxon 7 days, 1 weeks (addDay of 7 gets there)'
[ "$said" = "$expected" ]
