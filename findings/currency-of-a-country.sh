#!/usr/bin/env bash
# In which currency does a brand of that country reckon? Bulgaria has the euro since 1 January 2026, Curaçao the Caribbean guilder (XCG)
# since March 2025, Sierra Leone the new leone (SLE) since 2022. Five packages, each the newest on 28 November 2026, answer differently:
# country-to-currency and countries-list know all three; world-countries 5.1.0 and locale-currency say BGN;
# world-countries says ANG and SLL besides; currency-codes 2.2.0 knows no XCG, so that a sum in it is refused as no currency.
# Guessed: that eleven months after a change what is still published knows it.
# Seen (Node 20.20 and 24.21): "country-to-currency EUR XCG SLE", "countries-list EUR XCG SLE", "world-countries BGN ANG SLL",
# "locale-currency BGN", "currency-codes: Bulgaria BGN, XCG unknown".
# Vouch asks the brand, and guesses no currency from a country.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact country-to-currency@3.0.1 countries-list@3.4.1 world-countries@5.1.0 locale-currency@1.0.0 currency-codes@2.2.0 >/dev/null
node -e '
const loaded = (name) => { const given = require(name); return given.default ?? given; };
const asked = ["BG", "CW", "SL"];
const byCountry = loaded("country-to-currency");
const list = require("countries-list").countries;
const world = require("world-countries");
const locale = require("locale-currency");
const codes = require("currency-codes");
const said = [
  `country-to-currency ${asked.map((code) => byCountry[code]).join(" ")}`,
  `countries-list ${asked.map((code) => list[code].currency[0]).join(" ")}`,
  `world-countries ${asked.map((code) => Object.keys(world.find((one) => one.cca2 === code).currencies)[0]).join(" ")}`,
  `locale-currency ${(locale.getCurrency ?? locale.default.getCurrency)("bg-BG")}`,
  `currency-codes: Bulgaria ${codes.country("bulgaria").map((one) => one.code).join()}, XCG ${codes.code("XCG") ? "known" : "unknown"}`,
];
console.log(said.join("\n"));
const expected = ["country-to-currency EUR XCG SLE", "countries-list EUR XCG SLE", "world-countries BGN ANG SLL", "locale-currency BGN", "currency-codes: Bulgaria BGN, XCG unknown"];
process.exit(said.every((line, at) => line === expected[at]) ? 0 : 1);
'
