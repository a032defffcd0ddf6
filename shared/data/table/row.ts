import type { Key } from './keys.ts';

/** What an item holds, as plain values; `undefined` is not written. This page alone knows the engine's own spelling. */
export type Value = string | number | boolean | Uint8Array;
export type Row = Readonly<Record<string, Value | undefined>>;
/** A row as it stands in a table. */
export type Stored = Row & Key;

/** One value on the wire. */
export type Attribute = { S: string } | { N: string } | { BOOL: boolean } | { B: Uint8Array };
export type Item = Record<string, Attribute>;

export function toItem(row: Row): Item {
  const item: Item = {};
  for (const name in row) {
    const value = row[name];
    if (value !== undefined) item[name] = toAttribute(value);
  }
  return item;
}

function toAttribute(value: Value): Attribute {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  return typeof value === 'boolean' ? { BOOL: value } : { B: new Bytes(value) };
}

/** Bytes that the SDK takes as they are and that plain JSON (the wire) writes as base64, as the protocol wants them. */
class Bytes extends Uint8Array {
  toJSON(): string {
    return Buffer.from(this.buffer, this.byteOffset, this.byteLength).toString('base64');
  }
}

/** Kinds that we never write (lists, sets, nulls) are left out. */
export function fromItem(item: Readonly<Record<string, unknown>>): Stored {
  const row: Record<string, Value> = {};
  for (const name in item) {
    const value = fromAttribute(item[name] as Attribute | Base64);
    if (value !== undefined) row[name] = value;
  }
  return row as Stored;
}

/** Bytes come as text where the answer is plain JSON. */
type Base64 = { B: string };

function fromAttribute(attribute: Attribute | Base64): Value | undefined {
  if ('S' in attribute) return attribute.S;
  if ('N' in attribute) return Number(attribute.N);
  if ('BOOL' in attribute) return attribute.BOOL;
  if ('B' in attribute)
    return typeof attribute.B === 'string' ? Buffer.from(attribute.B, 'base64') : attribute.B;
  return undefined;
}

export function textOf(row: Row, name: string): string | undefined {
  const value = row[name];
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(row: Row, name: string): number | undefined {
  const value = row[name];
  return typeof value === 'number' ? value : undefined;
}

export function bytesOf(row: Row, name: string): Uint8Array {
  const value = row[name];
  return value instanceof Uint8Array ? value : new Uint8Array();
}

/** The JSON document that an attribute holds; whoever knows its shape parses it further. */
export const jsonOf = (row: Row, name: string): unknown => JSON.parse(textOf(row, name) ?? 'null');

/** When the table may throw a row away by itself: `expiresAt` in whole seconds, never earlier than said. */
export const expiryOf = (atMs: number): number => Math.ceil(atMs / 1_000);
