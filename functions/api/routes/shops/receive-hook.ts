import { receiveHook } from '../../../../shared/domain/schema/shops/hooks.ts';
import { receiveDelivery } from '../../../../shared/shops/receive-delivery.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { readBytes } from '../../http/read-body.ts';
import { notFound, refuse } from '../../http/refusal.ts';

/**
 * An order of a thousand lines, each price in two currencies, has three million. Lambda is handed 6 MB at most
 * (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), and base64 makes four bytes of three: what is longer,
 * API Gateway refuses by itself.
 */
const MOST_DELIVERY_BYTES = 4_500_000;

/** Keeps what a shop's platform sends and answers; what it says is read behind the answer. */
export function registerReceiveHook(api: Api, deps: ApiDeps): void {
  const receiving = { desk: deps, sealKeys: deps.cursorKeys, nameSecret: deps.nameSecret };

  api.on(receiveHook, async ({ params, request }) => {
    const delivery = {
      body: await readBytes(request, MOST_DELIVERY_BYTES),
      header: (name: string) => request.headers.get(name) ?? undefined,
    };
    const received = await receiveDelivery(params, delivery, receiving);
    if (received.kind === 'unknown') return notFound('hook');
    if (received.kind === 'refused')
      return refuse(401, 'bad-signature', 'Not signed with this hook’s secret, or not now.');
    if (received.kind === 'taken') await deps.shopEventKept(received.event);
    return ok({ received: true });
  });
}
