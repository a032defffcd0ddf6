#!/usr/bin/env bash
# A sheet of creators turned into CSV by two libraries. SheetJS (xlsx 0.18.5) writes cells as they are shown: followers with
# the format 0.0,,"M" come out as 1.2M, a spend of 1234.56 shown without cents as "1,235", and the cents are gone. exceljs
# 4.4.0 writes 1234567 and 1234.56. Only `rawNumbers: true` makes SheetJS keep the numbers.
# Guessed: that a CSV holds what the cells hold, as LibreOffice's export does.
# Seen (Node 20.20 and 24.21): "SheetJS: 1.2M and 1,235", "raw numbers: 1234567 and 1234.56", "exceljs: 1234567 and 1234.56".
# Vouch reads 1.2M as it is meant (shared/domain/imports/cells/numbers.ts), and cannot give lost cents back.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact xlsx@0.18.5 exceljs@4.4.0 >/dev/null
node -e '
const ExcelJS = require("exceljs");
const { read, utils } = require("xlsx");
const write = async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("creators");
  sheet.addRow(["followers", "spend"]);
  const row = sheet.addRow([1234567, 1234.56]);
  row.getCell(1).numFmt = "0.0,,\"M\"";
  row.getCell(2).numFmt = "#,##0";
  const { Sheets } = read(await book.xlsx.writeBuffer());
  const second = (csv) => csv.trim().split(/\r?\n/)[1].match(/"[^"]*"|[^,]+/g).map((cell) => cell.replaceAll("\"", "")).join(" and ");
  const shown = second(utils.sheet_to_csv(Sheets.creators));
  const raw = second(utils.sheet_to_csv(Sheets.creators, { rawNumbers: true }));
  const other = second(String(await book.csv.writeBuffer()));
  console.log(`SheetJS: ${shown}`);
  console.log(`raw numbers: ${raw}`);
  console.log(`exceljs: ${other}`);
  return shown === "1.2M and 1,235" && raw === "1234567 and 1234.56" && other === raw;
};
write().then((asSeen) => process.exit(asSeen ? 0 : 1));
'
