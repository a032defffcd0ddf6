#!/usr/bin/env bash
# How fast does a rate of orders fall? 2.1, 2.0, 1.9 and 1.8 % on days 0, 10, 20 and 30 lie on a line: 0.01 points a day, R² 1. regression
# 2.0.1 says that nothing moves, "y = 0x + 0.02", and an R² of -0.2, worse than a mean; of a tail that halves every 139 days,
# "e^(-0.01x)", half of that, with an R² of -5.3. Its README rounds what is put out to two significant figures; it rounds to two
# decimals, coefficients first, and R² is of the rounded ones. A single day without clicks makes all of an exponential NaN.
# Guessed: that significant figures are meant, R² is that of the fit, and a day of nothing is refused or left out.
# Seen (Node 20.20 and 24.21): "line: y = 0x + 0.02, R2 -0.2; to six decimals R2 1", "tail: y = 0.02e^(-0.01x), R2 -5.3; to six
# decimals R2 1", "a quiet day: y = NaNe^(NaNx), R2 NaN".
# Vouch fits how clicks die away by Poisson's likelihood, in which a day of none is a count, and rounds nothing before it is shown.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact regression@2.0.1 >/dev/null
node -e '
const regression = require("regression");
const line = [[0, 0.021], [10, 0.02], [20, 0.019], [30, 0.018]];
const tail = Array.from({ length: 30 }, (_, day) => [day, 0.02 * 2 ** (-day / 138.6)]);
const quiet = [[0, 120], [1, 60], [2, 31], [3, 14], [4, 8], [5, 0], [6, 2]];
const both = (name, fit, points) => {
  const [usual, exact] = [fit(points), fit(points, { precision: 6 })];
  return `${name}: ${usual.string}, R2 ${usual.r2}; to six decimals R2 ${exact.r2}`;
};
const nothing = regression.exponential(quiet);
const said = [
  both("line", regression.linear, line),
  both("tail", regression.exponential, tail),
  `a quiet day: ${nothing.string}, R2 ${nothing.r2}`,
];
console.log(said.join("\n"));
const expected = [
  "line: y = 0x + 0.02, R2 -0.2; to six decimals R2 1",
  "tail: y = 0.02e^(-0.01x), R2 -5.3; to six decimals R2 1",
  "a quiet day: y = NaNe^(NaNx), R2 NaN",
];
process.exit(said.every((one, at) => one === expected[at]) ? 0 : 1);
'
