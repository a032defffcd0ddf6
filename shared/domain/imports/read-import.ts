import { canonicalPlatform, PLATFORM_WORDS } from '../judge/tables/platform-names.ts';
import { rowReader } from './cells/row-reader.ts';
import { columnAnswers } from './column-answers.ts';
import type { FileRow, FileTable } from './file/read-table.ts';
import { headingKey } from './heading-key.ts';
import type { ImportItem, Refused, Skipped } from './items/item.ts';
import { itemsOf } from './items/items.ts';
import { type Column, type Mapping, mapColumns } from './map-columns.ts';
import type { OpenQuestion } from './open-question.ts';
import { inEnglish, type Sentence, sentence } from './sentences.ts';
import type { Told } from './told.ts';
import { isTotal } from './totals.ts';

export type ReadImport<Words = Sentence> = {
  columns: Column[];
  ignored: string[];
  /** What has to be said before anything can be read for certain. */
  questions: OpenQuestion[];
  items: ImportItem<Words>[];
  refused: Refused<Words>[];
  /** Rows that are sums of others, and rows that belong to the order above. */
  skipped: Skipped<Words>[];
};

/** What a table says, as what the API takes: nothing is guessed that a column leaves open, and no row is lost quietly. */
export function readImport(table: FileTable, said: Told): ReadImport {
  const mapping = withoutOthers(mapColumns(said.kind, table.headings, said.map));
  const told = { ...said, set: { ...impliedBy(mapping.columns), ...said.set } };
  const left = new Map(table.rows.flatMap((row) => leftOut(row, mapping.columns)));
  const rows = table.rows.filter((row) => !left.has(row));
  const answers = columnAnswers(told, mapping.columns, table.headings);
  const reader = rowReader(mapping.columns, rows, told, answers);
  const questions = [...mapping.questions, ...answers.questions, ...reader.questions];
  const found = questions.length > 0 ? NOTHING : itemsOf(told, rows, reader);
  return {
    ...mapping,
    questions: [...questions, ...found.questions],
    items: found.items,
    refused: [...table.broken, ...found.refused].sort((a, b) => a.line - b.line),
    skipped: [...[...left].map(([{ line }, why]) => ({ line, why })), ...found.skipped].sort(
      (a, b) => a.line - b.line,
    ),
  };
}

/** Rows that are nobody's: sums of others, and the headings where a page of a longer table began. */
function leftOut(row: FileRow, columns: readonly Column[]): [FileRow, Sentence][] {
  if (isTotal(row.cells, columns)) return [[row, sentence('isSum', {})]];
  const isHeading = columns.every(
    ({ at, heading }) => headingKey(row.cells[at] ?? '') === headingKey(heading),
  );
  return isHeading && columns.length > 1 ? [[row, sentence('isHeading', {})]] : [];
}

/** The same with every sentence in English, as the command says it. */
export const englishOf = ({ items, refused, skipped, ...read }: ReadImport): ReadImport<string> => ({
  ...read,
  items: items.map((item) => ({ ...item, label: inEnglish(item.label) })),
  refused: refused.map((one) => ({ ...one, problem: inEnglish(one.problem) })),
  skipped: skipped.map((one) => ({ ...one, why: inEnglish(one.why) })),
});

/** What YouTube Studio calls a video's id, and nobody else a post. */
const CONTENT =
  'content inhalt contenu contenido conteúdo contenuto contenuti inhoud videos innehåll indhold innhold sisältö obsah tartalom treść treści'.split(
    ' ',
  );
/** What a heading says besides its column. */
const IMPLIED: Readonly<Record<string, Told['set']>> = Object.fromEntries(
  CONTENT.map((heading) => [headingKey(heading), { platform: 'youtube' }]),
);
const impliedBy = (columns: readonly Column[]): Told['set'] =>
  Object.assign(
    {},
    ...columns.map(({ heading, fact }) => IMPLIED[headingKey(heading)] ?? platformIn(heading, fact.field)),
  );

/** `Instagram handle`, `IG username`, `Perfil de Instagram`: whose column of names it is. */
function platformIn(heading: string, field: string): Told['set'] | undefined {
  const platform = field === 'handle' ? platformOf(heading) : undefined;
  return platform === undefined ? undefined : { platform };
}

function platformOf(heading: string): string | undefined {
  const named = headingKey(heading)
    .split(' ')
    .find((word) => PLATFORM_WORDS.includes(word));
  return named === undefined ? undefined : canonicalPlatform(named);
}

/** Followers on one platform are not those of a handle on another: `TikTok handle` beside `Instagram followers`. */
function withoutOthers({ columns, ignored, ...mapping }: Mapping): Mapping {
  const of = (field: string) => columns.find(({ fact }) => fact.field === field);
  const [whose, counted] = [of('handle'), of('followers')].map(
    (column) => column && platformOf(column.heading),
  );
  if (whose === undefined || counted === undefined || whose === counted)
    return { columns, ignored, ...mapping };
  const [mine, others] = [columns.filter((one) => one !== of('followers')), of('followers')?.heading ?? ''];
  return { ...mapping, columns: mine, ignored: [...ignored, others] };
}

const NOTHING = { questions: [], items: [], refused: [], skipped: [] };
