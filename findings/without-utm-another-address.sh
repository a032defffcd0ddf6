#!/usr/bin/env bash
# An address is relieved of its utm_ tags by strip-utm 1.0.0 and link-cleaner 1.0.0. strip-utm opens what was escaped in the rest: a product
# named R%26B becomes two parameters, a page to return to (`next=%2Fcart%3Fa%3D1%26b%3D2`) loses its second half to the shop, 50%2525 becomes 50%25;
# it also drops `www.`, the slash at the end of the path, and puts the parameters in order. Whether the shop then shows the same page
# is luck. link-cleaner takes out the tags and nothing else, and keeps other networks' ids.
# Guessed: that taking parameters out leaves the others as they were; sorting I would have believed.
# Seen (Node 20.20 and 24.21): "R%26B: name=R&B | name=R%26B", "next: next=/cart?a=1&b=2 | next=%2Fcart%3Fa%3D1%26b%3D2",
# "www: https://shop.example/p | https://www.shop.example/p/", "fbclid: kept kept".
# Vouch adds to a destination and changes nothing that stands in it (shared/domain/link).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact strip-utm@1.0.0 link-cleaner@1.0.0 >/dev/null
node -e '
const strip = require("strip-utm");
const clean = require("link-cleaner");
const query = (address) => address.split("?").slice(1).join("?");
const both = (address, part = query) => `${part(strip(address))} | ${part(clean(address))}`;
const whole = (address) => address.replace(/\?$/, "");
const seen = [
  "R%26B: " + both("https://shop.example/p?name=R%26B&utm_medium=x"),
  "next: " + both("https://shop.example/p?next=%2Fcart%3Fa%3D1%26b%3D2&utm_medium=x"),
  "50%2525: " + both("https://shop.example/p?q=50%2525&utm_medium=x"),
  "www: " + both("https://www.shop.example/p/?utm_medium=x", whole),
  "fbclid: " + [strip, clean].map((read) => (read("https://shop.example/?fbclid=1&utm_id=2").includes("fbclid=1") ? "kept" : "gone")).join(" "),
];
console.log(seen.join("\n"));
const expected = [
  "R%26B: name=R&B | name=R%26B",
  "next: next=/cart?a=1&b=2 | next=%2Fcart%3Fa%3D1%26b%3D2",
  "50%2525: q=50%25 | q=50%2525",
  "www: https://shop.example/p | https://www.shop.example/p/",
  "fbclid: kept kept",
];
process.exit(seen.join("\n") === expected.join("\n") ? 0 : 1);
'
