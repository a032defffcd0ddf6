import type { WebhookBody } from './webhook-body.ts';

/** As frameworks hand them on: a `Headers`, or a plain object of them. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export type WebhookOptions = {
  /** How far the sender's clock may be from ours, in both directions; 300 by default. */
  toleranceSeconds?: number;
  /** Epoch ms. */
  now?: number;
};

/** Not from us, changed on its way, or too old to be believed. */
export class WebhookRefused extends Error {
  override name = 'WebhookRefused';
}

const TOLERANCE_SECONDS = 300;

/**
 * Reads a webhook that Vouch sent, or throws WebhookRefused: Standard Webhooks, HMAC-SHA256 over id, time and the body
 * as it came. `body` is the raw text or bytes, never what a JSON parser made of it. While a secret is being changed,
 * give both.
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  options: WebhookOptions = {},
): Promise<WebhookBody> {
  if (typeof body !== 'string' && !(body instanceof Uint8Array))
    throw new TypeError('verifyWebhook: body must be the raw text or bytes, before any JSON parser');
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const id = header(headers, 'webhook-id');
  const sentAt = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature')
    .split(' ')
    .flatMap((part) => (part.startsWith('v1,') ? [bytesOf(part.slice(3))] : []));
  const { toleranceSeconds = TOLERANCE_SECONDS, now = Date.now() } = options;
  const ageSeconds = Math.abs(now / 1_000 - Number(sentAt));
  if (!/^\d+$/.test(sentAt) || !(ageSeconds <= toleranceSeconds))
    throw new WebhookRefused('webhook-timestamp is too far from the time here');
  const said = new TextEncoder().encode(`${id}.${sentAt}.${text}`);
  for (const one of typeof secret === 'string' ? [secret] : secret)
    if (await isSignedBy(one, signatures, said)) return JSON.parse(text) as WebhookBody;
  throw new WebhookRefused('webhook-signature does not match: another secret, or a body that was changed');
}

async function isSignedBy(
  secret: string,
  signatures: readonly Uint8Array[],
  said: Uint8Array,
): Promise<boolean> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const raw = bytesOf(secret.replace(/^whsec_/, ''));
  if (raw.length === 0) throw new TypeError('verifyWebhook: the secret must be the whsec_… of the webhook');
  const { subtle } = crypto;
  const key = await subtle.importKey('raw', raw as Uint8Array<ArrayBuffer>, algorithm, false, ['verify']);
  for (const signature of signatures)
    if (
      await subtle.verify('HMAC', key, signature as Uint8Array<ArrayBuffer>, said as Uint8Array<ArrayBuffer>)
    )
      return true;
  return false;
}

function header(headers: WebhookHeaders, name: string): string {
  const value =
    typeof headers.get === 'function'
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const text = Array.isArray(value) ? value[0] : value;
  if (typeof text !== 'string' || text === '') throw new WebhookRefused(`${name} is missing`);
  return text;
}

/** Of base64; nothing where it is none. */
function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
