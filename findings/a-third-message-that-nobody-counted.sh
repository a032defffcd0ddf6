#!/usr/bin/env bash
# A code and a short link go to creators by SMS, and each message of a long text is paid for. A text of GSM's alphabet parts into messages of 153, and a € takes two of these that must stay together: with 152 letters before it and 152 behind it needs
# three messages. sms-length 0.2.2 and sms-counter-npm 1.0.4 say two, as they do of an emoji that would be parted in a text of 134. split-sms 0.1.7 and sms-segments-calculator 1.3.0 (Twilio's) say three, as GSM 03.38 and 03.40 have it.
# Guessed: four counters of one alphabet agree.
# Why: two divide the length by 153 or 67; two part the text.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch sends mail, not SMS (functions/deliver/mail).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts sms-length@0.2.2 sms-counter-npm@1.0.4 split-sms@0.1.7 sms-segments-calculator@1.3.0 >/dev/null
cat >run.cjs <<'JS'
const smsLength = require('sms-length');
const smsCounter = require('sms-counter-npm');
const { split } = require('split-sms');
const { SegmentedMessage } = require('sms-segments-calculator');
const texts = {
  '306 with a euro in the middle': `${'a'.repeat(152)}€${'a'.repeat(152)}`,
  '306 without': 'a'.repeat(306),
  '305 with it at the end of the first': `${'a'.repeat(151)}€${'a'.repeat(152)}`,
  'Cyrillic with an emoji in the middle': `${'я'.repeat(66)}😀${'я'.repeat(66)}`,
};
for (const [name, text] of Object.entries(texts))
  console.log(`${name}: sms-length ${smsLength.count(text).messages}, sms-counter-npm ${(smsCounter.count ?? smsCounter)(text).messages}, split-sms ${split(text).parts.length}, sms-segments-calculator ${new SegmentedMessage(text).segmentsCount}`);
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='306 with a euro in the middle: sms-length 2, sms-counter-npm 2, split-sms 3, sms-segments-calculator 3
306 without: sms-length 2, sms-counter-npm 2, split-sms 2, sms-segments-calculator 2
305 with it at the end of the first: sms-length 2, sms-counter-npm 2, split-sms 2, sms-segments-calculator 2
Cyrillic with an emoji in the middle: sms-length 2, sms-counter-npm 2, split-sms 3, sms-segments-calculator 3'
[ "$said" = "$expected" ]
