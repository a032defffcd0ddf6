import { nameCalls } from './named-calls.ts';
import type { VouchOptions } from './settings.ts';
import { createTransport } from './transport.ts';

export { MissingParameter, VouchError, VouchUnreachable } from './errors.ts';
export { verifyWebhook, WebhookRefused } from './verify-webhook.ts';

/** What the package gives: every call by its name, and `request` for what has none yet. */
export function createVouch(options: VouchOptions) {
  const send = createTransport(options);
  return { ...nameCalls(send), request: send };
}
