#!/usr/bin/env bash
# tldts 7.6.0 and psl 1.15.0 answer the question "which site is this host?" differently where hosts are rented out:
# tldts leaves the list's private part out unless told, so that two shops at myshopify.com, two pages at github.io and two
# distributions at cloudfront.net are one site to it; to psl, and to browsers when they write Sec-Fetch-Site, they are two.
# psl 1.15.0 in turn doesn't know Lambda's function URLs yet (lambda-url.<region>.on.aws), which are in the list: on.aws
# is one site to both unless tldts is told.
# Guessed: that both take the whole list, as browsers do.
# Seen (Node 20.20 and 24.21): "go.github.io: tldts github.io, told go.github.io, psl go.github.io"; for function URLs
# "tldts on.aws, told abc.lambda-url.us-east-1.on.aws, psl on.aws".
# Vouch counts labels instead, and takes whoever it can't tell for a person (shared/domain/judge/short-host.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact tldts@7.6.0 psl@1.15.0 >/dev/null
node -e '
const { getDomain } = require("tldts");
const psl = require("psl");
const rented = ["shop.myshopify.com", "go.github.io", "d1.cloudfront.net", "abc.lambda-url.us-east-1.on.aws"];
const sites = rented.map((host) => [host, getDomain(host), getDomain(host, { allowPrivateDomains: true }), psl.get(host)]);
for (const [host, plain, told, other] of sites) console.log(`${host}: tldts ${plain}, told ${told}, psl ${other}`);
const agree = getDomain("go.example.co.uk") === "example.co.uk" && psl.get("go.example.co.uk") === "example.co.uk";
const asSeen = sites.every(([host, plain, told, other], n) => plain !== host && told === host && (n === 3 ? other === plain : other === host));
process.exit(agree && asSeen ? 0 : 1);
'
