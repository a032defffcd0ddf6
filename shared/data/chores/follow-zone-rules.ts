import type { Brand } from '../../domain/schema/access/brand.ts';
import { ZONE_RULES } from '../../domain/time/zone-rules.ts';
import type { CountStore } from '../counts/count-store.ts';
import type { Links } from '../links/links-store.ts';
import type { OnceForBrand } from '../table/once-for-brand.ts';
import { foldAgain } from './move-days.ts';

/**
 * Newer zone rules write again what older ones said: the brand's days are folded again, its routes get the offsets of
 * today. Once for each release and brand; how many days it asked for. Safe to repeat.
 */
export function followZoneRules(
  { id: brandId, timeZone }: Pick<Brand, 'id' | 'timeZone'>,
  deps: {
    links: Pick<Links, 'rewriteIfOld'>;
    counts: Pick<CountStore, 'listDaysOfOtherRules' | 'markDirty'>;
    newToken: () => string;
    once: OnceForBrand;
  },
): Promise<number> {
  const id = `zone-rules#${ZONE_RULES}`;
  return deps.once(id, async () => {
    const days = await deps.counts.listDaysOfOtherRules(brandId);
    await foldAgain(deps.counts, brandId, days, { from: timeZone, to: timeZone }, deps.newToken);
    await deps.links.rewriteIfOld(id, ({ offsets }) => offsets?.rules !== ZONE_RULES);
    return days.length;
  });
}
