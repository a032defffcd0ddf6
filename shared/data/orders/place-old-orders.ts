import { keptPlace, newestPostAmong } from '../../domain/orders/place.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import { dayOf } from '../../domain/time/week.ts';
import { postsOf } from '../links/link-shelf.ts';
import type { OnceForBrand } from '../table/once-for-brand.ts';
import type { BrandRecords } from '../table/records-store.ts';
import { conversionsOf, type Orders } from './orders-store.ts';

/** Keeps the place of orders from before places were kept, as they read until now: once for each brand; how many. */
export const placeOldOrders = (
  records: BrandRecords,
  brand: Pick<Brand, 'timeZone'>,
  orders: Orders,
  { once, now }: { once: OnceForBrand; now: number },
): Promise<number> =>
  once('order-places', async () => {
    const find = newestPostAmong(await everyPost(records, brand.timeZone));
    let count = 0;
    for await (const order of conversionsOf(records).all({ archived: true })) {
      if (order.couponDays !== undefined) continue;
      await orders.rewrite(order.id, (stored) => keptPlace(stored, find), now);
      count++;
    }
    return count;
  });

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
