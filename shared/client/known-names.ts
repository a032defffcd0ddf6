import type { ImportKind } from '../domain/imports/fields.ts';
import { inBulks } from '../domain/imports/items/bulk-of.ts';
import { type ImportItem, isBulked } from '../domain/imports/items/item.ts';
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
  const named = items.map((item) => {
    const name = item.formerly?.find((one) => standing.has(one) && !taken.has(one)) ?? item.body.externalId;
    taken.add(name);
    return renamed(item, name);
  });
  const isAsked = ASKED[kind];
  return isAsked ? asTheyStand(vouch, kind, named, isAsked) : named;
}

/** A name that a file didn't have. */
const isOurs = (name: unknown): boolean => typeof name === 'string' && name.startsWith('import:');
/** Whose names, and which of the names that stand, may be another one of the same thing. */
const ASKED: { readonly [K in ImportKind]?: (name: unknown) => boolean } = {
  spend: isOurs,
  orders: () => true,
};

/**
 * Items under the names of those that stand and say the same, which only the API knows for one: a cost that was told by a
 * handle and another time by a name of the brand's own, an order that a shop's hook has told. Each takes one.
 */
async function asTheyStand<Words>(
  vouch: Vouch,
  kind: ImportKind,
  items: ImportItem<Words>[],
  isAsked: (name: unknown) => boolean,
): Promise<ImportItem<Words>[]> {
  const open = items.filter((item) => isBulked(item) && isAsked(item.body.externalId));
  const alike = new Map<unknown, readonly string[]>();
  const taken = new Set<unknown>();
  for (const part of inBulks(kind, open)) {
    const results = await sendBulk(vouch, kind, part, { query: { dryRun: 'true' } });
    for (const [index, { body }] of part.entries()) {
      const { outcome, alike: names = [] } = results[index] ?? {};
      if (outcome === 'stored') alike.set(body.externalId, names.filter(isAsked));
      else taken.add(body.externalId);
    }
  }
  return items.map((item) => {
    const name = alike.get(item.body.externalId)?.find((one) => !taken.has(one));
    taken.add(name);
    return name === undefined ? item : renamed(item, name);
  });
}

const renamed = <Words>(
  { formerly: _, ...item }: ImportItem<Words>,
  externalId: unknown,
): ImportItem<Words> => ({
  ...item,
  body: { ...item.body, externalId },
});
