#!/usr/bin/env bash
# A shop's API answers the import of orders 429, Too Many Requests, and says when to ask again: Retry-After: 3, or the same as a date, both forms of RFC 9110 (10.2.3). Four clients that ask again on their own, and 429 by default:
# ofetch 1.5.1, superagent 10.4.2 and make-fetch-happen 15.0.6 don't read it and are back at once or after a second; undici 6.29.1's RetryAgent waits three seconds for the number and half a second for the date. Each spends its few tries while the
# shop still refuses, and a page of orders is missing. got 14.6.6 and axios-retry 4.5.0 wait for both, as undici 7.30.2 does.
# Guessed: who asks again by himself after a 429 waits as long as the answer says.
# Why: three have a delay of their own, none by default in two; the fourth hands the date on after it was made a number, and nothing comes of that.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's own client waits as Retry-After says, which Vouch's API gives in seconds (shared/client/transport.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts ofetch@1.5.1 superagent@10.4.2 make-fetch-happen@15.0.6 undici@6.29.1 undici7@npm:undici@7.30.2 got@14.6.6 axios@1.21.1 axios-retry@4.5.0 >/dev/null
cat >run.mjs <<'JS'
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import axios from 'axios';
import axiosRetry from 'axios-retry';
import got from 'got';
import fetchAgain from 'make-fetch-happen';
import { ofetch } from 'ofetch';
import superagent from 'superagent';

const load = createRequire(import.meta.url);
const withAgent = ({ Agent, RetryAgent, request }) => async (url) => (await request(url, { dispatcher: new RetryAgent(new Agent()) })).body.text();
const clients = {
  ofetch: (url) => ofetch(url),
  superagent: (url) => superagent.get(url).retry(2),
  'make-fetch-happen': async (url) => (await fetchAgain(url, { retry: 2 })).text(),
  'undici 6': withAgent(load('undici')),
  'undici 7': withAgent(load('undici7')),
  got: (url) => got(url).text(),
  'axios-retry': (url) => {
    const client = axios.create();
    axiosRetry(client, { retryCondition: ({ response }) => response?.status === 429 });
    return client.get(url);
  },
};
/** How long a client waits after its first answer; dates have whole seconds, so that two and more are three. */
async function waited(ask, when) {
  const asked = [];
  const shop = createServer((_request, response) => {
    asked.push(performance.now());
    if (asked.length === 1) response.writeHead(429, { 'retry-after': when() });
    response.end(asked.length === 1 ? '' : 'orders');
  });
  await new Promise((done) => shop.listen(0, '127.0.0.1', done));
  await ask(`http://127.0.0.1:${shop.address().port}/orders.json`);
  shop.closeAllConnections();
  shop.close();
  return asked[1] - asked[0] > 1_900 ? 'waits' : 'too early';
}
for (const [name, ask] of Object.entries(clients)) {
  const number = await waited(ask, () => '3');
  const date = await waited(ask, () => new Date(Date.now() + 3_000).toUTCString());
  console.log(`${name}: a number ${number}, a date ${date}`);
}
process.exit();
JS
said=$(node run.mjs)
printf '%s\n' "$said"
expected='ofetch: a number too early, a date too early
superagent: a number too early, a date too early
make-fetch-happen: a number too early, a date too early
undici 6: a number waits, a date too early
undici 7: a number waits, a date waits
got: a number waits, a date waits
axios-retry: a number waits, a date waits'
[ "$said" = "$expected" ]
