#!/usr/bin/env bash
# Short links kept by ElectroDB 3.9.3 in DynamoDB, the slug as part of the key: aB1 and Ab1, two links to whoever taps them, have one key,
# and the second one written takes the first one's place.
# Guessed: what distinguishes two strings in DynamoDB, to the byte, distinguishes them in a key made of them.
# Why: keys are lower-cased unless an index says `casing: 'none'` for each of its two parts; attributes keep their letters, so that
# what is read back looks right.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch makes its keys itself (shared/data/table/keys.ts), of slugs as they are spelled.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact electrodb@3.9.3 >/dev/null
cat >run.mjs <<'JS'
import { Entity } from 'electrodb';
const attributes = { host: { type: 'string' }, slug: { type: 'string' } };
const links = (more) =>
  new Entity(
    {
      model: { service: 'links', entity: 'link', version: '1' },
      attributes,
      indexes: { bySlug: { pk: { field: 'pk', composite: ['host'], ...more }, sk: { field: 'sk', composite: ['slug'], ...more } } },
    },
    { table: 'links' },
  );
const keysOf = (entity) =>
  ['aB1', 'Ab1'].map((slug) => {
    const { pk, sk, slug: kept } = entity.put({ host: 'go.example', slug }).params().Item;
    return `${kept}: ${pk} ${sk}`;
  });
const said = [...keysOf(links({})), 'told to leave them:', ...keysOf(links({ casing: 'none' }))];
console.log(said.join('\n'));
const expected = [
  'aB1: $links#host_go.example $link_1#slug_ab1',
  'Ab1: $links#host_go.example $link_1#slug_ab1',
  'told to leave them:',
  'aB1: $links#host_go.example $link_1#slug_aB1',
  'Ab1: $links#host_go.example $link_1#slug_Ab1',
];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.mjs
