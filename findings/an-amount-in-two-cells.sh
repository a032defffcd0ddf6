#!/usr/bin/env bash
# Three orders made a CSV for somebody in Germany. export-to-csv 1.5.0, asked for a decimal comma and not for another separator, writes 49,9 without quotes
# between commas: the amount lies in two cells, and the name that follows it in a third, under no heading. A coupon that only the third order has isn't in
# the file. convert-array-to-csv 2.0.0 does write it, into a row that is longer than the heading; array-to-csv 1.0.1 puts quotes round a name with
# quotes in it and leaves those inside, and a line end inside a name bare. csv-parse 7.0.3 refuses each of the three files, rightly.
# Guessed: whoever writes CSV puts a cell with the separator in it into quotes, and a column that a row has is a column.
# Why: numbers are never quoted, their comma included; the heading is the first object's; quotes are doubled by no one.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's exports quote what holds the separator (shared/domain/csv.ts), and its imports tell a row of too many cells by its line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts export-to-csv@1.5.0 convert-array-to-csv@2.0.0 array-to-csv@1.0.1 csv-parse@7.0.3 >/dev/null
cat >run.cjs <<'JS'
const { mkConfig, generateCsv, asString } = require('export-to-csv');
const { convertArrayToCSV } = require('convert-array-to-csv');
const arrayToCsv = require('array-to-csv');
const { parse } = require('csv-parse/sync');
const orders = [
  { amount: 49.9, name: 'Ada "K"' },
  { amount: 12.5, name: 'Bo' },
  { amount: 7.25, name: 'Cy', coupon: 'CY10' },
];
const files = {
  'export-to-csv': asString(generateCsv(mkConfig({ useKeysAsHeaders: true, decimalSeparator: ',' }))(orders)),
  'export-to-csv, decimal point': asString(generateCsv(mkConfig({ useKeysAsHeaders: true }))(orders)),
  'convert-array-to-csv': convertArrayToCSV(orders),
  'array-to-csv': arrayToCsv([['amount', 'name'], ...orders.map(({ amount, name }) => [amount, name])]),
};
for (const [name, file] of Object.entries(files)) {
  let read;
  try {
    read = `read, columns ${Object.keys(parse(file, { columns: true, bom: true })[2])}`;
  } catch (refusal) {
    read = refusal.code;
  }
  const lines = file.replace(/^\ufeff/, '').trim().split(/\r?\n/);
  console.log(`${name}: ${lines[1]} … ${lines[3]} (${read})`);
}
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='export-to-csv: 49,9,"Ada ""K""" … 7,25,"Cy" (CSV_RECORD_INCONSISTENT_COLUMNS)
export-to-csv, decimal point: 49.9,"Ada ""K""" … 7.25,"Cy" (read, columns amount,name)
convert-array-to-csv: 49.9,"Ada ""K""" … 7.25,Cy,CY10 (CSV_RECORD_INCONSISTENT_COLUMNS)
array-to-csv: 49.9,"Ada "K"" … 7.25,Cy (CSV_INVALID_CLOSING_QUOTE)'
[ "$said" = "$expected" ]
