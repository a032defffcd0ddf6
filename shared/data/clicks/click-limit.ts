import type { BrandId } from '../../domain/schema/common.ts';
import { dayOf } from '../../domain/time/week.ts';
import { slugInSpace } from '../links/link-route-item.ts';
import type { Stores } from '../stores.ts';
import { LIMITED_PARTITION, limitedKey } from '../table/keys.ts';
import { inLanesApart, tellFailures } from '../table/lanes.ts';

type ClickLimitDeps = Pick<
  Stores,
  'tables' | 'brand' | 'countReader' | 'linkRoutes' | 'now' | 'routeChanged'
>;

/**
 * Ends the links whose counted clicks reached their limit; how many. The limit is held against what is counted, so
 * some clicks more may pass while the counting catches up: they are counted too, and no follower is turned away
 * wrongly. One that fails holds up no other, and is told at the end.
 */
export async function closeUsedUpLinks(deps: ClickLimitDeps): Promise<number> {
  const { records: table } = deps.tables;
  const limited: string[] = [];
  for await (const { sk } of table.query(LIMITED_PARTITION)) limited.push(sk);
  let closed = 0;
  const failures = await inLanesApart(1, limited, async (sk) => {
    const [brandId = '', linkId = ''] = sk.split('#');
    if (!(await isUsedUp(brandId as BrandId, linkId, deps))) return;
    await table.erase(limitedKey(brandId, linkId));
    closed++;
  });
  tellFailures(failures, 'limits could not be looked at');
  return closed;
}

async function isUsedUp(brandId: BrandId, linkId: string, deps: ClickLimitDeps): Promise<boolean> {
  const { countReader, now } = deps;
  const stores = deps.brand(brandId);
  const link = await stores.links.find(linkId);
  if (!link?.clickLimit) return true;
  const { timeZone } = await stores.getBrand();
  const from = dayOf(Date.parse(link.createdAt), timeZone);
  const days = await countReader.listLinkDays({ brandId, timeZone }, from, dayOf(now(), timeZone));
  const clicks = days.reduce((sum, day) => sum + (day.linkId === linkId ? day.clicks : 0), 0);
  if (clicks < link.clickLimit) return false;
  await deps.linkRoutes(link.domainId).close(link.slug, link.clickLimit);
  deps.routeChanged?.(slugInSpace(link.slug, link.domainId));
  return true;
}
