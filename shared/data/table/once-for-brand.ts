import * as z from 'zod';
import { once } from '../../domain/remember.ts';
import { maybe } from '../../domain/schema/common.ts';
import type { BrandRecords } from './records-store.ts';

/** "This was done for all of the brand's old records": nothing that is written since needs it. */
const Upgrade = z.object({ id: z.string(), doneAt: z.number(), archivedAt: maybe(z.string()) });

/** Does `work` unless `name` says that it was done for this brand; answers what it did, 0 where nothing was to be done. */
export type OnceForBrand = (name: string, work: () => Promise<number>) => Promise<number>;

/** All that was done for the brand is asked for at once, by the first who wants to know. */
export function onceForBrand(records: BrandRecords, now: () => number): OnceForBrand {
  const upgrades = records.collection('UPGRADE', Upgrade);
  const done = once(async () => {
    const names = new Set<string>();
    for await (const { id } of upgrades.all({ archived: true })) names.add(id);
    return names;
  });
  return async (name, work) => {
    if ((await done()).has(name)) return 0;
    const count = await work();
    await upgrades.create({ id: name, doneAt: now() });
    return count;
  };
}
