import { brandsOf } from '../../../shared/data/brands-store.ts';
import { createBrand, listBrands } from '../../../shared/domain/schema/brand.ts';
import { makeBrand } from '../brand-maker.ts';
import { type Api, ok } from '../call.ts';
import type { ApiDeps } from '../deps.ts';

export function registerBrands(api: Api, deps: ApiDeps): void {
  api.on(createBrand, async ({ body, newId }) => ({
    status: 201 as const,
    body: await makeBrand(deps, body, newId),
  }));

  api.on(listBrands, async ({ pageStart, pageEnd }) => {
    const page = await brandsOf(deps.client, deps.tables).list(pageStart());
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });
}
