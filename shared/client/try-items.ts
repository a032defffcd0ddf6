import type { ImportKind } from '../domain/imports/fields.ts';
import { inBulks } from '../domain/imports/items/bulk-of.ts';
import { type ImportItem, isBulked } from '../domain/imports/items/item.ts';
import { VouchError } from './errors.ts';
import { askRefund } from './send-after.ts';
import { type BulkResult, sendBulk } from './send-bulk.ts';
import type { Vouch } from './vouch.ts';

/** What would become of each item, in their order. Asks only, nothing is stored. */
export async function tryItems<Words>(
  vouch: Vouch,
  kind: ImportKind,
  items: readonly ImportItem<Words>[],
): Promise<BulkResult[]> {
  const own = items.filter(isBulked);
  const results: BulkResult[] = [];
  for (const part of inBulks(kind, own))
    results.push(...(await sendBulk(vouch, kind, part, { query: { dryRun: 'true' } })));
  const named = new Set(own.map(({ body }) => body.externalId));
  const tried: BulkResult[] = [];
  for (const item of items)
    tried.push(
      isBulked(item) ? (results.shift() ?? { outcome: 'refused' }) : await refundTried(vouch, item, named),
    );
  return tried;
}

/** One whose order stands in the same table can be taken once that is. */
async function refundTried(
  vouch: Vouch,
  item: ImportItem<unknown>,
  named: ReadonlySet<unknown>,
): Promise<BulkResult> {
  if (named.has(item.refundOf)) return { outcome: 'stored' };
  try {
    const { outcome } = await askRefund(vouch, item);
    return { outcome };
  } catch (failure) {
    if (!(failure instanceof VouchError) || failure.status !== 404) throw failure;
    return { outcome: 'refused', problem: failure };
  }
}
