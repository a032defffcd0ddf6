#!/usr/bin/env bash
# json-2-csv 5.6.0 keeps cells from becoming formulas (`preventCsvInjection`) by cutting their first signs off, and what is
# cut is data here: the handle @ada becomes ada, +3 % becomes 3 %, a post named "=new" becomes "new". papaparse 5.7.1 and
# csv-stringify 6.9.0 put an apostrophe in front instead, which a spreadsheet hides. Numbers stay with all three.
# Guessed: that all three mark a cell, and none changes what it says.
# Seen (Node 20.20 and 24.21): "json-2-csv: ada, 3 %, -45.71", "papaparse: '@ada, '+3 %, -45.71", "csv-stringify: '@ada, '+3 %, -45.71".
# Vouch's own writer of CSV marks as the latter do (shared/domain/csv.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact json-2-csv@5.6.0 papaparse@5.7.1 csv-stringify@6.9.0 >/dev/null
node -e '
const { json2csv } = require("json-2-csv");
const Papa = require("papaparse");
const { stringify } = require("csv-stringify/sync");
const rows = [{ handle: "@ada", change: "+3 %", profit: -45.71 }];
const cells = (csv) => csv.trim().split(/\r?\n/)[1].replaceAll("\"", "").split(",").join(", ");
const cut = cells(json2csv(rows, { preventCsvInjection: true }));
const papa = cells(Papa.unparse(rows, { escapeFormulae: true }));
const stringified = cells(stringify(rows, { header: true, escape_formulas: true }));
console.log(`json-2-csv: ${cut}`);
console.log(`papaparse: ${papa}`);
console.log(`csv-stringify: ${stringified}`);
const marked = "\u0027@ada, \u0027+3 %, -45.71";
process.exit(cut === "ada, 3 %, -45.71" && papa === marked && stringified === marked ? 0 : 1);
'
