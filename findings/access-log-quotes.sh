#!/usr/bin/env bash
# clf-parser 0.0.2 and alpine 0.2.1 read Apache's combined log, and neither knows its escapes: a quote in a header is
# written \" there (nginx writes \x22). clf-parser cuts the user agent at the first such quote and leaves the opening quote
# on every referrer; alpine keeps the backslashes. Umlauts stay \xc3\xbc in both, byte for byte.
# Guessed: that at least the referrer of a plain line comes out clean.
# Seen (Node 20.20 and 24.21): clf-parser: referrer "https://t.co/a with a quote in front, agent "Mozilla/5.0 (\";
# alpine: agent "Mozilla/5.0 (\"iPhone\") Gr\xc3\xbcn".
# Vouch reads a line field by field and undoes what servers write (infra/local/logs/fields.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact clf-parser@0.0.2 alpine@0.2.1 >/dev/null
cat > read.js <<'JS'
const parse = require('clf-parser');
const Alpine = require('alpine');
const line = String.raw`192.0.2.44 - - [28/Nov/2026:04:31:15 +0000] "GET /a HTTP/1.1" 302 462 "https://t.co/a" "Mozilla/5.0 (\"iPhone\") Gr\xc3\xbcn"`;
const clf = parse(line);
const alpine = new Alpine(Alpine.LOGFORMATS.COMBINED).parseLine(line);
const agent = alpine['RequestHeader User-agent'];
console.log('clf-parser:', clf.http_referer, '|', clf.http_user_agent);
console.log('alpine:', agent);
const asSeen =
  clf.http_referer === '"https://t.co/a"' &&
  clf.http_user_agent === 'Mozilla/5.0 (\\' &&
  agent === String.raw`Mozilla/5.0 (\"iPhone\") Gr\xc3\xbcn`;
process.exit(asSeen ? 0 : 1);
JS
node read.js
