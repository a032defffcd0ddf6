import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Click } from '../../../shared/domain/click/click.ts';
import { evidenceOf, hitOf } from '../../../shared/domain/click/evidence.ts';
import type { Hit } from '../../../shared/domain/click/hit.ts';
import { readAfresh } from '../../../shared/domain/judge/agent.ts';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { judgeAgain } from '../../../shared/domain/judge/judge-again.ts';
import { asReferrerOnly } from '../../../shared/domain/judge/referrer-only.ts';
import { RULES_VERSION } from '../../../shared/domain/judge/rules.ts';
import { shortenAgent } from '../../../shared/domain/judge/shorten-agent.ts';
import { isJudgedPair } from '../../../shared/domain/judge/what-is-read.ts';
import { aClick, excluded } from '../../support/builders.ts';
import { agentsOf, aHit, CHROME_ANDROID, rowsOf, WEBVIEW_ANDROID } from './labelled.ts';

const judgement = (hit: Hit) => ({ verdict: judge(hit), referrerOnly: asReferrerOnly(hit) });
const kept = (hit: Hit) => judgement(hitOf(evidenceOf(hit)));
const clickOf = (hit: Hit): Click =>
  aClick({ ...judgement(hit), rulesVersion: RULES_VERSION, raw: evidenceOf(hit) });
const readingOf = ({ verdict, referrerOnly }: Click) => ({ verdict, referrerOnly });

const NOISE =
  'utm_content=a-very-long-name-of-one-of-many-advertisements&utm_term=socks&ref=newsletter-2026-11&';
const QUERIES = [
  '',
  `${NOISE}gclid=EAIaIQobChMI${'x'.repeat(60)}`,
  `${NOISE}fbclid=IwAR0${'y'.repeat(160)}&utm_source=ig&utm_medium=social`,
  `${NOISE}${NOISE}qr=1`,
  `${NOISE}utm_source=newsletter&utm_medium=email&utm_campaign=black-friday-2026-shopping-feed-germany-women-25-45`,
  `${NOISE}vouch_internal=1`,
  `${NOISE}utm_source=tiktok&utm_medium=paid_social&ttclid=E.C.P.${'z'.repeat(40)}`,
  `${NOISE}mc_eid=0123456789&mc_cid=9876543210`,
];
const HEADERS: Hit['headers'][] = [
  {},
  { cookie: `session=${'s'.repeat(300)}; vouch_internal=1; name=ada` },
  { cookie: 'session=secret' },
  { 'x-vouch-internal': 'true' },
  { referer: `https://ada:geheim@l.instagram.com/?u=${'q'.repeat(300)}` },
  { referer: `https://mail.example.org/${'deep/'.repeat(60)}` },
  {
    'sec-ch-ua': '"Not/A)Brand";v="8", "Chromium";v="141", "Brave";v="141"',
    'sec-fetch-site': 'none',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    'sec-purpose': 'prefetch;anonymous-client-ip',
  },
  {
    'sec-ch-ua': '"Chromium";v="141", "Android WebView";v="141", "Not?A_Brand";v="8"',
    'x-requested-with': 'com.google.android.googlequicksearchbox.something.very.long.indeed',
    'sec-fetch-site': 'cross-site',
  },
  { 'sec-fetch-dest': 'serviceworker' },
];

