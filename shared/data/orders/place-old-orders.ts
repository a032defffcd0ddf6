import * as z from 'zod';
import { keptPlace, newestPostAmong } from '../../domain/orders/place.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import { maybe } from '../../domain/schema/common.ts';
import { dayOf } from '../../domain/time/week.ts';
import { postsOf } from '../links/link-shelf.ts';
import type { BrandRecords } from '../table/records-store.ts';
import { conversionsOf, type Orders } from './orders-store.ts';

/** "This was done for all of the brand's old records": nothing that is written since needs it. */
const Upgrade = z.object({ id: z.string(), doneAt: z.number(), archivedAt: maybe(z.string()) });
const PLACES = 'order-places';

/** Keeps the place of orders from before places were kept, as they read until now: once for each brand; how many. */
export async function placeOldOrders(
  records: BrandRecords,
  brand: Pick<Brand, 'timeZone'>,
  orders: Orders,
  now: number,
): Promise<number> {
  const upgrades = records.collection('UPGRADE', Upgrade);
  if (await upgrades.find(PLACES)) return 0;
  const find = newestPostAmong(await everyPost(records, brand.timeZone));
  let count = 0;
  for await (const order of conversionsOf(records).all({ archived: true })) {
    if (order.couponDays !== undefined) continue;
    await orders.rewrite(order.id, (stored) => keptPlace(stored, find), now);
    count++;
  }
  await upgrades.create({ id: PLACES, doneAt: now });
  return count;
}

async function everyPost(records: BrandRecords, timeZone: string) {
  const posts: Parameters<typeof newestPostAmong>[0][number][] = [];
  for await (const { id: postId, creatorId, publishedAt: published } of postsOf(records).all({
    archived: true,
  })) {
    const publishedAt = Date.parse(published);
    posts.push({ postId, creatorId, publishedAt, publishedOn: dayOf(publishedAt, timeZone) });
  }
  return posts;
}
