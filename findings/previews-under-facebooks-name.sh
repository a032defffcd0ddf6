#!/usr/bin/env bash
# A chat or an intranet draws the preview of a link that somebody shares. In whose name does its package ask? unfurl.js 6.4.0 says nothing
# of itself: it asks as "facebookexternalhit", so that a link shared in anybody's own chat looks to the server as if it had been shared on
# Facebook. open-graph-scraper 6.12.0 asks as "undici" and sends an Origin that holds the whole address, path and all, where Origin is a
# scheme and a host (RFC 6454 §7.1), or nothing, for a GET of one's own. url-metadata 5.10.0 says its name and where to read of it.
# Guessed: a preview's package names itself, and none sends an Origin with a GET.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch counts a preview as no click and believes it about where a link was shared only as one sign among others (docs/attribution.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact open-graph-scraper@6.12.0 unfurl.js@6.4.0 url-metadata@5.10.0 >/dev/null
cat >run.mjs <<'JS'
import http from 'node:http';
const heard = [];
const server = http.createServer((request, response) => {
  heard.push(request.headers);
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end('<title>Socks</title><meta property="og:title" content="Socks">');
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const link = `http://127.0.0.1:${server.address().port}/k7`;
const { unfurl } = await import('unfurl.js');
const { default: scrape } = await import('open-graph-scraper');
const { default: metadata } = await import('url-metadata');
await unfurl(link);
await scrape({ url: link });
await metadata(link, { requestFilteringAgentOptions: { allowPrivateIPAddress: true } });
const origin = (headers) => (headers.origin === undefined ? 'no origin' : headers.origin === link ? 'origin: the whole address' : 'origin');
const seen = heard.map((headers) => `${headers['user-agent'].replace(/ \(.*/, '')} · ${origin(headers)}`);
console.log(seen.join('\n'));
server.closeAllConnections();
server.close();
const expected = [
  'facebookexternalhit · no origin',
  'undici · origin: the whole address',
  'url-metadata · no origin',
];
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
JS
node run.mjs
