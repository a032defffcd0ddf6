#!/usr/bin/env bash
# A campaign for France's mother's day is planned years ahead or compared with years ago. date-holidays 3.37.0 puts it on the last Sunday of May in every year, also on 28 May 2023 and 28 May 2034, which are Whit
# Sundays: then it is a week later by law, and was on 4 June 2023. The week that sold is compared with one that didn't. The package knows both days, and that they fall on one.
# Guessed: a table of holidays that has both keeps them apart.
# Why: the rule is "last Sunday in May", without its exception (Code de l'action sociale et des familles, D215-1).
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch knows no holidays: a brand tells its own days (docs/import.md, totals by day).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts date-holidays@3.37.0 >/dev/null
cat >run.cjs <<'JS'
const Holidays = require('date-holidays');
const france = new Holidays('FR');
for (const year of [2022, 2023, 2026, 2034]) {
  const days = france.getHolidays(year).filter(({ name }) => ['Fête des Mères', 'Pentecôte'].includes(name));
  console.log(days.map(({ date, name }) => `${name} ${date.slice(0, 10)}`).sort().join(', '));
}
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='Fête des Mères 2022-05-29, Pentecôte 2022-06-05
Fête des Mères 2023-05-28, Pentecôte 2023-05-28
Fête des Mères 2026-05-31, Pentecôte 2026-05-24
Fête des Mères 2034-05-28, Pentecôte 2034-05-28'
[ "$said" = "$expected" ]
