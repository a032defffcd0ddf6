import { LANGUAGES } from '../../../shared/domain/vocabulary.ts';
import { keptSpaces } from '../../../shared/report/render/words/kept-spaces.ts';
import { codesIn } from './codes.ts';
import { DE } from './de.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';

/** A sentence of the pages in the reader's language; `{name}` is replaced. English is the key. */
export type Say = (english: string, values?: Readonly<Record<string, string | number>>) => string;

const CATALOGUES: Readonly<Record<string, Readonly<Record<string, string>>>> = { de: DE, fr: FR, es: ES };

export function sayIn(locale: string): Say {
  const language = LANGUAGES.find((one) => one === locale.slice(0, 2)) ?? 'en';
  const [codes, catalogue] = [codesIn(language), CATALOGUES[language] ?? {}];
  return (english, values = {}) =>
    kept(language, catalogue[english] ?? codes[english] ?? english).replace(
      /\{(\w+)\}/g,
      (whole, name: string) => String(values[name] ?? whole),
    );
}

const kept = (language: string, text: string): string => (language === 'en' ? text : keptSpaces(text));
