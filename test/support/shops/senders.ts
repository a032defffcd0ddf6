import { createHmac } from 'node:crypto';
import { shopsSettled, type TestApi } from '../api-builders.ts';

/** What platforms add to a body: their signature, and what their deliveries say beside it. */
export const SIGNERS = {
  shopify: (body: string, secret: string, more: Headers = {}) => ({
    'content-type': 'application/json',
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    ...more,
  }),
  woocommerce: (body: string, secret: string, more: Headers = {}) => ({
    'content-type': 'application/json',
    'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
    ...more,
  }),
  stripe: (body: string, secret: string, { t = '', ...more }: Headers = {}) => ({
    'content-type': 'application/json; charset=utf-8',
    'stripe-signature': `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`,
    ...more,
  }),
};
type Headers = Record<string, string>;

export type HookAnswer = { id: string; url: string; secret?: string; refused: Record<string, number> };

/** A POST to a hook's address, as a platform makes it: no key, its own bytes; and what follows the answer. */
export async function deliver(
  api: Pick<TestApi, 'app' | 'deps'>,
  url: string,
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const { pathname } = new URL(url);
  const response = await api.app.request(pathname, { method: 'POST', headers, body });
  await shopsSettled(api);
  return { status: response.status, text: await response.text() };
}
