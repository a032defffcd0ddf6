#!/usr/bin/env bash
# An order's name in a path, EU%2F77, through lighttpd 1.4.69 (Debian 12) as a proxy with nothing set but where to: the server
# behind it is asked for /orders/EU/77, another path. Escapes of letters are undone in the query as well, while %2F and %2B
# stay there; two slashes become one, a bar is escaped, and a lone "?" and %E9, which is no UTF-8, pass. `url-normalize` is
# on in it since 1.4.54, and decoding %2F is one of its parts: server.http-parseopts = ("url-path-2f-decode" => "disable")
# keeps the name whole.
# Guessed: that a proxy without a rule hands the path over as it came, as nginx does without a path in proxy_pass.
# Seen: "/orders/EU%2F77 -> /orders/EU/77, /k%41 -> /kA, //k7 -> /k7, /k7?u=%2F%41 -> /k7?u=%2FA, /k7? -> /k7?, /%E9 -> /%E9",
# "told not to: /orders/EU%2F77 -> /orders/EU%2F77".
# Vouch takes an order's name in the body as well. Needs Debian's lighttpd; installs it by apt where it is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/sbin/lighttpd ] \
  || { apt-get update -q; RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends lighttpd; } > /dev/null 2>&1
/usr/sbin/lighttpd -v
free() { node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})"; }
behind=$(free); plain=$(free); told=$(free)
node -e 'require("node:http").createServer((asked, answer) => answer.end(asked.url)).listen(Number(process.argv[1]), "127.0.0.1")' "$behind" &
front() { # PORT OPTIONS
  printf 'server.document-root = "%s"\nserver.bind = "127.0.0.1"\nserver.port = %s\nserver.modules = ("mod_proxy")\nproxy.server = ("" => (("host" => "127.0.0.1", "port" => %s)))\n%s\n' \
    "$folder" "$1" "$behind" "$2" > "$1.conf"
  /usr/sbin/lighttpd -D -f "$1.conf" 2> "$1.log" &
  until node -e "require('net').connect($1,'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))"; do sleep 0.2; done
}
front "$plain" ''
front "$told" 'server.http-parseopts = ("url-path-2f-decode" => "disable")'
cat > ask.js <<'JS'
const { request } = require('node:http');
const through = (port, path) =>
  new Promise((done) => {
    request({ host: '127.0.0.1', port, path, agent: false }, (answer) => {
      let body = '';
      answer.on('data', (part) => (body += part)).on('end', () => done(`${path} -> ${body}`));
    }).end();
  });
(async () => {
  const [plain, told] = process.argv.slice(2).map(Number);
  const paths = ['/orders/EU%2F77', '/k%41', '//k7', '/k7?u=%2F%41', '/k7?', '/%E9'];
  const said = [];
  for (const path of paths) said.push(await through(plain, path));
  const kept = await through(told, paths[0]);
  console.log(`${said.join(', ')}\ntold not to: ${kept}`);
  const expected = '/orders/EU%2F77 -> /orders/EU/77, /k%41 -> /kA, //k7 -> /k7, /k7?u=%2F%41 -> /k7?u=%2FA, /k7? -> /k7?, /%E9 -> /%E9';
  process.exit(said.join(', ') === expected && kept.endsWith('-> /orders/EU%2F77') ? 0 : 1);
})();
JS
node ask.js "$plain" "$told"
