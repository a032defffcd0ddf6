#!/usr/bin/env bash
# A refund in Switzerland, where cash ends in 0 or 5 rappen. money-math 2.6.3, which reckons in texts of two decimals so that no cent is lost, has roundTo5Cents for it: 42.03 is 42.05, and -42.04 is -41.95, nine rappen from
# where it was; -0.03 is 0.05, a charge. roundUpTo5Cents makes -41.99 of -42.02, which doesn't end in 5 at all. Of -19.99 nineteen percent are -3.79 by percent() and -3.78 by mul(), where 19.99 gives 3.80 by both; a third of
# -0.50 is -0.15, where -0.17 is nearest. No call throws, and sums and positive amounts are right.
# Guessed: an amount below nothing is rounded as the same amount above it, or by one rule to one side; -1560.00 stands in its readme as an amount.
# Why: what mul() and div() have is cut towards nothing, and where the rest is half or more a cent is added, upwards, whatever the sign; so are the cents that are missing from 5.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch rounds a loss as the like gain (shared/domain/money/money.ts, roundMinor).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts money-math@2.6.3 >/dev/null
cat >run.cjs <<'JS'
const money = require('money-math');
const seen = [
  ...['42.03', '-42.04', '-0.03'].map((amount) => `${amount} to 5: ${money.roundTo5Cents(amount)}`),
  ...['42.02', '-42.02'].map((amount) => `${amount} up to 5: ${money.roundUpTo5Cents(amount)}`),
  ...['19.99', '-19.99'].map((amount) => `19 % of ${amount}: percent ${money.percent(amount, '19.00')}, mul ${money.mul(amount, '0.19')}`),
  ...['0.50', '-0.50'].map((amount) => `a third of ${amount}: ${money.div(amount, '3.00')}`),
];
console.log(seen.join('\n'));
const expected = [
  '42.03 to 5: 42.05',
  '-42.04 to 5: -41.95',
  '-0.03 to 5: 0.05',
  '42.02 up to 5: 42.05',
  '-42.02 up to 5: -41.99',
  '19 % of 19.99: percent 3.80, mul 3.80',
  '19 % of -19.99: percent -3.79, mul -3.78',
  'a third of 0.50: 0.17',
  'a third of -0.50: -0.15',
];
process.exit(seen.join('|') === expected.join('|') ? 0 : 1);
JS
node run.cjs
