import type { StoredKey } from '../../../../shared/data/access/api-keys-store.ts';
import { wrong } from '../../../../shared/domain/reasons.ts';
import {
  type ApiKey,
  createApiKey,
  createOwnerKey,
  listApiKeys,
  revokeApiKey,
} from '../../../../shared/domain/schema/access/api-keys.ts';
import type { BrandId } from '../../../../shared/domain/schema/common.ts';
import { makeKey } from '../../brand-maker.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Call, created, noContent, ok } from '../../http/call.ts';
import { invalid, notFound, refuse } from '../../http/refusal.ts';

type KeyCall = Pick<Call<typeof createApiKey>, 'body' | 'newId' | 'secretBytes' | 'now' | 'at'>;

export function registerApiKeys(api: Api, deps: ApiDeps): void {
  api.on(createApiKey, (call) => makeFor(call.brandId, call, deps));
  api.on(createOwnerKey, async (call) => {
    const brand = await deps.stores.brands.find(call.params.id);
    return brand ? makeFor(brand.id, call, deps) : notFound('brand');
  });
  api.on(listApiKeys, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.keys.list(pageStart());
    return ok({ data: page.records.map(shown), nextCursor: pageEnd(page.lastKey) });
  });
  api.on(revokeApiKey, async ({ stores, params, at }) => {
    const revoked = await stores.keys.revoke(params.id, at);
    return revoked ? noContent() : notFound('API key');
  });
}

async function makeFor(
  brandId: BrandId,
  { body, newId, secretBytes, now, at }: KeyCall,
  { stores }: ApiDeps,
) {
  if (body.expiresAt && Date.parse(body.expiresAt) <= now)
    return invalid(wrong('expiresAt', 'not-in-future'));
  const { expiresAt, ...named } = body;
  const lasts = expiresAt === undefined ? {} : { expiresAt };
  const wish = { ...named, ...lasts, id: newId('key'), brandId, createdAt: at };
  const { key, text, outcome } = await makeKey({ ...stores, random: secretBytes }, wish);
  if (outcome !== 'too-many') return created({ ...shown(key), secret: text }, '/v1/api-keys');
  return refuse(
    409,
    'too-many-keys',
    'Two live keys have this name; revoke one of them first, or take another name.',
  );
}

/** Never the hash, never whose it is. */
function shown({ secretHash: _hash, brandId: _brand, ...key }: StoredKey): ApiKey {
  return key;
}
