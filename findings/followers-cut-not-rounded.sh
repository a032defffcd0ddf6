#!/usr/bin/env bash
# 9,999 followers on a small tile: "10K" to most. approximate-number 3.0.1 cuts instead of rounding, 9.9k, 99k of 99,999 and 999k of
# one less than a million; short-number 1.0.7 rounds and then forgets to go on to the next letter: 999,999 are 1000K. human-format
# 1.2.1 says 10 k and 1 M.
# Guessed: a short number is the nearest one of that length.
# Seen (Node 20.20 and 24.21): see the last lines.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact approximate-number@3.0.1 short-number@1.0.7 human-format@1.2.1 >/dev/null
cat >run.mjs <<'JS'
import approximate from 'approximate-number';
import format from 'human-format';
import short from 'short-number';
const followers = [1_999, 9_999, 99_999, 999_999];
const shown = { approximate, short, format: (count) => format(count, { maxDecimals: 1 }) };
const seen = Object.entries(shown).map(([name, write]) => `${name}: ${followers.map((count) => write(count)).join(', ')}`);
console.log(seen.join('\n'));
const expected = ['approximate: 1.9k, 9.9k, 99k, 999k', 'short: 2K, 10K, 100K, 1000K', 'format: 2 k, 10 k, 100 k, 1 M'];
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
JS
node run.mjs
