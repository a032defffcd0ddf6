#!/usr/bin/env bash
# A volunteer types her mail address and the form asks "did you mean …?". mailcheck 1.1.1, with the domains that it comes with, takes working
# addresses of large providers for slips of the pen and offers those of strangers: hey.com becomes sky.com, mailbox.org mail.org, proton.me
# proton.de, libero.it live.it, o2.pl o2.nl, and pm.me, which has no letter of it in its place, gmx.de. What is
# close is measured against its own short list, and an address that is right is asked about as one that is wrong.
# Guessed: it is quiet about domains that mail is sent to, and speaks up at gmial.com.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch suggests no other address: a sign-in answers the same to every address, and a form takes what was typed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact mailcheck@1.1.1 >/dev/null
node -e '
const { run } = require("mailcheck");
const asked = ["gmial.com", "gmx.net", "hey.com", "mailbox.org", "proton.me", "libero.it", "o2.pl", "pm.me"];
const seen = asked.map((domain) => `${domain} → ${run({ email: `ada@${domain}` })?.domain ?? "nothing"}`);
console.log(seen.join("\n"));
const expected = "gmail.com,nothing,sky.com,mail.org,proton.de,live.it,o2.nl,gmx.de".split(",");
process.exit(seen.every((line, index) => line.endsWith(` → ${expected[index]}`)) ? 0 : 1);
'
