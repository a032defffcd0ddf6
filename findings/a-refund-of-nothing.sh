#!/usr/bin/env bash
# An amount of an order turned into the smallest unit, as Stripe and others want it: 19.99 euros are 1999. zero-decimal-currencies 1.6.0, made for that, takes numbers and texts, and makes "0" of a refund of
# -45.71 euros or dinars, while -1204 yen keep their sign; the text "1,204.50" is "100", one euro; 0.29 is "029". toStripeUnit says the same. No call throws. Amounts from one euro on are right, also those that floating point cuts (8.2).
# Guessed: a negative amount keeps its sign or is refused, as is a text that is no number.
# Why: what is less than a cent counts as nothing, and a refund is less; a text is read up to its first sign that is none of a number.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch reckons in whole smallest units from the moment that it reads an amount, refunds as well (shared/domain/money).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts zero-decimal-currencies@1.6.0 >/dev/null
cat >run.cjs <<'JS'
const { default: smallest, toStripeUnit } = require('zero-decimal-currencies');
const amounts = [[19.99, 'EUR'], [8.2, 'EUR'], [1204, 'JPY'], [-45.71, 'EUR'], ['-45.71', 'EUR'], [-1204, 'JPY'], [-45.71, 'KWD'], ['1,204.50', 'EUR'], [0.29, 'EUR']];
for (const [amount, currency] of amounts) console.log(`${JSON.stringify(amount)} ${currency}: ${JSON.stringify(smallest(amount, currency))}, for Stripe ${JSON.stringify(toStripeUnit(amount, currency))}`);
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='19.99 EUR: "1999", for Stripe "1999"
8.2 EUR: "820", for Stripe "820"
1204 JPY: "1204", for Stripe "1204"
-45.71 EUR: "0", for Stripe "0"
"-45.71" EUR: "0", for Stripe "0"
-1204 JPY: "-1204", for Stripe "-1204"
-45.71 KWD: "0", for Stripe "0"
"1,204.50" EUR: "100", for Stripe "100"
0.29 EUR: "029", for Stripe "029"'
[ "$said" = "$expected" ]
