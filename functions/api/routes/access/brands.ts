import { createBrand, listBrands } from '../../../../shared/domain/schema/access/brand.ts';
import { makeBrand } from '../../brand-maker.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';

export function registerBrands(api: Api, deps: ApiDeps): void {
  api.on(createBrand, async ({ body, newId, secretBytes }) => ({
    status: 201 as const,
    body: await makeBrand({ ...deps.stores, random: secretBytes }, body, newId),
  }));

  api.on(listBrands, async ({ pageStart, pageEnd }) => {
    const page = await deps.stores.brands.list(pageStart());
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });
}
