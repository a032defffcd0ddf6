import * as z from 'zod';
import type { Brand } from '../../domain/schema/access/brand.ts';
import { maybe } from '../../domain/schema/common.ts';
import { ZONE_RULES } from '../../domain/time/zone-rules.ts';
import type { CountStore } from '../counts/count-store.ts';
import type { Links } from '../links/links-store.ts';
import type { BrandRecords } from '../table/records-store.ts';
import { foldAgain } from './move-days.ts';

const Upgrade = z.object({ id: z.string(), doneAt: z.number(), archivedAt: maybe(z.string()) });

/**
 * Newer zone rules write again what older ones said: the brand's days are folded again, its routes get the offsets of
 * today. Once for each release and brand; how many days it asked for. Safe to repeat.
 */
export async function followZoneRules(
  records: BrandRecords,
  { id: brandId, timeZone }: Pick<Brand, 'id' | 'timeZone'>,
  deps: {
    links: Pick<Links, 'rewriteIfOld'>;
    counts: Pick<CountStore, 'listDaysOfOtherRules' | 'markDirty'>;
    newToken: () => string;
  },
  now: number,
): Promise<number> {
  const id = `zone-rules#${ZONE_RULES}`;
  const upgrades = records.collection('UPGRADE', Upgrade);
  if (await upgrades.find(id)) return 0;
  const days = await deps.counts.listDaysOfOtherRules(brandId);
  await foldAgain(deps.counts, brandId, days, { from: timeZone, to: timeZone }, deps.newToken);
  await deps.links.rewriteIfOld(id, ({ offsets }) => offsets?.rules !== ZONE_RULES);
  await upgrades.create({ id, doneAt: now });
  return days.length;
}
