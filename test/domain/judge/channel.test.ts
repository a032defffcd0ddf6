import { describe, expect, it } from 'vitest';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { BELIEFS, RULES_VERSION } from '../../../shared/domain/judge/rules.ts';
import { JUDGED_HEADERS } from '../../../shared/domain/judge/what-is-read.ts';
import { isDark } from '../../../shared/domain/vocabulary.ts';
import {
  aHit,
  CHROME_ANDROID,
  CHROME_DESKTOP,
  FIREFOX_DESKTOP,
  INSTAGRAM_IPHONE,
  SAFARI_IPHONE,
  WEBVIEW_ANDROID,
  WHATSAPP_IPHONE,
} from './labelled.ts';

type Case = [story: string, parts: Parameters<typeof aHit>[0], channel: string, app: string | undefined];
const ua = (userAgent: string, more: Record<string, string> = {}) => ({
  headers: { 'user-agent': userAgent, ...more },
});
const from = (referer: string) => ({ headers: { referer } });
const ANDROID_HANDOVER = {
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
};

const HARMONY =
  'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile';

const CASES: Case[] = [
  ['a window of some app on HarmonyOS, which names no browser', ua(HARMONY), 'dark_app', undefined],
  ['a browser on HarmonyOS', ua(`${HARMONY} HuaweiBrowser/5.0.4.300`), 'dark_unknown', undefined],
  ['WeChat’s window there', ua(`${HARMONY} MicroMessenger/8.0.5`), 'dark_messenger', 'wechat'],
  ['6: a Google click id is an advertisement', { query: 'gclid=abc' }, 'paid', 'google'],
  ['6: in any letter case', { query: 'x=1&ScCid=abc' }, 'paid', 'snapchat'],
  ['6: an empty one is nothing', { query: 'gclid=' }, 'dark_unknown', undefined],
  ['6: utm_medium=cpc too', { query: 'utm_medium=cpc' }, 'paid', undefined],
  ['6: utm_medium=paid_social too', { query: 'utm_medium=paid_social' }, 'paid', undefined],
  ['6: utm_medium=unpaid is not', { query: 'utm_medium=unpaid' }, 'dark_unknown', undefined],
  ['6: a parameter called xgclid is not', { query: 'xgclid=abc' }, 'dark_unknown', undefined],
  ['7: WhatsApp’s window', ua(WHATSAPP_IPHONE), 'dark_messenger', 'whatsapp'],
  ['8: the issuing platform’s window', ua(INSTAGRAM_IPHONE), 'own_inapp', 'instagram'],
  [
    '9: another platform’s window',
    { ...ua(INSTAGRAM_IPHONE), issued: 'tiktok' },
    'cross_social',
    'instagram',
  ],
  [
    '8: whatever the brand calls the platform',
    { ...ua(`${WEBVIEW_ANDROID} TwitterAndroid`), issued: 'Twitter' },
    'own_inapp',
    'x',
  ],
  [
    '8: the window outranks the referrer',
    ua(INSTAGRAM_IPHONE, { referer: 'https://l.facebook.com/' }),
    'own_inapp',
    'instagram',
  ],
  [
    '10: Telegram’s webview names its package',
    ua(WEBVIEW_ANDROID, { 'x-requested-with': 'org.telegram.messenger' }),
    'dark_messenger',
    'telegram',
  ],
  [
    '10: Gmail’s',
    ua(WEBVIEW_ANDROID, { 'x-requested-with': 'com.google.android.gm' }),
    'dark_email',
    'gmail',
  ],
  [
    '10: the issuing platform’s',
    ua(WEBVIEW_ANDROID, { 'x-requested-with': 'com.instagram.android' }),
    'own_inapp',
    'instagram',
  ],
  [
    '10: an unknown app’s',
    ua(WEBVIEW_ANDROID, { 'x-requested-with': 'com.example.chat' }),
    'dark_app',
    undefined,
  ],
  [
    '10: a browser’s says nothing',
    ua(CHROME_ANDROID, { 'x-requested-with': 'com.duckduckgo.mobile.android', 'sec-fetch-site': 'none' }),
    'dark_paste',
    undefined,
  ],
  ['11: android-app of Slack', from('android-app://com.Slack/'), 'dark_messenger', 'slack'],
  ['11: android-app of Reddit', from('android-app://com.reddit.frontpage'), 'cross_social', 'reddit'],
  [
    '11: android-app of Google’s search',
    from('android-app://com.google.android.googlequicksearchbox/'),
    'search',
    'google',
  ],
  ['11: android-app that names its site', from('android-app://m.facebook.com/'), 'cross_social', 'facebook'],
  ['12: android-app that resembles one', from('android-app://notfacebook.com/'), 'dark_app', undefined],
  ['12: android-app of an unknown app', from('android-app://com.example.chat/'), 'dark_app', undefined],
  [
    '13: a mail program',
    ua('Mozilla/5.0 (X11; Linux x86_64; rv:45.0) Gecko/20100101 Thunderbird/45.8.0'),
    'dark_email',
    'thunderbird',
  ],
  ['13: webmail', from('https://mail.google.com/'), 'dark_email', 'gmail'],
  ['13: webmail by its shape', from('https://webmail.example.com/'), 'dark_email', 'example'],
  ['13: a newsletter’s recipient id', { query: 'mc_eid=abc' }, 'dark_email', 'mailchimp'],
  ['13: a link tagged as mail', { query: 'utm_medium=email' }, 'dark_email', undefined],
  ['14: WhatsApp on the web', from('https://web.whatsapp.com/'), 'dark_messenger', 'whatsapp'],
  ['15: the issuing platform’s redirector', from('https://l.instagram.com/'), 'own_web', 'instagram'],
  ['16: another network', from('https://t.co/abc'), 'cross_social', 'x'],
  ['17: a link-in-bio page', from('https://linktr.ee/someone'), 'link_in_bio', 'linktree'],
  ['17: an assistant', from('https://chatgpt.com/'), 'ai_assistant', 'chatgpt'],
  ['17: a search engine', from('https://www.google.de/'), 'search', 'google'],
  ['18: any other page', from('https://blog.example.com/review'), 'referral', undefined],
  ['18: a look-alike is any other page', from('https://notinstagram.com/'), 'referral', undefined],
  ['19: fbclid on an Instagram post', { query: 'fbclid=IwAR' }, 'own_inapp', 'instagram'],
  ['19: fbclid on a TikTok post', { query: 'fbclid=IwAR', issued: 'tiktok' }, 'cross_social', 'facebook'],
  ['19: igshid on an Instagram post', { query: 'igshid=x' }, 'own_inapp', 'instagram'],
  ['19: igshid on a Facebook post', { query: 'igshid=x', issued: 'facebook' }, 'cross_social', 'instagram'],
  ['20: a webview without a name', ua(WEBVIEW_ANDROID), 'dark_app', undefined],
  [
    '20: an iPhone’s webview',
    ua(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    ),
    'dark_app',
    undefined,
  ],
  [
    '20: DuckDuckGo’s browser is no webview',
    ua(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 DuckDuckGo/7',
      { 'sec-fetch-site': 'none' },
    ),
    'dark_unknown',
    undefined,
  ],
  [
    '21: an app handed the link to Chrome on Android',
    ua(CHROME_ANDROID, ANDROID_HANDOVER),
    'dark_app',
    undefined,
  ],
  [
    '21: not without a navigation',
    ua(CHROME_ANDROID, { ...ANDROID_HANDOVER, 'sec-fetch-mode': 'cors' }),
    'dark_unknown',
    undefined,
  ],
  ['22: an app handed the link to Firefox', ua(FIREFOX_DESKTOP, ANDROID_HANDOVER), 'dark_app', undefined],
  [
    '23: pasted into Chrome on Android',
    ua(CHROME_ANDROID, { 'sec-fetch-site': 'none' }),
    'dark_paste',
    undefined,
  ],
  ['23: pasted into Firefox', ua(FIREFOX_DESKTOP, { 'sec-fetch-site': 'none' }), 'dark_paste', undefined],
  [
    '24: iPhones say the same of paste and app',
    ua(SAFARI_IPHONE, { 'sec-fetch-site': 'none' }),
    'dark_unknown',
    undefined,
  ],
  ['24: desktop Chrome too', ua(CHROME_DESKTOP, { 'sec-fetch-site': 'none' }), 'dark_unknown', undefined],
  ['25: a page that hides its address', ua(CHROME_DESKTOP, ANDROID_HANDOVER), 'referral', undefined],
  ['26: nothing at all', {}, 'dark_unknown', undefined],
  [
    '26: two values in one header count as none',
    ua(CHROME_ANDROID, { 'sec-fetch-site': 'none, cross-site' }),
    'dark_unknown',
    undefined,
  ],
  ['the Google app without a referrer', ua(`${WEBVIEW_ANDROID} GSA/15.1`), 'search', 'google'],
  [
    'the Google app on a page of its own',
    ua(`${WEBVIEW_ANDROID} GSA/15.1`, { referer: 'https://blog.example.com/' }),
    'referral',
    undefined,
  ],
];

