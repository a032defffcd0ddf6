#!/usr/bin/env bash
# "Get it at brand.link/abc": is that a link? To linkify-it 5.0.0, which markdown-it 14 brings along, brand.com, brand.shop and brand.me are, but
# not the names that short domains are sold under: .link, .click, .bio, .app, .page, .club, .store. linkify-it 6.1.0 makes no bare name a link any more,
# brand.com neither, unless it is asked to (fuzzyLink), and then by the same old list; linkifyjs 4.4.0 and autolinker 4.1.5 know them all.
# Guessed: that a name which is delegated is linked, and that a new major version knows more of them.
# Seen (Node 20.20 and 24.21): "linkify-it 5: com shop me", "linkify-it 6: none", "linkify-it 6, asked: com shop me", "linkifyjs and autolinker: all ten".
# So a link in a text message wants its https://, which Vouch always gives with it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact linkify-it-5@npm:linkify-it@5.0.0 linkify-it@6.1.0 linkifyjs@4.4.0 autolinker@4.1.5 >/dev/null
node -e '
const Linkify5 = require("linkify-it-5");
const { LinkifyIt } = require("linkify-it");
const { find } = require("linkifyjs");
const { Autolinker } = require("autolinker");
const names = ["com", "shop", "me", "link", "click", "bio", "app", "page", "club", "store"];
const linked = (read) => names.filter((name) => read(`Get it at brand.${name}/abc today`)).join(" ") || "none";
const five = new Linkify5();
const six = new LinkifyIt();
const asked = new LinkifyIt({ fuzzyLink: true });
const seen = {
  "linkify-it 5": linked((text) => five.test(text)),
  "linkify-it 6": linked((text) => six.test(text)),
  "linkify-it 6, asked": linked((text) => asked.test(text)),
  linkifyjs: linked((text) => find(text).length > 0),
  autolinker: linked((text) => Autolinker.parse(text, { urls: true }).length > 0),
};
for (const [who, what] of Object.entries(seen)) console.log(`${who}: ${what}`);
const all = names.join(" ");
process.exit(Object.values(seen).join("|") === ["com shop me", "none", "com shop me", all, all].join("|") ? 0 : 1);
'
