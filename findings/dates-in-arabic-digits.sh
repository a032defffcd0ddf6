#!/usr/bin/env bash
# A program that plans campaigns for Ramadan asks moment-hijri 3.0.0 when it is, and writes its reports with moment 2.31.0, as before. From the moment that moment-hijri is loaded, without a call of it, all that moment formats has Arabic
# digits, everywhere in the program: ٢٠٢٦-١١-٠٩ and ٢٠٢٦-W٤٦ where 2026-11-09 and 2026-W46 stood in a CSV, an address or a database's key. Such a day isn't one to
# Date any more. toISOString, and moments with a locale of their own, stay as they were.
# Guessed: loading a plug-in adds what it brings (iYear, iMonth …) and leaves the rest alone; its readme sets the locale where Arabic is wanted.
# Why: it loads moment's Arabic of Saudi Arabia, and in moment the locale that was loaded last is everybody's.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch writes days and weeks itself, without a locale (shared/domain/time/week.ts, local-day.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts moment@2.31.0 moment-hijri@3.0.0 >/dev/null
cat >run.cjs <<'JS'
const moment = require('moment');
const tell = (when) => {
  const day = moment.utc('2026-11-09');
  const written = day.format('YYYY-MM-DD');
  const parts = [written, day.format('GGGG-[W]WW'), `Date ${Number.isNaN(Date.parse(written)) ? 'refuses it' : 'reads it'}`, `its own locale ${day.clone().locale('en').format('YYYY-MM-DD')}`];
  console.log(`${when}: ${parts.join(', ')}`);
};
tell('before');
require('moment-hijri');
tell('after');
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='before: 2026-11-09, 2026-W46, Date reads it, its own locale 2026-11-09
after: ٢٠٢٦-١١-٠٩, ٢٠٢٦-W٤٦, Date refuses it, its own locale 2026-11-09'
[ "$said" = "$expected" ]
