import { creditShares, type PerOrderModel } from '../attribution/credit-shares.ts';
import type { CreditedOrder } from '../facts.ts';
import type { OrderLine } from './order-lines.ts';

/** One way in: shares of the same link, channel and app are added up. */
export const wayOf = (place: {
  linkId?: string | undefined;
  channel?: string | undefined;
  app?: string | undefined;
}): string => JSON.stringify([place.linkId, place.channel, place.app]);

/** The line's order as another model would credit it; a journey of one touch is the same under all of them. */
export function recredited(
  line: Extract<OrderLine, { kind: 'booked' }>,
  model: PerOrderModel,
): CreditedOrder {
  const { order, touches } = line;
  if (!touches || touches.length < 2) return order;
  const seen = touches.map(({ linkId, at }) => ({ key: linkId, at }));
  const shares = creditShares(model, seen, order.occurredAt);
  const credits = new Map<string, CreditedOrder['credits'][number]>();
  touches.forEach(({ linkId, postId, creatorId, channel, app }, index) => {
    const share = shares[index] ?? 0;
    if (share === 0) return;
    const way = wayOf({ linkId, channel, app });
    const place = {
      linkId,
      ...(postId ? { postId } : {}),
      ...(creatorId ? { creatorId } : {}),
      ...(channel ? { channel } : {}),
      ...(app ? { app } : {}),
    };
    credits.set(way, { ...place, share: (credits.get(way)?.share ?? 0) + share });
  });
  return { ...order, credits: [...credits.values()] };
}
