import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clientAddress,
  clientAmong,
  plainAddress,
  readProxyTrust,
} from '../../../shared/domain/click/client-address.ts';
import { visitorKey } from '../../../shared/domain/click/visitor.ts';

const PEER = '10.0.0.9';
const seen = (trust: string, forwardedFor?: string, forwarded?: string, peer = PEER): string =>
  clientAddress(
    { peer, ...(forwardedFor === undefined ? {} : { forwardedFor }), forwarded },
    readProxyTrust(trust) ?? { kind: 'nobody' },
  );

describe('one spelling of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['203.0.113.7:51234', '203.0.113.7'],
    ['"203.0.113.7:51234"', '203.0.113.7'],
    ['203.000.113.007', '203.0.113.7'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['"[2001:db8::1]"', '2001:db8::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['2001:db8:0:0:0:0:0:1:443', '2001:db8::1'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['2001:db8:10::', '2001:db8:10::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
    ['::', '::'],
    ['[::1]:80', '::1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:80', '203.0.113.7'],
    ['::ffff:203.0.113.7:4711', '203.0.113.7'],
  ])('%s is %s', (written, plain) => {
    expect(plainAddress(written)).toBe(plain);
    expect(plainAddress(plain)).toBe(plain);
  });

  it.each([
    '',
    '-',
    'unknown',
    '_hidden',
    'unix:',
    'example.com',
    '1.2.3',
    '1.2.3.256',
    '1.2.3.4.5',
    '1.2.3.4:',
    '2001:db8',
    ':::',
    '12345::',
    '[::1',
    '1.2.3.4, 5.6.7.8',
    'for=1.2.3.4',
  ])('%j is none', (text) => expect(plainAddress(text)).toBeUndefined());

  it('names one visitor in every spelling, and another for its neighbour', () => {
    const salt = Buffer.alloc(16, 1);
    const keys = ['203.0.113.7', '203.0.113.7:1', '::ffff:203.0.113.7', '[::ffff:cb00:7107]:2'].map((a) =>
      visitorKey(salt, a, 'UA'),
    );
    expect(new Set(keys).size).toBe(1);
    expect(visitorKey(salt, '203.0.113.8', 'UA')).not.toBe(keys[0]);
    expect(visitorKey(salt, 'unknown', 'UA')).not.toBe(visitorKey(salt, '', 'UA'));
  });
});

