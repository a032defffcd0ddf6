#!/usr/bin/env bash
# accept-language-parser 1.5.0: pick() answers with a language that the reader excluded (weight 0, RFC 9110 §12.5.4 "not
# acceptable") where nothing else of the list fits, and reads a weight without its leading zero (".5") as 1, so that it
# wins over 0.9. @hapi/accept 6.0.3 doesn't find "de" for a reader of "de-AT" alone; negotiator 1.1.0 does all three.
# Guessed: that pick() leaves weight 0 out, as its list of parsed languages is sorted by weight.
# Seen (Node 20.20 and 24.21): pick(["de","en"], "fr,de;q=0") "de"; pick(["de","fr"], "de;q=.5,fr;q=0.9") "de";
# @hapi/accept language("de-AT", ["de"]) "". ".5" is what hand-written clients send; RFC 9110 wants "0.5".
# Vouch reads weights itself, and leaves out what has none (shared/domain/link/languages.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact accept-language-parser@1.5.0 @hapi/accept@6.0.3 negotiator@1.1.0 >/dev/null
node -e '
const { pick } = require("accept-language-parser");
const hapi = require("@hapi/accept");
const Negotiator = require("negotiator");
const negotiated = (header, list) => new Negotiator({ headers: { "accept-language": header } }).languages(list)[0];
const rows = [
  ["accept-language-parser, excluded", pick(["de", "en"], "fr,de;q=0"), "de"],
  ["negotiator, excluded", negotiated("fr,de;q=0", ["de", "en"]), undefined],
  ["accept-language-parser, .5 beside 0.9", pick(["de", "fr"], "de;q=.5,fr;q=0.9"), "de"],
  ["negotiator, .5 beside 0.9", negotiated("de;q=.5,fr;q=0.9", ["de", "fr"]), "fr"],
  ["@hapi/accept, de-AT for de", hapi.language("de-AT", ["de"]), ""],
  ["negotiator, de-AT for de", negotiated("de-AT", ["de"]), "de"],
];
for (const [what, got] of rows) console.log(`${what}: ${JSON.stringify(got)}`);
process.exit(rows.every(([, got, seen]) => got === seen) ? 0 : 1);
'
