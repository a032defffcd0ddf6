import * as z from 'zod';
import { maybe } from '../../domain/schema/common.ts';
import type { BrandRecords } from './records-store.ts';

/** "This was done for all of the brand's old records": nothing that is written since needs it. */
const Upgrade = z.object({ id: z.string(), doneAt: z.number(), archivedAt: maybe(z.string()) });

/** Does `work` unless `name` says that it was done for this brand; answers what it did, 0 where nothing was to be done. */
export async function onceForBrand(
  records: BrandRecords,
  name: string,
  now: number,
  work: () => Promise<number>,
): Promise<number> {
  const upgrades = records.collection('UPGRADE', Upgrade);
  if (await upgrades.find(name)) return 0;
  const count = await work();
  await upgrades.create({ id: name, doneAt: now });
  return count;
}
