#!/usr/bin/env bash
# A hundred posts, sixty without an order and forty with seven: the middle one has none. tdigest 0.1.2, asked for its
# median, says 2.8, a number that no post has: between two different values it draws a line, however many equal ones stand on
# either side. Of three posts with 1 and one with 9 the median is 3, of ninety-five without and five with one 0.05. On values that
# are all different it is right.
# Guessed: that the middle of counts is one of them, or lies between the two middle ones; sketches blur tails, not ties.
# Seen (Node 20.20 and 24.21): "sixty 0 and forty 7: 2.8 (0)", "1, 1, 1, 9: 3 (1)", "ninety-five 0 and five 1: 0.05 (0)", "1, 2, 3, 4: 2.5 (2.5)".
# Counts per post are mostly ties; Vouch sorts them (shared/domain/statistics).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact tdigest@0.1.2 >/dev/null
node -e '
const { TDigest } = require("tdigest");
const many = (count, value) => Array(count).fill(value);
const sketched = (values) => {
  const digest = new TDigest();
  digest.push(values);
  digest.compress();
  return Number(digest.percentile(0.5).toFixed(4));
};
const sorted = (values) => {
  const order = [...values].sort((a, b) => a - b);
  return (order[Math.floor((order.length - 1) / 2)] + order[Math.ceil((order.length - 1) / 2)]) / 2;
};
const cases = {
  "sixty 0 and forty 7": [...many(60, 0), ...many(40, 7)],
  "1, 1, 1, 9": [1, 1, 1, 9],
  "ninety-five 0 and five 1": [...many(95, 0), ...many(5, 1)],
  "1, 2, 3, 4": [1, 2, 3, 4],
};
const seen = Object.entries(cases).map(([name, values]) => `${name}: ${sketched(values)} (${sorted(values)})`);
console.log(seen.join("\n"));
const expected = ["2.8 (0)", "3 (1)", "0.05 (0)", "2.5 (2.5)"];
process.exit(seen.every((line, at) => line.endsWith(": " + expected[at])) ? 0 : 1);
'
