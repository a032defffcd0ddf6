#!/usr/bin/env bash
# How sure is a rate of which nothing was seen? Wilson's interval of 0 of 0 is all that can be, 0 to 1. wilson-score-interval
# 2.1.0 answers 0 to 0: a creator without a click has a conversion rate that is known exactly. wilson-score 1.0.0 gives the
# lower bound alone, unless told of 99 % and one side (z = 2.326), while the comment in its source calls 1.645 "95 %": its
# bound of 8 in 10 is 0.435, where the lower end of the usual 95 % interval is 0.490.
# Guessed: that both stand on the usual two-sided 95 %, and that 0 of 0 is NaN or an error.
# Seen (Node 20.20 and 24.21): "0 of 0: 0 to 0", "8 of 10: 0.4902 to 0.9433, the other 0.4353, with 1.959964 0.4902".
# Vouch answers a rate of nothing with null and a reason (shared/domain/statistics).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact wilson-score-interval@2.1.0 wilson-score@1.0.0 >/dev/null
node -e '
const interval = require("wilson-score-interval");
const lower = require("wilson-score");
const none = interval(0, 0);
const eight = interval(8, 10);
const four = (value) => value.toFixed(4);
const told = lower(8, 10, 1.959964);
console.log(`0 of 0: ${none.left} to ${none.right}`);
console.log(`8 of 10: ${four(eight.left)} to ${four(eight.right)}, the other ${four(lower(8, 10))}, with 1.959964 ${four(told)}`);
const asSeen = none.left === 0 && none.right === 0 && four(eight.left) === "0.4902" && four(lower(8, 10)) === "0.4353";
process.exit(asSeen && four(told) === "0.4902" ? 0 : 1);
'
