#!/usr/bin/env bash
# When does a day begin whose clocks skip midnight (Cairo and Beirut in spring, Santiago in September)? At 01:00, as Luxon
# 3.7.2 and Temporal (temporal-polyfill 1.0.8) say. spacetime 7.15.0's startOf("day") leaves noon noon there, so that half of the day's
# clicks fall out; dayjs 1.11.23's startOf("day") is an hour early in Cairo and Beirut, date-fns-tz 3.2.0 in all three, and
# that hour belongs to the day before. All are right in Berlin, whose clocks change at two.
# Guessed: that whoever speaks of zones begins a day at its first moment, as zones that change at midnight are many.
# Seen (Node 20.20 and 24.21): "Africa/Cairo: begins 2026-04-23T22:00Z, luxon right, dayjs -60 min, date-fns-tz -60 min,
# spacetime 660 min"; Santiago: "dayjs right, date-fns-tz -60 min, spacetime 660 min"; Berlin: all right.
# Vouch reckons days itself (shared/domain/time/local-day.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact temporal-polyfill@1.0.8 luxon@3.7.2 dayjs@1.11.23 date-fns@4.4.0 date-fns-tz@3.2.0 spacetime@7.15.0 >/dev/null
TZ=UTC node -e '
const dayjs = require("dayjs");
dayjs.extend(require("dayjs/plugin/utc"));
dayjs.extend(require("dayjs/plugin/timezone"));
const { DateTime } = require("luxon");
const { fromZonedTime } = require("date-fns-tz");
const { Temporal } = require("temporal-polyfill");
const spacetime = require("spacetime");
const days = [["Africa/Cairo", "2026-04-24"], ["Asia/Beirut", "2026-03-29"], ["America/Santiago", "2026-09-06"], ["Europe/Berlin", "2026-03-29"]];
const lines = days.map(([zone, day]) => {
  const begins = Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
  const off = (moment) => (moment === begins ? "right" : `${(moment - begins) / 60000} min`);
  const read = {
    luxon: DateTime.fromISO(`${day}T12:00`, { zone }).startOf("day").toMillis(),
    dayjs: dayjs.tz(`${day}T12:00`, zone).startOf("day").valueOf(),
    "date-fns-tz": fromZonedTime(`${day}T00:00`, zone).getTime(),
    spacetime: spacetime(`${day}T12:00:00`, zone).startOf("day").epoch,
  };
  const each = Object.entries(read).map(([name, moment]) => `${name} ${off(moment)}`).join(", ");
  return `${zone}: begins ${new Date(begins).toISOString().slice(0, 16)}Z, ${each}`;
});
console.log(lines.join("\n"));
const expected = [
  "luxon right, dayjs -60 min, date-fns-tz -60 min, spacetime 660 min",
  "luxon right, dayjs -60 min, date-fns-tz -60 min, spacetime 660 min",
  "luxon right, dayjs right, date-fns-tz -60 min, spacetime 660 min",
  "luxon right, dayjs right, date-fns-tz right, spacetime right",
];
process.exit(lines.every((line, at) => line.endsWith(expected[at])) ? 0 : 1);
'
