import type { BrandId } from '../../../shared/domain/schema/common.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotent, type Rendered } from './idempotent.ts';

/** Whoever calls: a key, or a person on the pages. The operator's key has no brand. */
export type Principal = { id: string; brandId?: BrandId; scopes: readonly string[] };

const actingFor = new WeakMap<Request, Principal>();

/**
 * A call of the API from within this process, with a person's rights instead of a key. The request object itself
 * carries them, so that nothing that arrives from outside (no header, no cookie) can claim to be somebody.
 */
export async function callAs(
  api: { fetch: (request: Request) => Response | Promise<Response> },
  principal: Principal,
  request: Request,
): Promise<Response> {
  actingFor.set(request, principal);
  return api.fetch(request);
}

/** For the pages: their forms' work is claimed and its answer kept as a request of the API's is. */
export const onceIn =
  (deps: ApiDeps) =>
  (owner: string, name: string, work: () => Promise<Rendered>): Promise<Rendered> =>
    idempotent(deps, { owner, key: `form:${name}`, origin: name }, work);

export const principalOf = (request: Request): Principal | undefined => actingFor.get(request);
