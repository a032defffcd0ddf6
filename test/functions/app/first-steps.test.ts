import { expect, it } from 'vitest';
import type { Post } from '../../../shared/domain/schema/programme/posts.ts';
import { fieldsOf, signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();

it('leads from an address as people type it to a credited order, with what the shop exports and nothing else', async () => {
  const browser = await signedIn(host.app, 'owner');
  const steps = async () => (await browser.get('/app')).text;
  expect(await steps()).toContain('href="/app/spend/new"');

  await browser.submit('/app/creators/new', 'add', {
    handle: '@ada.knits',
    platform: 'instagram',
    couponCodes: 'ADA10',
  });
  const [creator] = ((await host.app.sock.as.get('/v1/creators')).json as { data: { id: string }[] }).data;
  const made = await browser.submit('/app/posts/new', 'add', {
    creatorId: creator?.id ?? '',
    destination: 'shop.example.com/socks',
    publishedAt: '2026-10-01T09:00',
  });
  const id = made.location?.split(/[/?#]/)[3] ?? '';
  const { json } = await host.app.sock.as.get(`/v1/posts/${id}`);
  expect((json as Post).links[0]?.destination).toBe('https://shop.example.com/socks');

  expect(await steps()).toContain(`href="/app/spend/new?postId=${id}"`);
  expect(await steps()).toContain('href="/app/settings/shop"');
  expect((await browser.get('/app/settings/shop')).text).toContain('href="/app/orders/paste"');

  const table = 'Order number;Date;Total;Discount code\n1001;2026-10-02;89,90;ADA10';
  const seen = await browser.submit('/app/orders/paste', 'paste', { table });
  const { location } = await browser.post('/app/orders/paste', {
    ...fieldsOf(seen.text),
    act: 'store',
  });
  expect(location).toBe('/app/orders?from=2026-10-02&to=2026-10-02&done=added#saved');
  expect((await browser.get(location ?? '')).text).toMatch(/1001[\s\S]*€89\.90[\s\S]*@ada\.knits/);
});

it.each([
  ['shop.example.com', 'https://shop.example.com'],
  ['shop.example.com:8443/a?b=c#d', 'https://shop.example.com:8443/a?b=c#d'],
  ['märkte.example.com/ä', 'https://xn--mrkte-gra.example.com/%C3%A4'],
])('takes %s as meant with https', async (typed, destination) => {
  const browser = await signedIn(host.app, 'owner');
  const sent = { handle: '@bo', platform: 'instagram', destination: typed };
  const [creator] = ((await host.app.sock.as.get('/v1/creators')).json as { data: { id: string }[] }).data;
  const { location } = await browser.submit('/app/posts/new', 'add', {
    ...sent,
    creatorId: creator?.id ?? '',
  });
  const { json } = await host.app.sock.as.get(`/v1/posts/${location?.split(/[/?#]/)[3]}`);
  expect((json as Post).links[0]?.destination).toBe(destination);
});

it.each([
  'socks',
  'javascript:alert(1)',
  'data:text/html,x',
  '/socks',
  'mailto:mo@example.com',
  '//shop.example.com',
])('takes %s for no address, and says so beside the field', async (typed) => {
  const browser = await signedIn(host.app, 'owner');
  const [creator] = ((await host.app.sock.as.get('/v1/creators')).json as { data: { id: string }[] }).data;
  const sent = { creatorId: creator?.id ?? '', platform: 'instagram', destination: typed };
  const refused = await browser.submit('/app/posts/new', 'add', sent);
  expect([refused.status, refused.text.includes('href="#add-destination"')]).toEqual([422, true]);
});
