import { packBody, unpackBody } from '../data/shops/kept-body.ts';
import type { BrandStores } from '../data/stores.ts';
import { eraseTexts } from '../domain/erase-texts.ts';
import { sameAs } from '../domain/orders/differences.ts';
import type { StoredHookEvent } from '../domain/schema/shops/hooks.ts';
import type { ShopOrder } from '../domain/shops/shop-order.ts';

/**
 * Takes what names a person out of kept deliveries and of what was learnt from them: ids of customers and clicks that
 * wait for their order to be taken, a creator's codes. Who ordered is in no body; a text without a letter is looked for
 * where it would be a name, and not among amounts.
 */
export async function eraseShops(stores: BrandStores, texts: readonly string[]): Promise<number> {
  const named = texts.filter((one) => /\p{L}/u.test(one));
  const eventWithout = (event: StoredHookEvent) => withoutTexts(event, texts, named);
  let changed = 0;
  for await (const { id } of stores.hooks.all({ archived: true })) {
    const events = stores.hookEvents(id);
    for await (const event of events.all({ archived: true })) {
      if (sameAs(eventWithout(event), event)) continue;
      await events.update(event.id, eventWithout);
      changed++;
    }
  }
  const orders = stores.shopOrders;
  for await (const order of orders.all({ archived: true })) {
    if (sameAs(orderWithout(order, texts), order)) continue;
    await orders.update(order.id, (it) => orderWithout(it, texts));
    changed++;
  }
  return changed;
}

/** `named`: those that would be a name in the body. A body in which there is none of them stays as it was packed. */
function withoutTexts(
  { customerId, clickIds, body, ...event }: StoredHookEvent,
  texts: readonly string[],
  named: readonly string[],
): StoredHookEvent {
  const erased = eraseTexts({ body: unpackBody(body) }, named);
  return {
    ...event,
    ...(customerId === undefined || texts.includes(customerId) ? {} : { customerId }),
    clickIds: clickIds.filter((id) => !texts.includes(id)),
    body: erased ? (packBody(erased.body) ?? '') : body,
  };
}

function orderWithout({ latest, ...order }: ShopOrder, texts: readonly string[]): ShopOrder {
  if (!latest) return order;
  const { customerId, ...snapshot } = latest;
  const others = (list: readonly string[]) => list.filter((one) => !texts.includes(one));
  return {
    ...order,
    latest: {
      ...snapshot,
      ...(customerId === undefined || texts.includes(customerId) ? {} : { customerId }),
      couponCodes: others(snapshot.couponCodes),
      clickIds: others(snapshot.clickIds),
    },
  };
}
