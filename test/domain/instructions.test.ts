import { describe, expect, it } from 'vitest';
import { givenInstruction, hintsIn, instructionsFor } from '../../shared/domain/instructions.ts';

describe('what no post may say', () => {
  it('is the brand’s standing instructions, then the campaign’s own, each name once whatever its case', () => {
    const standing = [{ instruction: 'No medicine', words: ['cure'] }];
    expect(instructionsFor(standing, ['no  Medicine', 'No rivals', 'No rivals'])).toEqual([
      { instruction: 'No medicine', words: ['cure'] },
      { instruction: 'No rivals' },
    ]);
    expect(instructionsFor()).toEqual([]);
  });

  it('is found by its name in any case, as it was given', () => {
    const holding = [{ instruction: 'No medicine' }, { instruction: 'No rivals' }];
    expect(givenInstruction(holding, ' no RIVALS ')).toBe('No rivals');
    expect(givenInstruction(holding, 'no')).toBeUndefined();
  });
});

describe('a hint', () => {
  const hints = (caption: string, ...words: string[]) =>
    hintsIn(caption, [{ instruction: 'No medicine', words }]).map(({ word }) => word);

  it('names the instruction and its word, of each that has one', () => {
    expect(
      hintsIn('It cures, says Bob', [
        { instruction: 'No medicine', words: ['heals', 'cures'] },
        { instruction: 'No rivals' },
        { instruction: 'No Bob', words: ['bob'] },
      ]),
    ).toEqual([
      { instruction: 'No medicine', word: 'cures' },
      { instruction: 'No Bob', word: 'bob' },
    ]);
  });

  it.each([
    ['a whole word', 'It cures colds', 'cures'],
    ['in any case', 'IT CURES', 'cures'],
    ['with or without accents', 'très sécurité', 'securite'],
    ['at either end', 'cures', 'cures'],
    ['beside signs', '#cures!', 'cures'],
    ['of several words', 'the best of all', 'best of'],
    ['the second time', 'uncured, and cured', 'cured'],
    ['in writing without blanks', 'これは薬です', '薬'],
    ['of another writing beside', '薬cure薬', 'cure'],
    ['that is a sign itself', '100% safe', '%'],
  ])('is %s', (_name, caption, word) => expect(hints(caption, word)).toEqual([word]));

  it.each([
    ['a part of a word before', 'secure', 'cure'],
    ['a part of a word behind', 'cured', 'cure'],
    ['beside a digit', 'cure2', 'cure'],
    ['a part of a letter outside the plane', '𝒳cure', 'cure'],
    ['nothing', 'anything', ''],
    ['another word', 'It heals', 'cure'],
  ])('is not %s', (_name, caption, word) => expect(hints(caption, word)).toEqual([]));
});
