import * as z from 'zod';
import { Baseline } from '../../domain/schema/lift/baselines.ts';
import { dayRecords } from '../table/day-records.ts';
import type { BrandRecords } from '../table/records-store.ts';

const Kept = z.object({ id: z.string(), baseline: Baseline });

/** A shop's own totals, one record a day: sums that name nobody. */
export const baselinesOf = (records: BrandRecords) =>
  dayRecords(records.collection('BASELINE', Kept), {
    read: ({ baseline }) => baseline,
    keep: (baseline: Baseline) => ({ id: baseline.day, baseline }),
  });
