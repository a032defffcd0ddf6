import { brandsOf } from '../../../../shared/data/access/brands-store.ts';
import { moveDays } from '../../../../shared/data/chores/move-days.ts';
import {
  type Brand,
  type BrandPatch,
  getBrand,
  patchBrand,
} from '../../../../shared/domain/schema/access/brand.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { linksFor } from '../../links.ts';
import { readingOf } from '../../reading.ts';
import { patched } from '../../records.ts';

export function registerBrand(api: Api, deps: ApiDeps): void {
  const brands = brandsOf(deps.tables);
  const { counts, newToken } = readingOf(deps);

  api.on(getBrand, async ({ brandId }) => ok(await brands.get(brandId)));

  api.on(patchBrand, async ({ brandId, records, body, now, at }) => {
    const change = async () => {
      await brands.update(brandId, (brand) => ({ ...changedBy(brand, body), updatedAt: at }));
    };
    const concernsRoutes = body.timeZone !== undefined || body.attribution?.clickDedupe !== undefined;
    const { timeZone: from } = await brands.get(brandId);
    const to = body.timeZone ?? from;
    // Said before too: whoever dies in between must not leave the days of the former zone standing.
    const daysMove = async () => {
      if (to !== from) await moveDays(counts, brandId, { from, to }, newToken);
    };
    await daysMove();
    await (concernsRoutes ? linksFor(deps, records).rewriteAll(now, change) : change());
    await daysMove();
    return ok(await brands.get(brandId));
  });
}

const changedBy = (brand: Brand, { grossMargin, attribution = {}, ...rest }: BrandPatch): Brand => ({
  ...patched(brand, { ...rest, grossMargin }),
  attribution: patched(brand.attribution, attribution),
});
