#!/usr/bin/env bash
# `--alias:node:fs=/a/file.cjs` is not about `node:fs` alone: esbuild 0.28.2 takes it for the beginning of `node:fs/promises` as
# well, asks for `/a/file.cjs/promises`, and the build fails with "Cannot read directory … not a directory", which speaks of
# the file that was given and not of a module that nobody aliased. An alias of its own for `node:fs/promises` beside it helps,
# and so does none at all. What is asked of Node itself (`process.getBuiltinModule`) is told apart as one expects.
# Guessed: that the alias of a whole name is that name, as modules of Node have no folders.
# Seen (Node 24.21, esbuild 0.28.2): "one alias: fails, asks for …/lean.cjs/promises", "both: built".
# Vouch aliases `node:http`, `node:process` and `node:util` only, of which nothing imports what lies beneath (infra/build/bundle.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact esbuild@0.28.2 >/dev/null
echo "module.exports = process.getBuiltinModule('node:fs');" >lean.cjs
echo "module.exports = process.getBuiltinModule('node:fs/promises');" >lean-promises.cjs
cat >read.mjs <<'JS'
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
console.log(existsSync('read.mjs') && (await readFile('read.mjs')).length > 0);
JS
bundle() { ./node_modules/.bin/esbuild read.mjs --bundle --platform=node --format=esm --outfile=out.mjs "--alias:node:fs=$PWD/lean.cjs" "$@" 2>&1; }
if said=$(bundle); then one=built; else one="fails, asks for $(grep -o 'lean.cjs/promises' <<<"$said" | head -1)"; fi
if bundle "--alias:node:fs/promises=$PWD/lean-promises.cjs" >/dev/null; then both=built; else both=fails; fi
echo "one alias: $one"
echo "both: $both"
[ "$one" = 'fails, asks for lean.cjs/promises' ] && [ "$both" = built ]
