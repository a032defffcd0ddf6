#!/usr/bin/env bash
# A follower's tap as API Gateway's HTTP API hands it over (payload 2.0): ?utm_content=a%2Cb&tag=x&tag=y, given twice in the event: raw, and
# parsed, where values of one name are joined by commas. @fastify/aws-lambda 6.4.1 makes the address anew of the parsed ones: the content
# "a,b" is read as two, a and b. lambda-api 1.5.1 hands over "x,y" as one tag.
# serverless-http 4.0.0 and hono 4.13.19 read what was sent.
# Guessed: an adapter takes the query as it was sent, since the event holds it.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's redirect reads rawQueryString, and its API runs behind hono's adapter (functions/redirect/handler.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @fastify/aws-lambda@6.4.1 fastify@5.12.8 lambda-api@1.5.1 serverless-http@4.0.0 express@4.22.3 hono@4.13.19 >/dev/null
cat >run.mjs <<'JS'
import fastifyLambda from '@fastify/aws-lambda';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import lambdaApi from 'lambda-api';
import serverless from 'serverless-http';
const tap = (rawQueryString, queryStringParameters) => ({
  version: '2.0', routeKey: '$default', rawPath: '/socks', rawQueryString, queryStringParameters, headers: { host: 'go.example' },
  requestContext: { accountId: '1', apiId: 'a', domainName: 'go.example', requestId: 'r', stage: '$default', timeEpoch: 1, http: { method: 'GET', path: '/socks', protocol: 'HTTP/1.1', sourceIp: '203.0.113.9', userAgent: 'x' } },
  isBase64Encoded: false,
});
const context = { awsRequestId: '1', getRemainingTimeInMillis: () => 5000 };
const byExpress = express().get('/socks', (asked, answer) => answer.json([asked.query.utm_content, asked.query.tag]));
const byFastify = fastify();
byFastify.get('/socks', async ({ query }) => [query.utm_content, query.tag]);
const byHono = new Hono().get('/socks', (call) => call.json([call.req.query('utm_content'), call.req.queries('tag')]));
const byLambdaApi = lambdaApi();
byLambdaApi.get('/socks', ({ query }) => [query.utm_content, query.tag]);
const ways = {
  'serverless-http': serverless(byExpress), hono: handle(byHono), '@fastify/aws-lambda': fastifyLambda(byFastify),
  'lambda-api': (event, own) => byLambdaApi.run(event, own),
};
const said = [];
for (const [name, way] of Object.entries(ways)) {
  const { body, isBase64Encoded } = await way(tap('utm_content=a%2Cb&tag=x&tag=y', { utm_content: 'a,b', tag: 'x,y' }), context);
  said.push(`${name}: ${isBase64Encoded ? Buffer.from(body, 'base64') : body}`);
}
console.log(said.join('\n'));
const expected = [
  'serverless-http: ["a,b",["x","y"]]',
  'hono: ["a,b",["x","y"]]',
  '@fastify/aws-lambda: [["a","b"],["x","y"]]',
  'lambda-api: ["a,b","x,y"]',
];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.mjs
