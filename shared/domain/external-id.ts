import { derivedId, type IdPrefix } from './id.ts';
import type { BrandId, Id } from './schema/common.ts';

/** The id of the thing that a brand calls `externalId`: computed, so finding it needs no index. */
export const idOfExternal = <P extends IdPrefix>(prefix: P, brandId: BrandId, externalId: string): Id<P> =>
  derivedId(prefix, brandId, 'external', externalId) as Id<P>;
