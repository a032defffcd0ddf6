import * as z from 'zod';
import { PpcDay } from '../../domain/schema/orders/ppc.ts';
import { dayRecords } from '../table/day-records.ts';
import type { BrandRecords } from '../table/records-store.ts';

const Kept = z.object({ id: z.string(), ppc: PpcDay });

/** What the brand's ads cost and brought, one record a day. */
export const ppcOf = (records: BrandRecords) =>
  dayRecords(records.collection('PPC', Kept), {
    read: ({ ppc }) => ppc,
    keep: (ppc: PpcDay) => ({ id: ppc.day, ppc }),
  });
