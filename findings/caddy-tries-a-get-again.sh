#!/usr/bin/env bash
# Caddy 2.6.2 (Debian 12), one server behind it, lb_try_duration so that requests wait while that server starts again: a GET
# that had arrived, and whose connection then ended without an answer, is sent again and again until the time is over, on new
# connections too (keepalive off). For a shortlink each is a tap. lb_retry_match with a matcher that never fits keeps it to
# what never arrived: one delivery, and still a request that comes while nothing listens waits and is answered.
# Guessed: that lb_try_duration means connecting, as its name among "load balancing" and nginx's proxy_connect_timeout suggest.
# Seen: without lb_retry_match delivered 5 to 12 times in 2 s; with it once; a request sent too early: 200.
# Vouch: selfhost/Caddyfile, test/selfhost/fronts.test.ts. Needs Debian's caddy; installs it by apt where it is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/bin/caddy ] \
  || { apt-get update -q; RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends caddy; } > /dev/null 2>&1
/usr/bin/caddy version
free() { node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})"; }
behind=$(free)

cat > behind.js <<'JS'
const { createServer } = require('node:http');
const { appendFileSync } = require('node:fs');
createServer((asked, answer) => {
  if (asked.url === '/well') return answer.end();
  appendFileSync(asked.url.slice(1), '.');
  return asked.socket.destroy();
}).listen(Number(process.argv[2]), '127.0.0.1');
JS

front() { # NAME PORT RETRY_MATCH
  printf '{\nadmin off\nauto_https off\n}\nhttp://:%s {\nbind 127.0.0.1\nreverse_proxy 127.0.0.1:%s {\nlb_try_duration 2s\nlb_try_interval 200ms\n%s\ntransport http {\nkeepalive off\n}\n}\n}\n' \
    "$2" "$behind" "$3" > "$1.caddy"
  HOME=$folder caddy run --config "$1.caddy" --adapter caddyfile 2> "$1.log" &
  until node -e "require('net').connect($2,'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))"; do sleep 0.1; done
}
plain=$(free); kept=$(free)
front plain "$plain" ''
front kept "$kept" $'lb_retry_match {\nmethod NONE\n}'

early() { curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$kept/well" > early; }
early & waiting=$!
sleep 0.7
node behind.js "$behind" &
wait $waiting
curl -s -o /dev/null "http://127.0.0.1:$plain/plain" || true
curl -s -o /dev/null "http://127.0.0.1:$kept/kept" || true
times() { wc -c < "$1"; }
echo "delivered without lb_retry_match $(times plain) times, with it $(times kept); a request sent too early: $(cat early)"
[ "$(times plain)" -gt 1 ] && [ "$(times kept)" -eq 1 ] && [ "$(cat early)" = 200 ]
