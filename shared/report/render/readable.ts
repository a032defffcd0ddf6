import { plainName } from './html-text.ts';

/**
 * The same value with every text in it freed from control and direction characters and cut to a
 * sane length. Done once before rendering, so
 * that no part of the mail, page, text or CSV has to remember that names are hostile.
 */
export function readable<T>(value: T): T {
  return clean(value) as T;
}

/** Letters; longer names than any shop has, short enough for a mail under 80 KB. */
const LONGEST = 120;

function clean(value: unknown): unknown {
  if (typeof value === 'string') return [...plainName(value)].slice(0, LONGEST).join('');
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, clean(held)]));
}
