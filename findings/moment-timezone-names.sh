#!/usr/bin/env bash
# moment-timezone 0.6.6 (zone data 2026f): tz.zone() reads "_" and "/" as one sign and letter case as none, so that
# "Europe_Berlin" and "america/new/york" are zones to it, where Intl refuses them. Who checks a name by asking it lets
# through what every other reader of the same setting refuses later.
# Seen (Node 20.20 and 24.21): "Europe_Berlin -> Europe/Berlin, Intl: RangeError"; the same for america/new/york.
# Vouch takes a zone only where the name that comes back is the one that was asked for, but for case
# (shared/domain/time/zone-rules.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact moment-timezone@0.6.6 >/dev/null
node -e '
const moment = require("moment-timezone");
let changed = 0;
for (const [asked, named] of [["Europe_Berlin", "Europe/Berlin"], ["america/new/york", "America/New_York"]]) {
  let intl = "takes it";
  try { new Intl.DateTimeFormat("en", { timeZone: asked }); } catch (reason) { intl = reason.name; }
  const found = moment.tz.zone(asked)?.name;
  console.log(`${asked} -> ${found}, Intl: ${intl}`);
  if (found !== named || intl !== "RangeError") changed++;
}
process.exit(changed === 0 ? 0 : 1);
'
