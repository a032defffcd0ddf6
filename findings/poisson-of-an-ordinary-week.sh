#!/usr/bin/env bash
# How likely are exactly 190 clicks in a week where 180 are expected? 0.0220, reckoned by logarithms. jStat 1.9.6's Poisson overflows:
# its probability of 170 is Infinity, from 171 on it is NaN, and "at most 180" is NaN with it. Its negative binomial, for
# weeks that vary more than Poisson's, is right for a size of 2.5 and NaN at nought for a size below one, which is where
# creators with one strong post among many weak ones lie. No error is thrown, and NaN compares as false: "is this unusual?" no.
# Guessed: that a library of distributions reckons them by logarithms, at least up to the counts of a week.
# Seen (Node 20.20 and 24.21): "170 of 180: jStat Infinity, @stdlib 0.0230", "190 of 180: jStat NaN, @stdlib 0.0220",
# "at most 180 of 180: jStat NaN, @stdlib 0.5198", "size 2.5, three: jStat 0.1434, @stdlib 0.1434",
# "size 0.7, none: jStat NaN, @stdlib 0.5266".
# Vouch reckons both by logarithms of the gamma function.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact jstat@1.9.6 @stdlib/stats-base-dists-poisson-pmf@0.2.3 @stdlib/stats-base-dists-poisson-cdf@0.3.1 @stdlib/stats-base-dists-negative-binomial-pmf@0.1.3 >/dev/null
node -e '
const { jStat } = require("jstat");
const pmf = require("@stdlib/stats-base-dists-poisson-pmf");
const cdf = require("@stdlib/stats-base-dists-poisson-cdf");
const negative = require("@stdlib/stats-base-dists-negative-binomial-pmf");
const short = (value) => (Number.isNaN(value) ? "NaN" : value.toFixed(4));
const rows = [
  ["170 of 180", jStat.poisson.pdf(170, 180), pmf(170, 180)],
  ["190 of 180", jStat.poisson.pdf(190, 180), pmf(190, 180)],
  ["at most 180 of 180", jStat.poisson.cdf(180, 180), cdf(180, 180)],
  ["size 2.5, three", jStat.negbin.pdf(3, 2.5, 0.4), negative(3, 2.5, 0.4)],
  ["size 0.7, none", jStat.negbin.pdf(0, 0.7, 0.4), negative(0, 0.7, 0.4)],
];
const said = rows.map(([name, theirs, right]) => `${name}: jStat ${short(theirs)}, @stdlib ${short(right)}`);
console.log(said.join("\n"));
const expected = [
  "170 of 180: jStat Infinity, @stdlib 0.0230",
  "190 of 180: jStat NaN, @stdlib 0.0220",
  "at most 180 of 180: jStat NaN, @stdlib 0.5198",
  "size 2.5, three: jStat 0.1434, @stdlib 0.1434",
  "size 0.7, none: jStat NaN, @stdlib 0.5266",
];
process.exit(said.every((line, at) => line === expected[at]) ? 0 : 1);
'
