#!/usr/bin/env bash
# How likely is it that two of a million short links get one slug of six letters and digits? Of 62^6 slugs a million draws hold two that are
# equal with 99.98 % (the birthday problem). short-unique-id 5.3.2, which is made for such slugs and asked by its own collisionProbability(1000000, 6),
# says 0.00000002; of ten thousand, where it is one in a thousand, 0.000000002. Drawn for real, a million and a half of its slugs hold some twice.
# Guessed: a function that says it tells the chance of a pair among so many draws tells that.
# Why: it answers with the square root of the draws (times 1.25) over the number of slugs, where the chance grows with their square. Its README says so too.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch writes a link under the condition that its slug is free, and draws again where it isn't (shared/data/links).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact short-unique-id@5.3.2 >/dev/null
cat >run.cjs <<'JS'
const ShortUniqueId = require('short-unique-id');
const slugs = new ShortUniqueId({ length: 6 });
const birthday = (draws, size) => -Math.expm1((-draws * (draws - 1)) / (2 * size));
const lines = [10_000, 1_000_000].map((draws) => {
  const told = slugs.collisionProbability(draws, 6);
  return `${draws} draws: told ${told.toPrecision(1)}, birthday ${birthday(draws, 62 ** 6).toPrecision(3)}`;
});
const drawn = new Set();
for (let at = 0; at < 1_500_000; at++) drawn.add(slugs.rnd());
const pairs = 1_500_000 - drawn.size;
console.log([...lines, `a million and a half drawn: ${pairs > 0 ? 'some' : 'none'} twice`].join('\n'));
const expected = ['10000 draws: told 2e-9, birthday 0.000880', '1000000 draws: told 2e-8, birthday 1.00'];
process.exit(lines.join('\n') === expected.join('\n') && pairs > 0 ? 0 : 1);
JS
node run.cjs
