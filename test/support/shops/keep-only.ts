import { receiveDelivery } from '../../../shared/shops/receive-delivery.ts';
import type { TestApi } from '../api-builders.ts';
import { type HookAnswer, SIGNERS } from './senders.ts';

/** A request that dies as soon as the delivery is kept. */
export function keepOnly({ deps }: TestApi, { url }: HookAnswer, secret: string) {
  const receiving = { desk: deps, sealKeys: deps.cursorKeys, nameSecret: deps.nameSecret };
  const token = url.split('/').at(-1) ?? '';
  return {
    async put(body: object): Promise<void> {
      const text = JSON.stringify(body);
      const headers: Record<string, string> = SIGNERS.woocommerce(text, secret);
      const delivery = { body: Buffer.from(text), header: (name: string) => headers[name] };
      await receiveDelivery({ platform: 'woocommerce', token }, delivery, receiving);
    },
  };
}
