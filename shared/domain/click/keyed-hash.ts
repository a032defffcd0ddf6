import { hash } from 'node:crypto';

const BLOCK = 64;
const DIGEST = 32;
const INNER = 0x36;
const OUTER = 0x5c;

/**
 * HMAC-SHA256 (RFC 2104) of a message of bytes: 32 bytes, the same as `createHmac` makes. Two one-shot hashes cost a
 * fifth of a key object and two streams, and each redirect makes two of these. Keys longer than a block are hashed
 * first, as the RFC says.
 */
export function keyedHash(key: Uint8Array, message: Uint8Array): Buffer {
  const block = key.length > BLOCK ? hash('sha256', key, 'buffer') : key;
  const inner = Buffer.allocUnsafe(BLOCK + message.length);
  const outer = Buffer.allocUnsafe(BLOCK + DIGEST);
  for (let at = 0; at < BLOCK; at++) {
    const byte = block[at] ?? 0;
    inner[at] = byte ^ INNER;
    outer[at] = byte ^ OUTER;
  }
  inner.set(message, BLOCK);
  outer.set(hash('sha256', inner, 'buffer'), BLOCK);
  return hash('sha256', outer, 'buffer');
}
