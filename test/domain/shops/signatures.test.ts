import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { checkSignature, type ShopPlatform } from '../../../shared/domain/shops/signatures.ts';

/** Vectors made with the vendors' own packages (stripe 23.1.0, @shopify/shopify-api 13.1.0) and with openssl. */
const STRIPE_BODY =
  '{"id":"evt_test_1","object":"event","type":"checkout.session.completed","data":{"object":{"id":"cs_test_1","amount_total":4990,"currency":"eur"}}}';
const STRIPE_SIGNED = 't=1790000000,v1=287f2fafbb4e6b018b5867c1a8627c5d056214a9472effc19c236ec19df7be93';
const SHOPIFY_BODY =
  '{"id":820982911946154508,"name":"#9999","total_price":"49.90","currency":"EUR","test":true}';
const SHOPIFY_SIGNED = 'ZKh7rkbgROs3tRO5zKdB/B6EEGOBEiG6nf9TvDmLErM=';
const WOO_BODY =
  '{"id":4711,"number":"4711","status":"processing","currency":"EUR","total":"49.90","date_created_gmt":"2026-11-20T10:00:00"}';
const WOO_SIGNED = 'zCnK/9m+eeHf57MAoLztfS6PlfY8ybQ0mGuHeVOoWJc=';
const STRIPE = 'whsec_vouchTestSecretOnly0000000000';
const SHOPIFY = 'shpss_vouch_test_secret';
const WOO = 'vouch-woo-test-secret';
const AT = 1_790_000_000_000;

const verdict = (
  platform: ShopPlatform,
  body: string | Uint8Array,
  headers: Record<string, string>,
  secrets: string[],
  now = AT,
) =>
  checkSignature(
    platform,
    { body: Buffer.from(body as string), header: (name) => headers[name] },
    secrets,
    now,
  );
const shopify = (body: string, signed: string, secrets = [SHOPIFY]) =>
  verdict('shopify', body, { 'x-shopify-hmac-sha256': signed }, secrets);
const woo = (body: string, signed: string, secrets = [WOO]) =>
  verdict('woocommerce', body, { 'x-wc-webhook-signature': signed }, secrets);
const stripe = (body: string, signed: string, now = AT, secrets = [STRIPE]) =>
  verdict('stripe', body, { 'stripe-signature': signed }, secrets, now);

describe('what the vendors’ own code signs is good', () => {
  it.each([
    ['stripe', () => stripe(STRIPE_BODY, STRIPE_SIGNED)],
    [
      'stripe, beyond ASCII',
      () =>
        stripe(
          '{"name":"Zoë 🧦"}',
          't=1790000000,v1=a0adde2818761440092b1afa5ee054aa79ce133ae880d89d901040d9c56c4e67',
        ),
    ],
    [
      'stripe while a secret is rolled',
      () => stripe(STRIPE_BODY, `${STRIPE_SIGNED},v1=${'0'.repeat(64)},v0=x`),
    ],
    ['stripe, our older secret', () => stripe(STRIPE_BODY, STRIPE_SIGNED, AT, ['whsec_next', STRIPE])],
    ['stripe, five minutes behind', () => stripe(STRIPE_BODY, STRIPE_SIGNED, AT + 300_000)],
    ['stripe, five minutes ahead', () => stripe(STRIPE_BODY, STRIPE_SIGNED, AT - 300_000)],
    ['shopify', () => shopify(SHOPIFY_BODY, SHOPIFY_SIGNED)],
    [
      'shopify, beyond ASCII',
      () => shopify('{"a":"Zoë 🧦"}', 'CS/ZEijZKhp9I5FQnfLFQm4AplWRHr/ABKicHoC7BIQ='),
    ],
    ['woocommerce', () => woo(WOO_BODY, WOO_SIGNED)],
    [
      'woocommerce, a secret with signs of HTML',
      () => woo(WOO_BODY, 'AFetz3cWRMZmwblKgQ2qLC1D6Jpnx4odHuMTZlWlqfU=', ['vouch&"test"<secret>']),
    ],
    [
      'woocommerce, that secret as its table keeps it',
      () =>
        woo(WOO_BODY, 'AFetz3cWRMZmwblKgQ2qLC1D6Jpnx4odHuMTZlWlqfU=', [
          'vouch&amp;&quot;test&quot;&lt;secret&gt;',
        ]),
    ],
    ['woocommerce, an id alone', () => woo('{"id":4711}', 'k6fnLzqPxCXF+5CQXaLuQBseGen8HttxgQ454y00ERc=')],
  ])('%s', (_what, ask) => {
    expect(ask()).toBe('good');
  });

  it('generic: what standardwebhooks signs', () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const body = '{"order":{"id":"ä"}}';
    const signed = new Webhook(secret).sign('msg_1', new Date(AT), body);
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(AT / 1_000),
      'webhook-signature': signed,
    };
    expect(verdict('generic', body, headers, [secret])).toBe('good');
    expect(verdict('generic', body, headers, [secret], AT + 301_000)).toBe('late');
    expect(verdict('generic', body, { ...headers, 'webhook-id': 'msg_2' }, [secret])).toBe('forged');
  });
});

