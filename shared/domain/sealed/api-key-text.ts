import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * `vouch_<id 16>_<secret 32><checksum 6>`. The checksum lets a secret scanner tell a leaked key from a lookalike
 * without asking us: CRC-32 (ISO-HDLC) of everything before it, base 62.
 * Pattern for scanners: KEY_PATTERN.
 */
export const KEY_PATTERN = /vouch_[0-9a-hjkmnp-tv-z]{16}_[0-9A-Za-z]{38}/;
const WHOLE = new RegExp(`^${KEY_PATTERN.source}$`);
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_LETTERS = 32;

export type KeyText = { keyId: `key_${string}`; secret: string };

/** 190 bits; bytes ≥ 248 are rejected so that each letter is equally likely. */
export function newSecret(random: (count: number) => Uint8Array): string {
  let secret = '';
  while (secret.length < SECRET_LETTERS) {
    for (const byte of random(40))
      if (byte < 248 && secret.length < SECRET_LETTERS) secret += BASE62[byte % 62];
  }
  return secret;
}

export function writeKeyText({ keyId, secret }: KeyText): string {
  const body = `vouch_${keyId.slice(4)}_${secret}`;
  return body + base62(crc32(body));
}

/** `undefined` for anything that cannot be one of ours: no look-up needed. */
export function readKeyText(text: string): KeyText | undefined {
  if (!WHOLE.test(text)) return undefined;
  const body = text.slice(0, -6);
  if (base62(crc32(body)) !== text.slice(-6)) return undefined;
  return { keyId: `key_${text.slice(6, 22)}`, secret: body.slice(23) };
}

/** The secret has 190 random bits, so a plain SHA-256 needs no salt and no stretching. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export function secretMatches(secret: string, storedHash: string): boolean {
  const given = Buffer.from(hashSecret(secret), 'hex');
  const stored = Buffer.from(storedHash, 'hex');
  return given.length === stored.length && timingSafeEqual(given, stored);
}

/** node:zlib has crc32 only from 20.15 on. */
function crc32(text: string): number {
  let crc = -1;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function base62(value: number): string {
  let text = '';
  for (let rest = value, i = 0; i < 6; i++, rest = Math.floor(rest / 62)) text = BASE62[rest % 62] + text;
  return text;
}
