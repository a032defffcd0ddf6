import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../shared/domain/click/hit.ts';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { asReferrerOnly } from '../../../shared/domain/judge/referrer-only.ts';
import { isDark } from '../../../shared/domain/vocabulary.ts';
import {
  CHROME_ANDROID,
  CHROME_DESKTOP,
  FIREFOX_DESKTOP,
  INSTAGRAM_IPHONE,
  SAFARI_IPHONE,
  WEBVIEW_ANDROID,
  WHATSAPP_IPHONE,
} from './labelled.ts';

/**
 * SparkToro and Really Good Data, 2023: 16 URLs on 11 networks, over 1,000 visits, and the share that arrived without
 * a referrer. "Smaller" in the article's picture is taken as 5 %, "about none" as 0. The streams are synthetic: each
 * network's usual windows and hand-overs, in turn.
 */
type Stream = {
  url: string;
  issued: string;
  missing: number;
  referer: string;
  messenger?: true;
  silent: Hit['headers'][];
};

const HANDED_TO_CHROME = {
  'user-agent': CHROME_ANDROID,
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'navigate',
};
const HANDED_TO_SAFARI = {
  'user-agent': SAFARI_IPHONE,
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'navigate',
};
const HANDED_TO_DESKTOP = {
  'user-agent': CHROME_DESKTOP,
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'navigate',
};
const HANDED_TO_FIREFOX = {
  'user-agent': FIREFOX_DESKTOP,
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'navigate',
};
const HAND_OVERS = [HANDED_TO_CHROME, HANDED_TO_SAFARI, HANDED_TO_DESKTOP, HANDED_TO_FIREFOX];
const windowOf = (token: string) => ({ 'user-agent': `${WEBVIEW_ANDROID} ${token}` });
const packaged = (name: string) => ({ 'user-agent': WEBVIEW_ANDROID, 'x-requested-with': name });

const STREAMS: Stream[] = [
  {
    url: 'tiktok-profile',
    issued: 'tiktok',
    missing: 1,
    referer: '',
    silent: [windowOf('musical_ly_2023303040'), windowOf('trill_400504')],
  },
  { url: 'slack', issued: 'slack', missing: 1, referer: '', messenger: true, silent: HAND_OVERS },
  {
    url: 'discord',
    issued: 'discord',
    missing: 1,
    referer: '',
    messenger: true,
    silent: [...HAND_OVERS, packaged('com.discord')],
  },
  { url: 'mastodon-post', issued: 'mastodon', missing: 1, referer: '', silent: HAND_OVERS },
  {
    url: 'whatsapp',
    issued: 'whatsapp',
    missing: 1,
    referer: '',
    messenger: true,
    silent: [...HAND_OVERS, { 'user-agent': WHATSAPP_IPHONE }],
  },
  {
    url: 'facebook-messenger',
    issued: 'messenger',
    missing: 0.75,
    referer: 'https://l.messenger.com/',
    messenger: true,
    silent: [...HAND_OVERS, windowOf('[FB_IAB/Orca-Android;FBAV/400.0;]')],
  },
  {
    url: 'instagram-dm',
    issued: 'instagram',
    missing: 0.3,
    referer: 'https://l.instagram.com/',
    silent: [{ 'user-agent': INSTAGRAM_IPHONE }],
  },
  {
    url: 'linkedin-post',
    issued: 'linkedin',
    missing: 0.14,
    referer: 'https://www.linkedin.com/',
    silent: [windowOf('[LinkedInApp]/2.200.63')],
  },
  {
    url: 'pinterest-post',
    issued: 'pinterest',
    missing: 0.12,
    referer: 'https://www.pinterest.com/',
    silent: [windowOf('[Pinterest/Android]')],
  },
  {
    url: 'reddit-post',
    issued: 'reddit',
    missing: 0.05,
    referer: 'https://out.reddit.com/',
    silent: [HANDED_TO_CHROME],
  },
  {
    url: 'linkedin-dm',
    issued: 'linkedin',
    missing: 0.05,
    referer: 'https://www.linkedin.com/',
    silent: [windowOf('[LinkedInApp]/2.200.63')],
  },
  { url: 'twitter-dm', issued: 'x', missing: 0.05, referer: 'https://t.co/', silent: [HANDED_TO_SAFARI] },
  { url: 'youtube', issued: 'youtube', missing: 0, referer: 'https://www.youtube.com/', silent: [] },
  {
    url: 'instagram-profile',
    issued: 'instagram',
    missing: 0,
    referer: 'https://l.instagram.com/',
    silent: [],
  },
  { url: 'facebook-post', issued: 'facebook', missing: 0, referer: 'https://lm.facebook.com/', silent: [] },
  { url: 'tweet', issued: 'x', missing: 0, referer: 'https://t.co/abc', silent: [] },
];
const VISITS = 200;

