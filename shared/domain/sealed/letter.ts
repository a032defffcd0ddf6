import { purposes } from './purposes.ts';
import { openSealed, type SealKeys, sealText } from './sealed-text.ts';

/** A short mail of ours to one person, in plain text. */
export type PlainLetter = { to: string; subject: string; text: string };

/** A sign-in link must not lie readable in a queue. `undefined`: nobody is to get one, told in the same way. */
export const sealLetter = (letter: PlainLetter | undefined, nonce: Uint8Array, keys: SealKeys): string =>
  sealText(JSON.stringify(letter ?? null), purposes.letter, nonce, keys);

/** `undefined` also for what we did not seal. */
export function openLetter(sealed: string, keys: SealKeys): PlainLetter | undefined {
  const text = openSealed(sealed, purposes.letter, keys);
  return text === undefined ? undefined : ((JSON.parse(text) as PlainLetter | null) ?? undefined);
}
