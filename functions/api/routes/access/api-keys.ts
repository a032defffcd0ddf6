import { keysOfBrand, type StoredKey } from '../../../../shared/data/access/api-keys-store.ts';
import {
  type ApiKey,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from '../../../../shared/domain/schema/access/api-keys.ts';
import { makeKey } from '../../brand-maker.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, noContent, ok } from '../../http/call.ts';
import { invalid, notFound, refuse } from '../../http/refusal.ts';

export function registerApiKeys(api: Api, deps: ApiDeps): void {
  api.on(createApiKey, async ({ body, brandId, newId, now, at }) => {
    if (body.expiresAt && Date.parse(body.expiresAt) <= now) {
      return invalid({ path: 'expiresAt', message: 'must lie in the future' });
    }
    const { key, text, outcome } = await makeKey(deps, { ...body, id: newId('key'), brandId, createdAt: at });
    if (outcome === 'too-many') {
      return refuse(409, 'too-many-keys', 'Two live keys have this name; revoke one of them first.');
    }
    return created({ ...shown(key), secret: text }, '/v1/api-keys');
  });

  api.on(listApiKeys, async ({ brandId, pageStart, pageEnd }) => {
    const page = await keysOfBrand(deps.client, deps.tables, brandId).list(pageStart());
    return ok({ data: page.records.map(shown), nextCursor: pageEnd(page.lastKey) });
  });

  api.on(revokeApiKey, async ({ brandId, params, at }) => {
    const revoked = await keysOfBrand(deps.client, deps.tables, brandId).revoke(params.id, at);
    return revoked ? noContent() : notFound('API key');
  });
}

/** Never the hash, never whose it is. */
function shown({ secretHash: _hash, brandId: _brand, ...key }: StoredKey): ApiKey {
  return key;
}
