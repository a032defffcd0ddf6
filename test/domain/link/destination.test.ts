import { describe, expect, it } from 'vitest';
import { composeDestination } from '../../../shared/domain/link/compose-destination.ts';
import { destinationFor, routeAnswer } from '../../../shared/domain/link/destination.ts';
import { languagesOf } from '../../../shared/domain/link/languages.ts';
import { aRoute } from '../../support/builders.ts';

describe('the destination', () => {
  it.each([
    ['keeps the caller’s query', 'https://s.example/p', 'a=1&b=2', undefined, 'https://s.example/p?a=1&b=2'],
    [
      'lets the stored one win',
      'https://s.example/p?a=shop',
      'a=evil&b=2',
      undefined,
      'https://s.example/p?a=shop&b=2',
    ],
    [
      'keeps our own marks out',
      'https://s.example/p',
      'qr=1&vclid=forged&vouch_internal=1',
      undefined,
      'https://s.example/p',
    ],
    [
      'adds the link’s UTM over the caller’s',
      'https://s.example/p',
      'utm_source=x',
      { source: 'ig' },
      'https://s.example/p?utm_source=ig',
    ],
    [
      'leaves the stored UTM alone',
      'https://s.example/p?utm_source=shop',
      '',
      { source: 'ig' },
      'https://s.example/p?utm_source=shop',
    ],
    ['keeps the fragment last', 'https://s.example/p#top', 'a=1', undefined, 'https://s.example/p?a=1#top'],
    [
      'drops a query that is too long',
      'https://s.example/p',
      `a=${'x'.repeat(2_001)}`,
      undefined,
      'https://s.example/p',
    ],
  ])('%s', (_title, stored, query, utm, expected) => {
    expect(composeDestination(stored, query, utm)).toBe(expected);
  });

  it('names the click, and only ours', () => {
    expect(composeDestination('https://s.example/?vclid=old', 'vclid=forged', undefined, 'clk_1')).toBe(
      'https://s.example/?vclid=clk_1',
    );
  });

  it('is the first target that fits, else the link’s own', () => {
    const route = aRoute({
      targeting: [
        { country: 'AT', device: 'mobile', destination: 'https://at.example/' },
        { language: 'fr', destination: 'https://fr.example/' },
      ],
    });
    const follower = { device: 'mobile', os: 'ios', languages: ['de', 'fr'] } as const;
    const going = (over: object) => destinationFor(route, { ...follower, languages: ['de'], ...over });
    expect(going({ country: 'AT' })).toBe('https://at.example/');
    expect(going({ country: 'AT', device: 'desktop' })).toBe(route.destination);
    expect(going({ languages: ['de', 'fr'] })).toBe('https://fr.example/');
    expect(languagesOf('de-CH,fr;q=0.5, ,*')).toEqual(['de', 'fr']);
  });

  it('prefers the pause to the fallback', () => {
    expect(
      routeAnswer(aRoute({ status: 'paused', expiresAt: 1, expiredDestination: 'https://x.example/' }), 2),
    ).toEqual({
      kind: 'hidden',
    });
  });

  it('is open until the moment it expires at, and from the moment it opens at', () => {
    const over = { expiresAt: 10, expiredDestination: 'https://x.example/' };
    expect(routeAnswer(aRoute(over), 9)).toEqual({ kind: 'open' });
    expect(routeAnswer(aRoute(over), 10)).toEqual({ kind: 'fallback', destination: 'https://x.example/' });
    expect(routeAnswer(aRoute({ expiresAt: 10 }), 10)).toEqual({ kind: 'gone' });
    expect(routeAnswer(aRoute({ limitReached: true }), 9)).toEqual({ kind: 'gone' });
    expect(routeAnswer(aRoute({ limitReached: false }), 9)).toEqual({ kind: 'open' });
    expect(routeAnswer(aRoute({ opensAt: 10 }), 9)).toEqual({ kind: 'early', opensAt: 10 });
    expect(routeAnswer(aRoute({ opensAt: 10, earlyDestination: 'https://soon.example/' }), 9)).toEqual({
      kind: 'early',
      opensAt: 10,
      destination: 'https://soon.example/',
    });
    expect(routeAnswer(aRoute({ opensAt: 10 }), 10)).toEqual({ kind: 'open' });
  });

  it('prefers the end to an opening yet to come', () => {
    expect(routeAnswer(aRoute({ opensAt: 20, expiresAt: 10 }), 15)).toEqual({ kind: 'gone' });
  });
});
