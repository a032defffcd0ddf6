import type { Child } from 'hono/jsx';

/** A rendered page as text. Our components never wait for anything, so hono/jsx gives a string at once. */
export function toHtml(node: Child): string {
  if (node instanceof Promise) throw new TypeError('a component was asynchronous');
  return `<!doctype html>${String(node).replace(LONELY_MINUS, '−\u2060')}`;
}

/** Browsers may break a line between a minus and the currency behind it; a word joiner forbids it. */
const LONELY_MINUS = /−(?=\p{Sc})/gu;

/** Control and direction characters in names: they could hide or turn around what stands beside them. */
export const plainName = (name: string): string =>
  name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point.
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
