import { createCipheriv, createDecipheriv } from 'node:crypto';
import { idOfKey, keysNamed } from './key-id.ts';
import type { Purpose } from './purposes.ts';

/** The first key seals, all of them open (rotation); 32 bytes each. */
export type SealKeys = readonly [Uint8Array, ...Uint8Array[]];

const VERSION = 2;
/** Named its key by a number that went wrong when a key was taken out: each key is tried instead. */
const OLDER_VERSION = 1;
const NONCE = 12;
const TAG = 16;
const HEADER = 2;

/**
 * A text that only we can read or make: AES-256-GCM, base64url of version, key id, nonce, tag, ciphertext.
 * `purpose` is authenticated with it: sealed for one thing, it opens for nothing else. `nonce`: twelve random bytes.
 */
export function sealText(text: string, purpose: Purpose, nonce: Uint8Array, keys: SealKeys): string {
  const header = Buffer.from([VERSION, idOfKey(keys[0])]);
  const iv = nonce.subarray(0, NONCE);
  const cipher = createCipheriv('aes-256-gcm', keys[0], iv);
  cipher.setAAD(Buffer.concat([header, Buffer.from(purpose)]));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([header, iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** What was sealed for this purpose, or `undefined` for anything else, were it off by one bit. */
export function openSealed(sealed: string, purpose: Purpose, keys: SealKeys): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < HEADER + NONCE + TAG || bytes.toString('base64url') !== sealed) return undefined;
  const candidates =
    bytes[0] === OLDER_VERSION ? keys : bytes[0] === VERSION ? keysNamed(bytes[1], keys) : [];
  for (const key of candidates) {
    const text = openWith(key, bytes, purpose);
    if (text !== undefined) return text;
  }
  return undefined;
}

function openWith(key: Uint8Array, bytes: Buffer, purpose: Purpose): string | undefined {
  const start = HEADER + NONCE + TAG;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(HEADER, HEADER + NONCE));
    decipher.setAAD(Buffer.concat([bytes.subarray(0, HEADER), Buffer.from(purpose)]));
    decipher.setAuthTag(bytes.subarray(HEADER + NONCE, start));
    return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
