#!/usr/bin/env bash
# Whom does a caption name, and is it marked as an advertisement? Handles of Instagram and TikTok hold dots (@ada.lovelace), marks
# hold underscores (#bezahlte_werbung). linkify-plugin-mention 4.3.3 ends a handle at the dot: @ada, who is somebody else; twitter-text
# 3.1.0 does too, as it is made for X. find-hashtags 1.0.1 ends a tag at the underscore: "bezahlte", which marks nothing;
# linkify-plugin-hashtag 4.3.3 and hashtag-regex 2.2.0 take it whole, umlauts too. A dot that ends the sentence belongs to
# no handle with any of them.
# Guessed: that a plugin for mentions which names no platform takes the handles of all of them.
# Seen (Node 20.20 and 24.21): "handles: linkify ada bob_1, twitter-text ada bob_1", "find-hashtags bezahlte ökosocken".
# Vouch reads handles by their platform's own rules.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --legacy-peer-deps linkifyjs@4.3.3 linkify-plugin-mention@4.3.3 linkify-plugin-hashtag@4.3.3 twitter-text@3.1.0 find-hashtags@1.0.1 hashtag-regex@2.2.0 >/dev/null
node -e '
const linkify = require("linkifyjs");
require("linkify-plugin-mention");
require("linkify-plugin-hashtag");
const twitter = require("twitter-text");
const caption = "Socken von @ada.lovelace, gestrickt von @bob_1. #bezahlte_werbung #Ökosocken";
const found = (type) => linkify.find(caption).filter((one) => one.type === type).map((one) => one.value.slice(1)).join(" ");
const regex = require("hashtag-regex");
const said = [
  `handles: linkify ${found("mention")}, twitter-text ${twitter.extractMentions(caption).join(" ")}`,
  `tags: linkify ${found("hashtag")}, hashtag-regex ${caption.match((regex.default ?? regex)()).map((tag) => tag.slice(1)).join(" ")}`,
  `find-hashtags ${require("find-hashtags")(caption).join(" ")}`,
];
console.log(said.join("\n"));
const expected = [
  "handles: linkify ada bob_1, twitter-text ada bob_1",
  "tags: linkify bezahlte_werbung Ökosocken, hashtag-regex bezahlte_werbung Ökosocken",
  "find-hashtags bezahlte ökosocken",
];
process.exit(said.every((line, at) => line === expected[at]) ? 0 : 1);
'
