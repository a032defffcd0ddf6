#!/usr/bin/env bash
# Was a tap made in Facebook's feed or in Messenger? A feed is public, a message is dark social, and the user agents of both
# apps say which is which (FBAN/FBIOS, FBAN/MessengerForiOS). inapp-spy 5.0.10 calls both "messenger"; ua-parser-js 2.0.10
# calls both "Facebook"; device-detector-js 3.0.3 alone tells them apart. Whoever counts private messages by the first
# counts every tap in Facebook's feed among them, by the second none.
# Guessed: that whatever names in-app browsers at all tells these two apart, as each announces itself in the same place.
# Seen (Node 20.20 and 24.21): "feed: inapp-spy messenger, ua-parser-js Facebook, device-detector-js Facebook", "message:
# inapp-spy messenger, ua-parser-js Facebook, device-detector-js Facebook Messenger".
# Vouch reads the app's own sign (shared/domain/judge).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact inapp-spy@5.0.10 ua-parser-js@2.0.10 device-detector-js@3.0.3 >/dev/null
node --input-type=module -e '
import { createRequire } from "node:module";
const require = createRequire(`${process.cwd()}/`);
const spied = require("inapp-spy").default;
const { UAParser } = require("ua-parser-js");
const Detector = require("device-detector-js");
const agent = (app) => `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F79 [FBAN/${app};FBAV/465.0.0.41.102;FBBV/602060281;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/17.5;FBSS/3;FBID/phone;FBLC/de_DE;FBOP/5]`;
const named = (app) => [
  `inapp-spy ${spied({ ua: agent(app) }).appKey}`,
  `ua-parser-js ${UAParser(agent(app)).browser.name}`,
  `device-detector-js ${new Detector().parse(agent(app)).client.name}`,
].join(", ");
const feed = named("FBIOS");
const message = named("MessengerForiOS");
console.log(`feed: ${feed}`);
console.log(`message: ${message}`);
const asSeen = feed === "inapp-spy messenger, ua-parser-js Facebook, device-detector-js Facebook"
  && message === "inapp-spy messenger, ua-parser-js Facebook, device-detector-js Facebook Messenger";
process.exit(asSeen ? 0 : 1);
'
