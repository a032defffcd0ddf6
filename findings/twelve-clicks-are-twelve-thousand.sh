#!/usr/bin/env bash
# Clicks in a table, written with the mask that spreadsheets use for whole numbers, "#,##0". number-format.js 2.0.9 shows twelve clicks as "12,000", none as ",000", and
# 1,234 as "1234,000": the last sign of a mask that is no digit is its decimal sign, whatever it is, so that "#,##0" means three decimals and a comma. "#,##0."
# and "#,##0.00" are what they are everywhere, which is what its page shows. A share by "0.0%" is not multiplied: 12.5 % is "0.1%". numfmt 4.0.1 reads each mask
# as a sheet does.
# Guessed: "#,##0" is a whole number with its thousands apart to everybody who knows "#,##0.00".
# Why: the mask has no decimal point, and the rule of the last sign knows no exception; its table of symbols says so, its examples don't.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch writes figures by Intl (shared/report/render).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts number-format.js@2.0.9 numfmt@4.0.1 >/dev/null
cat >run.mjs <<'JS'
import { createRequire } from 'node:module';
import { format as likeSheets } from 'numfmt';

const loaded = createRequire(import.meta.url)('number-format.js');
const format = loaded.default ?? loaded;
for (const [mask, value] of [
  ['#,##0', 12],
  ['#,##0', 0],
  ['#,##0', 1234],
  ['#,##0.', 1234],
  ['#,##0.00', 1234.5],
  ['0.0%', 0.125],
])
  console.log(`${value} by ${mask}: number-format.js "${format(mask, value)}" | numfmt "${likeSheets(mask.replace(/\.$/, ''), value)}"`);
JS
said=$(node run.mjs)
printf '%s\n' "$said"
expected='12 by #,##0: number-format.js "12,000" | numfmt "12"
0 by #,##0: number-format.js ",000" | numfmt "0"
1234 by #,##0: number-format.js "1234,000" | numfmt "1,234"
1234 by #,##0.: number-format.js "1,234" | numfmt "1,234"
1234.5 by #,##0.00: number-format.js "1,234.50" | numfmt "1,234.50"
0.125 by 0.0%: number-format.js "0.1%" | numfmt "12.5%"'
[ "$said" = "$expected" ]
