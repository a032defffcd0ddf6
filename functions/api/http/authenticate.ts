import { isLive } from '../../../shared/data/access/api-keys-store.ts';
import type { RouteShape } from '../../../shared/domain/schema/route.ts';
import { allows } from '../../../shared/domain/schema/scopes.ts';
import { readKeyText, secretMatches } from '../../../shared/domain/sealed/api-key-text.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import type { ApiDeps } from '../deps.ts';
import { type Principal, principalOf } from './acting.ts';
import { missingScope, Refusal, refuse } from './refusal.ts';

/** `lastUsedAt` is exact to this: one write an hour and key, not one a request. */
const NOTED_EVERY_MS = HOUR_MS;

const unknownKey = (detail: string) =>
  new Refusal(401, 'unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer realm="vouch"' } });

/** Who calls, with a key or from our own pages, and may he do that? Throws 401 or 403. */
export async function authenticate(
  request: Request,
  shape: Pick<RouteShape, 'scope'>,
  deps: ApiDeps,
): Promise<Principal> {
  const person = principalOf(request);
  if (!person) return keyOf(request, shape, deps);
  authorise(person, shape);
  return person;
}

async function keyOf(request: Request, shape: Pick<RouteShape, 'scope'>, deps: ApiDeps): Promise<Principal> {
  try {
    return await keyIn(request, shape, deps);
  } catch (failure) {
    if (failure instanceof Refusal && failure.status === 401) slowDown(request, deps);
    throw failure;
  }
}

/** Who tries key after key from one address is told to wait; callers within this process have none. */
function slowDown(request: Request, deps: ApiDeps): void {
  const address = deps.addressOf?.(request) ?? 'unknown';
  if (address === 'unknown') return;
  const seconds = deps.addressLimits.wrongKeys(address, deps.now());
  if (seconds === 0) return;
  throw new Refusal(429, 'too-many-requests', 'Too many keys that open nothing; wait a little.', {
    headers: { 'retry-after': String(seconds) },
  });
}

async function keyIn(request: Request, shape: Pick<RouteShape, 'scope'>, deps: ApiDeps): Promise<Principal> {
  const [scheme, text = ''] = (request.headers.get('authorization') ?? '').split(' ', 2);
  if (scheme?.toLowerCase() !== 'bearer')
    throw unknownKey('Send your API key as "Authorization: Bearer vouch_…".');
  const given = readKeyText(text);
  const keys = deps.stores.keys;
  const key = given && (await keys.find(given.keyId));
  if (!given || !key || !secretMatches(given.secret, key.secretHash))
    throw unknownKey('This API key is not known.');
  const now = deps.now();
  if (!isLive(key, now)) throw unknownKey('This API key has expired or was revoked.');
  authorise(key, shape);
  if (now - Date.parse(key.lastUsedAt ?? key.createdAt) >= NOTED_EVERY_MS || !key.lastUsedAt) {
    await keys.update(key.id, (stored) => ({ ...stored, lastUsedAt: new Date(now).toISOString() }));
  }
  return key;
}

function authorise(key: Principal, shape: Pick<RouteShape, 'scope'>): void {
  const operator = key.brandId === undefined;
  if (shape.scope === 'operator') {
    if (!operator) throw refuse(403, 'missing-scope', 'Only the operator’s key may do this.');
  } else if (shape.scope !== 'public') {
    if (operator)
      throw refuse(403, 'missing-scope', 'The operator’s key belongs to no brand; use a brand’s key.');
    if (!allows(key.scopes, shape.scope)) throw missingScope(shape.scope);
  }
}
