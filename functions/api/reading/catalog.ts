import type { BrandStores } from '../../../shared/data/stores.ts';
import type { Catalog } from '../../../shared/domain/facts.ts';
import type { ApiDeps } from '../deps.ts';

/** Who is who at the brand that asks. */
export const catalogOf = async (
  stores: Pick<BrandStores, 'getBrand'>,
  { stores: { loader } }: ApiDeps,
): Promise<Catalog> => (await loader.loadProgramme(await stores.getBrand())).catalog;
