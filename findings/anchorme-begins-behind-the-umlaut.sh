#!/usr/bin/env bash
# A bare short link whose domain has an umlaut, as a caption or a message holds it: bränd.de/k7. anchorme 3.0.8 begins the
# link behind the umlaut, so that the reader is sent to nd.de, which is somebody else's; where nothing before the dot is
# left (café.paris) there is no link. With https:// before it the address is whole. linkifyjs 4.4.0, twitter-text 3.1.0
# and autolinker 4.1.5 take the domain whole.
# Guessed: that a domain which isn't known as one is no link at all, and never a part of it.
# Seen (Node 20.20 and 24.21): "bränd.de/k7: anchorme nd.de/k7, linkifyjs http://bränd.de/k7", "www.bränd.de/k7: anchorme
# www.br and nd.de/k7, linkifyjs http://www.bränd.de/k7", "https://bränd.de/k7: anchorme https://bränd.de/k7, linkifyjs …".
# Vouch keeps and hands out an own domain in ASCII, xn--… (shared/domain/domains/read-host.ts), which all of them take.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact anchorme@3.0.8 linkifyjs@4.4.0 >/dev/null
node --input-type=module -e '
import { createRequire } from "node:module";
const require = createRequire(`${process.cwd()}/`);
const loaded = require("anchorme");
const anchorme = loaded.default ?? loaded;
const { find } = require("linkifyjs");
const seen = ["bränd.de/k7", "www.bränd.de/k7", "https://bränd.de/k7"].map((address) => {
  const first = anchorme.list(`Look ${address} now`).map(({ string }) => string).join(" and ");
  const second = find(`Look ${address} now`).map(({ href }) => href).join(" and ");
  console.log(`${address}: anchorme ${first}, linkifyjs ${second}`);
  return `${first} | ${second}`;
});
const asSeen = seen[0] === "nd.de/k7 | http://bränd.de/k7" && seen[1].startsWith("www.br and nd.de/k7 |");
process.exit(asSeen && seen[2] === "https://bränd.de/k7 | https://bränd.de/k7" ? 0 : 1);
'
