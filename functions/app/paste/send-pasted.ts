import { byKnownNames } from '../../../shared/client/known-names.ts';
import { sendAfter, sendRefund } from '../../../shared/client/send-after.ts';
import { sendBulk } from '../../../shared/client/send-bulk.ts';
import { tryItems } from '../../../shared/client/try-items.ts';
import type { PastedKind } from '../../../shared/domain/imports/fields.ts';
import { BULK_OF, inBulks } from '../../../shared/domain/imports/items/bulk-of.ts';
import { type ImportItem, isBulked } from '../../../shared/domain/imports/items/item.ts';
import type { Sentence } from '../../../shared/domain/imports/sentences.ts';
import type { BulkOutcome } from '../../../shared/domain/vocabulary.ts';
import type { Visit } from '../http/visit.ts';
import type { Pasted } from './read-pasted.ts';
import { refusedIn, saidOf } from './said-of.ts';

/** A line of the table, and what would become of it. */
export type TriedLine = { line: number; what: string; outcome: BulkOutcome | 'skipped' };
/** `fit`: what can be stored; a line that says what stands there already is among it. */
export type Tried = { lines: TriedLine[]; fit: ImportItem[]; refused: number };

/** Asks the API what would become of each line. Nothing is stored. */
export async function tryPasted(visit: Visit, pasted: Pasted): Promise<Tried> {
  const { kind, read } = pasted;
  const words = (told: Sentence) => saidOf(visit, pasted, told);
  const { items, results } = await askedOf(visit, kind, read.items);
  const isRefused = (at: number): boolean => results[at]?.outcome === 'refused';
  const lines: TriedLine[] = [
    ...items.map(({ line, label }, at) => {
      const { outcome = 'stored' as const, problem } = results[at] ?? {};
      const what = isRefused(at) ? `${words(label)}: ${refusedIn(visit, pasted, problem)}` : words(label);
      return { line, what, outcome };
    }),
    ...read.refused.map(({ line, problem }) => ({ line, what: words(problem), outcome: 'refused' as const })),
    ...read.skipped.map(({ line, why }) => ({ line, what: words(why), outcome: 'skipped' as const })),
  ];
  return {
    lines: lines.sort((a, b) => a.line - b.line),
    fit: items.filter((_, at) => !isRefused(at)),
    refused: lines.filter(({ outcome }) => outcome === 'refused').length,
  };
}

/** Stores them, some at a time: of each part all or none. `key` makes sending twice the same as once. */
export async function storePasted(
  { api }: Visit,
  kind: PastedKind,
  items: readonly ImportItem[],
  key: string,
): Promise<void> {
  if (kind === 'ads') {
    const days = items.map(({ body }) => body);
    await api.post('/v1/ppc/bulk', { body: { days, restIsNothing: true } as never, idempotencyKey: key });
    return;
  }
  for (const [index, part] of inBulks(kind, items.filter(isBulked)).entries()) {
    const how = { query: { atomic: 'true' }, idempotencyKey: `${key}-${index}` };
    const results = await sendBulk(api, kind, part, how);
    for (const [at, item] of part.entries())
      if (item.after) await sendAfter(api, item, results[at]?.[BULK_OF[kind].one] as { id: string });
  }
  for (const item of items) if (!isBulked(item)) await sendRefund(api, item);
}

/** Days replace what was told of them, and are read whole: there is nothing to ask of them. */
const isOfDays = (kind: PastedKind): kind is 'ads' | 'baselines' => kind === 'ads' || kind === 'baselines';

async function askedOf(visit: Visit, kind: PastedKind, read: readonly ImportItem[]) {
  if (isOfDays(kind)) return { items: read, results: [] };
  const items = await byKnownNames(visit.api, kind, read);
  return { items, results: await tryItems(visit.api, kind, items) };
}