/** Visits of one URL, each naming the link that it opened, as the redirect knows it. */
function visitsOf(stream: Stream): { link: string; hit: Hit }[] {
  const silentVisits = Math.round(VISITS * stream.missing);
  return Array.from({ length: VISITS }, (_, i) => {
    const headers = stream.silent[i % stream.silent.length];
    const told = { 'user-agent': SAFARI_IPHONE, referer: stream.referer, 'sec-fetch-site': 'cross-site' };
    return {
      link: stream.url,
      hit: {
        method: 'GET',
        headers: i < silentVisits && headers ? headers : told,
        query: '',
        platformIssued: stream.issued,
      },
    };
  });
}

const share = <T>(all: T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;

describe('SparkToro’s table, replayed', () => {
  it('covers 16 URLs on 11 networks', () => {
    const networks = new Set(STREAMS.map(({ issued }) => issued));
    expect(STREAMS).toHaveLength(16);
    expect(networks.size).toBeGreaterThanOrEqual(11);
  });

  it('prints what we say beside what referrer-only analytics say', () => {
    const rows = STREAMS.map((stream) => {
      const hits = visitsOf(stream).map(({ hit }) => hit);
      return {
        url: stream.url,
        'no referrer': stream.missing,
        direct: share(hits, (hit) => asReferrerOnly(hit) === 'Direct'),
        'dark (ours)': share(hits, (hit) => isDark(judge(hit).channel)),
        'app named': share(hits, (hit) => judge(hit).app !== undefined),
      };
    });
    console.table(rows);
    for (const row of rows) expect(row.direct).toBeCloseTo(row['no referrer'], 2);
  });

  it.each(STREAMS)('credits every click on $url to its own post, whatever its headers say', (stream) => {
    for (const { link, hit } of visitsOf(stream)) {
      const before = structuredClone(hit);
      expect(judge(hit).kind).toBe('counted');
      expect({ link, hit }).toEqual({ link: stream.url, hit: before });
    }
  });

  it.each(STREAMS.filter(({ messenger }) => messenger))('calls at least 95 %% of $url dark', (stream) => {
    const hits = visitsOf(stream).map(({ hit }) => hit);
    expect(share(hits, (hit) => isDark(judge(hit).channel))).toBeGreaterThanOrEqual(0.95);
  });

  it.each(['tiktok-profile', 'instagram-dm', 'linkedin-post', 'pinterest-post'])(
    'calls no in-app visit of %s direct or dark: its window names the app',
    (url) => {
      const stream = STREAMS.find((one) => one.url === url);
      const hits = stream ? visitsOf(stream).map(({ hit }) => hit) : [];
      expect(hits.map((hit) => judge(hit).app)).toEqual(hits.map(() => stream?.issued));
    },
  );

  it('admits what it cannot see: a messenger’s web page that hides its address reads as a referral on desktop', () => {
    const hidden = {
      'user-agent': CHROME_DESKTOP,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
    };
    const verdict = judge({ method: 'GET', headers: hidden, query: '', platformIssued: 'whatsapp' });
    expect(verdict).toMatchObject({ channel: 'referral', strength: 'inferred', confidence: 0.5 });
  });

  // Chromium 156 of Debian 12, clicked: findings/link-in-a-pdf.sh.
  it('counts a tap in a PDF, which the browser’s own viewer sends as no person’s, as from a page that hides its address', () => {
    const inPdf = {
      'user-agent': CHROME_DESKTOP,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(judge({ method: 'GET', headers: inPdf, query: '' })).toMatchObject({
      kind: 'counted',
      channel: 'referral',
      strength: 'inferred',
    });
    const atopAPage = judge({ method: 'GET', headers: { ...inPdf, 'sec-fetch-dest': 'iframe' }, query: '' });
    expect(atopAPage.kind).toBe('excluded');
  });
});
