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
  const inner = hash('sha256', withMessage(pads.inner, message), 'binary');
  scratch.set(pads.outer);
  scratch.write(inner, BLOCK, 'binary');
  return hash('sha256', firstOf(BLOCK + DIGEST), as);
}

/** Room for nearly every message; a longer one gets its own. What lies here is hashed before anything else is written. */
const ROOM = 2_048;
const scratch = Buffer.alloc(BLOCK + ROOM);
/** By length: making a view costs more than what is written into it. */
const views: Buffer[] = [];

const firstOf = (length: number): Buffer => (views[length] ??= scratch.subarray(0, length));

function withMessage(pad: Uint8Array, message: Uint8Array | string): Uint8Array {
  if (message.length * WIDEST > ROOM) return Buffer.concat([pad, Buffer.from(message as string)]);
  scratch.set(pad);
  if (typeof message === 'string') return firstOf(BLOCK + scratch.write(message, BLOCK));
  scratch.set(message, BLOCK);
  return firstOf(BLOCK + message.length);
}

/** The most bytes that a character of a text takes. */
const WIDEST = 3;

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
