import * as z from 'zod';
import { maybe } from '../../domain/schema/common.ts';
import type { BrandRecords } from '../table/records-store.ts';

/** The site script found a click id in the address of a browser that had never received it. */
const Reshare = z.object({
  id: z.string(),
  linkId: z.string(),
  parentClickId: z.string(),
  /** Names this visit; the visitor's key is salted by the day, as a click's is. */
  clickId: z.string(),
  visitor: maybe(z.string()),
  at: z.number(),
  /** Beyond what one click is believed: kept, and left out of every figure. */
  suspicious: maybe(z.boolean()),
  archivedAt: maybe(z.string()),
});
export type Reshare = Omit<z.infer<typeof Reshare>, 'id'>;

/** How often one click was said to be passed on. */
const Passed = z.object({ id: z.string(), count: z.int(), archivedAt: maybe(z.string()) });
/** One click that passes itself on to more browsers than this is a script's. */
export const MOST_RESHARES = 20;

const idOf = ({ at, clickId }: Reshare): string => `${new Date(at).toISOString()}#${clickId}`;

export const resharesOf = (records: BrandRecords) => {
  const reshares = records.collection('RESHARE', Reshare);
  const passed = records.collection('RESHAREDCLICK', Passed);
  return {
    async take(reshare: Reshare): Promise<void> {
      const id = reshare.parentClickId;
      await passed.create({ id, count: 0 });
      const { count } = await passed.update(id, (before) => ({ ...before, count: before.count + 1 }));
      const suspicious = count > MOST_RESHARES ? { suspicious: true } : {};
      await reshares.create({ id: idOf(reshare), ...reshare, ...suspicious });
    },
    /** Those of the time from … to (exclusive), in their order; none that are suspicious. */
    async list(fromMs: number, toMs: number): Promise<Reshare[]> {
      const found: Reshare[] = [];
      for await (const one of reshares.all({ after: new Date(fromMs).toISOString() })) {
        if (one.at >= toMs) break;
        if (!one.suspicious) found.push(one);
      }
      return found;
    },
  };
};
