#!/usr/bin/env bash
# How many decimal places has a currency? ISO 4217 (npm currency-codes 2.2.0) and Intl.NumberFormat of the same runtime
# answer differently for sixteen currencies in use: of Hungarian forints, Indonesian and Pakistani rupees, Colombian pesos
# and others Intl counts none (CLDR says how they are written), ISO 4217 two, and of Iraqi dinars three. Whoever takes
# minor units for whole ones by Intl's `maximumFractionDigits` is off a hundredfold there, and right in euros and yen.
# Guessed: that both are ISO 4217, as ECMA-402 names it for currency digits.
# Seen (Node 20.20 with ICU 78.2, 24.21 with 78.3): "16 differ: AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SOS SYP
# YER", "HUF 1234.56 is written HUF 1,235".
# Vouch reads and writes money by its own table (shared/domain/money/currency.ts) and tells Intl how many places to show.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact currency-codes@2.2.0 >/dev/null
node -e '
const { data } = require("currency-codes");
const asWritten = (code) => new Intl.NumberFormat("en", { style: "currency", currency: code });
const inUse = data.filter(({ code }) => !code.startsWith("X"));
const differ = inUse.filter(({ code, digits }) => asWritten(code).resolvedOptions().maximumFractionDigits !== digits);
console.log(`${differ.length} differ: ${differ.map(({ code }) => code).join(" ")}`);
const forints = asWritten("HUF").format(1234.56).replace(/\s/g, " ");
console.log(`HUF 1234.56 is written ${forints}`);
const agree = ["EUR", "JPY", "KWD"].every((code) => !differ.some((one) => one.code === code));
process.exit(agree && differ.length === 16 && forints === "HUF 1,235" ? 0 : 1);
'
