#!/usr/bin/env bash
# A sheet of creators as people keep it: the handle is a link to the profile, a word of a name is bold, and a fee is a formula that failed.
# exceljs 4.4.0 writes it as CSV itself: the linked cell "@ada" becomes its address and the handle is gone, a cell with one bold word becomes
# the JSON of its pieces, and #REF! as a formula's result becomes [object Object], where #N/A typed into a cell stays what it is.
# Guessed: a CSV holds what the cells show, as LibreOffice's does and as this library's own cell.text would say.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch takes a profile's address for the handle in it, and calls a cell of a failed formula by its name (shared/domain/imports/cells).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact exceljs@4.4.0 >/dev/null
cat >run.mjs <<'JS'
import Excel from 'exceljs';
const written = new Excel.Workbook();
const sheet = written.addWorksheet('creators');
sheet.addRow([{ text: '@ada', hyperlink: 'https://instagram.com/ada' }, 40]);
sheet.addRow([{ richText: [{ text: 'bo' }, { text: 'knits', font: { bold: true } }] }, { error: '#N/A' }]);
sheet.addRow(['@cy', { formula: 'A9*2', result: { error: '#REF!' } }]);
const read = new Excel.Workbook();
await read.xlsx.load(await written.xlsx.writeBuffer());
const csv = String(await read.csv.writeBuffer());
const shown = read.worksheets[0].getColumn(1).values.length > 0 && read.worksheets[0].getCell('A1').text;
console.log(`${csv}\ncell.text of the first: ${shown}`);
const expected = [
  'https://instagram.com/ada,40',
  '"{""richText"":[{""text"":""bo""},{""font"":{""bold"":true},""text"":""knits""}]}",#N/A',
  '@cy,[object Object]',
];
process.exit(csv.trim() === expected.join('\n') && shown === '@ada' ? 0 : 1);
JS
node run.mjs
