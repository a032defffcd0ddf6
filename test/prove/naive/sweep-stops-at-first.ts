import * as z from 'zod';
import { tidyAll } from '../../../shared/data/chores/tidy.ts';
import type { Stores } from '../../../shared/data/stores.ts';

const AnIntent = z.looseObject({ id: z.string(), linkId: z.string().optional() });

/** Finishes intents in their order, and ends with the first that it cannot finish. */
export async function sweepStopsAtFirst(stores: Stores): Promise<number> {
  for await (const brand of stores.brands.all()) {
    const { records, links } = stores.brand(brand.id);
    for await (const { linkId } of records.collection('INTENT', AnIntent).all())
      if (linkId !== undefined) await links.get(linkId);
  }
  return tidyAll(stores);
}
