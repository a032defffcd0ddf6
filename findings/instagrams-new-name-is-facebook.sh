#!/usr/bin/env bash
# A follower taps a link in Instagram on an iPhone whose app names its browser as Meta does lately, "… Safari/604.1 MetaIAB Instagram".
# node-device-detector 2.2.7, which carries Matomo's tables, calls it Facebook; told the app's older name, it says Instagram. ua-parser-js 2.0.10
# and device-detector-js 3.0.3 see Mobile Safari, so that the tap has no app at all; inapp-spy 5.0.10 reads it.
# Guessed: the libraries that know Instagram's long name either know the short one, or don't and say so.
# Why: the table's row for Facebook is "MetaIAB" with whatever follows.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch reads the word behind MetaIAB (shared/domain/judge).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact node-device-detector@2.2.7 device-detector-js@3.0.3 ua-parser-js@2.0.10 inapp-spy@5.0.10 >/dev/null
cat >run.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { UAParser } = require('ua-parser-js');
const Matomo = require('node-device-detector');
const Other = require('device-detector-js');
const spied = await import('inapp-spy');
const spy = spied.default ?? spied;
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const agents = {
  'as of late': `${iphone} Mobile/22G100 Safari/604.1 MetaIAB Instagram`,
  'as before': `${iphone} Mobile/22G100 Instagram 381.0.0.46.84 (iPhone16,1; iOS 18_6_2; de_DE; de; scale=3.00; 1179x2556; 733145150)`,
};
const said = Object.entries(agents).map(([name, agent]) =>
  [
    name,
    `node-device-detector ${new Matomo().detect(agent).client.name}`,
    `device-detector-js ${new Other().parse(agent).client.name}`,
    `ua-parser-js ${new UAParser(agent).getBrowser().name}`,
    `inapp-spy ${spy({ ua: agent }).appName}`,
  ].join(' | '),
);
console.log(said.join('\n'));
const expected = [
  'as of late | node-device-detector Facebook | device-detector-js Mobile Safari | ua-parser-js Mobile Safari | inapp-spy Instagram',
  'as before | node-device-detector Instagram | device-detector-js Instagram App | ua-parser-js Instagram | inapp-spy Instagram',
];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.mjs
