import type { Language } from '../../../domain/vocabulary.ts';
import { withKeptSpaces } from './kept-spaces.ts';
import { de } from './messages-de.ts';
import { en, type Messages } from './messages-en.ts';
import { es } from './messages-es.ts';
import { fr } from './messages-fr.ts';

const CATALOGUES: Record<Language, Messages> = withKeptSpaces({ en, de, fr, es });

/** The catalogue of a locale's language; English where we speak no other, and the page then says `lang="en"`. */
export const messagesFor = (locale: string): Messages =>
  CATALOGUES[(locale.split('-')[0]?.toLowerCase() ?? '') as Language] ?? en;
