import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningProduct, startProduct } from '../bench/product.ts';
import { blocksOf, runPage } from '../support/page-run.ts';

/** Each page of docs/shops as a shop's engineer works through it, for a brand of its own on a fresh product. */
const pageOf = (name: string) =>
  readFileSync(new URL(`../../docs/shops/${name}.md`, import.meta.url), 'utf8');
const codeIn = (name: string, language: string): string =>
  new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(pageOf(name))?.[1] ?? '';
const scriptIn = (html: string) => [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].at(-1)?.[1] ?? '';
const IDS = [`clk_${'a'.repeat(43)}`, `clk_${'B'.repeat(43)}`];
const vouch = { clickIds: () => IDS };

let product: RunningProduct | undefined;
let url = '';
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-shops-'));
  product = await startProduct(join(folder, 'data'), { VOUCH_TRUST_PROXY: 'off' });
  url = product.url;
});
afterAll(async () => {
  await product?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function aBrandsKey(name: string): Promise<string> {
  const operator = readFileSync(join(folder, 'data', 'operator.key'), 'utf8').trim();
  const answer = await fetch(`${url}/v1/brands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, timeZone: 'Europe/Berlin', currency: 'EUR' }),
  });
  return ((await answer.json()) as { ownerKey: string }).ownerKey;
}

it.each(['shopify', 'woocommerce', 'stripe', 'other'])(
  'docs/shops/%s.md leads from nothing to a credited order',
  async (name) => {
    const blocks = blocksOf(pageOf(name));
    expect(blocks.filter(({ answer }) => answer?.includes('"attributedBy"')).length).toBeGreaterThan(0);
    const env = { VOUCH_URL: url, VOUCH_KEY: await aBrandsKey(name) };
    await runPage(blocks, { cwd: folder, env });
  },
);

it('Shopify’s snippet puts the clicks into the cart', () => {
  const sent: [string, { body: string }][] = [];
  const window = { vouch, Shopify: { routes: { root: '/de/' } } };
  const fetch = (...call: [string, { body: string }]) => sent.push(call);
  runInNewContext(scriptIn(codeIn('shopify', 'html')), { window, fetch });
  expect(sent).toMatchObject([['/de/cart/update.js', { method: 'POST' }]]);
  expect(JSON.parse(sent[0]?.[1].body ?? '')).toEqual({ attributes: { vclid: IDS.join(',') } });
  runInNewContext(scriptIn(codeIn('shopify', 'html')), { window: {}, fetch });
  expect(sent).toHaveLength(1);
});

it('WooCommerce’s snippet leaves them in a cookie that any server reads', () => {
  const document = { cookie: '' };
  runInNewContext(scriptIn(codeIn('woocommerce', 'php')), { window: { vouch }, document });
  expect(document.cookie).toBe(`vouch_vclids=${IDS.join('.')};path=/;SameSite=Lax;Secure`);
});

it('Stripe’s snippets fit what a value of metadata and a reference hold', () => {
  const many = Array.from({ length: 20 }, (_, at) => `clk_${String(at).padStart(43, '0')}`);
  const options = runInNewContext(`${codeIn('stripe', 'js')}; checkoutOptions(many)`, { many });
  expect(options.metadata.vclids.split(',')).toEqual(many.slice(-10));
  expect(options.metadata.vclids.length).toBeLessThanOrEqual(500);
  expect(options.payment_intent_data.metadata).toEqual(options.metadata);

  const link = { href: 'https://buy.stripe.com/test_1?locale=de' };
  const document = {
    addEventListener: (_: string, ready: () => void) => ready(),
    querySelectorAll: () => [link],
  };
  runInNewContext(scriptIn(codeIn('stripe', 'html')), { window: { vouch }, document, URL });
  expect(link.href).toBe(`https://buy.stripe.com/test_1?locale=de&client_reference_id=${IDS[1]}`);
});

it('any other shop’s snippet fills the field of the form', () => {
  const field = { value: '' };
  const document = {
    addEventListener: (_: string, heard: (event: object) => void) =>
      heard({ target: { querySelector: () => field } }),
  };
  runInNewContext(scriptIn(codeIn('other', 'html')), { window: { vouch }, document });
  expect(field.value).toBe(IDS.join(','));
});
