import { expect, it } from 'vitest';
import { withScheme } from '../../../shared/domain/link/bare-address.ts';

it.each([
  'shop.example.com',
  'shop.example.com/socks?x=1#top',
  'localhost.example:8080/a',
  'müller-söhne.example',
  'a.b.c.d.example#x',
  '1-2.example?y',
])('%s is meant with https', (text) => expect(withScheme(text)).toBe(`https://${text}`));

it.each([
  'https://shop.example.com',
  'mailto:ada@example.com',
  'shop',
  'localhost:8080',
  'see shop.example.com',
  'shop.example.com and more',
  '/shop.example.com',
  'shop..example',
  '.example',
  'ada@example.com',
  '',
])('%j stays as it is', (text) => expect(withScheme(text)).toBe(text));
