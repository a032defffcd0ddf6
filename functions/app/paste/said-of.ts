import { type Sentence, wordsOf } from '../../../shared/domain/imports/sentences.ts';
import { SPEND_KINDS } from '../../../shared/domain/vocabulary.ts';
import type { Visit } from '../http/visit.ts';
import { labelOf } from '../ui/labels.ts';
import { platformText } from '../ui/parts.tsx';
import { refusalIn, type ToldRefusal } from '../words/refusal-in.ts';
import type { Say } from '../words/say.ts';
import type { Pasted } from './read-pasted.ts';

/** What the importer says of a line, in the reader's words, its columns called as they are called in his table. */
export function saidOf({ say }: Visit, pasted: Pasted, told: Sentence): string {
  const shown = Object.entries(told.values).map(([name, value]) => {
    if (name === 'field') return [name, columnOf(say, pasted, String(value))];
    if (name === 'platform') return [name, platformText(say, String(value))];
    return [name, name === 'kind' && SPEND_KINDS.some((kind) => kind === value) ? say(String(value)) : value];
  });
  return say(wordsOf(told), Object.fromEntries(shown));
}

/** What the API says of a line that it would not take. */
export function refusedIn(visit: Visit, pasted: Pasted, problem: Refused | undefined): string {
  if (!problem?.errors?.length)
    return refusalIn(visit, {
      message: problem?.detail ?? 'refused',
      code: problem?.code,
      values: problem?.values,
    });
  return problem.errors
    .map(
      ({ path, ...told }) =>
        `${columnOf(visit.say, pasted, FIELD_OF[path] ?? path)}: ${refusalIn(visit, told)}`,
    )
    .join('; ');
}
type Refused = Omit<Partial<ToldRefusal>, 'message'> & {
  detail?: string;
  errors?: readonly (ToldRefusal & { path: string })[];
};

/** The fields of the API's items, as the columns that fill them. */
const FIELD_OF: Readonly<Record<string, string>> = {
  creatorHandle: 'handle',
  creatorPlatform: 'platform',
  postUrl: 'post',
  postId: 'post',
  postExternalId: 'post',
  campaignExternalId: 'campaign',
  squadExternalId: 'squad',
};

/** The heading over the column that fills a field, as it was written; where nobody wrote one, what the field is called. */
export function columnOf(say: Say, { kind, table, read }: Pasted, field: string): string {
  const column = read.columns.find(({ fact }) => fact.field === field.split('.')[0]);
  return column && !table.isBare ? column.heading : fieldIn(say, kind, field);
}

/** What a field is called where a table of that kind is read: an order's own name is its number, to whoever pastes it. */
export const fieldIn = (say: Say, kind: Pasted['kind'], field: string): string =>
  kind === 'orders' && field === 'externalId' ? say('Order number') : (labelOf(say, field) ?? field);

/** What is written above a column, or which one of them it is. */
export const headingOf = (say: Say, { headings, isBare }: Pasted['table'], at: number): string =>
  (!isBare && headings[at]) || say('Column {n}', { n: at + 1 });
