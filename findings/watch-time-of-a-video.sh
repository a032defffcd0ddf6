#!/usr/bin/env bash
# Watch time as the insights of a platform show it: 1:23 of a Reel, 1,5h in a German table. parse-duration 2.1.9 reads 1:23 as 1.023
# milliseconds and 1:02:03 as 1.002003; timestring 7.0.0 refuses both. 1,5h is fifteen hours to either, since a comma is taken for a sign
# that groups digits wherever it stands.
# Guessed: a clock's notation is read or refused, and a comma before one digit is a decimal sign, or refused.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch reads numbers and durations per column and asks where one stays ambiguous (shared/domain/imports).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact parse-duration@2.1.9 timestring@7.0.0 >/dev/null
cat >run.mjs <<'JS'
import parse from 'parse-duration';
import timestring from 'timestring';
const quiet = (read) => (text) => {
  try {
    return read(text);
  } catch {
    return 'refused';
  }
};
const readers = { 'parse-duration': quiet((text) => parse(text)), timestring: quiet((text) => timestring(text, 'ms')) };
const seen = Object.entries(readers).map(
  ([name, read]) => `${name}: ${['1:23', '1:02:03', '1,5h', '1 h 5 min'].map((text) => `${text} = ${read(text)} ms`).join(' · ')}`,
);
console.log(seen.join('\n'));
const expected = [
  'parse-duration: 1:23 = 1.023 ms · 1:02:03 = 1.002003 ms · 1,5h = 54000000 ms · 1 h 5 min = 3900000 ms',
  'timestring: 1:23 = refused ms · 1:02:03 = refused ms · 1,5h = 54000000 ms · 1 h 5 min = 3900000 ms',
];
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
JS
node run.mjs
