import { Instant, idOf, maybe, PageQuery, pageOf, text } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';
import { SCOPES } from '../scopes.ts';

const Scopes = z.array(z.enum(SCOPES)).min(1).max(SCOPES.length);

export const ApiKeyInput = z
  .strictObject({ name: text(80), scopes: Scopes, expiresAt: maybe(Instant) })
  .meta({ id: 'ApiKeyInput', example: { name: 'shop backend', scopes: ['conversions:write'] } });

export const ApiKey = z
  .strictObject({
    id: idOf('key'),
    name: text(80),
    scopes: z.array(z.string()),
    createdAt: Instant,
    expiresAt: maybe(Instant),
    revokedAt: maybe(Instant),
    lastUsedAt: maybe(Instant),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

/** The one answer that holds the secret. */
export const ApiKeyWithSecret = ApiKey.extend({ secret: z.string() }).meta({ id: 'ApiKeyWithSecret' });

export const createApiKey = route({
  method: 'post',
  path: '/v1/api-keys',
  scope: 'admin',
  tag: 'API keys',
  summary: 'Make a key',
  description:
    'The secret is shown in this answer only. At most two live keys of one name, so that one can replace the other.',
  body: ApiKeyInput,
  answers: { 201: ApiKeyWithSecret },
});

export const listApiKeys = route({
  method: 'get',
  path: '/v1/api-keys',
  scope: 'admin',
  tag: 'API keys',
  summary: 'All keys, without their secrets',
  query: PageQuery,
  answers: { 200: pageOf(ApiKey) },
});

export const revokeApiKey = route({
  method: 'delete',
  path: '/v1/api-keys/{id}',
  scope: 'admin',
  tag: 'API keys',
  summary: 'Revoke a key at once',
  params: z.strictObject({ id: idOf('key') }),
  answers: { 204: null },
});

export const OwnerKeyInput = z
  .strictObject({
    name: text(80).default('owner'),
    scopes: Scopes.default(['admin']),
    expiresAt: maybe(Instant),
  })
  .meta({ id: 'OwnerKeyInput', example: {} });

export const createOwnerKey = route({
  method: 'post',
  path: '/v1/brands/{id}/api-keys',
  scope: 'operator',
  tag: 'Brands',
  summary: 'Make a key of a brand: the way back in for who lost its owner’s key',
  description:
    'The secret is shown in this answer only. At most two live keys of one name; another name is always free.',
  params: z.strictObject({ id: idOf('brd') }),
  body: OwnerKeyInput,
  answers: { 201: ApiKeyWithSecret },
});

export const apiKeyRoutes = [createApiKey, listApiKeys, revokeApiKey, createOwnerKey] as const;
