#!/usr/bin/env bash
# standardwebhooks 1.1.1 `verify()` does not only verify: it reads the body as JSON and gives that back. So a rightly signed
# body that is no JSON (Standard Webhooks asks for none) ends in a SyntaxError, which a handler that answers 401 for
# WebhookVerificationError and 500 for the rest makes a failure of its own and has retried for days; and an id of more
# than 53 bits comes back as another one.
# Guessed: that it answers true, or throws WebhookVerificationError, and hands the payload back as it was given.
# Seen (Node 20.20 and 24.21): "a=1&b=2: SyntaxError", "an empty body: undefined", "820982911946154508 came back as
# 820982911946154500", "one byte changed: WebhookVerificationError".
# Vouch verifies the raw bytes (shared/domain/shops/signatures.ts) and reads numbers as the text that they were sent as.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact standardwebhooks@1.1.1 >/dev/null
node -e '
const { Webhook } = require("standardwebhooks");
const webhook = new Webhook(`whsec_${Buffer.alloc(32, 7).toString("base64")}`);
const at = new Date();
const verify = (body, sent = body) => {
  const headers = {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": webhook.sign("msg_1", at, body),
  };
  try {
    return webhook.verify(sent, headers);
  } catch (failure) {
    return failure.constructor.name;
  }
};
const form = verify("a=1&b=2");
const empty = verify("");
const { id } = verify(`{"id":820982911946154508}`);
const changed = verify("{}", "{ }");
console.log(`a=1&b=2: ${form}`);
console.log(`an empty body: ${empty}`);
console.log(`820982911946154508 came back as ${id}`);
console.log(`one byte changed: ${changed}`);
const asSeen = form === "SyntaxError" && empty === undefined && String(id) === "820982911946154500";
process.exit(asSeen && changed === "WebhookVerificationError" ? 0 : 1);
'
