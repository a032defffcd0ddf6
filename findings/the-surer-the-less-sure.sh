#!/usr/bin/env bash
# A difference of three, five and eight standard errors: how likely by chance alone, on both sides together? 0.0027, 0.0000006, and next to never.
# simple-statistics 7.12.1 looks the normal distribution up in a table that ends at 3.09: everything rarer is 0.002, so that with
# a hundred links compared at once (Bonferroni, 0.0005 each) no difference can ever be large enough. statistics.js 1.0.0 goes on beyond its table with
# a series that falls apart: from five standard errors on the surer is the less sure, and at eight the difference is an
# accident, p = 0.9. jStat 1.9.6 and @stdlib 0.3.1 have all three.
# Guessed: coarse in the tail, and falling all the way.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch reckons with @stdlib (docs/decisions/2026-11-28-statistics-library.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact simple-statistics@7.12.1 statistics.js@1.0.0 jstat@1.9.6 @stdlib/stats-base-dists-normal-cdf@0.3.1 >/dev/null
cat >run.cjs <<'JS'
const { cumulativeStdNormalProbability } = require('simple-statistics');
const Statistics = require('statistics.js');
const { jStat } = require('jstat');
const stdlib = require('@stdlib/stats-base-dists-normal-cdf');
const read = {
  'simple-statistics': (z) => 1 - cumulativeStdNormalProbability(z),
  'statistics.js': (z) => 1 - new Statistics([], {}).normalCumulativeValue(z, 0, 1),
  jStat: (z) => jStat.normal.cdf(-z, 0, 1),
  '@stdlib': (z) => stdlib(-z, 0, 1),
};
const said = Object.entries(read).map(
  ([name, tail]) => `${name}: ${[3, 5, 8].map((z) => (2 * tail(z)).toFixed(7)).join(', ')}`,
);
console.log(said.join('\n'));
const expected = [
  'simple-statistics: 0.0026000, 0.0020000, 0.0020000',
  'statistics.js: 0.0027000, 0.0008200, 0.8955200',
  'jStat: 0.0026998, 0.0000006, 0.0000000',
  '@stdlib: 0.0026998, 0.0000006, 0.0000000',
];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.cjs
