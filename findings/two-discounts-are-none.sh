#!/usr/bin/env bash
# A price of 100, less 20 % for the season and less 10 % by the creator's code, as one writes it and as mathjs 15.2.0, in whose expressions a number with % is
# a share, is asked to reckon it: "100 - 20%" is 80, "(100 - 20%) - 10%" is 72, and "100 - 20% - 10%" is 100. With 5 for sending it,
# "100 - 20% + 5", it is 100 as well, where 85 is to be paid, and "10% + 20%" is 0. Nothing is thrown.
# Guessed: 72, or 70, or 99.7 as in a sheet; and 85.
# Why: a % with plus or minus behind it is taken for the remainder of a division, 20 mod (-10 %) and 20 mod (+5), which is 0.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch takes discounts as the shop reckoned them, in amounts (shared/domain/shops).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact mathjs@15.2.0 >/dev/null
cat >run.cjs <<'JS'
const { evaluate } = require('mathjs');
const expected = {
  '100 - 20%': 80,
  '(100 - 20%) - 10%': 72,
  '100 - 20% - 10%': 100,
  '50 + 10% + 10%': 50,
  '10% + 20%': 0,
  '100 - 20% + 5': 100,
};
const said = Object.keys(expected).map((asked) => [asked, Number(evaluate(asked).toFixed(6))]);
console.log(said.map((pair) => pair.join(' = ')).join('\n'));
process.exit(said.every(([asked, answer]) => answer === expected[asked]) ? 0 : 1);
JS
node run.cjs
