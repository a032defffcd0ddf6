import { hash } from 'node:crypto';

/**
 * A byte of its hash by which what was sealed or signed names its key, so that keys may come and go around it. Two keys
 * may share one: both are tried then.
 */
export const idOfKey = (key: Uint8Array): number =>
  hash('sha256', Buffer.concat([Buffer.from('vouch key id|'), key]), 'buffer')[0] ?? 0;

export const keysNamed = (id: number | undefined, keys: readonly Uint8Array[]): readonly Uint8Array[] =>
  keys.filter((key) => idOfKey(key) === id);
