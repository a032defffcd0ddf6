#!/usr/bin/env bash
# A click id put behind the shop's address, vclid=c, by packages made for that; what stood there is the shop's. append-query 2.1.1 draws the rest anew: two
# filters of one name, color=red&color=blue, become color[]=red&color[]=blue, which the shop doesn't know, and caf%E9, as shops in Latin-1 write it,
# caf%EF%BF%BD, a letter that is lost. url-set-query 1.0.0, "to append a query string to a URL", drops all that was there. update-query 1.0.5 writes a
# blank as it is into the address (an escaped one was there), and behind a # where there was no query: the shop never hears of the click.
# url-parameter-append 1.0.4 leaves every byte of it.
# Guessed: what adds one parameter adds one parameter, before the #.
# Why: the first reads the query into an object, unescapes it and writes the object; the second replaces what stands between ? and #.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch adds its id to the text as it stands (shared/domain/link/compose-destination.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts append-query@2.1.1 url-set-query@1.0.0 update-query@1.0.5 url-parameter-append@1.0.4 >/dev/null
cat >run.cjs <<'JS'
const main = (name) => {
  const loaded = require(name);
  return loaded.default ?? loaded;
};
const add = {
  'append-query': (url) => main('append-query')(url, { vclid: 'c' }),
  'url-set-query': (url) => main('url-set-query')(url, 'vclid=c'),
  'update-query': (url) => main('update-query')(url, { vclid: 'c' }),
  'url-parameter-append': (url) => main('url-parameter-append')(url, 'vclid', 'c'),
};
const shop = 'https://shop.example';
const asked = { 'append-query': ['/?color=red&color=blue', '/?q=caf%E9'], 'url-set-query': ['/?color=red'], 'update-query': ['/?q=a%20b', '/socks#size'] };
for (const [name, paths] of Object.entries(asked))
  for (const path of paths) {
    const [theirs, plain] = [name, 'url-parameter-append'].map((one) => add[one](shop + path).slice(shop.length));
    console.log(`${path}: ${name} ${theirs} | url-parameter-append ${plain}`);
  }
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='/?color=red&color=blue: append-query /?color%5B%5D=red&color%5B%5D=blue&vclid=c | url-parameter-append /?color=red&color=blue&vclid=c
/?q=caf%E9: append-query /?q=caf%EF%BF%BD&vclid=c | url-parameter-append /?q=caf%E9&vclid=c
/?color=red: url-set-query /?vclid=c | url-parameter-append /?color=red&vclid=c
/?q=a%20b: update-query /?q=a b&vclid=c | url-parameter-append /?q=a%20b&vclid=c
/socks#size: update-query /socks#size?vclid=c | url-parameter-append /socks?vclid=c#size'
[ "$said" = "$expected" ]
