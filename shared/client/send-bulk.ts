import type { ImportKind } from '../domain/imports/fields.ts';
import { BULK_OF } from '../domain/imports/items/bulk-of.ts';
import type { ImportItem } from '../domain/imports/items/item.ts';
import type { BulkOutcome } from '../domain/vocabulary.ts';
import type { Vouch } from './vouch.ts';

/** What became of one item; stored, it stands beside under its own name (`post`, `link` …). */
export type BulkResult = {
  outcome: BulkOutcome;
  problem?: { code?: string; detail?: string; errors?: readonly { path: string; message: string }[] };
  /** Asked only: names under which the same stands already. */
  alike?: readonly string[];
  [one: string]: unknown;
};

type How = { query?: Readonly<Record<string, string>>; idempotencyKey?: string };

/** Sends items to the bulk of their kind, no more than it takes at once. A result for each, in their order. */
export async function sendBulk(
  vouch: Vouch,
  kind: ImportKind,
  items: readonly Pick<ImportItem, 'body'>[],
  how: How = {},
): Promise<BulkResult[]> {
  const { collection, list = collection }: { collection: string; list?: string } = BULK_OF[kind];
  const body = { [list]: items.map((item) => item.body) };
  const answer = await vouch.post(`/v1/${collection}/bulk` as '/v1/links/bulk', { body, ...how } as never);
  return (answer as unknown as { results: BulkResult[] }).results;
}
