import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeDestination } from '../../../shared/domain/link/compose-destination.ts';
import { checkDestination } from '../../../shared/domain/link/destination-rules.ts';
import { withoutOwnParameters } from '../../../shared/domain/link/own-parameters.ts';

const ID = `clk_${'Ab-_9'.repeat(8)}xyz`;
const RULES = { ownHosts: ['vou.ch'], allowedHosts: [] };
const S = 'https://s.example';
const stored = (text: string): string => {
  const checked = checkDestination(text, RULES);
  return checked.kind === 'good' ? checked.href : `bad: ${checked.reason.message}`;
};

describe('the stored destination is sent byte for byte', () => {
  it.each([
    ['/p', '/p?vclid=V'],
    ['/?abc#123', '/?abc&vclid=V#123'],
    ['/?a=1&a=2&a', '/?a=1&a=2&a&vclid=V'],
    ['/?a=&b', '/?a=&b&vclid=V'],
    ['/?tags=a,b,c', '/?tags=a,b,c&vclid=V'],
    ['/?q=a%20b+c', '/?q=a%20b+c&vclid=V'],
    ['/?name=caf%E9', '/?name=caf%E9&vclid=V'],
    ['/?a=1&&b=2&', '/?a=1&&b=2&vclid=V'],
    ['/?', '/?vclid=V'],
    ['/?q=100%&r=%zz', '/?q=100%&r=%zz&vclid=V'],
    ['/?h=%3a%3A', '/?h=%3a%3A&vclid=V'],
    ['/?u=https://x.example/?y', '/?u=https://x.example/?y&vclid=V'],
    ['/?a=1;b=2', '/?a=1;b=2&vclid=V'],
    ["/?f=({[|^`~!*')]}$@:", "/?f=({[|^`~!*')]}$@:&vclid=V"],
    ['/?sig=a%2Bb%2Fc%3D%3D&Expires=1', '/?sig=a%2Bb%2Fc%3D%3D&Expires=1&vclid=V'],
    ['/a;v=1/b%2Fc/%7Euser/../d//e.', '/a;v=1/b%2Fc/%7Euser/../d//e.?vclid=V'],
    ['/#/socks?size=4', '/?vclid=V#/socks?size=4'],
    ['/#', '/?vclid=V#'],
    ['/#:~:text=warm%20socks', '/?vclid=V#:~:text=warm%20socks'],
    ['?a=1', '?a=1&vclid=V'],
    ['', '/?vclid=V'],
    ['#top', '/?vclid=V#top'],
    [':8443/p', ':8443/p?vclid=V'],
    ['./p', './p?vclid=V'],
    ['/?qr=1&vclient=2', '/?qr=1&vclient=2&vclid=V'],
  ])('%s', (rest, sent) => {
    expect(stored(S + rest)).toBe(S + rest);
    expect(composeDestination(S + rest, '', undefined, 'V')).toBe(S + sent);
    expect(composeDestination(S + rest, '', undefined)).toBe(S + rest);
  });

  it.each([
    ['HTTPS://Shop.Example.COM/P', 'HTTPS://Shop.Example.COM/P'],
    ['https://shop.example:443/p', 'https://shop.example:443/p'],
    ['http://shop.example:80', 'http://shop.example:80'],
    ['https://müller.example/ä?ö=ü#ß', 'https://xn--mller-kva.example/%C3%A4?%C3%B6=%C3%BC#%C3%9F'],
    ['https://s.example/a b?q="x" <y>', 'https://s.example/a%20b?q=%22x%22%20%3Cy%3E'],
    ['  https://s.example/p\n', 'https://s.example/p'],
    ['https://s.example/a\tb', 'https://s.example/ab'],
    ['https:s.example/p?q', 'https://s.example/p?q'],
    ['https:\\\\s.example\\p', 'https://s.example/p'],
    ['https://0x5D.0xB8.0xD7.0x0E/p,q', 'https://93.184.215.14/p,q'],
    ['https://s%2eexample/p', 'https://s.example/p'],
    ['https://s.example/?q=\\', 'https://s.example/?q=\\'],
    ['https://[2606:2800:220:1::1]:443/p', 'https://[2606:2800:220:1::1]:443/p'],
  ])('stored %j as %s', (given, kept) => expect(stored(given)).toBe(kept));
});

