#!/usr/bin/env bash
# A sheet of creators as people keep it, made CSV by xlsx2csv 0.7.8 (Debian 12), which asks of each cell whether its format is that of a day, and takes any
# d, m, y, h or s for a sign of one, within quotes too. Fees in francs, "CHF" #,##0.00, come out as "c12f" #,##0.00 for all of them, and the sum is gone;
# 12.5 hours shown with an h, 3 days, followers as 1.2M the same. A watch time of 1:23 is 00:01. What is shown in euros, or with no unit, is right, so that a file looks
# whole but for one column.
# Guessed: a cell comes out as it is shown, or as the number that it holds; text in quotes within a format is text.
# Seen: see the last lines (sheet by exceljs 4.4.0, Node 20.20 and 24.21; LibreOffice shows CHF 1,234.50, 12.5 h, 3 days, 1.2M, 01:23).
# Whoever prepares such a sheet for `vouch import` saves the CSV in the spreadsheet itself. Takes Debian's xlsx2csv, unpacked only.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
download() { apt-get download xlsx2csv=1:0.7.8-1 >/dev/null 2>&1; }
download || { apt-get update >/dev/null; download; }
dpkg -x xlsx2csv_*.deb unpacked
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact exceljs@4.4.0 >/dev/null
node -e '
const { Workbook } = require("exceljs");
const book = new Workbook();
const sheet = book.addWorksheet("creators");
const cells = [
  ["francs", 1234.5, "\"CHF\" #,##0.00"], ["more francs", 80, "\"CHF\" #,##0.00"], ["euros", 1234.5, "#,##0.00 \"€\""],
  ["hours", 12.5, "0.0 \"h\""], ["days", 3, "0 \"days\""], ["followers", 1234567, "0.0,,\"M\""], ["watch time", 83 / 86400, "mm:ss"],
];
for (const [name, value, format] of cells) sheet.addRow([name, value]).getCell(2).numFmt = format;
book.xlsx.writeFile("creators.xlsx");
'
said=$(python3 unpacked/usr/bin/xlsx2csv creators.xlsx)
printf '%s\n' "$said"
expected='francs,"""c12f"" #,##0.00"
more francs,"""c12f"" #,##0.00"
euros,1234.5
hours,"0.0 ""12"""
days,"0 ""02ays"""
followers,"0.0,,""02"""
watch time,00:01'
[ "$said" = "$expected" ]
