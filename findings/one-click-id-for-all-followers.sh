#!/usr/bin/env bash
# A link answers 302 with no-store, and each follower gets a click id of her own, in the shop's address and in a cookie. Behind apicache 1.6.3, apicache-plus 2.3.1 or route-cache 0.7.1,
# put before all routes of an Express app to ease its load, all followers of a minute get the id of the first: no-store is passed over, by apicache even replaced by max-age=60, which asks
# caches on the way to join in. apicache and apicache-plus hand the first follower's Set-Cookie to everybody; route-cache leaves it out, and no-store and Vary with it.
# Guessed: an answer that says no-store isn't kept, and no cookie of one visitor goes to another.
# Why: what is kept goes by the address alone; the headers of the answer are things to repeat, and nobody reads them (apicache and apicache-plus have a list of headers to leave out, empty as they come).
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch keeps no answer of a link, and says no-store to whoever might (functions/redirect/answers.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts express@4.22.1 apicache@1.6.3 apicache-plus@2.3.1 route-cache@0.7.1 >/dev/null
cat >run.cjs <<'JS'
const express = require('express');
const keepers = {
  none: () => (_request, _response, next) => next(),
  apicache: () => require('apicache').middleware('1 minute'),
  'apicache-plus': () => require('apicache-plus')('1 minute'),
  'route-cache': () => require('route-cache').cacheSeconds(60),
};
(async () => {
  for (const [name, keeper] of Object.entries(keepers)) {
    const app = express();
    let clicks = 0;
    app.use(keeper());
    app.get('/k7', (_request, response) => {
      clicks += 1;
      response.set('cache-control', 'no-store');
      response.cookie('click', `c${clicks}`);
      response.redirect(302, `https://shop.example/?vclid=c${clicks}`);
    });
    const server = app.listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const followers = [];
    for (const _follower of ['first', 'second']) {
      const answer = await fetch(`http://127.0.0.1:${server.address().port}/k7`, { redirect: 'manual' });
      const { headers } = answer;
      followers.push(`${new URL(headers.get('location')).search}, cookie ${headers.get('set-cookie')?.split(';')[0] ?? 'none'}, ${headers.get('cache-control') ?? 'nothing of caches'}`);
    }
    console.log(`${name}: ${followers.join(' | ')}; counted ${clicks}`);
    server.closeAllConnections();
    server.close();
  }
  process.exit();
})();
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='none: ?vclid=c1, cookie click=c1, no-store | ?vclid=c2, cookie click=c2, no-store; counted 2
apicache: ?vclid=c1, cookie click=c1, max-age=60 | ?vclid=c1, cookie click=c1, max-age=60; counted 1
apicache-plus: ?vclid=c1, cookie click=c1, no-store | ?vclid=c1, cookie click=c1, no-store; counted 1
route-cache: ?vclid=c1, cookie click=c1, no-store | ?vclid=c1, cookie none, nothing of caches; counted 1'
[ "$said" = "$expected" ]
