#!/usr/bin/env bash
# A sheet of costs that was begun on a Mac years ago: its days count from 1904, as its workbook says (date1904), and what is copied from it keeps that. The
# cost of 9 November 2026 is read by exceljs 4.4.0, which wrote the file here, and by read-excel-file 9.3.17 as that day. SheetJS (xlsx 0.18.5, the newest on
# npm) knows the mark, and gives two answers: its own CSV says 2026-11-09, its cells as dates (cellDates: true) 8 November 2022, and so does the JSON made of
# them; xlsx-populate 1.21.0, asked to make a date of the cell's number, says 2022 as well. No error, and the cost lies in a quarter that was closed.
# Guessed: a library that reads the mark reads days by it, whichever of its functions is asked.
# Why: the CSV's formatter is told of 1904, the parser of cells isn't; numberToDate knows one calendar.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch takes no workbooks: it asks for a CSV, and refuses a day that its column couldn't hold.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts exceljs@4.4.0 xlsx@0.18.5 xlsx-populate@1.21.0 read-excel-file@9.3.17 >/dev/null
cat >run.cjs <<'JS'
const { Workbook } = require('exceljs');
const XLSX = require('xlsx');
const Populate = require('xlsx-populate');
const readExcel = require('read-excel-file/node').default;
const day = (date) => new Date(date).toISOString().slice(0, 10);
(async () => {
  for (const date1904 of [false, true]) {
    const book = new Workbook();
    book.properties.date1904 = date1904;
    const sheet = book.addWorksheet('Costs');
    sheet.addRow(['Day', 'Cost']);
    sheet.addRow([new Date('2026-11-09T00:00:00Z'), 150]);
    sheet.getCell('A2').numFmt = 'yyyy-mm-dd';
    await book.xlsx.writeFile('costs.xlsx');
    const again = new Workbook();
    await again.xlsx.readFile('costs.xlsx');
    const told = {
      exceljs: day(again.worksheets[0].getCell('A2').value),
      'read-excel-file': day((await readExcel('costs.xlsx'))[0].data[1][0]),
      'SheetJS, CSV': XLSX.utils.sheet_to_csv(XLSX.readFile('costs.xlsx').Sheets.Costs).split('\n')[1].split(',')[0],
      'SheetJS, dates': day(XLSX.utils.sheet_to_json(XLSX.readFile('costs.xlsx', { cellDates: true }).Sheets.Costs)[0].Day),
      'xlsx-populate': day(Populate.numberToDate((await Populate.fromFileAsync('costs.xlsx')).sheet(0).cell('A2').value())),
    };
    console.log(`${date1904 ? 'from 1904' : 'from 1900'}: ${Object.entries(told).map((one) => one.join(' ')).join(' | ')}`);
  }
})();
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='from 1900: exceljs 2026-11-09 | read-excel-file 2026-11-09 | SheetJS, CSV 2026-11-09 | SheetJS, dates 2026-11-09 | xlsx-populate 2026-11-09
from 1904: exceljs 2026-11-09 | read-excel-file 2026-11-09 | SheetJS, CSV 2026-11-09 | SheetJS, dates 2022-11-08 | xlsx-populate 2022-11-08'
[ "$said" = "$expected" ]
