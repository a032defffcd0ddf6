#!/usr/bin/env bash
# The zone of a squad's city by its name, asked of city-timezones 1.3.4. Each city is known by one name, and which one
# can't be told beforehand: Cologne, Munich, Vienna and Geneva by the English, Zürich and Nürnberg by their own; the other spelling of
# each brings nothing, nor do "New York City", "Frankfurt am Main" and "Washington". London brings Canada first.
# Guessed: that a city is found in English and as its people write it, or always in one of the two.
# Seen (Node 20.20 and 24.21): "found: Cologne, Munich, Vienna, Zürich, Nürnberg, Geneva, New York, Frankfurt", "nothing: Köln, München, Wien,
# Zurich, Nuremberg, Genf, New York City, Frankfurt am Main, Washington", "London: CA GB US".
# A squad’s city is free text with Vouch, and its days are those of the brand’s zone: nothing is looked up.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact city-timezones@1.3.4 >/dev/null
node -e '
const { lookupViaCity } = require("city-timezones");
const pairs = [
  ["Cologne", "Köln"], ["Munich", "München"], ["Vienna", "Wien"], ["Zürich", "Zurich"], ["Nürnberg", "Nuremberg"],
  ["Geneva", "Genf"], ["New York", "New York City"], ["Frankfurt", "Frankfurt am Main"],
];
const found = pairs.map(([known]) => known);
const missing = [...pairs.map(([, other]) => other), "Washington"];
console.log(`found: ${found.filter((name) => lookupViaCity(name).length > 0).join(", ")}`);
console.log(`nothing: ${missing.filter((name) => lookupViaCity(name).length === 0).join(", ")}`);
const london = lookupViaCity("London").map((city) => city.iso2).join(" ");
console.log(`London: ${london}`);
const asSeen = found.every((name) => lookupViaCity(name).length > 0) && missing.every((name) => lookupViaCity(name).length === 0);
process.exit(asSeen && london === "CA GB US" ? 0 : 1);
'
