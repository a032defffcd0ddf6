import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { Key } from './keys.ts';
import { jsonOf, numberOf, type Row, type Stored } from './row.ts';
import type { Table } from './table.ts';
import { undisturbed } from './undisturbed.ts';

/** What can be kept as one item: a document with its own id. */
export type Keepable = { id: string; archivedAt?: string };

/** `get` insists: the edge turns this into 404. */
export class RecordMissing extends Error {
  readonly kind: string;
  constructor(kind: string) {
    super(`no such ${kind.toLowerCase()}`);
    this.name = 'RecordMissing';
    this.kind = kind;
  }
}

/** An item holds 400 KB, with its key and what else stands beside its document. */
export const MOST_DOCUMENT_BYTES = 380_000;

/** Refused before anything is written: the edge turns this into 413. */
export class RecordTooLarge extends Error {
  readonly kind: string;
  constructor(kind: string) {
    super(`${kind.toLowerCase()} would be larger than ${MOST_DOCUMENT_BYTES} bytes`);
    this.name = 'RecordTooLarge';
    this.kind = kind;
  }
}

/** Documents of one kind: where each lies, and what it must look like. */
export type DocumentPlace<T> = {
  table: Table;
  kind: string;
  keyOf: (id: string) => Key;
  schema: z.ZodType<T>;
};

/** One document an item, as JSON, with a version that each change counts up. */
export function documentsIn<T extends Keepable>(place: DocumentPlace<T>) {
  const { table, kind, keyOf, schema } = place;
  const parse = (row: Stored): T => schema.parse(jsonOf(row, 'doc'));
  const read = (id: string): Promise<Stored | undefined> => table.get(keyOf(id));

  async function find(id: string): Promise<T | undefined> {
    const row = await read(id);
    return row && parse(row);
  }

  return {
    parse,
    read,
    find,
    /** Puts the document if its id is free; `beside`: further attributes. */
    create: (given: T, beside: Row = {}) => createIn(place, given, beside),
    /** As `find`, but throws RecordMissing. */
    async get(id: string): Promise<T> {
      const found = await find(id);
      if (!found) throw new RecordMissing(kind);
      return found;
    },
    /** Reads, changes, writes if nobody wrote in between, else again. Throws RecordMissing. */
    update: (id: string, change: (document: T) => T): Promise<T> =>
      undisturbed(`${kind} ${id}`, async () => {
        const row = await read(id);
        if (!row) throw new RecordMissing(kind);
        return changeOnce(place, row, schema.parse(change(parse(row))));
      }),
    /** Erases for good. */
    erase: (id: string): Promise<void> => table.erase(keyOf(id)),
  };
}

/**
 * One that was put unheard, and refused when the client sent it again, was made here, whoever changed it since: `attempt`
 * stays on the row.
 */
async function createIn<T extends Keepable>(
  { table, kind, keyOf, schema }: DocumentPlace<T>,
  given: T,
  beside: Row,
): Promise<{ made: T } | { standing: Stored }> {
  const attempt = randomUUID().slice(-12);
  const document = schema.parse(given);
  const row = { ...documentRow(keyOf(document.id), document, 1), ...beside, attempt };
  return undisturbed<{ made: T } | { standing: Stored }>(`${kind} ${document.id}`, async () => {
    if ((await table.putIf(row, 'attribute_not_exists(pk)')) === 'done') return { done: { made: document } };
    const standing = await table.get(keyOf(document.id));
    if (standing?.attempt === attempt) return { done: { made: document } };
    return standing && { done: { standing } };
  });
}

/** Writes over the row as it was read; undefined where somebody wrote in between. */
async function changeOnce<T extends Keepable>(
  { table }: DocumentPlace<T>,
  row: Stored,
  changed: T,
): Promise<{ done: T } | undefined> {
  const version = numberOf(row, 'version') ?? 0;
  const { archived: _, ...kept } = row;
  const next = { ...kept, ...documentRow({ pk: row.pk, sk: row.sk }, changed, version + 1) };
  const outcome = await table.putIf(next, 'version = :version', { ':version': version });
  return outcome === 'done' ? { done: changed } : undefined;
}

/** `archived` stands beside the document, so that lists can leave it out. */
export function documentRow(key: Key, document: Keepable, version: number) {
  const doc = JSON.stringify(document);
  if (Buffer.byteLength(doc) > MOST_DOCUMENT_BYTES) throw new RecordTooLarge(key.pk.split('#').at(-1) ?? '');
  return { ...key, doc, version, ...(document.archivedAt ? { archived: true } : {}) };
}
