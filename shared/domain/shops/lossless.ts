import { parse } from 'lossless-json';
import { parseInstant } from '../time/instant.ts';

/** A value of a JSON text whose numbers are the text that they were sent as. */
export type Sent = string | boolean | null | Sent[] | { [name: string]: Sent };
export type SentObject = { [name: string]: Sent };

/**
 * JSON without loss: ids of 18 digits and `10.10` stay what they were sent as, since every number is kept as its text.
 * Of a name given twice the last counts, as everywhere. Undefined for what is no JSON.
 */
export function readLossless(text: string): Sent | undefined {
  try {
    return parse(text, null, {
      parseNumber: (digits) => digits,
      onDuplicateKey: ({ newValue }) => newValue,
    }) as Sent;
  } catch {
    return undefined;
  }
}

export const isObject = (value: Sent | undefined): value is SentObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What lies there, by names one inside the other; undefined where the way ends. */
export function valueAt(value: Sent | undefined, ...path: string[]): Sent | undefined {
  let at = value;
  for (const name of path) at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  return at;
}

/** A text or a number, unless it is empty. */
export function textAt(value: Sent | undefined, ...path: string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

/** The objects of a list; none where there is no list. */
export function listAt(value: Sent | undefined, ...path: string[]): SentObject[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** The first of these fields that is a time, as RFC 3339. */
export function instantAt(value: Sent | undefined, ...names: string[]): string | undefined {
  for (const name of names) {
    const instant = instantOf(textAt(value, name));
    if (instant !== undefined) return instant;
  }
  return undefined;
}

/** A time as RFC 3339; undefined for what is none. */
export function instantOf(sent: string | undefined): string | undefined {
  const at = sent === undefined ? undefined : parseInstant(sent);
  return at === undefined ? undefined : new Date(at).toISOString();
}
