#!/usr/bin/env bash
# A creator copies her profile with the share button of Instagram or TikTok and pastes it into a volunteer form. What the button adds
# (`?igsh=…`, `?lang=de`, `?_t=…`) makes it no profile at all to social-links 1.15.1: neither valid nor recognised, while the same
# address typed by hand is. YouTube's `/c/name` and X's own `x.com/name` under the name of Twitter are refused too; a bare handle
# that ends with a full stop, which Instagram doesn't give out, is taken.
# Guessed: that a reader of profile links was written for the links that people have.
# Seen (Node 20.20 and 24.21): "typed: true true", "shared: false false", "as /c/: false", "twitter, x.com: false", "ends with a full stop: true".
# Vouch reads addresses with what hangs on them (shared/domain/imports/cells/post-address.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact social-links@1.15.1 >/dev/null
node -e '
const { SocialLinks } = require("social-links");
const links = new SocialLinks();
const valid = (...cases) => cases.map(([name, link]) => links.isValid(name, link)).join(" ");
const seen = [
  "typed: " + valid(["instagram", "https://instagram.com/ada.knits"], ["tiktok", "https://www.tiktok.com/@ada.knits"]),
  "shared: " + valid(
    ["instagram", "https://instagram.com/ada.knits?igsh=MXJ0"], ["tiktok", "https://www.tiktok.com/@ada.knits?_t=ZN&_r=1"]),
  "as /c/: " + valid(["youtube", "https://youtube.com/c/Ada"]),
  "twitter, x.com: " + valid(["twitter", "https://x.com/ada"]),
  "ends with a full stop: " + valid(["instagram", "ada_knits."]),
];
console.log(seen.join("\n"));
process.exit(seen.join("|") === "typed: true true|shared: false false|as /c/: false|twitter, x.com: false|ends with a full stop: true" ? 0 : 1);
'
