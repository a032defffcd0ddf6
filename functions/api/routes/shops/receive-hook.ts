import { receiveHook } from '../../../../shared/domain/schema/shops/hooks.ts';
import { applyEvent } from '../../../../shared/shops/apply-event.ts';
import { type Received, receiveDelivery } from '../../../../shared/shops/receive-delivery.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { readBytes } from '../../http/read-body.ts';
import { notFound, refuse } from '../../http/refusal.ts';
import { deskOf } from '../../reading.ts';

/** Shopify gives up after five seconds: what takes longer is left to the sweep. */
const APPLY_WITHIN_MS = 1_500;

export function registerReceiveHook(api: Api, deps: ApiDeps): void {
  const desk = deskOf(deps);
  const receiving = { desk, sealKeys: deps.cursorKeys, nameSecret: deps.slugSecret };

  api.on(receiveHook, async ({ params, request, now, at }) => {
    const delivery = {
      body: await readBytes(request),
      header: (name: string) => request.headers.get(name) ?? undefined,
    };
    const received = await receiveDelivery(params, delivery, receiving);
    if (received.kind === 'unknown') return notFound('hook');
    if (received.kind === 'refused')
      return refuse(401, 'bad-signature', 'Not signed with this hook’s secret, or not now.');
    if (received.kind === 'taken') await atMost(APPLY_WITHIN_MS, apply(received));
    return ok({ received: true });

    /** It is kept: whatever goes wrong now is tried again, and the shop need not know. */
    async function apply({ records, hookId, eventId }: Extract<Received, { kind: 'taken' }>): Promise<void> {
      try {
        await applyEvent(hookId, eventId, { records, now, at, desk });
      } catch (failure) {
        deps.log({
          level: 'ERROR',
          message: 'a shop’s event waits',
          hookId,
          eventId,
          failure: String(failure),
        });
      }
    }
  });
}

/** Waits for it so long and no longer; it goes on. */
async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, time]);
  clearTimeout(timer);
}
