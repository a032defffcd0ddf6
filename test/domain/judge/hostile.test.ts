import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hit, Verdict } from '../../../shared/domain/click/hit.ts';
import { readAfresh } from '../../../shared/domain/judge/agent.ts';
import { appOf } from '../../../shared/domain/judge/app-of.ts';
import { classifyReferrer } from '../../../shared/domain/judge/classify-referrer.ts';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { asReferrerOnly, REFERRER_ONLY_GROUPS } from '../../../shared/domain/judge/referrer-only.ts';
import { JUDGED_HEADERS } from '../../../shared/domain/judge/what-is-read.ts';
import { CHANNELS } from '../../../shared/domain/vocabulary.ts';
import { agentsOf, aHit, CHROME_ANDROID } from './labelled.ts';

const KB = 1024;

function expectBounded(verdict: Verdict): void {
  expect(CHANNELS).toContain(verdict.channel);
  expect(verdict.evidence.length).toBeLessThanOrEqual(12);
  for (const line of verdict.evidence) expect(line).toMatch(/^[a-z0-9_:./ -]{1,100}$/);
  expect(verdict.referrerHost ?? 'a').toMatch(/^[a-z0-9_.-]{1,253}$/);
  expect(verdict.app ?? 'a').toMatch(/^[a-z0-9_-]{1,64}$/);
  expect(verdict.confidence).toBeGreaterThan(0);
  expect(verdict.confidence).toBeLessThan(1);
}

const someText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ maxLength: 300 }),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  fc
    .array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { maxLength: 50 })
    .map((units) => String.fromCharCode(...units)),
  fc.webUrl(),
  fc.constantFrom(
    'none',
    'cross-site',
    'prefetch',
    'document',
    'com.whatsapp',
    'android-app://com.slack/',
    CHROME_ANDROID,
  ),
  fc.constantFrom(...agentsOf('ua_inapp_spy')),
  fc.constantFrom(
    'https://',
    'http://@',
    'javascript:alert(1)',
    'data:,x',
    'https://[::1]/',
    'https://a@b@instagram.com:1:2/',
  ),
);

const someHit: fc.Arbitrary<Hit> = fc.record({
  method: fc.oneof(fc.constantFrom('GET', 'HEAD', 'POST'), someText),
  headers: fc.dictionary(fc.constantFrom(...JUDGED_HEADERS, 'cookie'), someText),
  query: fc.oneof(
    someText,
    fc.webQueryParameters(),
    fc.constantFrom('qr=1', 'fbclid=%', 'utm_medium=%E0%A4%A', '&&&=&='),
  ),
  platformIssued: someText,
});

describe('any hit at all', () => {
  it('is judged without throwing, and says only bounded, plain things', () => {
    fc.assert(
      fc.property(someHit, (hit) => {
        expectBounded(judge(hit));
        expect(REFERRER_ONLY_GROUPS).toContain(asReferrerOnly(hit));
      }),
      { numRuns: 2000 },
    );
  });

  it('is judged the same twice, whatever was judged in between', () => {
    fc.assert(
      fc.property(someHit, someHit, (hit, other) => {
        const first = judge(hit);
        judge(other);
        expect(judge(hit)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });

  it('never takes its referrer host from anything but the host a browser would go to', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        const host = new URL(url).hostname;
        expect(classifyReferrer(url)?.host).toBe(host.replace(/\.$/, ''));
      }),
      { numRuns: 500 },
    );
  });

  it('takes a look-alike label for nobody', () => {
    const networks = fc.constantFrom(
      'instagram.com',
      'facebook.com',
      't.co',
      'web.whatsapp.com',
      'mail.google.com',
      'linktr.ee',
    );
    const label = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    fc.assert(
      fc.property(networks, label, (host, word) => {
        expect(classifyReferrer(`https://${host}.${word}.example/`)?.medium).toBe('other');
        expect(classifyReferrer(`https://${word}.example/${host}/`)?.medium).toBe('other');
      }),
    );
  });
});

describe('a hostile header', () => {
  const long = (unit: string, size = 64 * KB) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  const AGENTS: [string, string][] = [
    ['one letter', long('a')],
    ['dots and digits, isbot’s nested ones', `x/${long('1.')}`],
    ['words', long('ab ')],
    ['at signs', long('@a')],
    ['semicolons', long('; a;')],
    ['almost a version', long('a/1.0')],
    ['parentheses', long('(')],
    ['Android without end', `Mozilla/5.0 (Linux; Android ${long('; ')}`],
    ['lone surrogates', long('\ud800')],
    ['NULs', long('\0')],
  ];

  it.each(AGENTS)('of 64 KB costs no more than a few short ones: %s', (_, userAgent) => {
    const hits = Array.from({ length: 20 }, (_none, i) =>
      aHit({
        headers: {
          'user-agent': `${i}${userAgent}`,
          referer: `https://${userAgent}`,
          cookie: userAgent,
          'x-requested-with': userAgent,
        },
        query: userAgent,
      }),
    );
    judge(hits[0] ?? aHit());
    const before = process.cpuUsage();
    for (const hit of hits) expectBounded(judge(hit));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000 / hits.length).toBeLessThan(10);
  });

  it('does not hide a bot behind its length, nor a phone', () => {
    expect(judge(aHit({ headers: { 'user-agent': `Googlebot/2.1 ${long('x')}` } })).kind).toBe('excluded');
    expect(judge(aHit({ headers: { 'user-agent': `${CHROME_ANDROID} ${long('x')}` } })).kind).toBe('counted');
  });

  it('with a script or data for a referrer is as good as none', () => {
    for (const referer of [
      'javascript:alert(1)',
      'data:text/html,<b>',
      'vbscript:x',
      '\u0000https://instagram.com',
    ]) {
      const verdict = judge(aHit({ headers: { referer } }));
      expect(verdict.channel).toBe('dark_unknown');
      expect(verdict).not.toHaveProperty('referrerHost');
    }
  });

  it('sent twice does not choose the better of both', () => {
    const twice = 'https://evil.example, https://instagram.com';
    expect(judge(aHit({ headers: { referer: twice } }))).not.toHaveProperty('referrerHost');
    const dests = aHit({
      headers: { 'sec-fetch-dest': 'document, image', 'sec-fetch-site': 'none, cross-site' },
    });
    expect(judge(dests).channel).toBe('dark_unknown');
  });

  it('leaves nothing behind: the memory of user agents keeps short ones only and few', () => {
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 5000; i += 1) judge(aHit({ headers: { 'user-agent': `${i}${AGENTS[0]?.[1]}` } }));
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * KB * KB);
  });

  it('poisons no later answer: remembering changes the cost, never the reading', () => {
    for (const agent of agentsOf('ua_isbot_browsers')) {
      const verdict = judge(aHit({ headers: { 'user-agent': agent } }));
      expect({ os: verdict.os, device: verdict.device }).toEqual({
        os: readAfresh(agent).os,
        device: readAfresh(agent).device,
      });
    }
    expect(appOf('toString')).toBeUndefined();
    expect(judge(aHit({ query: 'constructor=1&__proto__=1', issued: '__proto__' })).channel).toBe(
      'dark_unknown',
    );
  });
});
