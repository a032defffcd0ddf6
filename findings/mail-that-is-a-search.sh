#!/usr/bin/env bash
# A follower opens her mail in the browser and taps the link in it. mixpanel-browser 2.83.0 and posthog-js 1.449.2 note where she came from, and beside the
# right domain, mail.google.com or mail.yahoo.com, a search engine: "google", "yahoo". So does a link in a shared document (docs.google.com). A report of
# visits by search engine counts private mail as found by searching; whoever wants to know what was sent from hand to hand has it there, not in mail.
# Guessed: that a search engine is known by the host on which people search.
# Why: an address is Google's search for them if "google." stands anywhere in it, in a subdomain too.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch reads whole hosts, mail before search (shared/domain/judge).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts mixpanel-browser@2.83.0 posthog-js@1.449.2 jsdom@29.1.1 >/dev/null
cat >run.cjs <<'JS'
const { JSDOM } = require('jsdom');
const [referrer] = process.argv.slice(2);
const { window } = new JSDOM('<body></body>', { url: 'https://shop.example/socks', referrer, pretendToBeVisual: true });
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
const told = (properties) => `${properties.$initial_referring_domain ?? properties.$referring_domain} by ${properties.$search_engine ?? 'no search'}`;
console.log(`mixpanel: ${told(mixpanel.shop.persistence.props)}; posthog: ${told(events[0].properties)}`);
process.exit(0);
JS
said=$(for from in https://www.google.com/ https://mail.google.com/ https://docs.google.com/ https://mail.yahoo.com/ https://outlook.live.com/; do node run.cjs "$from"; done)
printf '%s\n' "$said"
expected='mixpanel: www.google.com by google; posthog: www.google.com by google
mixpanel: mail.google.com by google; posthog: mail.google.com by google
mixpanel: docs.google.com by google; posthog: docs.google.com by google
mixpanel: mail.yahoo.com by yahoo; posthog: mail.yahoo.com by yahoo
mixpanel: outlook.live.com by no search; posthog: outlook.live.com by no search'
[ "$said" = "$expected" ]
