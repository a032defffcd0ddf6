#!/usr/bin/env bash
# A list of creators and their posts' costs, of which nobody knows what parts its columns. csv-sniffer 0.1.1 (sniff of a text, nothing told) parts "creator|cost" and the rows below at the letter a, and rows of a German sheet
# without headings, Ada;12,50;3,20, at the comma, so that "50;3" is a column. It warns of nothing. detect-csv 1.1.0 and csv-string 4.1.1 find the right sign in both.
# Guessed: what parts columns is found among the few signs that do, and is the one that each row has equally often.
# Why: any sign that each line has equally often will do, letters as well; of two such the comma comes first. With the signs told, the bar is found and the comma of the German rows stays.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch takes the sign with which the first row has most known names, out of a few that part columns (shared/domain/imports/file/read-table.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts csv-sniffer@0.1.1 detect-csv@1.1.0 csv-string@4.1.1 >/dev/null
cat >run.cjs <<'JS'
const Sniffer = require('csv-sniffer')();
const detectCsv = require('detect-csv');
const CSV = require('csv-string');
const lists = {
  bars: ['creator|cost', 'Ada|12,50', 'Bea|7,10'],
  semicolons: ['creator;cost', 'Ada;12,50', 'Bea;7,10'],
  'German rows': ['Ada;12,50;3,20', 'Bo;7,10;1,05', 'Cy;9,90;2,00'],
};
for (const [name, rows] of Object.entries(lists)) {
  const text = `${rows.join('\n')}\n`;
  const found = new Sniffer().sniff(text);
  const told = new Sniffer([',', ';', '\t', '|']).sniff(text);
  console.log(`${name}: csv-sniffer ${found.delimiter} (warnings ${found.warnings.length}), told the signs ${told.delimiter}, detect-csv ${detectCsv(text).delimiter}, csv-string ${CSV.detect(text)}`);
}
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='bars: csv-sniffer a (warnings 0), told the signs |, detect-csv |, csv-string |
semicolons: csv-sniffer ; (warnings 0), told the signs ;, detect-csv ;, csv-string ;
German rows: csv-sniffer , (warnings 0), told the signs ,, detect-csv ;, csv-string ;'
[ "$said" = "$expected" ]
