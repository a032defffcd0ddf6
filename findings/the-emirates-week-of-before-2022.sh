#!/usr/bin/env bash
# A brand in Dubai looks at clicks by week. weekstart 2.0.0, which says on which day a place's week begins and names Unicode's data as its source, answers Saturday for the Emirates; Intl answers Monday, as offices there have begun
# the week since January 2022. Of the same Sunday one makes the second day of a week, the other the last of the week before: of seven days five lie in the same week by both, the weekend lies in another. Egypt, Saudi Arabia, Qatar and Israel agree.
# Guessed: a library that is made of Unicode's data says what Unicode's data say.
# Why: its table of regions still has AE beside Egypt and Qatar; Unicode moved it to Monday.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's week is ISO 8601's for every brand (shared/domain/time/week.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts weekstart@2.0.0 >/dev/null
cat >run.cjs <<'JS'
const { getWeekStartByLocale } = require('weekstart');
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const ofIntl = (name) => {
  const locale = new Intl.Locale(name);
  return (locale.getWeekInfo?.() ?? locale.weekInfo).firstDay % 7;
};
const begins = (first, day) => {
  const at = new Date(`${day}T12:00Z`);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() - first + 7) % 7));
  return at.toISOString().slice(0, 10);
};
const both = (say) => `weekstart ${say(getWeekStartByLocale)}, Intl ${say(ofIntl)}`;
const seen = [
  ...['ar-AE', 'en-AE', 'ar-EG', 'ar-SA', 'ar-QA', 'he-IL'].map((name) => `${name}: ${both((of) => DAYS[of(name)])}`),
  `the week of Sunday, 15 November 2026, in the Emirates: ${both((of) => begins(of('ar-AE'), '2026-11-15'))}`,
];
console.log(seen.join('\n'));
const expected = [
  'ar-AE: weekstart Saturday, Intl Monday',
  'en-AE: weekstart Saturday, Intl Monday',
  'ar-EG: weekstart Saturday, Intl Saturday',
  'ar-SA: weekstart Sunday, Intl Sunday',
  'ar-QA: weekstart Saturday, Intl Saturday',
  'he-IL: weekstart Sunday, Intl Sunday',
  'the week of Sunday, 15 November 2026, in the Emirates: weekstart 2026-11-14, Intl 2026-11-09',
];
process.exit(seen.join('|') === expected.join('|') ? 0 : 1);
JS
node run.cjs
