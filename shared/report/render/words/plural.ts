import { rememberingFew } from '../../../domain/remember.ts';

/** One of something, or several, as a language counts: to French nothing is singular, to the others it is not. */
export function pluralIn(language: string) {
  const rules = rulesOf(language);
  return (count: number, one: string, many: string): string => (rules.select(count) === 'one' ? one : many);
}
const rulesOf = rememberingFew((language: string) => new Intl.PluralRules(language));
