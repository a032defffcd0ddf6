import { createHmac, timingSafeEqual } from 'node:crypto';

export const SHOP_PLATFORMS = ['shopify', 'woocommerce', 'stripe', 'generic'] as const;
export type ShopPlatform = (typeof SHOP_PLATFORMS)[number];

/** A delivery as it came: the bytes that were signed, and a header by its name in any case. */
export type SignedDelivery = { body: Uint8Array; header: (name: string) => string | undefined };

/** `late`: signed by whom it should be, at a time that is not now. */
export type SignatureVerdict = 'good' | 'unsigned' | 'forged' | 'late';

/** Between the sender's clock and ours, both ways. */
const TOLERANCE_MS = 300_000;

/**
 * Is this delivery from whom it says, by any of the secrets (two while one is being replaced)? `now`: epoch ms. Shopify
 * and WooCommerce sign no time, so that for those a delivery sent again is good as well: who reads it must know what it
 * has read before.
 */
export function checkSignature(
  platform: ShopPlatform,
  delivery: SignedDelivery,
  secrets: readonly string[],
  now: number,
): SignatureVerdict {
  const signed = READERS[platform](delivery);
  if (signed === undefined) return 'unsigned';
  const { content, digests, keyOf, at } = signed;
  const isOurs = secrets.some((secret) => {
    const key = keyOf(secret);
    const right = key && createHmac('sha256', key).update(content).digest();
    return (
      right && digests.some((digest) => digest.length === right.length && timingSafeEqual(digest, right))
    );
  });
  if (!isOurs) return 'forged';
  return at !== undefined && Math.abs(now - at) > TOLERANCE_MS ? 'late' : 'good';
}

type Signed = {
  content: Uint8Array;
  /** Those that decode strictly: hex where base64 is due is nobody's signature. */
  digests: readonly Uint8Array[];
  keyOf: (secret: string) => string | Uint8Array | undefined;
  /** Epoch ms, where the time is signed. */
  at?: number;
};

const READERS: Record<ShopPlatform, (delivery: SignedDelivery) => Signed | undefined> = {
  shopify: ({ body, header }) =>
    ofBody(body, header('x-shopify-hmac-sha256') ?? header('shopify-hmac-sha256'), (secret) => secret),
  woocommerce: ({ body, header }) => ofBody(body, header('x-wc-webhook-signature'), withoutEntities),
  stripe: ({ body, header }) => ofStripe(body, header('stripe-signature')),
  generic: ({ body, header }) =>
    ofStandardWebhook(body, header('webhook-id'), header('webhook-timestamp'), header('webhook-signature')),
};

const ofBody = (body: Uint8Array, sent: string | undefined, keyOf: Signed['keyOf']): Signed | undefined =>
  sent === undefined ? undefined : { content: body, digests: [...base64(sent)], keyOf };

/** `t=…,v1=…[,v1=…][,v0=…]`: seconds and body signed together, one v1 for each secret that is in use. */
function ofStripe(body: Uint8Array, sent: string | undefined): Signed | undefined {
  if (sent === undefined) return undefined;
  const parts = sent.split(',').map((part) => part.split(/=(.*)/s, 2));
  const of = (name: string) => parts.flatMap(([key, value = '']) => (key === name ? [value] : []));
  const [seconds = '', ...more] = of('t');
  if (!/^\d{1,12}$/.test(seconds) || more.length > 0) return { content: body, digests: [], keyOf: asText };
  return {
    content: Buffer.concat([Buffer.from(`${seconds}.`), body]),
    digests: of('v1').flatMap((value) => [...hex(value)]),
    keyOf: asText,
    at: Number(seconds) * 1_000,
  };
}

/** Standard Webhooks: id, seconds and body; `v1,<base64>` parted by blanks; the key is the base64 behind `whsec_`. */
function ofStandardWebhook(
  body: Uint8Array,
  id: string | undefined,
  seconds = '',
  sent: string | undefined,
): Signed | undefined {
  if (sent === undefined) return undefined;
  if (id === undefined || !/^\d{1,12}$/.test(seconds)) return { content: body, digests: [], keyOf: asText };
  return {
    content: Buffer.concat([Buffer.from(`${id}.${seconds}.`), body]),
    digests: sent.split(' ').flatMap((one) => (one.startsWith('v1,') ? [...base64(one.slice(3))] : [])),
    keyOf: (secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'),
    at: Number(seconds) * 1_000,
  };
}

const asText = (secret: string): string => secret;

function* base64(sent: string): Generator<Uint8Array> {
  const bytes = Buffer.from(sent, 'base64');
  if (bytes.toString('base64') === sent) yield bytes;
}

function* hex(sent: string): Generator<Uint8Array> {
  if (/^[0-9a-f]{64}$/.test(sent)) yield Buffer.from(sent, 'hex');
}

/** WooCommerce keeps what was typed with entities and signs with what those stand for. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&#060;', '<'],
  ['&gt;', '>'],
  ['&#062;', '>'],
  ['&quot;', '"'],
  ['&#034;', '"'],
  ['&#039;', "'"],
  ['&#x27;', "'"],
  ['&amp;', '&'],
  ['&#038;', '&'],
]);
const withoutEntities = (secret: string): string =>
  secret.replace(/&(?:lt|gt|quot|amp|#0\d\d|#x27);/g, (entity) => ENTITIES.get(entity) ?? entity);
