import type { BrandId } from '../../domain/schema/common.ts';
import { dayOf } from '../../domain/time/week.ts';
import { brandsOf } from '../access/brands-store.ts';
import type { CountReader } from '../counts/count-reader.ts';
import { linkRoutes } from '../links/link-routes-store.ts';
import { linkRecords } from '../links/links-store.ts';
import { LIMITED_PARTITION, limitedKey } from '../table/keys.ts';
import { recordsOf } from '../table/records-store.ts';
import type { Tables } from '../table/sdk.ts';

export type ClickLimitDeps = {
  tables: Tables;
  reader: Pick<CountReader, 'listLinkDays'>;
  now: () => number;
  /** So that a cache in this process forgets the route at once. */
  routeChanged?: (slug: string) => void;
};

/**
 * Ends the links whose counted clicks reached their limit; how many. The limit is held against what is counted, so
 * some clicks more may pass while the counting catches up: they are counted too, and no follower is turned away
 * wrongly.
 */
export async function closeUsedUpLinks(deps: ClickLimitDeps): Promise<number> {
  const { records: table } = deps.tables;
  let closed = 0;
  for await (const { sk } of table.query(LIMITED_PARTITION)) {
    const [brandId = '', linkId = ''] = sk.split('#');
    if (!(await isUsedUp(brandId as BrandId, linkId, deps))) continue;
    await table.erase(limitedKey(brandId, linkId));
    closed++;
  }
  return closed;
}

async function isUsedUp(brandId: BrandId, linkId: string, deps: ClickLimitDeps): Promise<boolean> {
  const { tables, reader, now } = deps;
  const link = await linkRecords(recordsOf(tables, brandId)).find(linkId);
  if (!link?.clickLimit) return true;
  const { timeZone } = await brandsOf(tables).get(brandId);
  const from = dayOf(Date.parse(link.createdAt), timeZone);
  const days = await reader.listLinkDays({ brandId, timeZone }, from, dayOf(now(), timeZone));
  const clicks = days.reduce((sum, day) => sum + (day.linkId === linkId ? day.clicks : 0), 0);
  if (clicks < link.clickLimit) return false;
  await linkRoutes(tables).close(link.slug, link.clickLimit);
  deps.routeChanged?.(link.slug);
  return true;
}
