import type { Stores } from '../data/stores.ts';
import { inLanesApart, tellFailures } from '../data/table/lanes.ts';
import { isCheckDue } from '../domain/domains/read-proof.ts';
import type { BrandId } from '../domain/schema/common.ts';
import { checkDomain, type DomainDesk } from './check-domain.ts';

/** Brands that are read, and questions that are under way, at once. */
const LANES = 8;
/** So many a turn: a DNS that answers nobody takes seconds for each. */
const MOST_A_TURN = 200;

/**
 * Asks DNS about every brand's host whose time has come, longest unasked first; how many. One that fails stops no
 * other, and is told at the end.
 */
export async function checkDomainsDue(
  desk: DomainDesk & { stores: Pick<Stores, 'brands'> },
): Promise<number> {
  const now = desk.stores.now();
  const brands: BrandId[] = [];
  for await (const { id } of desk.stores.brands.all()) brands.push(id);
  const due: { brandId: BrandId; id: string; since: string }[] = [];
  const unread = await inLanesApart(LANES, brands, async (brandId) => {
    for await (const domain of desk.stores.brand(brandId).domains.all())
      if (isCheckDue(domain, now)) due.push({ brandId, id: domain.id, since: domain.checkedAt ?? '' });
  });
  due.sort((a, b) => (a.since < b.since ? -1 : 1));
  const turn = due.slice(0, MOST_A_TURN);
  const unasked = await inLanesApart(LANES, turn, async ({ brandId, id }) => {
    await checkDomain(brandId, id, desk);
  });
  tellFailures([...unread, ...unasked], 'domains could not be asked about');
  return turn.length;
}
