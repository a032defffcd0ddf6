#!/usr/bin/env bash
# Orders with their day as a text, 2026-11-01, grouped by month in SQL: SELECT MONTH(day), SUM(amount). alasql 4.19.1, SQL for tables in memory, answers by the
# clock of the machine: in New York, São Paulo or Los Angeles the first of each month is the last of the month before, New Year's day is of last year,
# and a Monday a Sunday. In Berlin and in UTC, where tests run, all is right. And DATEADD(month, 1, …) of 31 January is 3 March, where the manual of SQL Server, whose
# function it is, has 28 February. DATEDIFF is right in either city.
# Guessed: a day without a time and a zone is that day, as in every SQL that has a type for it.
# Why: the text goes through new Date(), which takes a bare day for midnight in UTC, and comes out by getMonth(), which is local.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch keeps days as texts and compares them as such (shared/domain/time).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts alasql@4.19.1 >/dev/null
cat >run.cjs <<'JS'
const alasql = require('alasql');
const orders = [
  { day: '2026-10-31', amount: 5 },
  { day: '2026-11-01', amount: 40 },
  { day: '2026-11-02', amount: 10 },
];
const months = alasql('SELECT MONTH(day) AS m, SUM(amount) AS s FROM ? GROUP BY MONTH(day) ORDER BY m', [orders]);
const [{ y, w, d }] = alasql("SELECT YEAR('2027-01-01') AS y, DAYOFWEEK('2026-11-09') AS w, DATEDIFF(day, '2026-11-01', '2026-11-08') AS d");
console.log(`${process.env.TZ}: ${months.map(({ m, s }) => `month ${m}: ${s}`).join(', ')}; 1 January 2027 is of ${y}; 9 November, a Monday, is day ${w}; ${d} days`);
JS
said=$(for zone in UTC Europe/Berlin America/New_York; do TZ=$zone node run.cjs; done
TZ=UTC node -e "console.log('31 January and a month:', new Date(require('alasql')(\"SELECT DATEADD(month, 1, '2026-01-31') AS d\")[0].d).toISOString().slice(0, 10))")
printf '%s\n' "$said"
expected='UTC: month 10: 5, month 11: 50; 1 January 2027 is of 2027; 9 November, a Monday, is day 1; 7 days
Europe/Berlin: month 10: 5, month 11: 50; 1 January 2027 is of 2027; 9 November, a Monday, is day 1; 7 days
America/New_York: month 10: 45, month 11: 10; 1 January 2027 is of 2026; 9 November, a Monday, is day 0; 7 days
31 January and a month: 2026-03-03'
[ "$said" = "$expected" ]
