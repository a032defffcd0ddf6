#!/usr/bin/env bash
# A report on the first Monday of the month: "0 9 1-7 * 1", the days 1 to 7 and Mondays. Where both fields are given cron joins them by "or": the 1st to the 7th and
# every Monday, ten reports a month. croner 11.0.0, cron 4.4.0, cron-parser 5.10.5, cron-schedule 6.0.0 and cronosjs 1.7.1 do as cron does; node-cron
# 4.6.0 and @breejs/later 4.2.0, on which Bree stands, join them by "and": one report. Whoever moves the line from the one to the other sends ten
# reports for one, or, with "0 9 1,15 * 1" (the 1st, the 15th and Mondays), next to none. Each takes it without a word.
# Guessed: what calls itself cron reads the two fields as cron does.
# Why: a day has to match every field there, as month and hour do; cron's exception for its two fields of days isn't known.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch reckons itself which brand’s report is due (shared/domain/report/due.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts croner@11.0.0 cron@4.4.0 cron-parser@5.10.5 cron-schedule@6.0.0 cronosjs@1.7.1 node-cron@4.6.0 @breejs/later@4.2.0 >/dev/null
cat >run.cjs <<'JS'
const { Cron } = require('croner');
const { CronTime } = require('cron');
const { CronExpressionParser } = require('cron-parser');
const { parseCronExpression } = require('cron-schedule');
const { CronosExpression } = require('cronosjs');
const nodeCron = require('node-cron');
const later = require('@breejs/later');
const { DateTime } = require('luxon');
later.date.UTC();

const START = new Date('2026-12-01T00:00:00Z');
const END = new Date('2027-01-01T00:00:00Z');
const whole = Array.from({ length: 31 }, (_, day) => new Date(Date.UTC(2026, 11, day + 1, 9)));
const MANY = 40;
const runs = {
  croner: (line) => new Cron(line, { timezone: 'UTC', paused: true }).nextRuns(MANY, START),
  cron: (line) => {
    const time = new CronTime(line, 'UTC');
    const found = [];
    for (let at = DateTime.fromJSDate(START, { zone: 'UTC' }); found.length < MANY; ) found.push((at = time.getNextDateFrom(at, 'UTC')).toJSDate());
    return found;
  },
  'cron-parser': (line) => {
    const times = CronExpressionParser.parse(line, { currentDate: START, tz: 'UTC' });
    return Array.from({ length: MANY }, () => times.next().toDate());
  },
  'cron-schedule': (line) => parseCronExpression(line).getNextDates(MANY, START),
  cronosjs: (line) => CronosExpression.parse(line, { timezone: 'UTC' }).nextNDates(START, MANY),
  'node-cron': (line) => {
    const task = nodeCron.createTask(line, () => {}, { timezone: 'UTC' });
    return whole.filter((at) => task.match(at));
  },
  later: (line) => later.schedule(later.parse.cron(line)).next(MANY, START),
};
for (const line of ['0 9 1-7 * 1', '0 9 1,15 * 1'])
  for (const [name, ask] of Object.entries(runs)) {
    const days = ask(line).map((at) => new Date(at)).filter((at) => at >= START && at < END);
    console.log(`${line}, December 2026: ${name} ${days.map((at) => at.getUTCDate()).join(' ') || 'never'}`);
  }
process.exit(0);
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected=$(
  for name in croner cron cron-parser cron-schedule cronosjs; do echo "0 9 1-7 * 1, December 2026: $name 1 2 3 4 5 6 7 14 21 28"; done
  for name in node-cron later; do echo "0 9 1-7 * 1, December 2026: $name 7"; done
  for name in croner cron cron-parser cron-schedule cronosjs; do echo "0 9 1,15 * 1, December 2026: $name 1 7 14 15 21 28"; done
  for name in node-cron later; do echo "0 9 1,15 * 1, December 2026: $name never"; done
)
[ "$said" = "$expected" ]
