import { createHash } from 'node:crypto';

/** What JSON can say. A snapshot is made of nothing else, so that its text is the whole of it. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * The one way to write a value as JSON: keys sorted by code unit, no blanks, absent keys left out. Two equal values
 * give the same text on every machine (in the spirit of RFC 8785). Numbers must be finite.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`);
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`not a JSON value: ${typeof value}`);
  return text;
}

/** Joined at once, not piece by piece: the text of some hundred thousand facts is held at a time, and ropes are long. */
function canonicalObject(object: Readonly<Record<string, unknown>>): string {
  const parts: string[] = [];
  for (const key of Object.keys(object).sort()) {
    const held = object[key];
    if (held !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(held)}`);
  }
  return `{${parts.join(',')}}`;
}

/** SHA-256 of the canonical JSON, as lower-case hex: the name under which a snapshot is kept and found. */
export const contentAddress = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');
