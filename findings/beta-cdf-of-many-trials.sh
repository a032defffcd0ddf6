#!/usr/bin/env bash
# How sure is it that one of two equal rates is the larger? One half, and the beta distribution says so: its CDF at 0.5
# with both parameters n is 0.5 for every n. jStat 1.9.6, which calculators of A/B tests use, says 0.4404 at a million and
# −0.1736, a negative probability, at ten million, without an error; node-cephes 3.3.3 drifts later (0.4907 at ten
# million). @stdlib's CDF (0.2.3) stays within 1e-9. Both others agree with it to 1e-4 up to ten thousand trials, so a test
# of small samples sees nothing.
# Guessed: that a continued fraction of fixed length loses digits slowly and evenly, a few in the last places.
# Seen (Node 20.20 and 24.21): "1e+4 jstat 0.500000 cephes 0.500000 stdlib 0.500000", "1e+6 jstat 0.440405 cephes 0.500000
# stdlib 0.500000", "1e+7 jstat -0.173565 cephes 0.490687 stdlib 0.500000".
# Vouch computes every interval of a rate with @stdlib (docs/decisions/2026-11-28-statistics-library.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact jstat@1.9.6 cephes@3.3.3 @stdlib/stats-base-dists-beta-cdf@0.2.3 >/dev/null
cat >half.cjs <<'JS'
const { jStat } = require('jstat');
const cephes = require('cephes');
const cdf = require('@stdlib/stats-base-dists-beta-cdf');
cephes.compiled.then(() => {
  const halves = [1e4, 1e6, 1e7].map((n) => ({
    n,
    jstat: jStat.beta.cdf(0.5, n, n),
    cephes: cephes.incbet(n, n, 0.5),
    stdlib: cdf(0.5, n, n),
  }));
  for (const { n, ...found } of halves)
    console.log(n.toExponential(), ...Object.entries(found).flatMap(([name, value]) => [name, value.toFixed(6)]));
  const [few, many, most] = halves;
  const holds =
    Math.abs(few.jstat - 0.5) < 1e-4 &&
    many.jstat < 0.45 &&
    most.jstat < 0 &&
    most.cephes < 0.495 &&
    halves.every(({ stdlib }) => Math.abs(stdlib - 0.5) < 1e-9);
  process.exit(holds ? 0 : 1);
});
JS
node half.cjs
