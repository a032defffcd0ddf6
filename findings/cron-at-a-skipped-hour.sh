#!/usr/bin/env bash
# A job at an hour that a zone leaves out when its clocks go forward. cron-parser 5.10.6 and croner 11.0.1 give two answers:
# "30 2 * * *" on 29 March 2026 in Berlin runs at 03:30 with the one and at 03:00, as the clock jumps, with the other. On
# Lord Howe, whose clocks go forward by half an hour, cron-parser leaves the day out altogether, and croner runs at 02:30.
# Guessed: that a daily job runs once on every day, and at the same moment with both.
# Seen (Node 20.20 and 24.21): "Berlin: cron-parser 2026-03-29T01:30, croner 2026-03-29T01:00", "Lord Howe, 4 October:
# cron-parser none, croner 2026-10-03T15:30" (times in UTC).
# Vouch makes the moment of a mail from the brand's day and its zone's own rules (shared/domain/time).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact cron-parser@5.10.6 croner@11.0.1 >/dev/null
node -e '
const { CronExpressionParser } = require("cron-parser");
const { Cron } = require("croner");
const minute = (at) => at.toISOString().slice(0, 16);
const between = (pattern, zone, from, until) => {
  const schedule = CronExpressionParser.parse(pattern, { tz: zone, currentDate: new Date(from) });
  const one = [schedule.next().toDate(), schedule.next().toDate()];
  const other = new Cron(pattern, { timezone: zone }).nextRuns(2, new Date(from));
  const said = (runs) => runs.filter((at) => at < new Date(until)).map(minute).join(" ") || "none";
  return `cron-parser ${said(one)}, croner ${said(other)}`;
};
const berlin = between("30 2 * * *", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
const lordHowe = between("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z");
console.log(`Berlin: ${berlin}`);
console.log(`Lord Howe, 4 October: ${lordHowe}`);
const asSeen = berlin === "cron-parser 2026-03-29T01:30, croner 2026-03-29T01:00";
process.exit(asSeen && lordHowe === "cron-parser none, croner 2026-10-03T15:30" ? 0 : 1);
'
