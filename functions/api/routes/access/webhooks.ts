import { checkDestination } from '../../../../shared/domain/link/destination-rules.ts';
import { why } from '../../../../shared/domain/reasons.ts';
import { EVENT_DATA } from '../../../../shared/domain/schema/access/webhook-events.ts';
import {
  archiveWebhook,
  createWebhook,
  getWebhook,
  listWebhookDeliveries,
  listWebhooks,
  patchWebhook,
  replayDelivery,
  type StoredWebhook,
  testWebhook,
  type Webhook,
} from '../../../../shared/domain/schema/access/webhooks.ts';
import { allows } from '../../../../shared/domain/schema/scopes.ts';
import { purposes } from '../../../../shared/domain/sealed/purposes.ts';
import { sealText } from '../../../../shared/domain/sealed/sealed-text.ts';
import type { EventType } from '../../../../shared/domain/vocabulary.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, type Handler, noContent, ok } from '../../http/call.ts';
import { missingScope } from '../../http/refusal.ts';
import { ownHosts, refuseProblems } from '../../links.ts';
import { patched } from '../../records.ts';

const SECRET_BYTES = 32;

export function registerWebhooks(api: Api, deps: ApiDeps): void {
  api.on(createWebhook, create(deps));
  api.on(listWebhooks, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.webhooks.list(pageStart());
    return ok({ data: page.records.map(shown), nextCursor: pageEnd(page.lastKey) });
  });
  api.on(getWebhook, async ({ stores, params }) => ok(shown(await stores.webhooks.get(params.id))));
  api.on(patchWebhook, patch(deps));
  api.on(archiveWebhook, async ({ stores, params }) => {
    await stores.webhooks.get(params.id);
    await stores.webhooks.erase(params.id);
    return noContent();
  });
  api.on(testWebhook, test);
  api.on(listWebhookDeliveries, async ({ stores, params, pageStart, pageEnd }) => {
    await stores.webhooks.get(params.id);
    const page = await stores.webhookDeliveries(params.id).list(pageStart());
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });
  api.on(replayDelivery, replay(deps));
}

const create =
  (deps: ApiDeps): Handler<typeof createWebhook> =>
  async ({ body, stores, newId, secretBytes, at, key }) => {
    checkEvents(body.events, key.scopes);
    checkUrl(body.url, deps);
    const id = newId('whk');
    const secret = `whsec_${Buffer.from(secretBytes(SECRET_BYTES)).toString('base64')}`;
    const sealedSecret = sealText(secret, purposes.webhookSecret(id), deps.random(12), deps.cursorKeys);
    const stamps = { createdAt: at, updatedAt: at };
    const webhook: StoredWebhook = { id, ...body, status: 'active', sealedSecret, ...stamps };
    const outcome = await stores.webhooks.create(webhook);
    // Made before by a request that died before its answer was kept, or by a faster one: then it is the same secret.
    if (outcome.kind === 'exists')
      await stores.webhooks.update(id, (stored) => ({ ...stored, sealedSecret }));
    return created({ ...shown(webhook), secret }, '/v1/webhooks');
  };

const patch =
  (deps: ApiDeps): Handler<typeof patchWebhook> =>
  async ({ stores, params, body, at, key }) => {
    checkEvents(body.events ?? [], key.scopes);
    if (body.url !== undefined) checkUrl(body.url, deps);
    const switchedOn =
      body.status === 'active' ? { failingSince: null, disabledAt: null, disabledReason: null } : {};
    const switchedOff =
      body.status === 'disabled' ? { disabledAt: at, disabledReason: 'Switched off by hand.' } : {};
    const change = { ...body, ...switchedOn, ...switchedOff, updatedAt: at };
    return ok(shown(await stores.webhooks.update(params.id, (webhook) => patched(webhook, change))));
  };

const test: Handler<typeof testWebhook> = async ({ stores, params, at, newId }) => {
  const { id: webhookId } = await stores.webhooks.get(params.id);
  const event = { type: 'webhook.test' as const, subjectId: newId('evt'), data: { webhookId }, at };
  return { status: 202 as const, body: await stores.enqueue(webhookId, event) };
};

const replay =
  (deps: ApiDeps): Handler<typeof replayDelivery> =>
  async ({ stores, brandId, params, at }) => {
    await stores.webhooks.get(params.id);
    const deliveries = stores.webhookDeliveries(params.id);
    await deliveries.get(params.deliveryId);
    const { id: webhookId, deliveryId } = params;
    await deps.stores.webhookQueue.add({ dueAt: at, brandId, webhookId, deliveryId });
    const delivery = await deliveries.update(deliveryId, (stored) => ({
      ...stored,
      state: 'pending',
      nextAttemptAt: at,
      updatedAt: at,
    }));
    return { status: 202 as const, body: delivery };
  };

/** The same rules as for a link's destination, and https; checked again at every sending. */
function checkUrl(url: string, deps: ApiDeps): void {
  const loopback = deps.allowLoopbackWebhooks === true && new URL(url).hostname === '127.0.0.1';
  if (loopback) return;
  const checked = checkDestination(url, { ownHosts: ownHosts(deps), allowedHosts: [] });
  const reason =
    checked.kind === 'bad'
      ? checked.reason
      : new URL(url).protocol === 'https:'
        ? undefined
        : why('not-https');
  refuseProblems(reason === undefined ? [] : [{ path: 'url', ...reason }]);
}

/** Never the secret. */
const shown = ({ sealedSecret: _secret, ...webhook }: StoredWebhook): Webhook => webhook;

/** A webhook tells nobody more than the key that asks for it may read. */
function checkEvents(events: readonly EventType[], scopes: readonly string[]): void {
  for (const type of events) {
    const told = EVENT_DATA[type];
    if ('scope' in told && !allows(scopes, told.scope)) throw missingScope(told.scope);
  }
}
