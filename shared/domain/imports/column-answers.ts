import type { DayOrder } from './cells/dates.ts';
import type { DecimalSign } from './cells/numbers.ts';
import { headingKey } from './heading-key.ts';
import { type Column, placeOf } from './map-columns.ts';
import type { OpenQuestion } from './open-question.ts';
import type { Told, ToldOfColumns } from './told.ts';

/** How columns are written, by their place: as each of them was told to be. */
export type ColumnAnswers = {
  decimal: ReadonlyMap<number, DecimalSign>;
  dates: ReadonlyMap<number, DayOrder>;
  questions: OpenQuestion[];
};

/** What was told of single columns, each found in the table; what is told of none that it could be about is asked back. */
export function columnAnswers(
  { kind, decimalOf = {}, datesOf = {} }: Told,
  columns: readonly Column[],
  headings: readonly string[],
): ColumnAnswers {
  const questions: OpenQuestion[] = [];
  const placed = <T extends string>(option: 'decimal' | 'dates', told: ToldOfColumns<T>) => {
    const fit = columns.filter(({ fact }) => takesAnswer(option, fact.reads));
    const found = new Map<number, T>();
    for (const [wish, said] of Object.entries(told)) {
      const at = placeOf(wish, headings);
      // Of two columns that are called so it is about the one that is read.
      const mine =
        fit.find((column) => column.at === at) ??
        fit.find(({ heading }) => headingKey(heading) === headingKey(wish));
      if (mine) found.set(mine.at, said);
      else
        questions.push({
          ...{ about: 'told', kind, option, wish, said },
          ...(at < 0
            ? { why: 'no-column', known: headings }
            : { why: 'not-there', known: fit.map(({ heading }) => heading) }),
        });
    }
    return found;
  };
  return { decimal: placed('decimal', decimalOf), dates: placed('dates', datesOf), questions };
}

/** Columns of figures are told their decimal sign, those of days their order. */
export const takesAnswer = (option: 'decimal' | 'dates', reads: Column['fact']['reads']): boolean =>
  option === 'decimal' ? reads === 'count' || reads === 'amount' : reads === 'day' || reads === 'instant';
