import type { Hono } from 'hono';
import { RecordMissing } from '../../shared/data/table/records-store.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import { readUnsubscribeToken } from '../../shared/domain/sealed/unsubscribe.ts';
import type { PagesDeps } from './deps.ts';
import { messagePage } from './message-page.ts';

/**
 * One-click unsubscribing (RFC 8058): mail programs POST to the address of the header, with no further question;
 * people who open it see a page with a button. Opening alone changes nothing, because scanners of links open all.
 */
export function putUnsubscribe(app: Hono, deps: PagesDeps): void {
  const unknown = (request: Request) => messagePage(request, 404, 'noSubscription');

  app.get('/u/:token', (c) => {
    if (!readUnsubscribeToken(c.req.param('token'), deps.sealKeys)) return unknown(c.req.raw);
    return messagePage(c.req.raw, 200, 'unsubscribe', 'withButton');
  });

  app.post('/u/:token', async (c) => {
    const subscriber = readUnsubscribeToken(c.req.param('token'), deps.sealKeys);
    if (!subscriber) return unknown(c.req.raw);
    const settings = deps.stores.brand(subscriber.brandId as BrandId).reportSettings;
    try {
      await settings.suppress(subscriber.email, 'unsubscribed', new Date(deps.now()).toISOString());
    } catch (failure) {
      if (!(failure instanceof RecordMissing)) throw failure;
    }
    return messagePage(c.req.raw, 200, 'unsubscribed');
  });
}
