#!/usr/bin/env bash
# What has the middle one of five posts brought, in orders 10, 2, 33, 4 and 5? Five. collect.js 4.36.1, Laravel's collections for JavaScript, answers 33, the most of
# all: its median() takes whatever stands in the middle of the list as it came. PHP's own, of which it is a copy, sorts first. Of posts as they are read
# from an answer, newest first, the "median" is the post of the middle of the month. And where one post has no figure yet, sum() and avg() are NaN, in
# JSON null, where PHP counts on.
# Guessed: median() is the median, and sum() passes over what isn't there, as in the library it copies.
# Why: no sort before the middle is taken; undefined and null are added as they are (null is 0 to a sum, undefined NaN).
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's medians sort (shared/domain/statistics/median.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts collect.js@4.36.1 >/dev/null
cat >run.cjs <<'JS'
const { collect } = require('collect.js');
const orders = [10, 2, 33, 4, 5];
const posts = [{ orders: 7 }, { orders: 0 }, { orders: 1 }];
console.log(`median of 10, 2, 33, 4, 5: ${collect(orders).median()}, sorted before: ${collect(orders).sort().median()}`);
console.log(`median of three posts with 7, 0, 1: ${collect(posts).median('orders')}`);
console.log(`median of 1, 2, 10, 3: ${collect([1, 2, 10, 3]).median()}`);
console.log(`one post without a figure: sum ${collect([...posts, {}]).sum('orders')}, avg ${collect([...posts, {}]).avg('orders')}`);
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='median of 10, 2, 33, 4, 5: 33, sorted before: 5
median of three posts with 7, 0, 1: 0
median of 1, 2, 10, 3: 6
one post without a figure: sum NaN, avg NaN'
[ "$said" = "$expected" ]
