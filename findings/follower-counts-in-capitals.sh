#!/usr/bin/env bash
# Follower counts as the platforms show them: 1.2K, 3.4M, and 12,3 Mio. in German. numeral 2.0.6 writes 1.2k itself, reads
# 1.2k as 1200 and 3.4m as 3.4 million, and reads the capitals that Instagram and TikTok write as nothing: 1.2K is 1.2,
# 3.4M is 3.4; "12,3 Mio." is 123. No error in any case: a creator with 1.2K followers has one.
# Guessed: that what it abbreviates it reads back in either case, as its own locales differ in case.
# Seen (Node 20.20 and 24.21): "1.2k 1200, 1.2K 1.2", "3.4m 3400000, 3.4M 3.4", "12,3 Mio. 123".
# Vouch reads both cases, and the German and Spanish words (shared/domain/imports/cells/numbers.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact numeral@2.0.6 >/dev/null
node -e '
const numeral = require("numeral");
const read = (text) => numeral(text).value();
console.log(`1.2k ${read("1.2k")}, 1.2K ${read("1.2K")}`);
console.log(`3.4m ${read("3.4m")}, 3.4M ${read("3.4M")}`);
console.log(`12,3 Mio. ${read("12,3 Mio.")}`);
const seen = ["1.2k", "1.2K", "3.4m", "3.4M", "12,3 Mio."].map(read).join();
process.exit(seen === "1200,1.2,3400000,3.4,123" ? 0 : 1);
'