describe('what is kept of a click', () => {
  const agents = [
    'ua_arcjet_wellknown',
    'ua_detect_inapp',
    'ua_inapp_spy',
    'ua_intoli_useragents',
    'ua_isbot_browsers',
    'ua_isbot_crawlers',
    'ua_social_preview',
  ].flatMap(agentsOf);

  it('gives the verdict that judging the hit gave: every labelled agent, long queries, cookies, long names of carriers', () => {
    const moved = agents.flatMap((agent, i) => {
      const query = QUERIES[i % QUERIES.length];
      const headers = HEADERS[(i * 7) % HEADERS.length];
      const worn = i % 3 === 0 ? `${agent} [FBCR/T\u00fcrk "Telekom" \\ ${'Netz '.repeat(40)}]` : agent;
      const hits = [
        aHit({ headers: { 'user-agent': agent } }),
        aHit({ query: query ?? '', headers: { ...headers, 'user-agent': worn } }),
      ];
      return hits.filter((hit) => JSON.stringify(kept(hit)) !== JSON.stringify(judgement(hit)));
    });
    expect(moved).toEqual([]);
  });

  it.each(QUERIES)('… whatever stands in front of what judged: %s', (query) => {
    for (const headers of HEADERS)
      for (const agent of [CHROME_ANDROID, WEBVIEW_ANDROID, 'curl/8.4.0']) {
        const hit = aHit({ query, headers: { ...headers, 'user-agent': agent } });
        expect(kept(hit)).toEqual(judgement(hit));
      }
  });

  it('gives it for every labelled referrer too', () => {
    const referrers = ['referer_matomo_social', 'referer_matomo_search', 'referer_matomo_chatbot']
      .flatMap(rowsOf)
      .flatMap(({ referer, domain }) => referer ?? (domain ? `https://${domain}/a/path?q=private` : []));
    expect(referrers.length).toBeGreaterThan(500);
    for (const referer of referrers) {
      const hit = aHit({ query: QUERIES[4] ?? '', headers: { referer } });
      expect(kept(hit)).toEqual(judgement(hit));
    }
  });

  it('is never overruled by what is missing, however hostile the hit', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc
        .constantFrom(
          ...agents.slice(0, 400),
          ...QUERIES,
          'https://a.b.example/owa/',
          'Instagram ',
          'gclid=1&',
        )
        .chain((unit) => fc.constantFrom(1, 2, 30).map((times) => unit.repeat(times))),
    );
    const names = [
      'user-agent',
      'referer',
      'cookie',
      'sec-ch-ua',
      'x-requested-with',
      'sec-purpose',
      'x-moz',
      'signature-agent',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), text), text, (headers, query) => {
        const click = clickOf(aHit({ headers, query }));
        expect(readingOf(judgeAgain(click))).toEqual(readingOf(click));
      }),
      { numRuns: 600 },
    );
  });

  it('holds of a cookie only the mark that judged, of an address neither who signed in nor what was looked for', () => {
    const raw = evidenceOf(
      aHit({
        headers: {
          cookie: 'session=secret; vouch_internal=1',
          referer: 'https://ada:geheim@a.example/p?q=secret#s',
        },
      }),
    );
    expect(raw.headers.cookie).toBe('vouch_internal=1');
    expect(raw.headers.referer).toBe('https://a.example/p');
    expect(evidenceOf(aHit({ headers: { cookie: 'session=secret' } })).headers).not.toHaveProperty('cookie');
  });

  it('holds what judges before the rest, of a click id its first eight characters, and knows which pairs judge', () => {
    const { query, cut } = evidenceOf(aHit({ query: 'gclid=EAIaIQobChMI&color=red&amp;utm_source=ig' }));
    expect([query, cut]).toEqual(['gclid=EAIaIQob&utm_source=ig&color=red', undefined]);
    const pairs = [
      'gclid=1',
      'qr',
      'amp;amp;utm_source=x',
      ' vouch_internal=1 ',
      'color=red',
      '',
      'vouch_internal=0',
    ];
    expect(pairs.map(isJudgedPair)).toEqual([true, true, true, true, false, false, false]);
  });

  it.each([
    ['"Chromium";v="141", "Not?A_Brand";v="8"', 'Chromium'],
    ['"Not/A)Brand";v="99", "Chromium";v="141", "Brave";v="141"', 'Brave, Chromium'],
    ['", Not;A Brand";v="99", "Google Chrome";v="141"', 'Google Chrome'],
    [`"${'x'.repeat(80)}";v="1", "", "Opera";v="114"`, 'Opera'],
    ['"A";v="1", "B";v="1", "B";v="2", "C";v="1", "HeadlessChrome";v="1"', 'HeadlessChrome, A, B'],
    ['?Chromium?;v=?141?, ?Not_A Brand?;v=?8?', 'Chromium'],
    ['"Notable";v="3"', 'Notable'],
    [`${'"Edge";v="1", '.repeat(12)}"Brave";v="1"`, 'Edge'],
  ])('holds of %s the names that tell anything, the telling ones first', (header, names) => {
    expect(evidenceOf(aHit({ headers: { 'sec-ch-ua': header } })).headers['sec-ch-ua']).toBe(names);
  });
});

