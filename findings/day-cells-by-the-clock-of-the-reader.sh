#!/usr/bin/env bash
# A day in a sheet of costs, 09.11.2026, is a number without a zone. exceljs 4.4.0's own CSV writes it as a moment in the zone of the machine:
# in New York the cost of Monday the 9th becomes 2026-11-08T19:00:00-05:00, Sunday, a week earlier; SheetJS (xlsx
# 0.18.5, cellDates) makes it midnight where the machine stands, so that its ISO text is the 8th in Berlin. read-excel-file
# 9.3.17 and SheetJS's CSV give the 9th everywhere. On a server, whose zone is UTC, all agree.
# Guessed: that a cell which holds a day and is formatted as one comes out as that day.
# Seen (Node 20.20 and 24.21): "America/New_York: exceljs 2026-11-08T19:00:00-05:00, SheetJS 2026-11-09, read-excel-file 2026-11-09",
# "Europe/Berlin: exceljs 2026-11-09T01:00:00+01:00, SheetJS 2026-11-08, read-excel-file 2026-11-09".
# Vouch reads the CSV that people export, days as they are written in it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact exceljs@4.4.0 xlsx@0.18.5 read-excel-file@9.3.17 >/dev/null
cat > read.js <<'JS'
const Excel = require('exceljs');
const sheets = require('xlsx');
const loaded = require('read-excel-file/node');
const readExcel = loaded.default ?? loaded;
(async () => {
  const book = new Excel.Workbook();
  const costs = book.addWorksheet('costs');
  costs.addRow(['day', 'cost']);
  costs.addRow([new Date(Date.UTC(2026, 10, 9)), 49.9]).getCell(1).numFmt = 'dd.mm.yyyy';
  await book.xlsx.writeFile('costs.xlsx');
  const again = new Excel.Workbook();
  await again.xlsx.readFile('costs.xlsx');
  const csv = String(await again.csv.writeBuffer()).split('\n')[1].split(',')[0];
  const cell = sheets.readFile('costs.xlsx', { cellDates: true }).Sheets.costs.A2.v.toISOString().slice(0, 10);
  const rows = await readExcel('costs.xlsx');
  const day = (rows[0].data ?? rows)[1][0].toISOString().slice(0, 10);
  console.log(`${process.env.TZ}: exceljs ${csv}, SheetJS ${cell}, read-excel-file ${day}`);
})();
JS
said=$(for zone in UTC America/New_York Europe/Berlin; do TZ=$zone node read.js; done)
echo "$said"
[ "$said" = "UTC: exceljs 2026-11-09T00:00:00+00:00, SheetJS 2026-11-09, read-excel-file 2026-11-09
America/New_York: exceljs 2026-11-08T19:00:00-05:00, SheetJS 2026-11-09, read-excel-file 2026-11-09
Europe/Berlin: exceljs 2026-11-09T01:00:00+01:00, SheetJS 2026-11-08, read-excel-file 2026-11-09" ]
