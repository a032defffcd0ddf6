import { unpackBody } from '../../../../shared/data/shops/kept-body.ts';
import type { BrandStores } from '../../../../shared/data/stores.ts';
import {
  createHook,
  deleteHook,
  getHook,
  type Hook,
  type HookEvent,
  listHookEvents,
  listHooks,
  patchHook,
  replayHookEvent,
  type StoredHook,
  type StoredHookEvent,
} from '../../../../shared/domain/schema/shops/hooks.ts';
import { type Purpose, purposes } from '../../../../shared/domain/sealed/purposes.ts';
import { openSealed, sealText } from '../../../../shared/domain/sealed/sealed-text.ts';
import type { ShopPlatform } from '../../../../shared/domain/shops/signatures.ts';
import { applyEvent } from '../../../../shared/shops/apply-event.ts';
import { addressToken } from '../../address-token.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, type Handler, noContent, ok } from '../../http/call.ts';
import { notFound } from '../../http/refusal.ts';
import { pageWhere, patched } from '../../records.ts';

const PREFIX: Record<ShopPlatform, string> = {
  shopify: 'shopify',
  woocommerce: 'woo',
  stripe: 'stripe',
  generic: 'shop',
};
/** Shopify and Stripe sign with secrets of their own making. */
const TAKES_OUR_SECRET: readonly ShopPlatform[] = ['woocommerce', 'generic'];
const MOST_SECRETS = 2;

export function registerHooks(api: Api, deps: ApiDeps): void {
  api.on(createHook, create(deps));
  api.on(listHooks, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.hooks.list(pageStart());
    const data = await Promise.all(page.records.map((hook) => shown(hook, stores, deps)));
    return ok({ data, nextCursor: pageEnd(page.lastKey) });
  });
  api.on(getHook, async ({ stores, params }) =>
    ok(await shown(await stores.hooks.get(params.id), stores, deps)),
  );
  api.on(patchHook, patch(deps));
  api.on(deleteHook, erase(deps));
  api.on(listHookEvents, async ({ stores, params, query: { state }, pageStart, pageEnd }) => {
    await stores.hooks.get(params.id);
    const isWanted = (event: StoredHookEvent) => state === undefined || event.state === state;
    const page = await pageWhere(stores.hookEvents(params.id), pageStart(), isWanted);
    return ok({ data: page.records.map(shownEvent), nextCursor: pageEnd(page.lastKey) });
  });
  api.on(replayHookEvent, async ({ stores, params: { id, eventId }, now, at }) => {
    await stores.hooks.get(id);
    await stores.hookEvents(id).get(eventId);
    const event = await applyEvent(id, eventId, { stores, now, at, desk: deps });
    return event ? ok(shownEvent(event)) : notFound('event');
  });
}

const create =
  (deps: ApiDeps): Handler<typeof createHook> =>
  async ({ body, stores, brandId, newId, secretBytes, at }) => {
    const { secret, prefix = PREFIX[body.platform], countsWhen = 'paid', ...settings } = body;
    const id = newId('hok');
    const token = addressToken(secretBytes);
    const ours = TAKES_OUR_SECRET.includes(body.platform);
    const made = secret ?? (ours ? newSecret(body.platform, secretBytes) : undefined);
    const hook: StoredHook = {
      id,
      ...settings,
      prefix,
      countsWhen,
      sealedToken: seal(token, purposes.hookToken(id), deps),
      sealedSecrets: made === undefined ? [] : [seal(made, purposes.hookSecret(id), deps)],
      createdAt: at,
      updatedAt: at,
    };
    await deps.stores.hookTokens.put(token, { brandId, hookId: id });
    const outcome = await stores.hooks.create(hook);
    // Made before by a request that died before its answer was kept, or by a faster one: then they are the same.
    if (outcome.kind === 'exists') await stores.hooks.update(id, () => hook);
    const answer = await shown(hook, stores, deps);
    return created({ ...answer, ...(secret === undefined && made ? { secret: made } : {}) }, '/v1/hooks');
  };

const patch =
  (deps: ApiDeps): Handler<typeof patchHook> =>
  async ({ stores, params, body: { secret, ...settings }, at }) => {
    const sealed = secret === undefined ? [] : [seal(secret, purposes.hookSecret(params.id), deps)];
    const hook = await stores.hooks.update(params.id, (stored) => {
      const sealedSecrets = [...sealed, ...stored.sealedSecrets].slice(0, MOST_SECRETS);
      return patched(stored, { ...settings, sealedSecrets, updatedAt: at });
    });
    return ok(await shown(hook, stores, deps));
  };

const erase =
  (deps: ApiDeps): Handler<typeof deleteHook> =>
  async ({ stores, params }) => {
    const hook = await stores.hooks.get(params.id);
    await deps.stores.hookTokens.erase(tokenOf(hook, deps));
    for await (const event of stores.hookEvents(hook.id).all())
      await stores.hookEvents(hook.id).erase(event.id);
    await stores.hookTally(hook.id).erase();
    await stores.hooks.erase(hook.id);
    return noContent();
  };

const seal = (value: string, purpose: Purpose, deps: ApiDeps): string =>
  sealText(value, purpose, deps.random(12), deps.cursorKeys);
const tokenOf = (hook: StoredHook, deps: ApiDeps): string =>
  openSealed(hook.sealedToken, purposes.hookToken(hook.id), deps.cursorKeys) ?? '';

/** Of letters that no shop's form changes. */
const newSecret = (platform: ShopPlatform, secretBytes: ApiDeps['random']): string =>
  platform === 'generic'
    ? `whsec_${Buffer.from(secretBytes(32)).toString('base64')}`
    : Buffer.from(secretBytes(32)).toString('base64url');

async function shown(hook: StoredHook, stores: BrandStores, deps: ApiDeps): Promise<Hook> {
  const { sealedToken: _, sealedSecrets, ...told } = hook;
  const { lastDeliveryAt = null, refused } = await stores.hookTally(hook.id).find();
  const url = `${deps.publicUrl}/v1/hooks/${hook.platform}/${tokenOf(hook, deps)}`;
  return { ...told, url, secrets: sealedSecrets.length, lastDeliveryAt, refused };
}

const shownEvent = ({
  customerId: _,
  clickIds: __,
  archivedAt: ___,
  body,
  ...event
}: StoredHookEvent): HookEvent => ({ ...event, body: unpackBody(body) });
