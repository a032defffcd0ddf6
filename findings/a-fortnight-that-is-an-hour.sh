#!/usr/bin/env bash
# A fortnight of logs is put together as rotated files are, by cat of their .gz, of which the last, of the hour that runs, is small. fflate 0.8.3 reads as many bytes as that last one has and says nothing: of 3,000 lines
# and 100 behind them it gives the first 100. Its stream (Gunzip) reads all, and so do pako 3.0.3, zlibjs 0.3.1, browserify-zlib 0.2.0, minizlib 3.1.0 and node:zlib. The web's own DecompressionStream reads all on Node 20.20 and
# refuses the file by name on 24.21.
# Guessed: who reads gzip reads all its members (RFC 1952), or says that something follows.
# Why: the length that stands at the file's end is taken for that of the whole, and is the last member's.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch reads rotated logs by node:zlib, member after member (infra/local/logs/read-lines.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts fflate@0.8.3 pako@3.0.3 zlibjs@0.3.1 browserify-zlib@0.2.0 minizlib@3.1.0 >/dev/null
cat >run.cjs <<'JS'
const zlib = require('node:zlib');
const fflate = require('fflate');
const log = Buffer.concat(['before\n'.repeat(3_000), 'now   \n'.repeat(100)].map((part) => zlib.gzipSync(part)));
const streamed = (stream) =>
  new Promise((done, fail) => {
    const parts = [];
    stream.on('data', (part) => parts.push(part)).on('end', () => done(Buffer.concat(parts))).on('error', fail);
    stream.end(log);
  });
const readers = {
  'fflate gunzipSync': () => fflate.gunzipSync(log),
  'fflate Gunzip': () =>
    new Promise((done) => {
      const parts = [];
      const gunzip = new fflate.Gunzip((part, isLast) => {
        parts.push(Buffer.from(part));
        if (isLast) done(Buffer.concat(parts));
      });
      gunzip.push(new Uint8Array(log), true);
    }),
  pako: () => require('pako').ungzip(log),
  zlibjs: () => new (require('zlibjs/bin/gunzip.min.js').Zlib.Gunzip)(log).decompress(),
  'browserify-zlib': () => require('browserify-zlib').gunzipSync(log),
  minizlib: () => streamed(new (require('minizlib').Gunzip)()),
  'node:zlib': () => zlib.gunzipSync(log),
  DecompressionStream: async () =>
    new Response(new Blob([log]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer(),
};
(async () => {
  for (const [name, read] of Object.entries(readers)) {
    try {
      const lines = Buffer.from(await read()).toString().split('\n').slice(0, -1);
      console.log(`${name}: ${lines.filter((line) => line === 'before').length} before, ${lines.filter((line) => line === 'now   ').length} now`);
    } catch (refusal) {
      console.log(`${name}: ${refusal.name}`);
    }
  }
})();
JS
said=$(node run.cjs)
printf '%s\n' "$said"
web=$(node -p 'Number(process.versions.node.split(".")[0]) >= 24 ? "TypeError" : "3000 before, 100 now"')
expected="fflate gunzipSync: 100 before, 0 now
fflate Gunzip: 3000 before, 100 now
pako: 3000 before, 100 now
zlibjs: 3000 before, 100 now
browserify-zlib: 3000 before, 100 now
minizlib: 3000 before, 100 now
node:zlib: 3000 before, 100 now
DecompressionStream: $web"
[ "$said" = "$expected" ]
