#!/usr/bin/env bash
# Paddle's own check of a webhook. @paddle/paddle-node-sdk 3.10.0 exports `Webhooks`, and a rightly signed delivery is
# refused by it (false, no error thrown) until a `Paddle` client was made somewhere in the process: the client's making
# chooses the cryptography for both. And a delivery counts for five seconds, where Standard Webhooks and Stripe give five
# minutes: whoever checks it behind a queue, or with a clock a few seconds ahead, refuses real orders.
# Guessed: that what is exported works alone, and that the tolerance is minutes.
# Seen (Node 20.20 and 24.21): "alone false", "beside a client true", "ten seconds old false".
# Vouch checks bytes and age of every shop's delivery by one piece of its own (shared/domain/shops/signatures.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @paddle/paddle-node-sdk@3.10.0 >/dev/null
node --input-type=module -e '
import { createHmac } from "node:crypto";
import { createRequire } from "node:module";
const require = createRequire(`${process.cwd()}/`);
const { Paddle, Webhooks } = require("@paddle/paddle-node-sdk");
const secret = "a secret";
const body = JSON.stringify({ event_type: "transaction.completed" });
const signed = (age) => {
  const at = Math.floor(Date.now() / 1000) - age;
  return `ts=${at};h1=${createHmac("sha256", secret).update(`${at}:${body}`).digest("hex")}`;
};
const alone = await new Webhooks().isSignatureValid(body, secret, signed(0));
new Paddle("a key");
const beside = await new Webhooks().isSignatureValid(body, secret, signed(0));
const old = await new Webhooks().isSignatureValid(body, secret, signed(10));
console.log(`alone ${alone}`);
console.log(`beside a client ${beside}`);
console.log(`ten seconds old ${old}`);
process.exit(!alone && beside && !old ? 0 : 1);
' 2>/dev/null
