import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../shared/domain/click/evidence.ts';
import type { Hit } from '../../../shared/domain/click/hit.ts';
import { judged } from '../../../shared/domain/click/judged.ts';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { asReferrerOnly } from '../../../shared/domain/judge/referrer-only.ts';
import { JUDGED_HEADERS } from '../../../shared/domain/judge/what-is-read.ts';
import { GOOGLEBOT, IPHONE } from '../../support/builders.ts';

const hit = (over: Partial<Hit> = {}, headers: Record<string, string> = {}): Hit => ({
  method: 'GET',
  query: '',
  headers: { 'user-agent': IPHONE, ...headers },
  ...over,
});
const VALUES: Record<string, string[]> = {
  'user-agent': [IPHONE, GOOGLEBOT, 'curl/8.4.0'],
  referer: ['https://l.instagram.com/', 'https://www.google.com/', 'https://mail.example/'],
  'sec-fetch-site': ['none', 'cross-site', 'same-site'],
  host: ['127.0.0.1:3000', 'go.example.com'],
  cookie: ['vouch_internal=1', 'a=b'],
  'sec-purpose': ['prefetch', 'prefetch;prerender'],
  'x-requested-with': ['com.whatsapp', 'XMLHttpRequest'],
};
const headers = fc.record(
  Object.fromEntries(
    JUDGED_HEADERS.map((name) => [name, fc.constantFrom(...(VALUES[name] ?? ['1', 'document', 'empty']))]),
  ),
  { requiredKeys: [] },
);
const hits: fc.Arbitrary<Hit> = fc.record(
  {
    method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST'),
    query: fc.constantFrom(
      '',
      'qr=1',
      'gclid=x1234567890',
      'utm_source=instagram',
      `fbclid=${'x'.repeat(90)}`,
    ),
    headers,
    platformIssued: fc.constantFrom('instagram', 'tiktok'),
    untold: fc.constant(['referer' as const]),
  },
  { requiredKeys: ['method', 'query', 'headers'] },
);

describe('what a hit comes to', () => {
  it('is the same whatever was judged before', () => {
    fc.assert(
      fc.property(fc.array(hits, { minLength: 1, maxLength: 20 }), (all) => {
        for (const one of [...all, ...all]) {
          const told = judged(one);
          expect(told.verdict).toEqual(judge(one));
          expect(told.referrerOnly).toBe(asReferrerOnly(one));
          expect(told.raw).toEqual(evidenceOf(one));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is judged once for all who send the same', () => {
    expect(judged(hit())).toBe(judged(hit({}, { 'accept-language': 'de', 'x-forwarded-for': '192.0.2.9' })));
  });

  it.each<[string, Hit]>([
    ['another method', hit({ method: 'HEAD' })],
    ['another query', hit({ query: 'qr=1' })],
    ['another platform', hit({ platformIssued: 'tiktok' })],
    ['a log without referrers', hit({ untold: ['referer'] })],
    ['the same text in another header', hit({}, { purpose: 'prefetch' })],
    ['two headers in one', hit({}, { 'user-agent': `${IPHONE}\n` })],
    ...JUDGED_HEADERS.map((name): [string, Hit] => [`another ${name}`, hit({}, { [name]: 'none' })]),
  ])('is not remembered for %s', (_, other) => {
    expect(judged(other)).not.toBe(judged(hit()));
    expect(judged(other).verdict).toEqual(judge(other));
  });

  it('can be changed by nobody who shares it', () => {
    const { verdict, raw } = judged(hit());
    expect([verdict, raw].every(Object.isFrozen)).toBe(true);
  });

  it('keeps a thousand at most, and nothing long', () => {
    const first = judged(hit());
    for (let n = 0; n < 1_000; n++) judged(hit({}, { 'user-agent': `${IPHONE} App/${n}` }));
    expect(judged(hit())).not.toBe(first);
    const long = hit({}, { referer: `https://blog.example/${'a'.repeat(1_000)}` });
    expect(judged(long)).not.toBe(judged(long));
  });
});
