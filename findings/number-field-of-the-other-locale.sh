#!/usr/bin/env bash
# A field of money with the other locale's decimal sign. @internationalized/number 3.6.9, which React Aria's number field
# stands on, takes it for a grouping sign wherever it stands and drops it: 49,90 typed into an English page is 4990, 49.90
# typed into a German one as well, "4,9,0" is 490, and isValidPartialNumber() is content with all of them. 1.234,56 is
# 1.23456 in English.
# Guessed: that groups which are not three digits long are NaN, as a reader of a locale knows how its groups look.
# Seen (Node 20.20 and 24.21): "en-US 49,90: 4990 (valid true)", "de-DE 49.90: 4990 (valid true)", "en-US 4,9,0: 490 (valid
# true)", "en-US 1.234,56: 1.23456 (valid true)".
# Vouch asks where a sign can be read both ways, and takes groups of three alone (shared/domain/money, shared/domain/imports).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @internationalized/number@3.6.9 >/dev/null
node -e '
const { NumberParser } = require("@internationalized/number");
const typed = [["en-US", "49,90"], ["de-DE", "49.90"], ["en-US", "4,9,0"], ["en-US", "1.234,56"]];
const seen = typed.map(([locale, text]) => {
  const parser = new NumberParser(locale, { style: "decimal" });
  const valid = parser.isValidPartialNumber(text);
  console.log(`${locale} ${text}: ${parser.parse(text)} (valid ${valid})`);
  return valid && parser.parse(text);
});
process.exit(seen.join() === "4990,4990,490,1.23456" ? 0 : 1);
'
