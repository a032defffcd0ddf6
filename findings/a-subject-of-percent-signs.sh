#!/usr/bin/env bash
# A weekly mail from a template of Liquid, as shops and newsletters have them: "Week {{ day | date: "%G-W%V" }}, from {{ day | date: "%F" }}". In Ruby, where
# Liquid comes from, and in every strftime of C, that is "Week 2026-W53, from 2027-01-01". liquidjs 10.30.1, which runs those templates in Node, knows
# neither of the three, nor %T, %R, %D and %r, and says nothing: the subject reads "Week %G-W%V, from %F". And %x and %X are the machine's own way to
# write dates, not the template's.
# Guessed: the date filter takes what strftime takes, or says what it doesn't.
# Why: a table of its own, and what isn't in it stands in the text as it was.
# Seen (Node 20.20 and 24.21): see the last lines; beside it what coreutils' date makes of the same signs.
# Vouch's mails are put together without templates (shared/report/render).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC LC_ALL=C
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts liquidjs@10.30.1 >/dev/null
cat >run.cjs <<'JS'
const { Liquid } = require('liquidjs');
const liquid = new Liquid({ strictFilters: true, strictVariables: true });
const [sign] = process.argv.slice(2);
liquid.parseAndRender(`{{ day | date: "${sign}" }}`, { day: '2027-01-01T12:00:00Z' }).then((text) => process.stdout.write(text));
JS
said=$(for sign in '%Y-%m-%d' '%G-W%V' '%F' '%T' '%R' '%D' '%r' '%g'; do
  printf '%s: liquidjs %s | strftime %s\n' "$sign" "$(node run.cjs "$sign")" "$(date -u -d 2027-01-01T12:00:00Z "+$sign")"
done)
printf '%s\n' "$said"
expected='%Y-%m-%d: liquidjs 2027-01-01 | strftime 2027-01-01
%G-W%V: liquidjs %G-W%V | strftime 2026-W53
%F: liquidjs %F | strftime 2027-01-01
%T: liquidjs %T | strftime 12:00:00
%R: liquidjs %R | strftime 12:00
%D: liquidjs %D | strftime 01/01/27
%r: liquidjs %r | strftime 12:00:00 PM
%g: liquidjs %g | strftime 26'
[ "$said" = "$expected" ]
