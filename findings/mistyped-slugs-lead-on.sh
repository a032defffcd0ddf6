#!/usr/bin/env bash
# A follower types a printed slug and gets one letter wrong. Where slugs are made from numbers, does the mistake lead nowhere, or to
# somebody else's link? With Sqids 0.3.0 (at least seven letters) 84 % of all one-letter mistakes are read as one number,
# which may be a link; without a minimum 98 %. With hashids 2.3.0 one in a thousand is, as it makes the slug of what it
# read again and compares; with Sqids that is left to whoever uses it.
# Guessed: that most mistakes give no number, as ids made of a shuffled alphabet look as if they were checked.
# Seen (Node 20.20 and 24.21): "read as one number: sqids 0.841, without a minimum 0.977, hashids 0.001".
# Vouch draws slugs, and none is a number: a wrong letter leads to another link only if that very slug was drawn.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact sqids@0.3.0 hashids@2.3.0 >/dev/null
cat > typos.mjs <<'JS'
import Hashids from 'hashids';
import Sqids from 'sqids';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** Of a hundred slugs every place, every other letter there: how many are read as one number. */
const share = (encode, decode) => {
  let read = 0;
  let tried = 0;
  for (let number = 1000; number < 1100; number += 1) {
    const slug = encode(number);
    for (let at = 0; at < slug.length; at += 1) {
      for (const letter of letters) {
        if (letter === slug[at]) continue;
        tried += 1;
        if (decode(slug.slice(0, at) + letter + slug.slice(at + 1)).length === 1) read += 1;
      }
    }
  }
  return (read / tried).toFixed(3);
};
const seven = new Sqids({ minLength: 7 });
const short = new Sqids();
const salted = new Hashids('a salt', 7);
const said = `read as one number: sqids ${share((n) => seven.encode([n]), (s) => seven.decode(s))}, without a minimum ${share(
  (n) => short.encode([n * 1e6]),
  (s) => short.decode(s),
)}, hashids ${share((n) => salted.encode(n), (s) => salted.decode(s))}`;
console.log(said);
process.exit(/sqids 0\.841, without a minimum 0\.977, hashids 0\.00\d$/.test(said) ? 0 : 1);
JS
node typos.mjs
