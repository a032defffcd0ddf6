import { createHmac, timingSafeEqual } from 'node:crypto';
import { idOfKey, keysNamed } from './key-id.ts';
import type { Signed } from './purposes.ts';
import type { SealKeys } from './sealed-text.ts';

const MAC = 32;

/** HMAC-SHA256 by the first key, base64url of the key's id and the 32 bytes: what was signed outlives a new key. */
export const sign = (text: Signed, keys: SealKeys): string =>
  Buffer.concat([Buffer.from([idOfKey(keys[0])]), macOf(text, keys[0])]).toString('base64url');

/** Was this text signed so, by a key that still stands? A former release's signatures name none: each is tried. */
export function isSignature(signature: string, text: Signed, keys: SealKeys): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  if (bytes.toString('base64url') !== signature) return false;
  const isFormer = bytes.length === MAC;
  if (!isFormer && bytes.length !== MAC + 1) return false;
  const mac = bytes.subarray(-MAC);
  const candidates = isFormer ? keys : keysNamed(bytes[0], keys);
  return candidates.some((key) => timingSafeEqual(macOf(text, key), mac));
}

const macOf = (text: Signed, key: Uint8Array): Buffer => createHmac('sha256', key).update(text).digest();
