#!/usr/bin/env bash
# A report of Google Ads as its users download it has headings that are abbreviated: Impr., Avg. CPC, Conv., Conv. value.
# csvtojson 2.0.14 reads a point inside a heading as a way down: "Avg. CPC" becomes { Avg: { " CPC": … } }, the blank
# included, and asked for by its own name it is undefined; so is what the advertisements brought. A heading that only
# ends with a point stays as it is, so the spend's neighbours are there and nothing looks broken: ROAS from
# `row['Conv. value'] ?? 0` is 0. With `flatKeys` all are there.
# Guessed: that a row's fields are called as the file calls them.
# Seen (Node 20.20 and 24.21): "Conv.: 3", "Conv. value: undefined", "Avg. CPC: undefined",
# "keys: Campaign, Impr., Clicks, Avg, Cost, Conv., Conv", "flat: 3, 90.00, 0.25".
# Vouch reads headings whole (shared/domain/imports).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact csvtojson@2.0.14 >/dev/null
node -e '
const csvtojson = require("csvtojson");
const file = "Campaign,Impr.,Clicks,Avg. CPC,Cost,Conv.,Conv. value\nSocks,1000,40,0.25,10.00,3,90.00\n";
(async () => {
  const [row] = await csvtojson().fromString(file);
  const [flat] = await csvtojson({ flatKeys: true }).fromString(file);
  const said = [
    ...["Conv.", "Conv. value", "Avg. CPC"].map((name) => `${name}: ${row[name]}`),
    `keys: ${Object.keys(row).join(", ")}`,
    `flat: ${["Conv.", "Conv. value", "Avg. CPC"].map((name) => flat[name]).join(", ")}`,
  ];
  console.log(said.join("\n"));
  const expected = [
    "Conv.: 3",
    "Conv. value: undefined",
    "Avg. CPC: undefined",
    "keys: Campaign, Impr., Clicks, Avg, Cost, Conv., Conv",
    "flat: 3, 90.00, 0.25",
  ];
  process.exit(said.every((line, at) => line === expected[at]) ? 0 : 1);
})();
'
