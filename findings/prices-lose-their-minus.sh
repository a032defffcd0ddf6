#!/usr/bin/env bash
# Three packages that read an amount out of a text: parse-price 1.1.8, price-parser 3.4.0 and parse-money 1.0.12. To all three a
# loss of −45,71 € is a gain of 45.71, and so is an amount in parentheses: the sign isn't part of a price. parse-price also reads €1,234 as
# 1.234, 1.234.567 as 1.234 and ₹1,23,456 as 1.23; price-parser says nothing of an amount without a currency; parse-money reads all of these and
# forgets that CHF, JPY and kr are currencies.
# Guessed: that a minus in front survives, and that grouping is what they differ in.
# Seen (Node 20.20 and 24.21): "-45,71 €: 45.71 45.71 45.71", "(45.71): 45.71 – 45.71", "€1,234: 1.234 1234 1234", "1.234.567: 1.234 – 1234567".
# Vouch's own reader takes the sign first (shared/domain/imports/cells).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact parse-price@1.1.8 price-parser@3.4.0 parse-money@1.0.12 >/dev/null
node -e '
const price = require("parse-price").default ?? require("parse-price");
const { parseFirst } = require("price-parser");
const money = require("parse-money").default;
const seen = ["-45,71 €", "(45.71)", "€1,234", "1.234.567"].map(
  (text) => `${text}: ${price(text)} ${parseFirst(text)?.floatValue ?? "–"} ${money(text)?.amount ?? "–"}`,
);
console.log(seen.join("\n"));
const expected = ["45.71 45.71 45.71", "45.71 – 45.71", "1.234 1234 1234", "1.234 – 1234567"];
process.exit(seen.every((line, at) => line.endsWith(": " + expected[at])) ? 0 : 1);
'
