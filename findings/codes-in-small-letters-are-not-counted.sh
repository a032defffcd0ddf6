#!/usr/bin/env bash
# Orders of the code ADA10, counted and summed as a sheet does it: COUNTIF(codes, "ADA10"). Customers type codes as they like, and a sheet takes ada10 for
# it too and ADA* for all of hers; @formulajs/formulajs 4.6.1, a sheet's functions in JavaScript, counts one of three, 10 of 60, and none by ADA*. And a post
# whose orders are an empty cell (null) is left out by AVERAGE, COUNT and MIN and is a post of nought to MEDIAN and SMALL: the median of
# 4, 6, 8 and an empty cell is 5. MODE.SNGL and GEOMEAN write that nought into the caller's own list: who asks for the most frequent number has a mean of 4.5
# afterwards, where it was 6. hyperformula 3.5.0 has all of them as sheets have them.
# Guessed: capitals, stars and empty cells are what they are in a sheet, or at least one and the same to all functions.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch finds a code in whatever letters (shared/domain/orders/coupon-code.ts), and what isn't known is not nought.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @formulajs/formulajs@4.6.1 hyperformula@3.5.0 >/dev/null
cat >run.cjs <<'JS'
const formulajs = require('@formulajs/formulajs');
const { HyperFormula } = require('hyperformula');
const codes = ['ADA10', 'ada10', 'Ada10', 'BEA5'];
const sums = [10, 20, 30, 40];
const orders = [4, null, 6, 8];
const sheet = HyperFormula.buildFromArray(codes.map((code, at) => [code, sums[at], orders[at]]), { licenseKey: 'gpl-v3' });
const figure = (value) => Number(value.toFixed(3));
const compared = [
  ['COUNTIF ADA10', formulajs.COUNTIF(codes, 'ADA10'), '=COUNTIF(A1:A4,"ADA10")'],
  ['COUNTIF ADA*', formulajs.COUNTIF(codes, 'ADA*'), '=COUNTIF(A1:A4,"ADA*")'],
  ['SUMIF ADA10', formulajs.SUMIF(codes, 'ADA10', sums), '=SUMIF(A1:A4,"ADA10",B1:B4)'],
  ['AVERAGE', formulajs.AVERAGE(orders), '=AVERAGE(C1:C4)'],
  ['MEDIAN', formulajs.MEDIAN(orders), '=MEDIAN(C1:C4)'],
  ['MIN', formulajs.MIN(orders), '=MIN(C1:C4)'],
  ['SMALL', formulajs.SMALL(orders, 1), '=SMALL(C1:C4,1)'],
].map(([name, own, formula]) => `${name}: ${figure(own)} (${figure(sheet.calculateFormula(formula, 0))})`);
formulajs.MODE.SNGL(orders);
compared.push(`after MODE.SNGL: AVERAGE ${formulajs.AVERAGE(orders)}, MIN ${formulajs.MIN(orders)}, COUNT ${formulajs.COUNT(orders)}`);
console.log(compared.join('\n'));
const expected = [
  'COUNTIF ADA10: 1 (3)', 'COUNTIF ADA*: 0 (3)', 'SUMIF ADA10: 10 (60)', 'AVERAGE: 6 (6)',
  'MEDIAN: 5 (6)', 'MIN: 4 (4)', 'SMALL: 0 (4)', 'after MODE.SNGL: AVERAGE 4.5, MIN 0, COUNT 4',
];
process.exit(compared.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.cjs
