#!/usr/bin/env bash
# udsv 0.7.3 (npm) and a column of true and false in which somebody also wrote yes, read with types (inferSchema, typedObjs).
#
# Guessed: a column that holds true, false and yes is text, or all of them are read; a cell that is neither is null.
# Seen:    the last such word of the sample decides the column's one word for true: with yes in the last row the column is
#          "b:yes", and every "true" above is read as false. Nothing is thrown. "n/a" is false in either case; only an empty
#          cell is null.
# So:      in a table for it what is not known is an empty cell, never a word, and one column has one word for yes; else read it
#          as text (stringObjs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund udsv@0.7.3

cat >read.mjs <<'JS'
import { inferSchema, initParser } from 'udsv';
for (const last of ['', 'E,yes\n']) {
  const text = `code,newCustomer\nA,true\nB,n/a\nC,\nD,false\n${last}`;
  const schema = inferSchema(text);
  const rows = initParser(schema).typedObjs(text);
  console.log(schema.cols[1].type, rows.map(({ newCustomer }) => String(newCustomer)).join(' '));
}
JS
node read.mjs | tee seen
[ "$(sed -n 2p seen)" = 'b:yes false false null false true' ] || { echo 'changed: true beside yes'; exit 1; }
