import type { ImportKind } from '../domain/imports/fields.ts';
import { inBulks } from '../domain/imports/items/bulk-of.ts';
import type { ImportItem } from '../domain/imports/items/item.ts';
import { sendBulk } from './send-bulk.ts';
import type { Vouch } from './vouch.ts';

/**
 * Items under the names under which they stand already: one that was stored when names were spelled as the file had them
 * keeps that name, and is no second one. Each name goes to one item, in their order. Asks only, changes nothing.
 */
export async function byKnownNames<Words>(
  vouch: Vouch,
  kind: ImportKind,
  items: readonly ImportItem<Words>[],
): Promise<ImportItem<Words>[]> {
  const asked = items.flatMap((item) => (item.formerly ?? []).map((externalId) => renamed(item, externalId)));
  const standing = new Set<unknown>();
  for (const part of inBulks(kind, asked)) {
    const results = await sendBulk(vouch, kind, part, { query: { dryRun: 'true' } });
    for (const [index, { body }] of part.entries())
      if (results[index]?.outcome !== 'stored') standing.add(body.externalId);
  }
  const taken = new Set<unknown>();
  return items.map((item) => {
    const name = item.formerly?.find((one) => standing.has(one) && !taken.has(one)) ?? item.body.externalId;
    taken.add(name);
    return renamed(item, name);
  });
}

const renamed = <Words>(
  { formerly: _, ...item }: ImportItem<Words>,
  externalId: unknown,
): ImportItem<Words> => ({
  ...item,
  body: { ...item.body, externalId },
});
