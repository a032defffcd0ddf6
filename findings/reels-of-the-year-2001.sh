#!/usr/bin/env bash
# A table of posts and their clicks, drawn as a chart: "Reel 1", "Reel 2", "Reel 12". vega-loader 5.1.3, with which Vega and Vega-Lite read CSV and find
# the type of each column, makes January, February and December of 2001 of them, on an axis of time; "Story 40" is the year 2040. A coupon per creator,
# ADA-5, BEA-10, CY-12, is a row of days too. One "Reel 13" among them, or a "Teaser" without a number, and the column stays text.
# Guessed: a word before a number is a name.
# Why: whatever the engine's Date.parse reads is a date to it, and V8 passes over words in front of a number.
# Seen (Node 20.20 and 24.21): see the last lines.
# Whoever draws Vouch's exports says the type: `"parse": {"post": "string"}`. Vouch reads days only in columns of days (shared/domain/imports).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact vega-loader@5.1.3 >/dev/null
cat >run.mjs <<'JS'
import { read } from 'vega-loader';
const shown = (value) => (typeof value === 'number' ? new Date(value).toISOString().slice(0, 7) : value);
const columns = {
  reels: ['Reel 1', 'Reel 2', 'Reel 12'],
  stories: ['Story 9', 'Story 40'],
  coupons: ['ADA-5', 'BEA-10', 'CY-12'],
  'one more': ['Reel 1', 'Reel 2', 'Reel 13'],
  'a teaser': ['Reel 1', 'Teaser'],
};
const said = Object.entries(columns).map(([name, cells]) => {
  const rows = read(`post,clicks\n${cells.map((cell) => `${cell},7\n`).join('')}`, { type: 'csv', parse: 'auto' });
  return `${name}: ${rows.map((row) => shown(row.post)).join(', ')}`;
});
console.log(said.join('\n'));
const expected = [
  'reels: 2001-01, 2001-02, 2001-12',
  'stories: 2001-09, 2040-01',
  'coupons: 2001-05, 2001-10, 2001-12',
  'one more: Reel 1, Reel 2, Reel 13',
  'a teaser: Reel 1, Teaser',
];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
TZ=UTC node run.mjs
