import { describe, expect, it } from 'vitest';
import { destinationFor } from '../../../shared/domain/link/destination.ts';
import { languagesOf } from '../../../shared/domain/link/languages.ts';
import { aRoute } from '../../support/builders.ts';

describe('the follower’s languages', () => {
  it.each([
    ['fr-FR,fr;q=0.9,en;q=0.8,de;q=0.7', ['fr', 'en', 'de']],
    ['de;q=0.1, fr;q=0.9', ['fr', 'de']],
    ['de;q=0.5,fr;q=0.5,en', ['en', 'de', 'fr']],
    ['de;q=0,fr', ['fr']],
    ['de;q=0.000, fr;q=0.001', ['fr']],
    ['de-CH;q=0.3,fr;q=0.5,de;q=0.9', ['de', 'fr']],
    ['de;q=0,de-AT;q=0.4', ['de']],
    ['*', []],
    ['*;q=0.5,de;q=0.1', ['de']],
    ['DE-de;Q=0.2 , EN ; q = 0.9', ['en', 'de']],
    ['de;q=.4,en;q=1.,fr;q=5', ['en', 'fr', 'de']],
    ['de;q=abc,en;q=0.9', ['de', 'en']],
    ['en;q=0.9,de;q=a.', ['de', 'en']],
    ['de,en;q=0.', ['de']],
    ['de;level=1;q=0.1,en;q=0.2', ['en', 'de']],
    ['zh-Hant-TW,zh_CN;q=0.8,fil;q=0.5', ['zh', 'fil']],
    ['iw-IL,in;q=0.5', ['he', 'id']],
    ['nb-NO,nn;q=0.5,tl;q=0.2', ['no', 'nn', 'fil']],
    ['en-US,en;q=0.9,fr-CA;q=0.8,fr;q=0.7,es;q=0.6,de;q=0.5', ['en', 'fr', 'es', 'de']],
    ['', []],
    [',;,;q=1, ,-,c3', []],
    ['constructor,__proto__', []],
  ])('%j', (header, languages) => expect(languagesOf(header)).toEqual(languages));

  it('are none without the header, and few of a long one', () => {
    expect(languagesOf(undefined)).toEqual([]);
    expect(languagesOf('aa,'.repeat(10_000))).toEqual(['aa']);
  });
});

describe('targets', () => {
  const [DE, FR, AT, OTHER] = ['de', 'fr', 'at', 'other'].map((name) => `https://s.example/${name}`) as [
    string,
    string,
    string,
    string,
  ];
  const going = (
    targeting: { language?: string; country?: string; destination: string }[],
    header: string,
    country?: string,
  ) =>
    destinationFor(aRoute({ destination: OTHER, targeting }), {
      device: 'mobile',
      os: 'ios',
      languages: languagesOf(header),
      ...(country ? { country } : {}),
    });
  const de = { language: 'de', destination: DE };
  const fr = { language: 'fr', destination: FR };
  const at = { country: 'AT', destination: AT };

  it.each([
    ['the follower’s order, not the brand’s', [de, fr], 'fr,de;q=0.7', undefined, FR],
    ['the brand’s order where the follower has none', [de, fr], '', undefined, OTHER],
    ['not a language that was refused', [de], 'fr,de;q=0', undefined, OTHER],
    ['not any language of a wildcard', [de], 'fr,*;q=0.5', undefined, OTHER],
    ['a country that stands first', [at, fr], 'fr', 'AT', AT],
    ['a language that stands first', [fr, at], 'fr', 'AT', FR],
    ['a later, better language past a country', [de, at, fr], 'fr,de;q=0.5', 'AT', FR],
    ['a language of one country only there', [{ ...de, country: 'AT' }, fr], 'de,fr;q=0.5', 'CH', FR],
    ['an old code for the same language', [{ language: 'he', destination: DE }], 'iw-IL', undefined, DE],
    ['Norwegian by its other name', [{ language: 'no', destination: DE }], 'nb-NO', undefined, DE],
    ['the first of two for one language', [de, { ...de, destination: AT }], 'de', undefined, DE],
  ])('take %s', (_what, targeting, header, country, destination) =>
    expect(going(targeting, header, country)).toBe(destination),
  );
});
