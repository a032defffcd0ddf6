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
  archivedAt: maybe(z.string()),
});
export type Reshare = Omit<z.infer<typeof Reshare>, 'id'>;

const idOf = ({ at, clickId }: Reshare): string => `${new Date(at).toISOString()}#${clickId}`;

export const resharesOf = (records: BrandRecords) => {
  const reshares = records.collection('RESHARE', Reshare);
  return {
    take: (reshare: Reshare) => reshares.create({ id: idOf(reshare), ...reshare }),
    /** Those of the time from … to (exclusive), in their order. */
    async list(fromMs: number, toMs: number): Promise<Reshare[]> {
      const found: Reshare[] = [];
      for await (const one of reshares.all({ after: new Date(fromMs).toISOString() })) {
        if (one.at >= toMs) break;
        found.push(one);
      }
      return found;
    },
  };
};
