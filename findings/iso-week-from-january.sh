#!/usr/bin/env bash
# Which ISO week is it? iso-week 0.1.2 is right on every day of 2025 and 2026 and one too high on all but a few days of
# 2027, 2028 and 2029, as it was in 2021 to 2024: its first Thursday is counted from midnight on 4 January, and rounded up
# wherever that day stands late in its week. A test written this year passes until January. weeknumber 1.2.1 and
# current-week-number 1.0.7 are right on all 5,844 days from 2020 to 2035.
# Guessed: that a package of one function named after the rule keeps it at the turn of a year at worst one day off.
# Seen (Node 20.20 and 24.21, TZ=UTC): "wrong days of iso-week: 2025 0, 2026 0, 2027 362, 2028 366", "Monday 4 January 2027 is
# in week 1: iso-week 2, weeknumber 1, current-week-number 1".
# Vouch reckons weeks itself (shared/domain/time).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact iso-week@0.1.2 weeknumber@1.2.1 current-week-number@1.0.7 >/dev/null
TZ=UTC node -e '
const isoWeek = require("iso-week");
const { weekNumber } = require("weeknumber");
const loaded = require("current-week-number");
const currentWeek = loaded.default ?? loaded;
const noon = (year, month, day) => new Date(Date.UTC(year, month, day, 12));
/** ISO 8601: a week belongs to the year of its Thursday, and is that day of the year divided by seven. */
const byThursday = (day) => {
  const thursday = new Date(day);
  thursday.setUTCDate(day.getUTCDate() + 3 - ((day.getUTCDay() + 6) % 7));
  return 1 + Math.floor((thursday - noon(thursday.getUTCFullYear(), 0, 1)) / 86400000 / 7);
};
const wrong = (read, from, until) => {
  let count = 0;
  for (let day = noon(from, 0, 1); day.getUTCFullYear() <= until; day.setUTCDate(day.getUTCDate() + 1)) {
    if (read(new Date(day)) !== byThursday(day)) count += 1;
  }
  return count;
};
const years = [2025, 2026, 2027, 2028].map((year) => `${year} ${wrong(isoWeek, year, year)}`).join(", ");
console.log(`wrong days of iso-week: ${years}`);
const monday = noon(2027, 0, 4);
const named = `iso-week ${isoWeek(monday)}, weeknumber ${weekNumber(monday)}, current-week-number ${currentWeek(monday)}`;
console.log(`Monday 4 January 2027 is in week ${byThursday(monday)}: ${named}`);
const others = wrong(weekNumber, 2020, 2035) + wrong(currentWeek, 2020, 2035);
process.exit(years === "2025 0, 2026 0, 2027 362, 2028 366" && others === 0 && named.startsWith("iso-week 2,") ? 0 : 1);
'
