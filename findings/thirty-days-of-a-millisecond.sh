#!/usr/bin/env bash
# A click is to be remembered for thirty days, the window in which an order is credited to it: put(id, click, 2592000000). memory-cache 0.2.0, expiry-map 2.0.0
# and timed-cache 2.0.0 forget it within a millisecond, and so does any time to live beyond 24.8 days; of 24 days it is remembered. No call
# throws; Node writes one warning to its log, once in a process. @isaacs/ttlcache 2.1.5, ttl-set 1.0.0 and node-cache 5.1.2 keep it, memoize 11.0.0
# refuses such a time by name.
# Guessed: a cache keeps what it was given for as long as it was told.
# Why: each entry has a timer of its own, and a timer of more than 2^31-1 milliseconds becomes one of 1.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch keeps clicks in its tables, with a moment and no timer (shared/data/clicks).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts memory-cache@0.2.0 expiry-map@2.0.0 timed-cache@2.0.0 @isaacs/ttlcache@2.1.5 ttl-set@1.0.0 node-cache@5.1.2 memoize@11.0.0 >/dev/null
cat >run.mjs <<'JS'
import { createRequire } from 'node:module';
import { TTLCache } from '@isaacs/ttlcache';
import memoize from 'memoize';

const load = createRequire(import.meta.url);
const main = (name) => load(name).default ?? load(name);
const DAY = 86_400_000;
const caches = {
  'memory-cache': (ttl) => {
    const cache = new (load('memory-cache').Cache)();
    cache.put('id', 'click', ttl);
    return () => cache.get('id');
  },
  'expiry-map': (ttl) => {
    const cache = new (main('expiry-map'))(ttl);
    cache.set('id', 'click');
    return () => cache.get('id');
  },
  'timed-cache': (ttl) => {
    const cache = new (load('timed-cache').Cache ?? main('timed-cache'))({ defaultTtl: ttl });
    cache.put('id', 'click');
    return () => cache.get('id');
  },
  '@isaacs/ttlcache': (ttl) => {
    const cache = new TTLCache({ ttl });
    cache.set('id', 'click');
    return () => cache.get('id');
  },
  'ttl-set': (ttl) => {
    const TtlSet = load('ttl-set').TTLSet ?? main('ttl-set');
    const cache = new TtlSet(ttl);
    cache.add('id');
    return () => cache.has('id');
  },
  'node-cache': (ttl) => {
    const cache = new (load('node-cache'))({ stdTTL: ttl / 1000 });
    cache.set('id', 'click');
    return () => cache.get('id');
  },
  memoize: (ttl) => {
    let calls = 0;
    const asked = memoize(() => ++calls, { maxAge: ttl });
    asked();
    return () => asked() === 1;
  },
};
for (const [name, make] of Object.entries(caches)) {
  const said = [];
  for (const days of [24, 30]) {
    try {
      const look = make(days * DAY);
      await new Promise((done) => setTimeout(done, 200));
      said.push(`${days} days ${look() ? 'kept' : 'gone'}`);
    } catch {
      said.push(`${days} days refused`);
    }
  }
  console.log(`${name}: ${said.join(', ')}`);
}
process.exit(0);
JS
said=$(node run.mjs 2>warnings.txt)
printf '%s\n' "$said"
grep -c TimeoutOverflowWarning warnings.txt
expected='memory-cache: 24 days kept, 30 days gone
expiry-map: 24 days kept, 30 days gone
timed-cache: 24 days kept, 30 days gone
@isaacs/ttlcache: 24 days kept, 30 days kept
ttl-set: 24 days kept, 30 days kept
node-cache: 24 days kept, 30 days kept
memoize: 24 days kept, 30 days refused'
[ "$said" = "$expected" ]
