#!/usr/bin/env bash
# The minus that typesetting and spreadsheets of banks write is U+2212, and ECMAScript formats it so in Swedish, Norwegian
# and Slovenian. currency.js 2.0.4 and numeral 2.0.6 drop it with everything else they don't know: a loss of 45.71 comes
# back as a profit of 45.71, with no error. A minus after the number, as SAP and old ledgers write it, is null in
# currency.js and right in numeral; parentheses are right in both.
# Guessed: that a sign which the reader does not know gives an error or nothing, never the other sign.
# Seen (Node 20.20 and 24.21): "sv writes −45,71 with U+2212", "currency.js: U+2212 45.71, behind null, parentheses
# -45.71", "numeral: U+2212 45.71, behind -45.71, parentheses -45.71".
# Vouch reads the sign first, and refuses what it doesn't know (shared/domain/imports).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact currency.js@2.0.4 numeral@2.0.6 >/dev/null
node -e '
const currency = require("currency.js");
const numeral = require("numeral");
const swedish = new Intl.NumberFormat("sv").format(-45.71);
const typeset = swedish.codePointAt(0) === 0x2212;
console.log(`sv writes ${swedish} with ${typeset ? "U+2212" : "another sign"}`);
const written = ["\u221245.71", "45.71-", "(45.71)"];
const said = (read) => {
  const [sign, behind, parentheses] = written.map((text) => String(JSON.parse(JSON.stringify(read(text)))));
  return `U+2212 ${sign}, behind ${behind}, parentheses ${parentheses}`;
};
const money = said((text) => currency(text).value);
const number = said((text) => numeral(text).value());
console.log(`currency.js: ${money}`);
console.log(`numeral: ${number}`);
const asSeen = money === "U+2212 45.71, behind null, parentheses -45.71" && number === "U+2212 45.71, behind -45.71, parentheses -45.71";
process.exit(typeset && asSeen ? 0 : 1);
'
