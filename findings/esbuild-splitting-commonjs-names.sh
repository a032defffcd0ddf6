#!/usr/bin/env bash
# A CommonJS package that is loaded later, `const { toBuffer } = await import('qrcode')`, works in Node, works in a bundle of
# one file, and is undefined in a bundle of several: esbuild 0.28.2 with `--splitting` puts the package into a chunk that
# exports its default alone, where without splitting the import resolves to an object with every name. Nothing warns; tests
# that run the sources, or one file, stay green. Only `const { default: qr } = await import('qrcode')` works everywhere.
# Guessed: that splitting changes where code lies, and nothing of what an import gives.
# Seen (Node 24.21, esbuild 0.28.2, qrcode 1.5.4): "one file: function, default function", "several: undefined, default
# function".
# Vouch draws QR codes by the package's default (shared/qr-drawing.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact esbuild@0.28.2 qrcode@1.5.4 >/dev/null
cat >later.mjs <<'JS'
const qr = await import('qrcode');
console.log(`${typeof qr.toBuffer}, default ${typeof qr.default.toBuffer}`);
JS
bundle() { ./node_modules/.bin/esbuild later.mjs --bundle --platform=node --format=esm --log-level=error \
  --banner:js="import{createRequire}from'node:module';const require=createRequire(import.meta.url);" --out-extension:.js=.mjs "$@"; }
bundle --outdir=one
bundle --outdir=several --splitting
one=$(node one/later.mjs)
several=$(node several/later.mjs)
echo "one file: $one"
echo "several: $several"
[ "$one" = 'function, default function' ] && [ "$several" = 'undefined, default function' ]
