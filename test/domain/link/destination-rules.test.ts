import { describe, expect, it } from 'vitest';
import { checkDestination, isPublicHost } from '../../../shared/domain/link/destination-rules.ts';
import { addressesOf, oddAddresses, readPath } from '../../../shared/domain/link/read-path.ts';

const rules = { ownHosts: ['go.vouch.example'], allowedHosts: [] };
const good = (href: string) => ({ kind: 'good', href });
const bad = (message: string) => ({ kind: 'bad', reason: expect.objectContaining({ message }) });

describe('where a link may lead', () => {
  it.each([
    'https://shop.example/socks?a=1#top',
    'http://shop.example',
    'https://8.8.8.8/socks',
    'https://shop.example/a%2Fb?q=%E4&sig=A%2B',
    'https://sub.go.vouch.example/',
  ])('%s, byte for byte', (text) => expect(checkDestination(text, rules)).toEqual(good(text)));

  it.each([
    ['  https://shop.example/a\n', 'https://shop.example/a'],
    ['https://shop.example/a\tb', 'https://shop.example/ab'],
    ['\u200bhttps://shop.example/a\u200b', 'https://shop.example/a'],
    ['\ufeff\u00a0https://shop.example/a\u00a0\u2028', 'https://shop.example/a'],
    ['\u2066https://shop.example/a\u2069 ', 'https://shop.example/a'],
    ['https://shop.example/\u200ba', 'https://shop.example/%E2%80%8Ba'],
    ['https://shop.example/\u2764\ufe0f', 'https://shop.example/%E2%9D%A4%EF%B8%8F'],
    ['https://shop.example/ä "x" <y>', 'https://shop.example/%C3%A4%20%22x%22%20%3Cy%3E'],
    ['https://0x08080808/', 'https://8.8.8.8/'],
    ['https:\\\\shop.example\\a', 'https://shop.example/a'],
    ['https:///shop.example/a', 'https://shop.example/a'],
    ['https://shop.example/a\\b', 'https://shop.example/a/b'],
    ['https://shop.example/?vclid=clk_1&a=1', 'https://shop.example/?a=1'],
    ['https://Shop.Example:443/A', 'https://shop.example/A'],
    ['http://shop.example:80/', 'http://shop.example/'],
    ['https://shop.example:80/', 'https://shop.example:80/'],
  ])('%j as the parser reads it: %s', (text, href) => {
    const read = checkDestination(text, rules);
    expect(read.kind === 'good' && new URL(read.href).href).toBe(new URL(href).href);
    expect(read.kind === 'good' && /^[\x21-\x7e]+$/.test(read.href)).toBe(true);
  });

  it.each([
    ['socks', 'must be an absolute http or https URL'],
    ['ftp://shop.example/', 'must be an http or https URL'],
    ['javascript:alert(1)', 'must be an http or https URL'],
    ['https://ada@shop.example/', 'must not hold a user name or password'],
    ['https://:pw@shop.example/', 'must not hold a user name or password'],
    ['https://127.0.0.1/', 'must not lead into a private network'],
    ['https://[::1]/', 'must not lead into a private network'],
    ['https://shop/', 'must name a public host'],
    ['https://printer.local/', 'must name a public host'],
    ['https://localhost/', 'must name a public host'],
    ['https://a.home.arpa./', 'must name a public host'],
    ['https://go.vouch.example/x', 'must not lead to the short links themselves'],
    ['https://GO.vouch.example./x', 'must not lead to the short links themselves'],
    [`https://shop.example/${'a'.repeat(2_028)}`, 'must have at most 2048 characters'],
    [`https://shop.example/${'ä'.repeat(400)}`, 'must have at most 2048 characters'],
  ])('not %.60s', (text, reason) => expect(checkDestination(text, rules)).toEqual(bad(reason)));

  it('up to 2,048 characters', () => {
    const longest = `https://shop.example/${'a'.repeat(2_027)}`;
    expect(longest).toHaveLength(2_048);
    expect(checkDestination(longest, rules)).toEqual(good(longest));
  });

  it('within the brand’s own list where it has one; a star takes sub-domains in, and no other name that ends alike', () => {
    const own = { ...rules, allowedHosts: ['shop.example', '*.brand.example'] };
    const kindOf = (text: string) => checkDestination(text, own).kind;
    expect(
      ['https://shop.example/', 'https://a.brand.example/', 'https://a.b.brand.example/'].map(kindOf),
    ).toEqual(['good', 'good', 'good']);
    expect(
      ['https://a.shop.example/', 'https://brand.example/', 'https://notbrand.example/'].map(kindOf),
    ).toEqual(['bad', 'bad', 'bad']);
    expect(checkDestination('https://other.example/', own)).toEqual(
      bad("must lead to one of the brand's hosts: shop.example, *.brand.example"),
    );
  });

  it.each([
    ['shop.example', true],
    ['shop', false],
    ['a.localhost', false],
    ['a.test', false],
    ['contest.example', true],
    ['atest', false],
  ])('the internet knows %s: %s', (host, known) => expect(isPublicHost(host)).toBe(known));
});

describe('addresses from other shorteners', () => {
  it.each<[string, string[]]>([
    ['/socks', []],
    ['/summer/socks', ['summer/socks']],
    ['/summer/socks/', ['summer/socks']],
    ['/s%C3%B6cks', ['söcks']],
    ['/so\u0308cks', ['söcks']],
    ['/söcks!', ['söcks']],
    ['/söcks).', ['söcks']],
    ['/söcks-', ['söcks-', 'söcks']],
    ['/🧦', ['🧦']],
    ['/v1/links/x', []],
    ['/a//b', []],
  ])('%s may be %j', (path, addresses) => expect(oddAddresses(path)).toEqual(addresses));

  it('are asked for before the slugs of the same path', () => {
    const asked = (path: string) => addressesOf(path, readPath(path));
    expect(asked('/socks')).toEqual(['socks']);
    expect(asked('/söcks')).toEqual(['söcks']);
    expect(asked('/socks/extra')).toEqual(['socks/extra', 'socks']);
  });
});
