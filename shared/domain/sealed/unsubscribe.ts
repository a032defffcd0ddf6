import { createHash } from 'node:crypto';
import { purposes } from './purposes.ts';
import { openSealed, type SealKeys, sealText } from './sealed-text.ts';

/** Whom a mail went to: what its one-click address must know. Sealed, so that nobody can unsubscribe another. */
export type Subscriber = { brandId: string; email: string };

/** The same subscriber gets the same token, so that a mail composed again has the same bytes. */
export function unsubscribeToken({ brandId, email }: Subscriber, keys: SealKeys): string {
  const text = JSON.stringify([brandId, email]);
  const nonce = createHash('sha256')
    .update(`${purposes.unsubscribe}|`)
    .update(keys[0])
    .update(text)
    .digest()
    .subarray(0, 12);
  return sealText(text, purposes.unsubscribe, nonce, keys);
}

export function readUnsubscribeToken(token: string, keys: SealKeys): Subscriber | undefined {
  const text = openSealed(token, purposes.unsubscribe, keys);
  if (text === undefined) return undefined;
  const [brandId, email] = JSON.parse(text) as [string, string];
  return { brandId, email };
}
