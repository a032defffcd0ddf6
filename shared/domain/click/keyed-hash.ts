import { hash } from 'node:crypto';

const BLOCK = 64;
const DIGEST = 32;
const INNER = 0x36;
const OUTER = 0x5c;

type Pads = { inner: Uint8Array; outer: Uint8Array };

/** By the key object itself, as long as it lives: keys and salts are never written to, and a salt must not outlive its day. */
const padsByKey = new WeakMap<Uint8Array, Pads>();

/**
 * HMAC-SHA256 (RFC 2104) of a message of bytes: 32 bytes, the same as `createHmac` makes. Two one-shot hashes cost a
 * fifth of a key object and two streams. Keys longer than a block are hashed first, as the RFC says.
 */
export const keyedHash = (key: Uint8Array, message: Uint8Array): Buffer =>
  Buffer.from(keyedHashText(key, message, 'binary'), 'binary');

/** The same as a text: Node hands a hash over as one for a third of what a buffer costs, and each redirect makes two. */
export function keyedHashText(
  key: Uint8Array,
  message: Uint8Array | string,
  as: 'binary' | 'base64url',
): string {
  const pads = padsOf(key);
  const isText = typeof message === 'string';
  const inner = Buffer.allocUnsafe(BLOCK + (isText ? Buffer.byteLength(message) : message.length));
  inner.set(pads.inner);
  if (isText) inner.write(message, BLOCK);
  else inner.set(message, BLOCK);
  const outer = Buffer.allocUnsafe(BLOCK + DIGEST);
  outer.set(pads.outer);
  outer.write(hash('sha256', inner, 'binary'), BLOCK, 'binary');
  return hash('sha256', outer, as);
}

function padsOf(key: Uint8Array): Pads {
  const known = padsByKey.get(key);
  if (known) return known;
  const block = key.length > BLOCK ? hash('sha256', key, 'buffer') : key;
  const pads = { inner: Buffer.alloc(BLOCK, INNER), outer: Buffer.alloc(BLOCK, OUTER) };
  for (const [at, byte] of block.entries()) {
    pads.inner[at] = byte ^ INNER;
    pads.outer[at] = byte ^ OUTER;
  }
  padsByKey.set(key, pads);
  return pads;
}