describe('the channel of a click', () => {
  it.each(CASES)('%s', (_, parts, channel, app) => {
    const verdict = judge(aHit(parts));
    expect(verdict.kind).toBe('counted');
    expect({ channel: verdict.channel, app: verdict.app }).toEqual({ channel, app });
  });

  it('puts the sign that decided first in the evidence, and keeps the others', () => {
    const verdict = judge(aHit(ua(INSTAGRAM_IPHONE, { referer: 'https://l.facebook.com/' })));
    expect(verdict.evidence[0]).toBe('ua:instagram');
    expect(verdict.evidence).toContain('referer:l.facebook.com');
    expect(verdict.referrerHost).toBe('l.facebook.com');
  });

  it('names the click id that decided before the code that was scanned', () => {
    const { channel, evidence } = judge(aHit({ ...ua(CHROME_ANDROID), query: 'qr=1&fbclid=IwAR0abc' }));
    expect([channel, ...evidence.slice(0, 2)]).toEqual(['own_inapp', 'click-id:fbclid', 'query:qr']);
  });

  it('is less sure of a window that Facebook and Messenger share', () => {
    const shared = `${WEBVIEW_ANDROID} [FB_IAB/FB4A;FBAV/482.0.0.71.108;]`;
    const named = `${WEBVIEW_ANDROID} [FB_IAB/FB4A;FBAV/488.0.0.62.79;IABMV/1;]`;
    expect(judge(aHit(ua(shared))).confidence).toBe(0.6);
    expect(judge(aHit(ua(named))).confidence).toBe(0.97);
  });

  it('claims no more than inferred where only browser source was read, not a phone', () => {
    expect(BELIEFS.handOver.strength).toBe('inferred');
    expect(BELIEFS.paste.strength).toBe('inferred');
    expect(judge(aHit(ua(CHROME_ANDROID, ANDROID_HANDOVER))).strength).toBe('inferred');
  });

  it('reads device, system and browser on the way', () => {
    expect(judge(aHit())).toMatchObject({ device: 'mobile', os: 'ios', browser: 'safari' });
    expect(judge(aHit(ua(INSTAGRAM_IPHONE)))).toMatchObject({
      device: 'mobile',
      os: 'ios',
      browser: 'webview',
    });
    expect(judge(aHit(ua(CHROME_DESKTOP)))).toMatchObject({
      device: 'desktop',
      os: 'windows',
      browser: 'chrome',
    });
    const brave = ua(CHROME_ANDROID, { 'sec-ch-ua': '"Brave";v="141", "Chromium";v="141"' });
    expect(judge(aHit(brave))).toMatchObject({ device: 'mobile', os: 'android', browser: 'brave' });
    const others = ua(CHROME_ANDROID, { 'sec-ch-ua': '"Chromium";v="141"' });
    expect(judge(aHit(others)).browser).toBe('chrome');
    const hinted = judge(aHit(ua(CHROME_ANDROID, { 'sec-ch-ua': '"Android WebView";v="141"' })));
    expect(hinted).toMatchObject({ os: 'android', browser: 'webview' });
    expect(hinted.evidence).toContain('ua:webview');
    expect(judge(aHit(ua(INSTAGRAM_IPHONE))).evidence).toEqual(
      expect.arrayContaining(['ua:instagram', 'ua:webview']),
    );
    expect(judge(aHit(ua(CHROME_ANDROID))).evidence).not.toContain('ua:webview');
  });

  it('says the same of the headers that are kept as of the whole hit', () => {
    const noise = { accept: '*/*', 'accept-language': 'de', 'x-forwarded-for': '1.2.3.4' };
    for (const [, parts] of CASES) {
      const hit = aHit({ ...parts, headers: { ...aHit(parts).headers, ...noise } });
      const kept = Object.fromEntries(JUDGED_HEADERS.map((name) => [name, hit.headers[name]]));
      expect(judge({ ...hit, headers: kept })).toEqual(judge(hit));
    }
  });

  it('carries a version', () => {
    expect(RULES_VERSION).toMatch(/^\d{4}-\d\d-\d\d\.\d+$/);
  });
});

describe('a scanned code', () => {
  it.each(CASES)('is never dark: %s', (_, parts) => {
    const verdict = judge(aHit({ ...parts, query: `${parts?.query ?? ''}&qr=1` }));
    expect(verdict.trigger).toBe('qr');
    expect(isDark(verdict.channel)).toBe(false);
    expect(verdict.evidence).toContain('query:qr');
  });

  it('is a direct visit where nothing else is known, and still names the app that scanned', () => {
    expect(judge(aHit({ query: 'qr=1' }))).toMatchObject({ channel: 'direct_brand', trigger: 'qr' });
    expect(judge(aHit({ ...ua(WHATSAPP_IPHONE), query: 'qr=1' }))).toMatchObject({
      channel: 'direct_brand',
      app: 'whatsapp',
    });
  });

  it.each(['qr=0', 'qr=', 'xqr=1', 'qr=11'])('is not claimed by ?%s', (query) => {
    expect(judge(aHit({ query })).trigger).toBe('link');
  });
});
