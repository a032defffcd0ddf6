#!/usr/bin/env bash
# How many different followers tapped? DuckDB 1.5.6 (@duckdb/node-api 1.5.6-r.1) answers approx_count_distinct of a thousand with anything from 706 to
# 1,422: of forty creators with a thousand followers each, seventeen are off by more than a tenth. Two followers can be one, three two, a hundred 113.
# A growth of 40 % between two weeks of the same size is within what it does. Postgres's, Redis's and BigQuery's functions of that kind err by 1 to 2 %.
# Guessed: within 2 % at a thousand, and exact for a handful, as sketches with linear counting are.
# Why: 64 registers, so that one standard error is 13 % (1.04/8); duckdb/duckdb#20916 tells of it, a later version is to have 1,024.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's own sketch is another one (shared/domain/click/sketch.ts), and docs/questions.md asks DuckDB for count(distinct …) with a word of warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @duckdb/node-api@1.5.6-r.1 >/dev/null
cat >run.cjs <<'JS'
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const counted = async (prefix, many) => {
    const ask = `select approx_count_distinct('${prefix}' || i), count(distinct '${prefix}' || i) from range(${many}) t(i)`;
    const [[guess, exact]] = (await connection.runAndReadAll(ask)).getRows();
    return [Number(guess), Number(exact)];
  };
  const creators = [];
  for (let at = 0; at < 40; at++) creators.push((await counted(`u${at}_`, 1000))[0]);
  creators.sort((a, b) => a - b);
  const far = creators.filter((guess) => Math.abs(guess - 1000) > 100).length;
  const few = [];
  for (const many of [2, 3, 100]) few.push((await counted('x', many)).reverse().join(' are '));
  console.log(`a thousand each: from ${creators[0]} to ${creators.at(-1)}, ${far} of 40 off by more than a tenth`);
  console.log(`few: ${few.join(', ')}`);
  process.exit(creators[0] < 800 && creators.at(-1) > 1200 && far >= 8 && few[0] === '2 are 1' ? 0 : 1);
})();
JS
node run.cjs
