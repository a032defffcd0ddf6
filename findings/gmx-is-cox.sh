#!/usr/bin/env bash
# A form that creators apply with asks "did you mean …?" of a mistyped address. mailcheck 1.1.1 and @zootools/email-spell-checker 1.12.0 also ask it of people who mistyped nothing: ada@gmx.net, a
# mailbox of millions in Germany, is to be cox.net, an American provider's; libero.it, Italy's largest, is to be live.it; proton.me is to be proton.de, which is nobody's mail, hey.com
# sky.com, and wp.pl, Poland's largest, wp.nl. Whoever says yes, or is corrected without being asked, is never reached.
# Guessed: a domain where people have mailboxes is on the list, or too far from it to be corrected.
# Why: the list is American, and two letters of a short name are near enough; what lies behind a domain is nobody's question.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch corrects no address.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts mailcheck@1.1.1 @zootools/email-spell-checker@1.12.0 >/dev/null
cat >run.mjs <<'JS'
import { createRequire } from 'node:module';
import * as checker from '@zootools/email-spell-checker';

const mailcheck = createRequire(import.meta.url)('mailcheck');
const spell = checker.default ?? checker;
for (const domain of ['gmx.net', 'libero.it', 'proton.me', 'hey.com', 'wp.pl', 'web.de', 'orange.fr', 'gmial.com']) {
  const email = `ada@${domain}`;
  const [one, other] = [mailcheck.run({ email })?.domain, spell.run({ email })?.domain];
  console.log(`${domain}: ${one ?? 'as it is'}, ${other ?? 'as it is'}`);
}
JS
said=$(node run.mjs)
printf '%s\n' "$said"
expected='gmx.net: as it is, cox.net
libero.it: live.it, live.it
proton.me: proton.de, as it is
hey.com: sky.com, as it is
wp.pl: wp.nl, as it is
web.de: as it is, as it is
orange.fr: as it is, as it is
gmial.com: gmail.com, gmail.com'
[ "$said" = "$expected" ]
