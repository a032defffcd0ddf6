#!/usr/bin/env bash
# but-csv 2.0.14 (npm) and the line ends that RFC 4180 names (CRLF).
#
# Guessed: a reader that says it supports the CSV spec, quoted texts over several lines too, takes \r\n as an end of a line.
# Seen:    only \n ends one. The last cell of each row keeps its \r; and where that cell is quoted, the closing quote is not
#          seen in front of \r: the rest of the file becomes part of that one cell, two rows are one, and nothing is thrown.
#          The same text with \n is read as it is meant.
# So:      whoever reads our exports with it has to turn \r\n into \n first; the number of rows is worth a look.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund but-csv@2.0.14

cat >read.mjs <<'JS'
import { parse } from 'but-csv';
const text = 'order,note\r\n1001,"wool, red"\r\n1002,"two"\r\n';
for (const one of [text, text.replaceAll('\r\n', '\n')]) {
  const rows = parse(one).filter((row) => row.some((cell) => cell !== ''));
  console.log(rows.length, JSON.stringify(rows.at(-1)));
}
JS
node read.mjs | tee seen
[ "$(sed -n 1p seen)" = '2 ["1001","wool, red\"\r\n1002,\"two\"\r\n"]' ] || { echo 'changed: CRLF'; exit 1; }
[ "$(sed -n 2p seen)" = '3 ["1002","two"]' ] || { echo 'changed: LF'; exit 1; }
