import { timingSafeEqual } from 'node:crypto';
import { ID_BYTES, idFromBytes } from '../id.ts';
import { idOfKey } from '../sealed/key-id.ts';
import { keyedHash, keyedHashText } from './keyed-hash.ts';

/**
 * A click id says where its click lies, and nobody can invent one. 32 bytes, base64url:
 *
 *   key and version 1 | random 6 | time 6 | link 10 | shard 1 | MAC 8
 *
 * The version takes two bits of its byte; the six above them name the key, or none: ids of imports, and of before keys
 * were named. The time (epoch ms) is a plain number, since shops' pages read it too (shops/site-script.ts). Keys put the
 * time before the id (clickKey); the random bytes stand before it, so that two ids look alike nowhere.
 * The MAC is HMAC-SHA256 over the first 24 bytes, cut to 64 bits: guessing one takes 2^64 requests.
 */
export type ClickPlace = { linkId: string; at: number; shard: number };
/** The first key signs; all of them verify, so a key may be put before the others and retired after them. */
export type ClickKeys = readonly [Uint8Array, ...Uint8Array[]];

const VERSION = 1;
const VERSIONS = 4;
const PREFIX = 'clk_';
export const BODY = 24;
const MAC = 8;
const TEXT_LENGTH = PREFIX.length + 43;

/** Where the click lies, or `undefined` when the id was forged, cut or mistyped. */
export function readClickId(text: string, keys: ClickKeys): ClickPlace | undefined {
  const bytes = bytesOf(text);
  if (!bytes) return undefined;
  const [body, mac] = [bytes.subarray(0, BODY), bytes.subarray(BODY)];
  const name = namedIn(bytes);
  const candidates = name === NO_NAME ? keys : keys.filter((key) => nameOf(key) === name);
  const isOurs = (key: Uint8Array) => timingSafeEqual(keyedHash(key, body).subarray(0, MAC), mac);
  return candidates.some(isOurs) ? placeOf(bytes) : undefined;
}

export const NO_NAME = 0;
const NAMES = 63;
const names = new WeakMap<Uint8Array, number>();

/** 1 to 63. Two keys may share one: both are tried then. */
export function nameOf(key: Uint8Array): number {
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = 1 + (idOfKey(key) % NAMES);
  names.set(key, name);
  return name;
}

/** The first byte of an id that this key signs; `NO_NAME`: of one that says nothing of its key. */
export const firstByte = (name: number): number => name * VERSIONS + VERSION;

const namedIn = (bytes: Buffer): number => Math.floor((bytes[0] ?? 0) / VERSIONS);

/** The same of an id that came from our own store, where nobody else writes: its signature is not asked for. */
export function placeIn(text: string): ClickPlace | undefined {
  const bytes = bytesOf(text);
  return bytes && placeOf(bytes);
}

function placeOf(bytes: Buffer): ClickPlace {
  const linkId = idFromBytes('lnk', bytes.subarray(13, 13 + ID_BYTES));
  return { linkId, at: bytes.readUIntBE(7, 6), shard: bytes[13 + ID_BYTES] ?? 0 };
}

/** The same id with the signature that the first key makes, for ids that were made while no key could be had. */
export function signedAgain(text: string, keys: ClickKeys): string | undefined {
  const bytes = bytesOf(text);
  if (!bytes) return undefined;
  bytes[0] = firstByte(nameOf(keys[0]));
  return signed(bytes.subarray(0, BODY), keys[0]);
}

function bytesOf(text: string): Buffer | undefined {
  if (text.length !== TEXT_LENGTH || !text.startsWith(PREFIX)) return undefined;
  const bytes = Buffer.from(text.slice(PREFIX.length), 'base64url');
  return bytes.length === BODY + MAC && PREFIX + bytes.toString('base64url') === text ? bytes : undefined;
}

/** Does it look like a click id at all? For telling "forged" from "not one of ours". */
export const looksLikeClickId = (text: string): boolean =>
  text.length === TEXT_LENGTH && text.startsWith(PREFIX);

/** The id of this body, its signature behind it: 24 bytes are whole letters, so each is written by itself. */
export const signed = (body: Buffer, key: Uint8Array): string =>
  PREFIX + body.toString('base64url') + macLetters(keyedHashText(key, body, 'base64url'));

/** The first eight bytes of a hash, out of its letters: ten are theirs, the eleventh holds two bits of the ninth byte. */
function macLetters(hashed: string): string {
  const last = LETTERS.indexOf(hashed.charAt(10)) & 0b111100;
  return hashed.slice(0, 10) + LETTERS.charAt(last);
}
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
