#!/usr/bin/env bash
# A brand's sheet of posts is filled in by a program, and its formulas are worked out anew by xlsx-calc 0.9.2, made for that beside SheetJS (xlsx 0.18.5). How like are
# clicks and orders? CORREL of a column with itself is 0.5 or 0.22, where every sheet says 1. What has the code ADA10 brought? SUMIF adds the first of its three
# orders and no more; SUMIF(amounts, ">5") is 0. AVERAGE over a cell that says "n/a" takes it for an order of nothing, and MATCH looks for 7 among 1, 5, 7
# and 9 and finds the 5. What it doesn't know (COUNTIF, MEDIAN) it refuses by name; these it answers.
# Guessed: the functions on its list answer as in a sheet.
# Why: SUMIF goes along the first row of its range, and a column's first row is one cell; MATCH compares rows with a number; CORREL divides its deviations
# otherwise than its covariance.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch works out its figures itself, and reads sheets for what was typed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts xlsx-calc@0.9.2 xlsx@0.18.5 >/dev/null
cat >run.cjs <<'JS'
const XLSX = require('xlsx');
const calc = require('xlsx-calc');
const rows = [
  ['ADA10', 10, 1, 8],
  ['ADA10', 2, 5, 4],
  ['CY5', 33, 7, 'n/a'],
  ['ADA10', 4, 9, 12],
];
function ask(formula) {
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  sheet.F1 = { t: 'n', f: formula };
  sheet['!ref'] = 'A1:F4';
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, 'Posts');
  try {
    calc(book);
    return Math.round(sheet.F1.v * 10_000) / 10_000;
  } catch (refusal) {
    return `refused (${/Function \w+ not found/.exec(refusal.message)[0]})`;
  }
}
const sheets = {
  'CORREL(B1:B4,B1:B4)': 1,
  'CORREL(C1:C4,C1:C4)': 1,
  'SUMIF(A1:A4,"ADA10",B1:B4)': 16,
  'SUMIF(B1:B4,">5")': 43,
  'AVERAGE(D1:D4)': 8,
  'MATCH(7,C1:C4)': 3,
  'SUM(B1:B4)': 49,
  'COUNTIF(A1:A4,"ADA10")': 3,
};
for (const [formula, sheet] of Object.entries(sheets)) console.log(`${formula}: ${ask(formula)} (a sheet: ${sheet})`);
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='CORREL(B1:B4,B1:B4): 0.5035 (a sheet: 1)
CORREL(C1:C4,C1:C4): 0.2244 (a sheet: 1)
SUMIF(A1:A4,"ADA10",B1:B4): 10 (a sheet: 16)
SUMIF(B1:B4,">5"): 0 (a sheet: 43)
AVERAGE(D1:D4): 6 (a sheet: 8)
MATCH(7,C1:C4): 2 (a sheet: 3)
SUM(B1:B4): 49 (a sheet: 49)
COUNTIF(A1:A4,"ADA10"): refused (Function COUNTIF not found) (a sheet: 3)'
[ "$said" = "$expected" ]
