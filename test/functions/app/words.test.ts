import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LABELS } from '../../../functions/app/ui/labels.ts';
import { DE } from '../../../functions/app/words/de.ts';
import { ES } from '../../../functions/app/words/es.ts';
import { FR } from '../../../functions/app/words/fr.ts';

const APP = join(import.meta.dirname, '../../../functions/app');
const sources = readdirSync(APP, { recursive: true })
  .map(String)
  .filter((name) => /\.tsx?$/.test(name) && !/^words\/(de|es|fr)\.ts$/.test(name))
  .map((name) => readFileSync(join(APP, name), 'utf8'))
  .join('\n');

const TEXT = `'((?:[^'\\\\\\n]|\\\\.)*)'`;
/** Every sentence that stands as such in a `say(…)`, in a count's two forms, in a refusal or as the name of a field. */
const said = new Set(
  [
    `\\bsay\\(\\s*${TEXT}`,
    `plural\\(\\s*say,\\s*[\\w.]+,\\s*${TEXT}`,
    `plural\\(\\s*say,\\s*[\\w.]+,\\s*'[^'\\n]*',\\s*${TEXT}`,
    `plain\\(\\s*turn,\\s*\\d+,\\s*${TEXT}`,
  ]
    .flatMap((pattern) => [...sources.matchAll(new RegExp(pattern, 'g'))].map(([, text = '']) => text))
    .concat(Object.values(LABELS)),
);
const placesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe.each([
  ['German', DE],
  ['French', FR],
  ['Spanish', ES],
])('the pages in %s', (_name, catalogue) => {
  it('say everything that they say in English', () => {
    expect(said.size).toBeGreaterThan(450);
    expect([...said].filter((text) => !(text in catalogue))).toEqual([]);
  });

  it('put the same values into each sentence', () => {
    const wrong = Object.entries(catalogue).filter(
      ([english, text]) => text === '' || placesIn(english).join() !== placesIn(text).join(),
    );
    expect(wrong).toEqual([]);
  });

  it('keep no sentence that no page says any more', () => {
    const gone = Object.keys(catalogue).filter(
      (english) =>
        !sources.includes(`'${english}'`) &&
        !sources.includes(`'${english.replaceAll('"', '\\"')}'`) &&
        !WORDS.test(english),
    );
    expect(gone).toEqual([]);
  });
});

/** Single words that come from the product's own lists: stages' spend kinds, weekdays, states. */
const WORDS = /^[a-z]+$/;
