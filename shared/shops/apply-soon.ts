import type { OrderDesk } from '../orders/desk.ts';
import { applyEvent } from './apply-event.ts';
import type { KeptEvent } from './receive-delivery.ts';

/** More would ask the engine faster than it answers. */
const AT_ONCE = 4;

/**
 * Applies kept events behind the answers that kept them, in this process and in the order in which they came. One that
 * fails is told and stays due: the sweep tries it again, as it does with all that a dying process leaves.
 */
export function createApplySoon(desk: OrderDesk, failed: (event: KeptEvent, reason: unknown) => void) {
  const line: KeptEvent[] = [];
  const waiting: (() => void)[] = [];
  let atWork = 0;

  async function work(): Promise<void> {
    atWork++;
    for (let event = line.shift(); event; event = line.shift()) {
      const next = event;
      await applyKept(next, desk).catch((reason) => failed(next, reason));
    }
    atWork--;
    if (atWork === 0) for (const tell of waiting.splice(0)) tell();
  }

  return {
    add(event: KeptEvent): void {
      line.push(event);
      if (atWork < AT_ONCE) void work();
    },
    /** When everything that was added has had its turn. */
    settled: (): Promise<void> =>
      atWork === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
  };
}

/** Brings one kept event to the orders, as of now. */
export async function applyKept({ brandId, hookId, eventId }: KeptEvent, desk: OrderDesk): Promise<void> {
  const now = desk.stores.now();
  const stores = desk.stores.brand(brandId);
  await applyEvent(hookId, eventId, { stores, now, at: new Date(now).toISOString(), desk });
}
