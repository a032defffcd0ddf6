import { hookEventsOf, hooksOf, hookTokens, tallyOf } from '../../../../shared/data/shops/hooks-store.ts';
import type { BrandRecords } from '../../../../shared/data/table/records-store.ts';
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
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, noContent, ok } from '../../http/call.ts';
import { notFound } from '../../http/refusal.ts';
import { deskOf } from '../../reading.ts';
import { pageWhere } from '../../records.ts';

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
  const tokens = hookTokens(deps.tables);
  const seal = (value: string, purpose: Purpose) =>
    sealText(value, purpose, deps.random(12), deps.cursorKeys);
  const tokenOf = (hook: StoredHook): string =>
    openSealed(hook.sealedToken, purposes.hookToken(hook.id), deps.cursorKeys) ?? '';

  async function shown(hook: StoredHook, records: BrandRecords): Promise<Hook> {
    const { sealedToken: _, sealedSecrets, ...told } = hook;
    const { lastDeliveryAt = null, refused } = await tallyOf(records, hook.id).find();
    const url = `${deps.publicUrl}/v1/hooks/${hook.platform}/${tokenOf(hook)}`;
    return { ...told, url, secrets: sealedSecrets.length, lastDeliveryAt, refused };
  }

  api.on(createHook, async ({ body, records, brandId, newId, at }) => {
    const { secret, prefix = PREFIX[body.platform], countsWhen = 'paid', ...settings } = body;
    const id = newId('hok');
    const token = Buffer.from(deps.random(24)).toString('base64url');
    const made = secret ?? (TAKES_OUR_SECRET.includes(body.platform) ? newSecret(body.platform) : undefined);
    const hook: StoredHook = {
      id,
      ...settings,
      prefix,
      countsWhen,
      sealedToken: seal(token, purposes.hookToken(id)),
      sealedSecrets: made === undefined ? [] : [seal(made, purposes.hookSecret(id))],
      createdAt: at,
      updatedAt: at,
    };
    await tokens.put(token, { brandId, hookId: id });
    const outcome = await hooksOf(records).create(hook);
    // Made before by a request that died before its answer was kept: nobody has seen that address or secret.
    if (outcome.kind === 'exists') await hooksOf(records).update(id, () => hook);
    const answer = await shown(hook, records);
    return created({ ...answer, ...(secret === undefined && made ? { secret: made } : {}) }, '/v1/hooks');
  });

  /** Of letters that no shop's form changes. */
  const newSecret = (platform: ShopPlatform): string =>
    platform === 'generic'
      ? `whsec_${Buffer.from(deps.random(32)).toString('base64')}`
      : Buffer.from(deps.random(32)).toString('base64url');

  api.on(listHooks, async ({ records, pageStart, pageEnd }) => {
    const page = await hooksOf(records).list(pageStart());
    const data = await Promise.all(page.records.map((hook) => shown(hook, records)));
    return ok({ data, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getHook, async ({ records, params }) =>
    ok(await shown(await hooksOf(records).get(params.id), records)),
  );

  api.on(patchHook, async ({ records, params, body: { secret, ...settings }, at }) => {
    const sealed = secret === undefined ? [] : [seal(secret, purposes.hookSecret(params.id))];
    const hook = await hooksOf(records).update(params.id, (stored) => ({
      ...stored,
      ...settings,
      sealedSecrets: [...sealed, ...stored.sealedSecrets].slice(0, MOST_SECRETS),
      updatedAt: at,
    }));
    return ok(await shown(hook, records));
  });

  api.on(deleteHook, async ({ records, params }) => {
    const hook = await hooksOf(records).get(params.id);
    await tokens.erase(tokenOf(hook));
    for await (const event of hookEventsOf(records, hook.id).all())
      await hookEventsOf(records, hook.id).erase(event.id);
    await tallyOf(records, hook.id).erase();
    await hooksOf(records).erase(hook.id);
    return noContent();
  });

  api.on(listHookEvents, async ({ records, params, query: { state }, pageStart, pageEnd }) => {
    await hooksOf(records).get(params.id);
    const page = await pageWhere(
      hookEventsOf(records, params.id),
      pageStart(),
      (event) => state === undefined || event.state === state,
    );
    return ok({ data: page.records.map(shownEvent), nextCursor: pageEnd(page.lastKey) });
  });

  api.on(replayHookEvent, async ({ records, params, now, at }) => {
    const { id, eventId } = params;
    await hooksOf(records).get(id);
    await hookEventsOf(records, id).get(eventId);
    const event = await applyEvent(id, eventId, { records, now, at, desk: deskOf(deps) });
    return event ? ok(shownEvent(event)) : notFound('event');
  });
}

const shownEvent = ({ customerId: _, clickIds: __, archivedAt: ___, ...event }: StoredHookEvent): HookEvent =>
  event;
