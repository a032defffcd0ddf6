import { describe, expect, it } from 'vitest';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { aHit, CHROME_ANDROID, CHROME_DESKTOP, INSTAGRAM_IPHONE, WEBVIEW_ANDROID } from './labelled.ts';

type Case = [story: string, parts: Parameters<typeof aHit>[0], outcome: string];
const outcomeOf = (parts: Parameters<typeof aHit>[0]): string => {
  const verdict = judge(aHit(parts));
  return verdict.kind === 'excluded' ? verdict.reason : 'counted';
};
const sends = (headers: Record<string, string>) => ({ headers });

/** What the open-source peers count, by their own source and issues: Dub, Shlink, Kutt, Sink. */
const PEERS: Case[] = [
  ['a plain GET (all)', {}, 'counted'],
  ['HEAD, the commonest false click (Dub #2309; Kutt and Sink count it)', { method: 'HEAD' }, 'head'],
  ['HEAD in lower case', { method: 'head' }, 'head'],
  [
    'HEAD by a browser’s name: X sends one GET and three of these',
    { method: 'HEAD', ...sends({ 'user-agent': CHROME_DESKTOP }) },
    'head',
  ],
  ['a preflight', { method: 'OPTIONS' }, 'subresource'],
  ['a POST', { method: 'POST' }, 'subresource'],
  [
    'a bot by name (Dub and Kutt drop, Shlink flags, Sink counts by default)',
    sends({ 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }),
    'bot',
  ],
  ['no user agent (Dub never reaches its other checks)', sends({ 'user-agent': '' }), 'bot'],
  ['WhatsApp’s preview (Sink counts it)', sends({ 'user-agent': 'WhatsApp/2.23.20.0 A' }), 'preview'],
  [
    'Mastodon’s previews, a thousand a post (Shlink #1613)',
    sends({ 'user-agent': 'http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.example/)' }),
    'preview',
  ],
  ['Viber’s preview (missed by isbot, Dub and Sink)', sends({ 'user-agent': 'Viber' }), 'preview'],
  ['TikTok’s preload (missed by isbot)', sends({ 'user-agent': 'TikTok Preload/1.0' }), 'preview'],
  [
    'a CUBOT phone (Dub drops it)',
    sends({
      'user-agent':
        'Mozilla/5.0 (Linux; Android 8.1.0; CUBOT_P20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.88 Mobile Safari/537.36',
    }),
    'counted',
  ],
  [
    'the Bing app (Dub drops it)',
    sends({ 'user-agent': `${WEBVIEW_ANDROID} BingWeb/9.4.26267402` }),
    'counted',
  ],
  [
    'the Baidu app (Dub drops it)',
    sends({ 'user-agent': `${WEBVIEW_ANDROID} baiduboxapp/8.6.5 (Baidu; P1 5.1.1)` }),
    'counted',
  ],
  [
    'the Yandex app (Dub drops it)',
    sends({ 'user-agent': `${CHROME_ANDROID} YaApp_Android/22.95.1 YaSearchBrowser/22.95.1` }),
    'counted',
  ],
  ['the Tumblr app (Dub drops it)', sends({ 'user-agent': `${WEBVIEW_ANDROID} Tumblr/26.1` }), 'counted'],
  [
    'Facebook’s window (crawler-user-agents lists it)',
    sends({ 'user-agent': `${WEBVIEW_ANDROID} MetaIAB Facebook` }),
    'counted',
  ],
  ['a prefetch (no peer looks)', sends({ 'sec-purpose': 'prefetch' }), 'prefetch'],
  ['a prerender', sends({ 'sec-purpose': 'prefetch;prerender' }), 'prefetch'],
  ['a private prefetch', sends({ 'sec-purpose': 'prefetch;anonymous-client-ip' }), 'prefetch'],
  ['an elder prefetch', sends({ purpose: 'prefetch' }), 'prefetch'],
  ['Firefox’s prefetch', sends({ 'x-moz': 'prefetch' }), 'prefetch'],
  ['Safari’s top-site preview', sends({ 'x-purpose': 'preview' }), 'prefetch'],
  ['a purpose of another kind', sends({ purpose: 'navigation' }), 'counted'],
  ['an image’s request', sends({ 'sec-fetch-dest': 'image' }), 'subresource'],
  ['a frame’s request', sends({ 'sec-fetch-dest': 'iframe' }), 'subresource'],
  ['a script’s fetch', sends({ 'sec-fetch-dest': 'empty' }), 'subresource'],
  ['a script’s fetch, old style', sends({ 'x-requested-with': 'XMLHttpRequest' }), 'subresource'],
  ['a document', sends({ 'sec-fetch-dest': 'document' }), 'counted'],
  ['the brand’s own test', { query: 'vouch_internal=1' }, 'internal'],
  ['the brand’s own header', sends({ 'x-vouch-internal': '1' }), 'internal'],
  ['the brand’s own cookie', sends({ cookie: 'a=b; vouch_internal=1' }), 'internal'],
  [
    'a cookie that only mentions it',
    sends({ cookie: 'a=vouch_internal=1; not_vouch_internal=1' }),
    'counted',
  ],
  [
    'a query that only mentions it',
    { query: 'x=vouch_internal=1&notvouch_internal=1&vouch_internal=0' },
    'counted',
  ],
];

describe('hit or click', () => {
  it.each(PEERS)('%s', (_, parts, outcome) => {
    expect(outcomeOf(parts)).toBe(outcome);
  });

  it('reads an excluded hit too, so that a changed rule can be compared', () => {
    expect(judge(aHit({ method: 'HEAD', headers: { 'user-agent': INSTAGRAM_IPHONE } }))).toMatchObject({
      kind: 'excluded',
      reason: 'head',
      channel: 'own_inapp',
      app: 'instagram',
      device: 'mobile',
    });
  });

  it('gives a share signal for previews only', () => {
    const bot = judge(aHit({ headers: { 'user-agent': 'curl/8.4.0' } }));
    expect(bot).toMatchObject({ kind: 'excluded', reason: 'bot' });
    expect(bot).not.toHaveProperty('share');
  });

  it('does not trust the app that a preview fetcher poses as for the channel’s evidence', () => {
    const preview = judge(aHit({ headers: { 'user-agent': 'TelegramBot (like TwitterBot)' } }));
    expect(preview.evidence[0]).toBe('preview:telegram');
  });
});
