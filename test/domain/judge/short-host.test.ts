import { expect, it } from 'vitest';
import { BELOW_A_SITE, placeOfHost } from '../../../shared/domain/judge/short-host.ts';

it.each([
  'go.example.com',
  'GO.Example.com:8443',
  'a.b.example.com',
  'go.example.co.uk',
  'go.example.de',
  // Only below a country do such words count as a part of its end.
  'go.co.example',
  'go.net.shop',
  'go.shop.de',
  BELOW_A_SITE,
])('%s lies below a site of its own', (host) => expect(placeOfHost(host)).toBe(BELOW_A_SITE));

it.each([
  'vou.ch',
  'example.com',
  'brand.co.uk',
  'brand.com.au:443',
  'BRAND.CO.JP',
  'localhost',
  '192.0.2.1',
  '',
])('%j is a site itself, or none', (host) => expect(placeOfHost(host)).toBe(''));
