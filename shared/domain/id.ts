import { createHash } from 'node:crypto';

/** Prefixes of every id that leaves the house; the kind is readable in a log line. */
export const ID_PREFIXES = [
  'brd',
  'key',
  'crt',
  'cmp',
  'sqd',
  'pst',
  'lnk',
  'clk',
  'cnv',
  'rfd',
  'spd',
  'eng',
  'rpt',
  'dlv',
  'whk',
  'hok',
  'hev',
  'evt',
  'app',
  'prv',
  'ppl',
  'ses',
  'pln',
  'drp',
  'cll',
  'srv',
  'dom',
] as const;
export type IdPrefix = (typeof ID_PREFIXES)[number];

/** Crockford's alphabet in lower case: no i, l, o, u, so an id can be read over the phone. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const VALUE_OF = new Map([...ALPHABET].map((letter, value) => [letter, value]));
/** The same by character code, 255 where there is none: every click's id is read so. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => VALUE_OF.get(String.fromCharCode(code)) ?? 255);

/** Bytes behind an id: 80 bits, sixteen letters. */
export const ID_BYTES = 10;

/** An id from ten random bytes: `lnk_0123456789abcdef`. */
export function idFromBytes(prefix: IdPrefix, bytes: Uint8Array): string {
  return `${prefix}_${toBase32(bytes.subarray(0, ID_BYTES))}`;
}

/**
 * The same id for the same parts, always: an `externalId` or `Idempotency-Key` sent twice lands on the same item.
 * The parts are length-prefixed, so ("ab", "c") and ("a", "bc") differ.
 */
export function derivedId(prefix: IdPrefix, ...parts: string[]): string {
  const hash = createHash('sha256').update(prefix);
  for (const part of parts) hash.update(`|${part.length}:${part}`);
  return idFromBytes(prefix, hash.digest());
}

/** Is this a well-formed id of that kind? Says nothing about whether it exists. */
export function isId(prefix: IdPrefix, text: string): boolean {
  if (!text.startsWith(`${prefix}_`) || text.length !== prefix.length + 17) return false;
  for (const letter of text.slice(prefix.length + 1)) if (!VALUE_OF.has(letter)) return false;
  return true;
}

/** The ten bytes of an id made above. Throws on anything else: callers check with `isId` at the border. */
export function bytesOfId(id: string): Uint8Array {
  const bytes = new Uint8Array(ID_BYTES);
  writeId(id, bytes, 0);
  return bytes;
}

function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text;
}

/** The same bytes, written where they belong: each click's id holds those of its link. */
export function writeId(id: string, into: Uint8Array, from: number): void {
  let bits = 0;
  let held = 0;
  let at = from;
  for (let place = id.indexOf('_') + 1; place < id.length; place++) {
    const value = VALUES[id.charCodeAt(place)] ?? 255;
    if (value === 255) throw new Error(`not an id: ${id.slice(0, 40)}`);
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      into[at++] = (held >> bits) & 255;
      held &= (1 << bits) - 1;
    }
  }
}
