import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeLinks, type RunningProduct, startProduct } from '../../../bench/product.ts';
import { IPHONE } from '../../../support/builders.ts';

let product: RunningProduct;
let [slug, linkId] = ['', ''];
beforeAll(async () => {
  product = await startProduct();
  [slug = ''] = await makeLinks(product, 1);
  const { body } = await product.api('GET', '/v1/links?limit=1');
  linkId = (body.data as { id: string }[])[0]?.id ?? '';
}, 60_000);
afterAll(async () => {
  await product.kill('SIGTERM');
  product.remove();
});

async function tapped(): Promise<string> {
  const answer = await fetch(`${product.url}/${slug}`, {
    redirect: 'manual',
    headers: { 'user-agent': IPHONE },
  });
  return new URL(answer.headers.get('location') ?? '').pathname;
}

it('who hears that a link was changed finds it changed: the very next tap leads to the new place', async () => {
  for (let change = 0; change < 60; change++) {
    await tapped();
    const destination = `https://shop.example/socks-${change}`;
    expect((await product.api('PATCH', `/v1/links/${linkId}`, { destination })).status).toBe(200);
    expect(await tapped()).toBe(`/socks-${change}`);
  }
});