describe('the client behind proxies', () => {
  it.each([
    ['off', '203.0.113.7', PEER],
    ['1', undefined, PEER],
    ['1', '', PEER],
    ['1', '203.0.113.7', '203.0.113.7'],
    ['on', '10.0.0.1, 203.0.113.7', '203.0.113.7'],
    ['true', '1.1.1.1,2.2.2.2,203.0.113.7:9', '203.0.113.7'],
    ['2', '6.6.6.6, 203.0.113.7, 10.0.0.4', '203.0.113.7'],
    ['2', '203.0.113.7', '203.0.113.7'],
    ['3', '203.0.113.7, 10.0.0.4', '203.0.113.7'],
    ['1', '203.0.113.7, unknown', PEER],
    ['2', 'unknown, 10.0.0.4', '10.0.0.4'],
    ['1', '203.0.113.7, ', PEER],
    ['10.0.0.0/8', '6.6.6.6, 203.0.113.7, 10.0.0.4', '203.0.113.7'],
    ['10.0.0.0/8, 203.0.113.0/24', '6.6.6.6, 203.0.113.7, 10.0.0.4', '6.6.6.6'],
    ['uniquelocal', '203.0.113.7, 192.168.0.4, 172.31.0.1', '203.0.113.7'],
    ['uniquelocal', '203.0.113.7, 172.32.0.1', '172.32.0.1'],
    ['10.0.0.9', '203.0.113.7', '203.0.113.7'],
    ['10.0.0.8', '203.0.113.7', PEER],
    ['loopback', '203.0.113.7', PEER],
    ['10.0.0.0/8', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
    ['10.0.0.0/8', '203.0.113.7, unknown, 10.0.0.4', '10.0.0.4'],
    ['0.0.0.0/0', '203.0.113.7, 8.8.8.8', '203.0.113.7'],
  ])('trusting %s, told %j: %s', (trust, told, client) => expect(seen(trust, told)).toBe(client));

  it.each([
    ['for=203.0.113.7;host="a, b"'],
    ['host="a, b";for=203.0.113.7'],
    ['host="x;for=6.6.6.6";for=203.0.113.7'],
    ['host="x,for=6.6.6.6";for=203.0.113.7'],
    ['host="a\\", for=6.6.6.6";for=203.0.113.7'],
    ['xfor=6.6.6.6;for = "203.0.113.7:80" ;proto=https'],
    ['for=203.0.113.7,'],
  ])('is not moved by what stands in quotes in Forwarded: %s', (told) => {
    expect(seen('1', undefined, told)).toBe('203.0.113.7');
    expect(seen('1', undefined, `for="203.0.113.7`), 'quotes that nobody closed').toBe(PEER);
  });

  it('hears RFC 7239 where there is no X-Forwarded-For, and only there', () => {
    const told = 'for=6.6.6.6, For="[2001:db8:cafe::17]:4711";proto=https;by=10.0.0.4';
    expect(seen('1', undefined, told)).toBe('2001:db8:cafe::17');
    expect(seen('1', '203.0.113.7', told)).toBe('203.0.113.7');
    expect(seen('1', undefined, 'for=_hidden')).toBe(PEER);
    expect(seen('1', undefined, 'for=203.0.113.7, proto=https')).toBe(PEER);
    expect(seen('off', undefined, told)).toBe(PEER);
  });

  it('is found among all that a log says a request passed: the last is the connection’s, what says nothing is nobody', () => {
    const among = (trust: string, ...passed: string[]) =>
      clientAmong(passed, readProxyTrust(trust) ?? { kind: 'nobody' });
    expect(among('1', '6.6.6.6', '203.0.113.7', PEER)).toBe('203.0.113.7');
    expect(among('2', '6.6.6.6', '203.0.113.7', PEER)).toBe('6.6.6.6');
    expect(among('off', '203.0.113.7', PEER)).toBe(PEER);
    expect(among('1', '203.0.113.7', ' - ', ' ', PEER, '-', '')).toBe('203.0.113.7');
    expect(among('1', '203.0.113.7')).toBe('203.0.113.7');
    expect(among('1')).toBe('');
  });

  it('knows a dual-stack socket and IPv6 networks', () => {
    expect(seen('127.0.0.1', '203.0.113.7', undefined, '::ffff:127.0.0.1')).toBe('203.0.113.7');
    expect(seen('2001:db8::/32', '203.0.113.7', undefined, '2001:db8:ffff::1')).toBe('203.0.113.7');
    expect(seen('2001:db8::/32', '203.0.113.7', undefined, '2001:db9::1')).toBe('2001:db9::1');
    expect(seen('::/0', '203.0.113.7', undefined, '2001:db9::1')).toBe('203.0.113.7');
  });

  it('nothing that the client writes itself changes what one proxy says', () => {
    const word = fc.oneof(
      fc.constantFrom('1.2.3.4', '::1', 'unknown', '', '"', '10.0.0.1'),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (own) => {
        expect(seen('1', [...own, '203.0.113.7'].join(','))).toBe('203.0.113.7');
        expect(seen('uniquelocal', [...own, '203.0.113.7', '10.0.0.4'].join(','))).toBe('203.0.113.7');
      }),
    );
  });
});

it.each([
  'perhaps',
  '-1',
  '1.5',
  '100',
  '10.0.0.0/33',
  '10.0.0.0/8/8',
  '10.0.0/8',
  'loopback,',
  'fe80::/129',
  '10.0.0.0/',
])('%j trusts nobody: it is no setting', (text) => expect(readProxyTrust(text)).toBeUndefined());

it.each(['', ' ', '0', 'off', 'FALSE', 'no', 'n', 'disabled'])('%j trusts nobody, as it was told', (text) =>
  expect(readProxyTrust(text)).toEqual({ kind: 'nobody' }),
);

it.each(['on', 'True', 'yes', 'y', 'enabled', '1'])('%j trusts one hop', (text) =>
  expect(readProxyTrust(text)).toEqual({ kind: 'hops', count: 1 }),
);
