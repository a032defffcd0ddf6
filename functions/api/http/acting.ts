import type { BrandId } from '../../../shared/domain/schema/common.ts';

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

export const principalOf = (request: Request): Principal | undefined => actingFor.get(request);