describe('its neighbours are refused', () => {
  const hexOf = (signed: string) => Buffer.from(signed, 'base64').toString('hex');
  const [t, v1] = STRIPE_SIGNED.split(',') as [string, string];
  it.each([
    ['one blank more', 'forged', () => shopify(`${SHOPIFY_BODY} `, SHOPIFY_SIGNED)],
    [
      'parsed and written again',
      'forged',
      () => shopify(JSON.stringify(JSON.parse(SHOPIFY_BODY)), SHOPIFY_SIGNED),
    ],
    ['hex for base64', 'forged', () => shopify(SHOPIFY_BODY, hexOf(SHOPIFY_SIGNED))],
    ['base64 with a blank', 'forged', () => woo(WOO_BODY, `${WOO_SIGNED} `)],
    ['base64url for base64', 'forged', () => woo(WOO_BODY, WOO_SIGNED.replace('/', '_'))],
    ['no secret yet', 'forged', () => woo(WOO_BODY, WOO_SIGNED, [])],
    ['a secret with a newline', 'forged', () => woo(WOO_BODY, WOO_SIGNED, [`${WOO}\n`])],
    ['no signature', 'unsigned', () => verdict('shopify', SHOPIFY_BODY, {}, [SHOPIFY])],
    ['BOM before the body', 'forged', () => stripe(`\uFEFF${STRIPE_BODY}`, STRIPE_SIGNED)],
    ['only v0', 'forged', () => stripe(STRIPE_BODY, STRIPE_SIGNED.replace('v1', 'v0'))],
    [
      'upper-case hex',
      'forged',
      () => stripe(STRIPE_BODY, `${t},${v1.replace(/[a-f]/g, (x) => x.toUpperCase())}`),
    ],
    ['a second time', 'forged', () => stripe(STRIPE_BODY, `${STRIPE_SIGNED},t=1790000001`)],
    ['a younger time', 'forged', () => stripe(STRIPE_BODY, `t=1790000001,${v1}`)],
    [
      'without whsec_',
      'forged',
      () => stripe(STRIPE_BODY, STRIPE_SIGNED, AT, ['vouchTestSecretOnly0000000000']),
    ],
    ['301 s behind', 'late', () => stripe(STRIPE_BODY, STRIPE_SIGNED, AT + 301_000)],
    ['301 s ahead', 'late', () => stripe(STRIPE_BODY, STRIPE_SIGNED, AT - 301_000)],
    ['301 s behind and forged', 'forged', () => stripe(`${STRIPE_BODY} `, STRIPE_SIGNED, AT + 301_000)],
  ])('%s', (_what, expected, ask) => {
    expect(ask()).toBe(expected);
  });
});
