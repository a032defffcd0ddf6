#!/usr/bin/env bash
# PUT /orders/EU%2377?tag=a&tag=b%2Cc as an HTTP API of AWS hands it to a function (payload format 2.0): rawPath "/orders/EU#77", decoded, rawQueryString
# as it was sent, and beside it queryStringParameters with equal names joined by commas. Three adapters draw the request anew for their
# framework. serverless-http 4.0.0 and @codegenie/serverless-express 5.0.0 ask Express for /orders/EU%2377 and for two tags. @fastify/aws-lambda
# 6.4.1 asks for /orders/EU, another order (of EU#77 and EU#78 the second writes over the first), and makes three tags of two.
# Guessed: an adapter takes the query from rawQueryString, which is there for that, and escapes what a path can't hold, as both others do.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's adapter restores the path, and names may always stand in the body (functions/api/front.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  serverless-http@4.0.0 @codegenie/serverless-express@5.0.0 express@5.1.0 @fastify/aws-lambda@6.4.1 fastify@5.6.2 >/dev/null
cat >run.mjs <<'JS'
import codegenie from '@codegenie/serverless-express';
import awsLambda from '@fastify/aws-lambda';
import express from 'express';
import fastify from 'fastify';
import serverless from 'serverless-http';
const http = { method: 'PUT', path: '/orders/EU#77', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'check' };
const event = () => ({
  version: '2.0', routeKey: '$default', rawPath: '/orders/EU#77', rawQueryString: 'tag=a&tag=b%2Cc', isBase64Encoded: false,
  queryStringParameters: { tag: 'a,b,c' }, headers: { host: 'api.example.com' },
  requestContext: {
    accountId: '123456789012', apiId: 'api', domainName: 'api.example.com', domainPrefix: 'api', requestId: 'id', routeKey: '$default',
    stage: '$default', time: '29/Nov/2026:12:00:00 +0000', timeEpoch: 1795953600000, http,
  },
});
const seen = [];
const app = express();
app.use((request, response) => {
  seen.push(request.url);
  response.end('ok');
});
await serverless(app)(event(), {});
await codegenie({ app })(event(), {});
const other = fastify();
other.all('/*', async (request) => {
  seen.push(request.raw.url);
  return 'ok';
});
await awsLambda(other)(event(), {});
console.log(seen.join('\n'));
const right = '/orders/EU%2377?tag=a&tag=b%2Cc';
process.exit(JSON.stringify(seen) === JSON.stringify([right, right, '/orders/EU?tag=a&tag=b&tag=c']) ? 0 : 1);
JS
node run.mjs
