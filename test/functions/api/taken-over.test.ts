import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { createApi } from '../../../functions/api/app.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { purposes } from '../../../shared/domain/sealed/purposes.ts';
import { openSealed } from '../../../shared/domain/sealed/sealed-text.ts';
import { type Caller, CURSOR_KEYS, caller, SLUG_SECRET } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

/**
 * A worker that is slower than its lease, and another that takes its request over, both make what was asked. Whoever
 * answers first is heard by both callers: what he told them in secret must be what is stored, however late the other
 * writes.
 */
const host = apiOfFile();
let keys = 0;
const stores = () => host.api.deps.stores.brand(host.api.sock.brand.id);

/** The API as `key` sees it; its first write that `partition` names waits until another worker has answered. */
function slow(partition: RegExp, meanwhile: () => Promise<unknown>, key: string): Caller {
  let waits = true;
  const send = async (command: object) => {
    if (waits && command instanceof PutItemCommand && partition.test(command.input.Item?.pk?.S ?? '')) {
      waits = false;
      await meanwhile();
    }
    return host.engine.client.send(command as never);
  };
  const tables = tablesOn({ send } as never, host.engine.tables);
  const stores = createStores({ ...host.api.deps, tables, slugSecret: SLUG_SECRET });
  return caller(createApi({ ...host.api.deps, stores }), key);
}

type Made = { id: string; secret: string; url: string; ownerKey: string };

/** What both callers hear, which must be the same. */
async function bothHear(
  path: string,
  body: object,
  partition: RegExp,
  as = host.api.sock.ownerKey,
): Promise<Made> {
  const key = { 'idempotency-key': `taken-over-${keys++}` };
  const heard: unknown[] = [];
  const meanwhile = async () => {
    host.api.clock.now += 20_000;
    heard.push((await caller(createApi(host.api.deps), as).post(path, body, key)).json);
  };
  const late = await slow(partition, meanwhile, as).post(path, body, key);
  expect(late.status, late.text).toBe(201);
  expect(heard).toEqual([late.json]);
  return late.json as Made;
}

it('a webhook is signed with the secret that was told', async () => {
  const body = { url: 'https://receiver.example/', events: ['link.created'] };
  const { id, secret } = await bothHear('/v1/webhooks', body, /#WEBHOOK$/);
  const { sealedSecret } = await stores().webhooks.get(id as never);
  expect(openSealed(sealedSecret, purposes.webhookSecret(id), CURSOR_KEYS)).toBe(secret);
});

it('a shop’s hook has the address and the secret that were told', async () => {
  const { id, url, secret } = await bothHear('/v1/hooks', { platform: 'woocommerce' }, /#HOOK$/);
  const stored = await stores().hooks.get(id as never);
  expect((await host.as().get(`/v1/hooks/${id}`)).json).toMatchObject({ url });
  expect(openSealed(stored.sealedSecrets[0] ?? '', purposes.hookSecret(id), CURSOR_KEYS)).toBe(secret);
});

it('an API key opens with the secret that was told', async () => {
  const body = { name: 'shop', scopes: ['links:read'] };
  const { secret } = await bothHear('/v1/api-keys', body, /#APIKEYSLOT$/);
  expect((await caller(createApi(host.api.deps), secret).get('/v1/links')).status).toBe(200);
});

it('an owner’s key of a new brand opens', async () => {
  const { ownerKey } = await bothHear(
    '/v1/brands',
    { name: 'New', currency: 'EUR', timeZone: 'Europe/Berlin' },
    /#APIKEYSLOT$/,
    host.api.operatorKey,
  );
  expect((await caller(createApi(host.api.deps), ownerKey).get('/v1/brand')).status).toBe(200);
});

it('a calendar is one calendar, not two', async () => {
  const { url } = await bothHear('/v1/calendars', {}, /CALENDAR/);
  const { json } = await host.as().get('/v1/calendars');
  expect((json as { data: unknown[] }).data).toHaveLength(1);
  expect(url).toContain('/r/calendar/');
});
