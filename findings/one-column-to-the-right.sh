#!/usr/bin/env bash
# The week's creators as a table of Markdown, for a chat or an issue. Creators call themselves "Ada | strickt" and 'Bo "B" Meyer'. json-to-markdown-table 1.0.0 and csv2md 1.1.0
# write the stroke as it is, and a reader (markdown-it 14.1.0) sees "Ada" in the first column, "strickt" where the clicks should stand, the clicks under
# orders, and no orders. csv-to-markdown-table 1.6.3 puts a backslash before the stroke and leaves a cell's CSV quotes in the name, doubled ones too:
# "Bo ""B"" Meyer". tablemark 4.1.0 is right in both.
# Guessed: what makes a table keeps a cell a cell.
# Why: two join cells with " | " and look at nothing; the third parts the CSV at its commas and unquotes nothing.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch writes no Markdown; its mails and pages are HTML and text of their own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts json-to-markdown-table@1.0.0 csv2md@1.1.0 csv-to-markdown-table@1.6.3 tablemark@4.1.0 markdown-it@14.1.0 >/dev/null
cat >run.mjs <<'JS'
import { createRequire } from 'node:module';
import MarkdownIt from 'markdown-it';
import * as tablemark from 'tablemark';

const load = createRequire(import.meta.url);
const main = (name) => load(name).default ?? load(name);
const rows = [
  { creator: 'Ada | strickt', clicks: 120, orders: 7 },
  { creator: 'Bo "B" Meyer', clicks: 80, orders: 3 },
];
const csv = 'creator,clicks,orders\n"Ada | strickt",120,7\n"Bo ""B"" Meyer",80,3';
const tables = {
  'json-to-markdown-table': main('json-to-markdown-table')(rows, ['creator', 'clicks', 'orders']),
  csv2md: await load('csv2md').csv2md(csv),
  'csv-to-markdown-table': main('csv-to-markdown-table')(csv, ',', true),
  tablemark: (tablemark.tablemark ?? tablemark.default)(rows),
};
for (const [name, table] of Object.entries(tables)) {
  const html = new MarkdownIt().render(table);
  const read = [...html.matchAll(/<tr>([^]*?)<\/tr>/g)].slice(1, 3).map(([, row]) => [...row.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell.replaceAll('&quot;', '"')).join(' ; '));
  console.log(`${name}: ${read.join(' / ')}`);
}
JS
said=$(node run.mjs)
printf '%s\n' "$said"
expected='json-to-markdown-table: Ada ; strickt ; 120 / Bo "B" Meyer ; 80 ; 3
csv2md: Ada ; strickt ; 120 / Bo "B" Meyer ; 80 ; 3
csv-to-markdown-table: "Ada | strickt" ; 120 ; 7 / "Bo ""B"" Meyer" ; 80 ; 3
tablemark: Ada | strickt ; 120 ; 7 / Bo "B" Meyer ; 80 ; 3'
[ "$said" = "$expected" ]
