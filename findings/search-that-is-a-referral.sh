#!/usr/bin/env bash
# Who searched for the shop, as the shop tells it: sourcebuster 1.1.0, the script behind WooCommerce's order attribution, told only the origin
# of the page before, which is all that browsers send to another site since 2020. From Google it is "organic"; from Bing's, Yahoo's and Yandex's
# searches a "referral", though its table has them: they are known by the question in their address, which no longer comes.
# Given the whole address, as browsers once sent it, Bing is organic again.
# Guessed: a script that is in use today knows a search engine by its host, or knows none.
# Seen (Node 20.20 and 24.21): see the last lines.
# Whoever hands Vouch a shop's daily totals of brand search from there (PUT /v1/baselines/{day}) hands Google's alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact sourcebuster@1.1.0 jsdom@29.1.1 >/dev/null
cat >run.cjs <<'JS'
const { readFileSync } = require('node:fs');
const { JSDOM } = require('jsdom');
const script = readFileSync(require.resolve('sourcebuster/dist/sourcebuster.min.js'), 'utf8');
const cameFrom = (referrer) => {
  const { window } = new JSDOM('<body></body>', { url: 'https://shop.example/socks', referrer, runScripts: 'outside-only' });
  window.eval(script);
  window.sbjs.init({});
  return `${referrer}: ${window.sbjs.get.current.typ}`;
};
const said = [
  'https://www.google.com/', 'https://www.bing.com/', 'https://search.yahoo.com/', 'https://yandex.com/',
  'https://www.bing.com/search?q=wool+socks',
].map(cameFrom);
console.log(said.join('\n'));
const expected = [
  'https://www.google.com/: organic',
  'https://www.bing.com/: referral',
  'https://search.yahoo.com/: referral',
  'https://yandex.com/: referral',
  'https://www.bing.com/search?q=wool+socks: organic',
];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.cjs
