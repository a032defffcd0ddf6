import type { ImportKind } from '../../../domain/imports/fields.ts';
import { refusedBecause } from '../../../domain/imports/items/bulk-of.ts';
import type { ImportItem, Refused } from '../../../domain/imports/items/item.ts';
import { byKnownNames } from '../../known-names.ts';
import type { BulkResult } from '../../send-bulk.ts';
import { tryItems } from '../../try-items.ts';
import type { Vouch } from '../../vouch.ts';
import { byAliases } from './links-there.ts';
import type { Sending } from './send-items.ts';

/** A line that could be sent, and what would become of it. */
export type DryRunItem = ImportItem<string> & { outcome: Exclude<BulkResult['outcome'], 'refused'> };

/** What would become of each item, were it sent: the API is asked, as it is when they are sent, and nothing is stored. */
export async function dryRun(
  vouch: Vouch,
  { kind, items, ready }: Sending,
): Promise<{ items: DryRunItem[]; refused: Refused<string>[] }> {
  const fit = ready(await byKnownNames(vouch, kind, items));
  const results = isTold(kind) ? fit.items.map(asNew) : await tryItems(vouch, kind, fit.items);
  const again = results.map(({ problem }) => problem?.code === 'slug-taken');
  const asAliases = fit.items.filter((_, at) => again[at]).map((item) => byAliases(item));
  const others = asAliases.length > 0 ? await tryItems(vouch, kind, asAliases) : [];
  const tried: DryRunItem[] = [];
  const refused = [...fit.refused];
  for (const [at, item] of fit.items.entries()) {
    const { outcome = 'refused', problem } = (again[at] ? others.shift() : results[at]) ?? {};
    if (outcome === 'refused')
      refused.push({ line: item.line, problem: `${item.label}: ${refusedBecause(problem)}` });
    else tried.push({ ...item, outcome });
  }
  return { items: tried, refused };
}

/** Days replace what was told of them: there is nothing to ask. */
const isTold = (kind: ImportKind): boolean => kind === 'baselines';
const asNew = (): BulkResult => ({ outcome: 'stored' });
