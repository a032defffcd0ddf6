#!/usr/bin/env bash
# A shop's own way to write money, as Shopify's API hands it out beside the orders (money_format): "CHF {{amount_with_apostrophe_separator}}" in Zürich, "{{amount_with_space_separator}}
# kr" in Stockholm. @shopify/theme-currency 4.1.1, Shopify's own package for it, fills four of the eight placeholders that Shopify's settings offer; of the
# others it makes nothing, and the price is "CHF ". No error; in a shop of euros or dollars all is right.
# Guessed: the package of the house knows the formats of the house.
# Why: four formats stand in its table, later ones were added to the settings alone, and an unknown one is an empty text.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch writes an order's money by its currency (Intl), never by a shop's format.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts @shopify/theme-currency@4.1.1 >/dev/null
cat >run.mjs <<'JS'
import { createRequire } from 'node:module';

const { formatMoney } = createRequire(import.meta.url)('@shopify/theme-currency');
for (const name of [
  'amount',
  'amount_no_decimals',
  'amount_with_comma_separator',
  'amount_no_decimals_with_comma_separator',
  'amount_with_apostrophe_separator',
  'amount_no_decimals_with_space_separator',
  'amount_with_space_separator',
  'amount_with_period_and_space_separator',
])
  console.log(`${name}: "CHF ${formatMoney(123450, `{{${name}}}`)}"`);
JS
said=$(node run.mjs)
printf '%s\n' "$said"
expected='amount: "CHF 1,234.50"
amount_no_decimals: "CHF 1,235"
amount_with_comma_separator: "CHF 1.234,50"
amount_no_decimals_with_comma_separator: "CHF 1.235"
amount_with_apostrophe_separator: "CHF "
amount_no_decimals_with_space_separator: "CHF "
amount_with_space_separator: "CHF "
amount_with_period_and_space_separator: "CHF "'
[ "$said" = "$expected" ]
