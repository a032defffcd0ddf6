#!/usr/bin/env bash
# Did it help? The orders of eight creators before and after a change, each of them a little up, compared by the function that a sheet has for it,
# T.TEST(before, after, 2, 1). @formulajs/formulajs 4.6.1, Excel's functions for JavaScript, says p = 0.757 where a paired test says 0.00014: it reads
# over the last two arguments, so that paired or not, one tail or two are one figure, that of two groups who don't know each other. Its F.TEST gives
# the ratio of two variances, 0.066, where the function is a probability, 0.002. hyperformula 3.5.0 is right in all.
# Guessed: a function with a sheet's name gives the sheet's figure, or an error for what it can't do.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's tests of before and after are its own (shared/domain/lift), held against published figures.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @formulajs/formulajs@4.6.1 hyperformula@3.5.0 >/dev/null
cat >run.cjs <<'JS'
const formulajs = require('@formulajs/formulajs');
const { HyperFormula } = require('hyperformula');

const before = [3, 7, 12, 5, 20, 9, 15, 2];
const after = [4, 8, 13.5, 5.5, 21, 10, 16.5, 2.5];
const steady = [3, 4, 3, 5, 4, 4, 3, 4];
const wild = [3, 7, 1, 5, 2, 9, 4, 2];
const sheet = HyperFormula.buildFromArray(
  before.map((value, at) => [value, after[at], steady[at], wild[at]]),
  { licenseKey: 'gpl-v3' },
);
const asked = (formula) => sheet.calculateFormula(formula, 0);
const figure = (value) => Number(value.toFixed(5));
const said = [
  ...[['paired, two tails', 2, 1], ['paired, one tail', 1, 1], ['two groups', 2, 2]].map(
    ([name, tails, type]) =>
      `T.TEST ${name}: formulajs ${figure(formulajs.T.TEST(before, after, tails, type))}, ` +
      `hyperformula ${figure(asked(`=T.TEST(A1:A8,B1:B8,${tails},${type})`))}`,
  ),
  `F.TEST: formulajs ${figure(formulajs.F.TEST(steady, wild))}, hyperformula ${figure(asked('=F.TEST(C1:C8,D1:D8)'))}`,
];
console.log(said.join('\n'));
const expected = [
  'T.TEST paired, two tails: formulajs 0.75707, hyperformula 0.00014',
  'T.TEST paired, one tail: formulajs 0.75707, hyperformula 0.00007',
  'T.TEST two groups: formulajs 0.75707, hyperformula 0.75707',
  'F.TEST: formulajs 0.06619, hyperformula 0.00196',
];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.cjs
