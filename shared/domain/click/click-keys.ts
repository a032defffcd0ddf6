import type { ClickKeys } from './click-id.ts';

/** Keys as a secret store holds them: base64url, joined by commas, the newest first. Throws on anything else. */
export function readClickKeys(text: string): ClickKeys {
  const keys = text.split(',').map((key) => Buffer.from(key.trim(), 'base64url'));
  const [first, ...rest] = keys;
  if (!first || keys.some((key) => key.length < 32))
    throw new Error('click keys: each needs 32 bytes or more');
  return [first, ...rest];
}
