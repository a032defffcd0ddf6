import * as z from 'zod';
import { brandsOf } from '../../../shared/data/access/brands-store.ts';
import { type TidyDeps, tidyAll } from '../../../shared/data/chores/tidy.ts';
import { linkRecords } from '../../../shared/data/links/links-store.ts';
import { recordsOf } from '../../../shared/data/table/records-store.ts';

const AnIntent = z.looseObject({ id: z.string(), linkId: z.string().optional() });

/** Finishes intents in their order, and ends with the first that it cannot finish. */
export async function sweepStopsAtFirst(deps: TidyDeps): Promise<number> {
  for await (const brand of brandsOf(deps.tables).all()) {
    const records = recordsOf(deps.tables, brand.id);
    for await (const { linkId } of records.collection('INTENT', AnIntent).all())
      if (linkId !== undefined) await linkRecords(records).get(linkId);
  }
  return tidyAll(deps);
}
