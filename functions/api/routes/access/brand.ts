import { moveDays } from '../../../../shared/data/chores/move-days.ts';
import type { BrandStores } from '../../../../shared/data/stores.ts';
import type { DestinationRules } from '../../../../shared/domain/link/destination-rules.ts';
import { wrong } from '../../../../shared/domain/reasons.ts';
import {
  type Brand,
  type BrandPatch,
  getBrand,
  patchBrand,
} from '../../../../shared/domain/schema/access/brand.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { refuse } from '../../http/refusal.ts';
import { provedDomains } from '../../link-domains.ts';
import { checkAddress, type LinkProblems, refuseProblems, rulesFor } from '../../links.ts';
import { patched } from '../../records.ts';

export function registerBrand(api: Api, deps: ApiDeps): void {
  const brands = deps.stores.brands;
  const { counts, newToken } = deps.stores;

  const told = async ({ links }: BrandStores, brand: Brand) => {
    const rewriting = await links.findRewriting();
    return ok({ ...brand, ...(rewriting ? { rewriting } : {}) });
  };

  api.on(getBrand, async ({ brandId, stores }) => told(stores, await brands.get(brandId)));

  api.on(patchBrand, async ({ brandId, stores, body: sent, now, at }) => {
    const before = await brands.get(brandId);
    const otherCurrency = sent.currency !== undefined && sent.currency !== before.currency;
    if (otherCurrency) await refuseWithSums(stores, before);
    await checkDefaultDomain(sent, stores);
    const body = { ...sent, ...(await checkedAddresses(sent, before, deps)) };
    const concernsRoutes = body.timeZone !== undefined || body.attribution?.clickDedupe !== undefined;
    const { timeZone: from } = before;
    const to = body.timeZone ?? from;
    // Said before too: whoever dies in between must not leave the days of the former zone standing.
    const daysMove = async () => {
      if (to !== from) await moveDays(counts, brandId, { from, to }, newToken);
    };
    await daysMove();
    const change = async () => {
      const brand = await brands.update(brandId, (stored) => ({ ...changedBy(stored, body), updatedAt: at }));
      await daysMove();
      return brand;
    };
    const changed = await (concernsRoutes ? stores.links.rewriteAll(now, change) : change());
    // Asked after writing, too: a sum that came in between was booked in the former one.
    if (otherCurrency)
      await refuseWithSums(stores, before, () =>
        brands.update(brandId, (brand) => ({ ...brand, currency: before.currency })),
      );
    return told(stores, changed);
  });
}

async function checkDefaultDomain({ defaultDomain }: BrandPatch, stores: BrandStores): Promise<void> {
  if (!defaultDomain || (await provedDomains(stores)).has(defaultDomain)) return;
  refuseProblems([wrong('defaultDomain', 'no-proved-domain')]);
}

/** What is booked in the brand's currency, or about to be, archived or not. */
async function refuseWithSums(
  stores: BrandStores,
  { currency }: Brand,
  undo?: () => Promise<unknown>,
): Promise<void> {
  const one = { limit: 1, archived: true };
  const held = await Promise.all([
    stores.orders.any(),
    stores.spend.list(one).then(({ records }) => records.length > 0),
    stores.baselines.list(one, {}).then(({ days }) => days.length > 0),
    stores.ppc.list(one, {}).then(({ days }) => days.length > 0),
  ]);
  if (!held.includes(true)) return;
  await undo?.();
  throw refuse(
    409,
    'currency-in-use',
    `Sums are stored in ${currency}; a brand with another currency is made by POST /v1/brands.`,
    { currency },
  );
}

/**
 * As they will be kept: a destination like any link's, among the hosts that the brand allows once it is changed; its
 * terms and privacy policy on any public host, for no link leads there.
 */
async function checkedAddresses(body: BrandPatch, before: Brand, deps: ApiDeps) {
  const problems: LinkProblems = [];
  const { fallbackDestination: destination } = body;
  const rules = await rulesFor(destination ? [{ destination }] : [], { ...before, ...body }, deps);
  const anywhere = { ...rules, allowedHosts: [] };
  const checked = (name: 'fallbackDestination' | 'termsUrl' | 'privacyUrl', by: DestinationRules) => {
    const address = body[name];
    return address ? { [name]: checkAddress(address, name, by, problems) } : {};
  };
  const all = {
    ...checked('fallbackDestination', rules),
    ...checked('termsUrl', anywhere),
    ...checked('privacyUrl', anywhere),
  };
  refuseProblems(problems);
  return all;
}

const changedBy = (brand: Brand, { grossMargin, attribution = {}, ...rest }: BrandPatch): Brand => ({
  ...patched(brand, { ...rest, grossMargin }),
  attribution: patched(brand.attribution, attribution),
});
