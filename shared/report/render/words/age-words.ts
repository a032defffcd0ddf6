import type { Language } from '../../../domain/vocabulary.ts';
import { withKeptSpaces } from './kept-spaces.ts';

/** What the table of ages says, beside the words that all tables share. */
export type AgeWords = {
  caption: string;
  age: string;
  small: string;
  untold: string;
  rule: string;
  /** Ages are told, but none may be named. */
  none: string;
};

export const AGES_OF_REPORT: Record<Language, AgeWords> = withKeptSpaces({
  en: {
    caption: 'By the creators’ age (half a year)',
    age: 'Age',
    small: 'Small bands together',
    untold: 'Age not told',
    rule: 'A band of fewer than five creators is told together with others, so that no row is about one person.',
    none: 'Ages are not shown: no band has five creators who posted in half a year.',
  },
  de: {
    caption: 'Nach Alter der Creator (halbes Jahr)',
    age: 'Alter',
    small: 'Kleine Gruppen zusammen',
    untold: 'Alter nicht angegeben',
    rule: 'Gruppen von weniger als fünf Creatorn stehen mit anderen zusammen, damit keine Zeile von einer Person handelt.',
    none: 'Alter wird nicht gezeigt: Keine Gruppe hat fünf Creator, die in einem halben Jahr gepostet haben.',
  },
  fr: {
    caption: 'Par âge des créateurs (six mois)',
    age: 'Âge',
    small: 'Petites tranches réunies',
    untold: 'Âge non indiqué',
    rule: 'Une tranche de moins de cinq créateurs est réunie à d’autres : aucune ligne ne parle d’une seule personne.',
    none: 'Les âges ne sont pas montrés : aucune tranche ne compte cinq créateurs ayant publié en six mois.',
  },
  es: {
    caption: 'Por edad de los creadores (medio año)',
    age: 'Edad',
    small: 'Grupos pequeños juntos',
    untold: 'Edad no indicada',
    rule: 'Un grupo de menos de cinco creadores se muestra junto con otros: ninguna fila habla de una sola persona.',
    none: 'Las edades no se muestran: ningún grupo tiene cinco creadores que hayan publicado en medio año.',
  },
});
