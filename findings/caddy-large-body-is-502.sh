#!/usr/bin/env bash
# What Caddy's own limit of a body does before a reverse proxy. Caddy 2.6.2 (Debian 12): request_body's max_size does not answer
# 413; it opens the request to the server behind, cuts it off there, and answers 502, which reads like a server that is down.
# Guessed: 413, and nothing is asked of the server behind.
# Seen: 502, one request begun behind, none whole.
# Vouch's file refuses by Content-Length instead (selfhost/Caddyfile). Needs Debian's caddy; installs it by apt where it is
# missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/bin/caddy ] \
  || { apt-get update -q; RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends caddy; } > /dev/null 2>&1
/usr/bin/caddy version

cat > behind.js <<'JS'
const { createServer } = require('node:http');
const { appendFileSync, writeFileSync } = require('node:fs');
const server = createServer((asked, answer) => {
  appendFileSync('seen', 'begun\n');
  asked.resume();
  asked.on('end', () => {
    appendFileSync('seen', 'whole\n');
    answer.end();
  });
  asked.on('error', () => {});
});
server.listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)));
JS
node behind.js &
until [ -s port ]; do sleep 0.1; done
caddy=$(node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")
printf '{\nadmin off\nauto_https off\n}\nhttp://:%s {\nbind 127.0.0.1\nrequest_body {\nmax_size 10KB\n}\nreverse_proxy 127.0.0.1:%s\n}\n' "$caddy" "$(cat port)" > Caddyfile
HOME=$folder caddy run --config Caddyfile --adapter caddyfile 2> caddy.log &
until node -e "require('net').connect($caddy,'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))"; do sleep 0.1; done

head -c 30000 /dev/zero > body
answered=$(curl -sS -m 10 -o said -w '%{http_code}' --data-binary @body "http://127.0.0.1:$caddy/")
# The answer may be here before the server behind has written its line.
for _ in $(seq 100); do [ -s seen ] && break; sleep 0.1; done
begun=$(grep -c begun seen || true); whole=$(grep -c whole seen || true)
echo "answered $answered, begun behind $begun, whole $whole"
[ "$answered $begun $whole" = '502 1 0' ]
