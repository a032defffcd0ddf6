#!/usr/bin/env bash
# bloom-filters 3.0.4: its HyperLogLog answers about half of what it was shown as long as the visitors are fewer than its
# registers, and a single visitor is nobody more often than not. The error that it says it has, 0.0163 with 4,096
# registers, is right where the original paper corrects nothing: from a few times the registers on. A small creator's
# thousand visitors become five hundred; a test of a million sees nothing.
# Guessed: that a sketch with 4,096 registers is within 5 % at a thousand, where linear counting is almost exact.
# Seen (Node 20.20 and 24.21): "says its error is 0.01625", "1 visitor: 0", "100 visitors: 50", "1000 visitors: 492",
# "40000 visitors: within 5 %".
# Vouch keeps a sketch of its own, held against exact counts (shared/domain/click/sketch.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact bloom-filters@3.0.4 >/dev/null
node -e '
const { HyperLogLog } = require("bloom-filters");
const counted = (visitors) => {
  const sketch = new HyperLogLog(4096);
  for (let visitor = 0; visitor < visitors; visitor += 1) sketch.update(`visitor-0-${visitor}`);
  return sketch.count(true);
};
const error = new HyperLogLog(4096).accuracy();
console.log(`says its error is ${error}`);
const few = [1, 100, 1000].map(counted);
console.log(`1 visitor: ${few[0]}`);
console.log(`100 visitors: ${few[1]}`);
console.log(`1000 visitors: ${few[2]}`);
const many = counted(40000);
const near = Math.abs(many / 40000 - 1) < 0.05;
console.log(`40000 visitors: ${near ? "within 5 %" : many}`);
process.exit(error === 0.01625 && few.join() === "0,50,492" && near ? 0 : 1);
'
