#!/usr/bin/env bash
# What a web server's own limit of a body does to what it hands on. Apache 2.4.71 (Debian 12): LimitRequestBody does nothing
# before ProxyPass; 30,000 bytes arrive under a limit of 10,000. Caddy 2.6.2 (Debian 12): request_body's max_size does not
# answer 413 before reverse_proxy; it opens the request to the server behind, cuts it off there, and answers 502, which
# reads like a server that is down.
# Guessed: 413 from both, and nothing arrives.
# Seen: apache 200 arrived 30000 / caddy 502.
# Vouch's files refuse by Content-Length instead (selfhost/apache.conf, selfhost/Caddyfile); bodies without one are Vouch's own
# to end. Needs Debian's apache2 and caddy; installs them by apt where they are missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/sbin/apache2 ] && [ -x /usr/bin/caddy ] \
  || { apt-get update -q; RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends apache2 caddy; } > /dev/null 2>&1
/usr/sbin/apache2 -v | head -1; /usr/bin/caddy version

cat > behind.js <<'JS'
const { createServer } = require('node:http');
const { writeFileSync } = require('node:fs');
const server = createServer((asked, answer) => {
  let bytes = 0;
  asked.on('data', (part) => (bytes += part.length));
  asked.on('end', () => answer.end(`arrived ${bytes}`));
  asked.on('error', () => {});
});
server.listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)));
JS
node behind.js &
until [ -s port ]; do sleep 0.1; done
port=$(cat port)
free() { node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})"; }
apache=$(free); caddy=$(free)

modules=/usr/lib/apache2/modules
{ for name in mpm_event authz_core proxy proxy_http; do echo "LoadModule ${name}_module $modules/mod_$name.so"; done
  printf '%s\n' "ServerRoot $folder" "PidFile $folder/pid" "DefaultRuntimeDir $folder" "Mutex sem" "ServerName localhost" \
    "ErrorLog $folder/log" "User www-data" "Group www-data" "Listen 127.0.0.1:$apache" "LimitRequestBody 10000" "ProxyPass / http://127.0.0.1:$port/"
} > apache.conf
/usr/sbin/apache2 -f "$folder/apache.conf" -DFOREGROUND &
printf '{\nadmin off\nauto_https off\n}\nhttp://:%s {\nbind 127.0.0.1\nrequest_body {\nmax_size 10KB\n}\nreverse_proxy 127.0.0.1:%s\n}\n' "$caddy" "$port" > Caddyfile
HOME=$folder caddy run --config Caddyfile --adapter caddyfile 2> caddy.log &

head -c 30000 /dev/zero > body
post() {
  until node -e "require('net').connect($2,'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))"; do sleep 0.1; done
  curl -sS -m 10 -o "$1.said" -w '%{http_code}' --data-binary @body "http://127.0.0.1:$2/"
}
from_apache=$(post apache "$apache"); from_caddy=$(post caddy "$caddy")
echo "apache $from_apache $(cat apache.said) / caddy $from_caddy"
[ "$from_apache $(cat apache.said)" = '200 arrived 30000' ] && [ "$from_caddy" = 502 ]
