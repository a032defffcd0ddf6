#!/usr/bin/env bash
# A placebo test counts how many of the drawn orders are at least as extreme as what happened, what happened among them: no
# p-value is 0 (Phipson and Smyth 2010). simple-statistics 7.12.1's permutationTest leaves the observed one out: two groups
# of twenty that don't overlap get p = 0 from 10,000 shuffles, and groups of three, whose exact two-sided p is 2/20, get a
# figure that moves with each call and may lie below it.
# Guessed: that its smallest answer is 1/10,001, one shuffle among all.
# Seen (Node 20.20 and 24.21): "twenty against twenty: p 0", "three against three: exact 0.1, below it in some of sixty calls".
# Vouch counts what happened among the draws, and every draw where they can be counted (shared/domain/lift).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact simple-statistics@7.12.1 >/dev/null
node -e '
const { permutationTest } = require("simple-statistics");
const upTo = (count, from = 0) => Array.from({ length: count }, (_, at) => at + from);
const apart = permutationTest(upTo(20), upTo(20, 100));
console.log(`twenty against twenty: p ${apart}`);
const calls = upTo(60).map(() => permutationTest(upTo(3), upTo(3, 100)));
const below = calls.some((p) => p < 0.1);
console.log(`three against three: exact 0.1, ${below ? "below it in some of sixty calls" : "never below"}`);
process.exit(apart === 0 && below ? 0 : 1);
'
