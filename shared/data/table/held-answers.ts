import { LRUCache } from 'lru-cache';
import { byItsVersion } from './noted-reads.ts';

type Held<T> = { version: string; until: number; answer: Promise<T> };

/**
 * What was asked for a key, whoever asks meanwhile: one answer, while `version` stays what it was and for `freshMs` at
 * most; what was asked longest ago goes first. A failure is not held: who asks next asks anew.
 */
export function heldAnswers<T>({ most, freshMs, now }: { most: number; freshMs: number; now: () => number }) {
  const held = new LRUCache<string, Held<T>>({ max: most });
  return (key: string, ask: () => Promise<T>, version = ''): Promise<T> => {
    const known = held.get(key);
    if (known?.version === version && known.until > now()) return known.answer;
    const asked = { version, until: now() + freshMs, answer: version ? byItsVersion(ask) : ask() };
    held.set(key, asked);
    asked.answer.catch(() => held.peek(key) === asked && held.delete(key));
    return asked.answer;
  };
}
