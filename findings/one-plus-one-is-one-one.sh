#!/usr/bin/env bash
# A campaign is called "1+1 free", and a form writes it into the link as forms do: utm_campaign=1%2B1+free, the sign escaped, the blank a plus. Three
# scripts on the shop's page read it. mixpanel-browser 2.83.0 tells the campaign "1 1 free", sourcebuster 1.1.0 (which WooCommerce's order attribution is
# made of) "1+1+free", posthog-js 1.449.2 "1+1 free". Written with %20 sourcebuster is right and mixpanel-browser isn't. sourcebuster also ends a value at
# its second "=", so that utm_content=size=m is "size". One campaign is three rows where reports meet.
# Guessed: that the names of campaigns are read as the browser's own URLSearchParams reads them, by all who are there to read them.
# Why: the one unescapes first and then turns every plus into a blank, the other never does.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's links carry utm_ parameters byte for byte as they were stored (shared/domain/link).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts mixpanel-browser@2.83.0 posthog-js@1.449.2 sourcebuster@1.1.0 jsdom@29.1.1 >/dev/null
cat >run.cjs <<'JS'
const { readFileSync } = require('node:fs');
const { JSDOM } = require('jsdom');
const [query] = process.argv.slice(2);
const page = () => new JSDOM('<body></body>', { url: `https://shop.example/?utm_source=a&utm_medium=b&${query}`, pretendToBeVisual: true, runScripts: 'outside-only' }).window;
const window = page();
const silent = async () => ({ ok: true, status: 200, json: async () => ({}), text: async () => '{}' });
window.fetch = silent;
const names = ['document', 'location', 'screen', 'localStorage', 'sessionStorage', 'history', 'navigator', 'XMLHttpRequest', 'Node', 'HTMLElement', 'Event'];
const globals = { window, self: window, fetch: silent, ...Object.fromEntries(names.map((name) => [name, window[name]])) };
for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true });

const mixpanel = require('mixpanel-browser/dist/mixpanel-core.cjs.js');
mixpanel.init('token', { autocapture: false, track_pageview: false, api_host: 'http://127.0.0.1:9' }, 'shop');
const posthog = require('posthog-js').default;
const events = [];
posthog.init('token', {
  api_host: 'http://127.0.0.1:9', autocapture: false, capture_pageview: false, disable_session_recording: true,
  advanced_disable_flags: true, before_send: (event) => void events.push(event) ?? null,
});
posthog.capture('seen');
const shop = page();
shop.eval(readFileSync(require.resolve('sourcebuster/dist/sourcebuster.min.js'), 'utf8'));
shop.sbjs.init({});
const asked = new URLSearchParams(query);
const first = (properties) => ['campaign', 'content'].map((name) => asked.has(`utm_${name}`) && properties[`utm_${name}`]).find(Boolean);
const { cmp, cnt } = shop.sbjs.get.current;
const buster = asked.has('utm_campaign') ? cmp : cnt;
const { props } = mixpanel.shop.persistence;
console.log(`${query}: mixpanel ${first(props)} | sourcebuster ${buster} | posthog ${first(events[0].properties)}`);
process.exit(0);
JS
said=$(for query in utm_campaign=1%2B1+free utm_campaign=1%2B1%20free utm_content=size=m; do node run.cjs "$query"; done)
printf '%s\n' "$said"
expected='utm_campaign=1%2B1+free: mixpanel 1 1 free | sourcebuster 1+1+free | posthog 1+1 free
utm_campaign=1%2B1%20free: mixpanel 1 1 free | sourcebuster 1+1 free | posthog 1+1 free
utm_content=size=m: mixpanel size=m | sourcebuster size | posthog size=m'
[ "$said" = "$expected" ]
