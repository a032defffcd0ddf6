#!/usr/bin/env bash
# SheetJS (xlsx 0.18.5, the newest on npm) reads a CSV's cells as an English spreadsheet would, and gives no error where
# that is another number: a German spend of 1,50 (quoted, or in a file of semicolons) is 150, a coupon 1-2 is a day of
# 2001, 0x1F is 31, 0123 is 123. With `raw: true` every cell stays the text that it was.
# Guessed: that 1,50 is text or 1.5, as a comma before two digits groups nothing.
# Seen (Node 20.20 and 24.21): "1,50 is 150", "semicolons: 1,50 is 150", "1-2 is 36893 shown as 1/2/01", "0123 is 123", "raw: 1,50 1-2 0123".
# Vouch decides numbers by column, asks where a column can be read both ways, and leaves codes alone
# (shared/domain/imports/cells).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact xlsx@0.18.5 >/dev/null
node -e '
const { read } = require("xlsx");
const cells = (text, options = {}) => read(text, { type: "string", ...options }).Sheets.Sheet1;
const comma = cells("spend,code,id\n\"1,50\",1-2,0123\n");
const semicolons = cells("spend;code;id\n1,50;1-2;0123\n");
const raw = cells("spend,code,id\n\"1,50\",1-2,0123\n", { raw: true });
console.log(`1,50 is ${comma.A2.v}`);
console.log(`semicolons: 1,50 is ${semicolons.A2.v}`);
console.log(`1-2 is ${comma.B2.v} shown as ${comma.B2.w}`);
console.log(`0123 is ${comma.C2.v}`);
console.log(`raw: ${raw.A2.v} ${raw.B2.v} ${raw.C2.v}`);
const numbers = [comma.A2, semicolons.A2, comma.B2, comma.C2].every(({ t }) => t === "n");
process.exit(numbers && comma.A2.v === 150 && semicolons.A2.v === 150 && raw.A2.v === "1,50" ? 0 : 1);
'