describe('the caller’s pairs are carried as they came', () => {
  it.each([
    ['name=caf%E9', '?name=caf%E9'],
    ['a&b=&=c&a=1,2&d=%20+', '?a&b=&=c&a=1,2&d=%20+'],
    ['&&a=1&&', '?a=1'],
    ['x=1&vclid=forged&%76clid=f&VCLID=f&vclid&qr=1&vouch_internal=1&y=2', '?x=1&y=2'],
    [`a=1&long=${'x'.repeat(2_001)}&b=2`, '?a=1&b=2'],
    [`a=${'x'.repeat(1_500)}&b=${'y'.repeat(1_500)}&c=3`, `?a=${'x'.repeat(1_500)}&c=3`],
    ['a=1#evil&b=2', '?a=1%23evil&b=2'],
    ['name=caf\u00c3\u00a9', '?name=caf%C3%A9'],
    ['name=\u4e2d\ud800 \r\n', '?name=%E4%B8%AD%EF%BF%BD%20%0D%0A'],
    [
      '//evil.example/&@evil.example&url=https://evil.example',
      '?//evil.example/&@evil.example&url=https://evil.example',
    ],
  ])('%j', (query, sent) => expect(composeDestination(`${S}/p`, query, undefined)).toBe(`${S}/p${sent}`));

  it('and give way to the stored ones and the link’s UTM, however they are escaped', () => {
    const sent = composeDestination(`${S}/?a%20b=1`, 'a+b=2&a%20b=3&utm_source=x&utm%5Fmedium=y&c=4', {
      source: 'ig & co',
      medium: 'social',
    });
    expect(sent).toBe(`${S}/?a%20b=1&c=4&utm_source=ig%20%26%20co&utm_medium=social`);
  });
});

describe('our own parameters never travel', () => {
  it.each([
    [`/?vclid=${ID}`, '/'],
    [`/?vclid=${ID}#top`, '/#top'],
    [`/?a=%20,&vclid=${ID}&b`, '/?a=%20,&b'],
    [`/?%76clid=${ID}&VClid=x&vclid&a`, '/?a'],
    ['/?vouch_internal=1&a', '/?a'],
    [`/#/socks?vclid=${ID}&s=4`, '/#/socks?s=4'],
    [`/#vclid=${ID}`, '/'],
    [`/?ref=${ID}&a=1`, '/?a=1'],
    [`/?a=1&click=${ID}#top`, '/?a=1#top'],
    [`/?a=1;vclid=${ID};b=2`, '/?a=1;b=2'],
    [`/?u=https%3A%2F%2Fx.example%2F%3Fvclid%3D${ID}%26b%3D1`, '/?u=https%3A%2F%2Fx.example%2F%3Fb%3D1'],
    [`/?u=https%3A%2F%2Fx.example%2F%3Fa%26vclid%3D${ID}`, '/?u=https%3A%2F%2Fx.example%2F%3Fa'],
    [`/?u=https%253A%252F%252Fx%252F%253Fvclid%253D${ID}`, '/?u=https%253A%252F%252Fx%252F'],
  ])('%s', (from, to) => {
    expect(stored(S + from)).toBe(S + to);
    expect(withoutOwnParameters(S + from)).toBe(S + to);
    expect(composeDestination(S + from, '', undefined)).toBe(S + to);
  });

  it.each([
    '/?gclid=1&xvclid=2&vclids=3',
    '/vclid=1/p',
    '/?q=vclid',
    '/?qr=1',
    '/?ref=clk_short&a=1',
    `/?ref=x${ID}`,
    '/?a&&b&',
    '/#',
    '/?',
    '/?u=%3Fvclid%3Dx',
  ])('and what only looks like one stays: %s', (rest) =>
    expect(withoutOwnParameters(S + rest)).toBe(S + rest),
  );
});

it('for any stored destination and any request the address begins with the stored bytes, and the origin never moves', () => {
  const bytes = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '&',
          '=',
          '?',
          '#',
          '/',
          '%',
          '%E9',
          '%2F',
          ';',
          '+',
          '..',
          '@',
          '\\',
          ':',
          '//evil.example',
          '%0d%0a',
        ),
        fc.string({ unit: 'binary', maxLength: 5 }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));
  const host = fc.constantFrom(
    'https://s.example',
    'HTTP://S.example:80',
    'https://münchen.example',
    'https://s.example.:8443',
  );
  fc.assert(
    fc.property(host, bytes, bytes, fc.option(bytes, { nil: undefined }), (origin, rest, query, source) => {
      const checked = checkDestination(`${origin}/${rest}`, RULES);
      if (checked.kind === 'bad') return;
      const sent = composeDestination(checked.href, query, source === undefined ? undefined : { source }, ID);
      const [before = '', ...fragment] = checked.href.split('#');
      expect(sent.startsWith(before)).toBe(true);
      expect(sent.endsWith(fragment.length ? `#${fragment.join('#')}` : '')).toBe(true);
      expect(sent).toMatch(/^[\x21-\x7e]+$/);
      const [url, given] = [new URL(sent), new URL(checked.href)];
      expect([url.origin, url.username, url.pathname, url.hash]).toEqual([
        given.origin,
        '',
        given.pathname,
        given.hash,
      ]);
      expect(given.origin).toBe(new URL(origin).origin);
      expect(url.searchParams.getAll('vclid')).toEqual([ID]);
    }),
    { numRuns: 3_000 },
  );
});
