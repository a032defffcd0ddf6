#!/usr/bin/env bash
# Which systems do followers have? An iPhone with iOS 26 says "iPhone OS 18_7" in its user agent, and "Version/26.1" behind it: Apple froze the first. To platform 1.3.6 and device-detector-js 3.0.3 it
# is iOS 18.7, and every phone that was updated since September 2025 stays one of the year before; bowser 2.15.1 and ua-parser-js 2.0.10 say 26.1. Two dashboards over one log disagree about
# nearly every iPhone. In an app's own window, which has no "Version/", all four say 18.7.
# Guessed: what a library reads as the system's version is the system's version.
# Why: two read the newer place where there is one, two don't.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch keeps the family of system and browser, no version (shared/domain/judge/device-of.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts platform@1.3.6 device-detector-js@3.0.3 bowser@2.15.1 ua-parser-js@2.0.10 >/dev/null
cat >run.cjs <<'JS'
const platform = require('platform');
const DeviceDetector = require('device-detector-js');
const bowser = require('bowser');
const { UAParser } = require('ua-parser-js');
const start = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const agents = {
  Safari: `${start} Version/26.1 Mobile/15E148 Safari/604.1`,
  Instagram: `${start} Mobile/23B85 Instagram 405.0.0.30.75 (iPhone17,1; iOS 26_1; de_DE; de; scale=3.00; 1206x2622; 790000000)`,
};
for (const [window, agent] of Object.entries(agents))
  console.log(
    `${window}: platform ${platform.parse(agent).os.version}, device-detector-js ${new DeviceDetector().parse(agent).os.version}, bowser ${bowser.parse(agent).os.version}, ua-parser-js ${new UAParser(agent).getOS().version}`,
  );
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='Safari: platform 18.7, device-detector-js 18.7, bowser 26.1, ua-parser-js 26.1
Instagram: platform 18.7, device-detector-js 18.7, bowser 18.7, ua-parser-js 18.7'
[ "$said" = "$expected" ]
