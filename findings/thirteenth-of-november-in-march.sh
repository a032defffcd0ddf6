#!/usr/bin/env bash
# A sheet's column of days as Europeans write them, read by any-date-parser 2.2.4 with what it comes with (en-US). 13/11/2026, which no American day
# is, isn't refused: its first digit is passed over and 3/11/2026 read, the 11th of March, eight months early and no error. 12/11/2026 in the
# same column is the 11th of December, and 31.02.2026, a slip of the pen, the 3rd of March.
# Guessed: what can't be a day in its order is refused, or read in the other order, as 13.11.2026 with points is.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch decides about a column, not a cell, asks where a column stays ambiguous, and refuses days that no month has (shared/domain/imports).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact any-date-parser@2.2.4 >/dev/null
TZ=UTC node -e '
const parser = require("any-date-parser").default ?? require("any-date-parser");
const expected = {
  "13.11.2026": "2026-11-13", "13/11/2026": "2026-03-11", "25/12/2026": "2026-05-12", "12/11/2026": "2026-12-11", "31.02.2026": "2026-03-03",
};
const read = (text) => {
  const day = parser.fromString(text);
  return day.invalid ? "refused" : day.toISOString().slice(0, 10);
};
const seen = Object.keys(expected).map((text) => [text, read(text)]);
for (const [text, day] of seen) console.log(`${text} → ${day}`);
process.exit(seen.every(([text, day]) => day === expected[text]) ? 0 : 1);
'
