import { foldName } from './fold-name.ts';

/** What posts must not say or show; `words`: those that give a caption away. */
export type NegativeInstruction = { instruction: string; words?: readonly string[] | undefined };

export type Hint = { instruction: string; word: string };

/** What holds for a post: the brand's standing instructions, then its campaign's own. Each name once. */
export function instructionsFor(
  standing: readonly NegativeInstruction[] = [],
  ofCampaign: readonly string[] = [],
): NegativeInstruction[] {
  const byName = new Map<string, NegativeInstruction>();
  for (const one of [...standing, ...ofCampaign.map((instruction) => ({ instruction }))])
    if (!byName.has(foldName(one.instruction))) byName.set(foldName(one.instruction), one);
  return [...byName.values()];
}

/** As it was given, whatever case and blanks it is checked by; `undefined`: nobody gave it. */
export const givenInstruction = (holding: readonly NegativeInstruction[], name: string): string | undefined =>
  holding.find(({ instruction }) => foldName(instruction) === foldName(name))?.instruction;

/** Words of an instruction that the caption holds, whole, whatever their case and accents: hints, no verdict. */
export function hintsIn(caption: string, holding: readonly NegativeInstruction[]): Hint[] {
  const text = bare(caption);
  return holding.flatMap(({ instruction, words = [] }) =>
    words.filter((word) => holds(text, bare(word))).map((word) => ({ instruction, word })),
  );
}

/** Without accents, and without what nobody sees: soft hyphens and joiners would part a word. */
const bare = (text: string): string =>
  foldName(text.normalize('NFKD').replace(/[\p{Mark}\p{Default_Ignorable_Code_Point}]/gu, ''));

/** Chinese, Japanese, Thai and their like put no blanks between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const PART_OF_WORD = /[\p{Letter}\p{Number}]/u;

function holds(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (
      !joins(lastOf(text.slice(0, at)), firstOf(word)) &&
      !joins(lastOf(word), firstOf(text.slice(at + word.length)))
    )
      return true;
  return false;
}

const firstOf = (text: string): string => [...text.slice(0, 2)][0] ?? '';
const lastOf = (text: string): string => [...text.slice(-2)].at(-1) ?? '';

/** Are these two neighbours parts of one word? */
const joins = (one: string, other: string): boolean =>
  PART_OF_WORD.test(one) && PART_OF_WORD.test(other) && !UNSPACED.test(one) && !UNSPACED.test(other);
