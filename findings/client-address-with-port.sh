#!/usr/bin/env bash
# proxy-addr 2.0.8 (what Express's req.ip stands on) hands an X-Forwarded-For entry on as it is: behind proxies that write
# the client's port (Azure's application gateway does), the "address" is 203.0.113.7:51234, another one for each
# connection; and an own proxy that is named with its port is in no trusted network, so that it is taken for the client.
# Guessed: that ports are cut off, since addresses are compared with networks there.
# Seen (Node 20.20 and 24.21): one hop: "203.0.113.7:51234"; network 10.0.0.0/8 trusted, entry "10.0.0.9:4000":
# "10.0.0.9:4000" instead of the client before it. No error in either case.
# Vouch takes ports, brackets and IPv4 inside IPv6 off before it counts (shared/domain/click/client-address.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact proxy-addr@2.0.8 >/dev/null
node -e '
const addressOf = require("proxy-addr");
const request = (forwarded) => {
  const socket = { remoteAddress: "10.0.0.1" };
  return { socket, connection: socket, headers: { "x-forwarded-for": forwarded } };
};
const rows = [
  ["one hop", addressOf(request("203.0.113.7:51234"), (_, hop) => hop < 1), "203.0.113.7:51234"],
  ["own proxy with its port", addressOf(request("203.0.113.7, 10.0.0.9:4000"), ["10.0.0.0/8"]), "10.0.0.9:4000"],
  ["own proxy without", addressOf(request("203.0.113.7, 10.0.0.9"), ["10.0.0.0/8"]), "203.0.113.7"],
];
for (const [what, got] of rows) console.log(`${what}: ${got}`);
process.exit(rows.every(([, got, seen]) => got === seen) ? 0 : 1);
'
