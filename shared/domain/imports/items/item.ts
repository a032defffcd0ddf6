import { createHash } from 'node:crypto';
import type { OpenQuestion } from '../open-question.ts';
import type { Sentence } from '../sentences.ts';

/** What one or more lines of a file come to, as an item of `POST /v1/<collection>/bulk`. */
export type ImportItem<Words = Sentence> = {
  line: number;
  /** Who or what it is, for people. */
  label: Words;
  body: Readonly<Record<string, unknown>>;
  /** Other names under which it may stand, where a handle is part of its name: names once held it as it was written. */
  formerly?: readonly string[];
  /** The order that this is a refund of; its body is the refund's. */
  refundOf?: string;
  /** What is said once the thing is there. */
  after?: { refundedSoFar: { value: string; currency: string } } | { aliases: string[] };
};
/** Sent in bulk with its like; a refund is sent to its order. */
export const isBulked = ({ refundOf }: Pick<ImportItem, 'refundOf'>): boolean => refundOf === undefined;

/** `set`: the field that could be told for all lines at once, with an example. */
export type Refused<Words = Sentence> = {
  line: number;
  problem: Words;
  set?: { field: string; example: string };
};
export type Skipped<Words = Sentence> = { line: number; why: Words };
export type Items = {
  items: ImportItem[];
  refused: Refused[];
  skipped: Skipped[];
  questions: OpenQuestion[];
};

/** A body without what is not said. */
export const said = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** What an externalId holds at most. */
const LONGEST = 200;

/** A name of its own for what has none in its file: the same for the same parts, whenever and wherever they are read. */
export function importName(...parts: string[]): string {
  const plain = ['import', ...parts.map((part) => encodeURIComponent(part))].join(':');
  return plain.length <= LONGEST
    ? plain
    : `import:${parts[0]}:${createHash('sha256').update(plain).digest('hex')}`;
}
