#!/usr/bin/env bash
# Ten followers tap one link at once, the server behind Varnish 7.1.1 (Debian 12) takes a second and answers 302 with no-store. Varnish,
# with the rules that it comes with, lets one of them through and has the other nine wait for an answer that they could share; then it
# learns that they can't, and only now asks for each: nine wait twice as long. For two minutes it remembers, and the
# next ten go through side by side; after that the first crowd waits again.
# Guessed: that no-store, which nothing may share, makes nobody wait for anybody.
# Seen: "first ten: 1 in one second, 9 in two", "next ten: 10 in one second".
# Vouch's kit has no cache in front of the links (docs/self-host.md); `return (pass)` in vcl_recv is the way there. Needs
# Debian's varnish; installs it by apt where it is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/sbin/varnishd ] \
  || { apt-get update -q; RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends varnish; } > /dev/null 2>&1
/usr/sbin/varnishd -V 2>&1 | head -1
free() { node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})"; }
behind=$(free); front=$(free)
cat > behind.js <<'JS'
const { createServer } = require('node:http');
createServer((asked, answer) => {
  setTimeout(() => answer.writeHead(302, { location: 'http://shop.test/', 'cache-control': 'no-store' }).end(), 1000);
}).listen(Number(process.argv[2]), '127.0.0.1');
JS
cat > crowd.js <<'JS'
const { get } = require('node:http');
const port = Number(process.argv[2]);
const tap = () =>
  new Promise((done) => {
    const began = Date.now();
    get({ port, host: '127.0.0.1', path: '/k7', agent: false }, (answer) => {
      answer.resume().on('end', () => done(Math.floor((Date.now() - began) / 1000)));
    });
  });
const ten = async () => {
  const waited = await Promise.all(Array.from({ length: 10 }, tap));
  return [1, 2].map((seconds) => waited.filter((one) => one === seconds).length);
};
(async () => {
  const first = await ten();
  const next = await ten();
  console.log(`first ten: ${first[0]} in one second, ${first[1]} in two\nnext ten: ${next[0]} in one second`);
  process.exit(first.join() === '1,9' && next[0] === 10 ? 0 : 1);
})();
JS
node behind.js "$behind" &
mkdir state
/usr/sbin/varnishd -F -n "$folder/state" -a "127.0.0.1:$front" -b "127.0.0.1:$behind" -s malloc,16m > varnish.log 2>&1 &
until node -e "require('net').connect($front,'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))"; do sleep 0.2; done
node crowd.js "$front"
