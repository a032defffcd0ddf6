#!/usr/bin/env bash
# A table of TikTok posts and their views, read with types. A post's id has nineteen digits, more than a double holds (2^53 has sixteen):
# udsv 0.7.3 and csvtojson 2.0.14 make numbers of the column all the same, and two posts whose ids differ in the last digit are one
# afterwards, 7301234567890124000, that nobody wrote. Papaparse 5.7.1 leaves what a double can't hold as text.
# Guessed: a reader that guesses a column's type keeps what the type would change.
# Seen (Node 20.20 and 24.21): "udsv: 1 of 2 posts", "csvtojson: 1 of 2 posts", "papaparse: 2 of 2 posts".
# Vouch keeps ids as text and reads a column as numbers only where a number is asked for (shared/domain/imports).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact udsv@0.7.3 csvtojson@2.0.14 papaparse@5.7.1 >/dev/null
cat >run.mjs <<'JS'
import csvtojson from 'csvtojson';
import papaparse from 'papaparse';
import { inferSchema, initParser } from 'udsv';
const csv = 'post,views\n7301234567890123456,120\n7301234567890123457,80\n';
const rows = {
  udsv: initParser(inferSchema(csv)).typedObjs(csv),
  csvtojson: await csvtojson({ checkType: true }).fromString(csv),
  papaparse: papaparse.parse(csv, { header: true, dynamicTyping: true, skipEmptyLines: true }).data,
};
const seen = Object.entries(rows).map(([name, read]) => `${name}: ${new Set(read.map(({ post }) => post)).size} of ${read.length} posts`);
console.log(seen.join('\n'), `\n${rows.udsv[0].post}`);
process.exit(seen.join('|') === 'udsv: 1 of 2 posts|csvtojson: 1 of 2 posts|papaparse: 2 of 2 posts' ? 0 : 1);
JS
node run.mjs
