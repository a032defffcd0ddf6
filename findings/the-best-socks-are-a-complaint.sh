#!/usr/bin/env bash
# What do followers say below a post? sentiment 5.0.2, vader-sentiment 1.1.3 and wink-sentiment 5.0.2 score comments. "Die Socken sind die besten, die ich je hatte" gets -9, -0.91
# and -9, as bad as English comments get: each German "die" (the) is a wish of death, and "war" (was) is war. Spanish loses by its "no". A German complaint without these
# words, "Mega schlimm, nie wieder", is neutral. A post whose followers write German looks hated the more they write about it.
# Guessed: a comment without an English word of feeling scores 0.
# Why: words are looked up one by one in an English list, whatever the language is; die (-3), war (-2) and no (-1) are on it.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch counts comments, and reads none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts sentiment@5.0.2 vader-sentiment@1.1.3 wink-sentiment@5.0.2 >/dev/null
cat >run.cjs <<'JS'
const Sentiment = require('sentiment');
const { SentimentIntensityAnalyzer: vader } = require('vader-sentiment');
const wink = require('wink-sentiment');
const plain = new Sentiment();
for (const text of [
  'Die Socken sind die besten, die ich je hatte',
  'Ich war so froh, endlich warme Füße',
  'So schön! Wo gibt es die?',
  'No es caro',
  'Mega schlimm, nie wieder',
  'The worst socks ever, I hate them',
])
  console.log(`${text}: ${plain.analyze(text).score} ${vader.polarity_scores(text).compound} ${wink(text).score}`);
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='Die Socken sind die besten, die ich je hatte: -9 -0.9136 -9
Ich war so froh, endlich warme Füße: -2 -0.5994 -2
So schön! Wo gibt es die?: -3 -0.636 -3
No es caro: -1 -0.296 -1
Mega schlimm, nie wieder: 0 0 0
The worst socks ever, I hate them: -6 -0.8316 -6'
[ "$said" = "$expected" ]