it('what the clock or an earlier tap decided stays, whatever its headers would say today', () => {
  for (const reason of ['repeat', 'early'] as const) {
    const click = aClick({
      verdict: excluded(reason),
      raw: evidenceOf(aHit({ headers: { 'user-agent': 'curl/8.4.0' } })),
    });
    expect(judgeAgain(click)).toBe(click);
  }
});

describe('a click that was kept before, with less', () => {
  const LONG = `${NOISE}gclid=abc`;
  /** As clicks were kept until November 2026: 80 characters of the query, no cookie. */
  const cut = (hit: Hit): Click => ({
    ...clickOf(hit),
    raw: {
      method: 'GET',
      query: hit.query.slice(0, 80),
      headers: { 'user-agent': CHROME_ANDROID },
      cut: true,
    },
  });

  it('stays what it was called when the sign that said so is gone', () => {
    const paid = cut(aHit({ query: LONG, headers: { 'user-agent': CHROME_ANDROID } }));
    expect(judgeAgain(paid)).toMatchObject({
      verdict: { channel: 'paid', app: 'google' },
      referrerOnly: 'Paid Search',
    });
    const scanned = cut(aHit({ query: `${NOISE}qr=1`, headers: { 'user-agent': CHROME_ANDROID } }));
    expect(judgeAgain(scanned).verdict).toMatchObject({ channel: 'direct_brand', trigger: 'qr' });
    const internal = cut(aHit({ headers: { 'user-agent': CHROME_ANDROID, cookie: 'vouch_internal=1' } }));
    const uncut = {
      ...internal,
      raw: { method: 'GET', query: '', headers: { 'user-agent': CHROME_ANDROID } },
    };
    expect(judgeAgain(uncut).verdict).toMatchObject({ kind: 'excluded', reason: 'internal' });
  });

  it('takes what the site script saw all the same', () => {
    const hit = aHit({
      query: LONG,
      headers: { 'user-agent': CHROME_ANDROID, 'sec-purpose': 'prefetch;prerender' },
    });
    const before = cut(hit);
    const headers = {
      'user-agent': CHROME_ANDROID,
      'sec-purpose': 'prefetch;prerender',
      'x-vouch-seen': 'shown',
    };
    const shown = judgeAgain({ ...before, raw: { ...before.raw, headers } });
    expect(shown.verdict).toMatchObject({ kind: 'counted', channel: 'paid', app: 'google' });
    expect(shown.verdict).not.toHaveProperty('reason');
    const { evidence } = before.verdict;
    expect(evidence).toContain('purpose:prefetch');
    expect(shown.verdict.evidence).toEqual([
      ...evidence.filter((sign) => sign !== 'purpose:prefetch'),
      'script:shown',
    ]);
  });

  it('is judged by newer rules where nothing that judged is missing', () => {
    const hit = aHit({ query: NOISE, headers: { 'user-agent': 'curl/8.4.0' } });
    const before = { ...cut(hit), raw: { ...cut(hit).raw, headers: { 'user-agent': 'curl/8.4.0' } } };
    const wrong = { ...before, verdict: { ...judge(aHit()), device: 'desktop' as const } };
    expect(judgeAgain(wrong).verdict).toMatchObject({ kind: 'excluded', reason: 'bot' });
  });
});

it('keeps of a user agent with much in it that says nothing what tells the same, or none of it', () => {
  const padded = `${WEBVIEW_ANDROID} ${'Tail/1.0 '.repeat(40)}Instagram 300.0.0.1`;
  const short = shortenAgent(padded, 300);
  expect(short?.length).toBeLessThanOrEqual(300);
  expect(readAfresh(short ?? '')).toEqual(readAfresh(padded));
  expect(shortenAgent(padded, 3)).toBeUndefined();
});
