#!/usr/bin/env bash
# A rate of orders of 12.5 % in a sheet on the web, shown in a sentence by TEXT(A1, "0.0%"). hyperformula 3.5.0, the sheets' engine behind Handsontable, says "0.1%": the
# sign is written, and nothing multiplied by a hundred. A revenue of 1234.5 by TEXT(B1, "#,##0.00") is "1235,##0.00": rounded, its cents gone, and the
# format's own signs behind it. INT(-1.5) is -1, where sheets have INT round down and TRUNC cut. RANK and MODE, which every sheet has, aren't there (#NAME?).
# COUNTIF, SUMIF, MEDIAN, QUARTILE, weeks and dates are those of LibreOffice 7.4.7, asked the same.
# Guessed: TEXT with the two formats that everybody uses gives what a sheet gives.
# Why: a format is searched for groups of # and 0, and the first is filled in; what else stands there is copied.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch writes shares and sums by Intl (shared/report/render).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts hyperformula@3.5.0 >/dev/null
cat >run.cjs <<'JS'
const { HyperFormula } = require('hyperformula');
const ask = (formula) => {
  const value = HyperFormula.buildFromArray([[0.125, 1234.5, -1.5, formula]], { licenseKey: 'gpl-v3' }).getCellValue({ sheet: 0, row: 0, col: 3 });
  return value?.value ?? value;
};
const sheets = {
  'TEXT(A1, "0.0%")': '12.5%',
  'TEXT(B1, "#,##0.00")': '1,234.50',
  'TEXT(B1, "0.00")': '1234.50',
  'INT(C1)': '-2',
  'TRUNC(C1)': '-1',
  'RANK(A1, A1:B1)': '2',
  'ISOWEEKNUM(DATE(2027, 1, 1))': '53',
};
for (const [formula, sheet] of Object.entries(sheets)) console.log(`${formula}: ${ask(`=${formula}`)} (a sheet: ${sheet})`);
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='TEXT(A1, "0.0%"): 0.1% (a sheet: 12.5%)
TEXT(B1, "#,##0.00"): 1235,##0.00 (a sheet: 1,234.50)
TEXT(B1, "0.00"): 1234.50 (a sheet: 1234.50)
INT(C1): -1 (a sheet: -2)
TRUNC(C1): -1 (a sheet: -1)
RANK(A1, A1:B1): #NAME? (a sheet: 2)
ISOWEEKNUM(DATE(2027, 1, 1)): 53 (a sheet: 53)'
[ "$said" = "$expected" ]
