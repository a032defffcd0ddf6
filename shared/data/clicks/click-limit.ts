import type { BrandId } from '../../domain/schema/common.ts';
import type { StoredLink } from '../../domain/schema/programme/links.ts';
import { dayOf } from '../../domain/time/week.ts';
import { slugInSpace } from '../links/link-route-item.ts';
import type { Stores } from '../stores.ts';
import { LIMITED_PARTITION } from '../table/keys.ts';
import { inLanesApart, tellFailures } from '../table/lanes.ts';
import type { Stored } from '../table/row.ts';

type ClickLimitDeps = Pick<
  Stores,
  'tables' | 'brand' | 'countReader' | 'linkRoutes' | 'now' | 'routeChanged'
>;

/** What is looked at together is some seconds of reading; more links only where one brand has them. */
const TOGETHER = { brands: 100, links: 2_000 };

/**
 * Ends the links whose counted clicks reached their limit, of these brands or of all; how many. The limit is held against
 * what is counted, so some clicks more may pass while the counting catches up: they are counted too, and no follower is
 * turned away wrongly. A brand that fails holds up no other, and is told at the end.
 */
export async function closeUsedUpLinks(deps: ClickLimitDeps, only?: readonly string[]): Promise<number> {
  const brandIds = only ?? [...(await limitedLinksByBrand(deps)).keys()];
  let closed = 0;
  const failures = await inLanesApart(1, brandIds, async (brandId) => {
    closed += await closeOfBrand(brandId as BrandId, deps);
  });
  tellFailures(failures, 'brands’ limits could not be looked at');
  return closed;
}

/** Brands whose limits one run looks at: work for a queue. */
export type LimitsWork = { limitsOf: string[] };

/** The brands that have limited links, in parcels that one run looks through in seconds. */
export async function parcelsOfLimits(
  deps: Pick<ClickLimitDeps, 'tables'>,
  most = TOGETHER,
): Promise<LimitsWork[]> {
  const parcels: LimitsWork[] = [];
  let linksOfLast = 0;
  for (const [brandId, links] of await limitedLinksByBrand(deps)) {
    const last = parcels.at(-1)?.limitsOf;
    const fits = last && last.length < most.brands && linksOfLast + links <= most.links;
    if (fits) last.push(brandId);
    else parcels.push({ limitsOf: [brandId] });
    linksOfLast = fits ? linksOfLast + links : links;
  }
  return parcels;
}

async function limitedLinksByBrand({ tables }: Pick<ClickLimitDeps, 'tables'>): Promise<Map<string, number>> {
  const links = new Map<string, number>();
  for await (const { sk } of tables.records.query(LIMITED_PARTITION)) {
    const [brandId = ''] = sk.split('#');
    links.set(brandId, (links.get(brandId) ?? 0) + 1);
  }
  return links;
}

/** The brand's days are read once, however many of its links have a limit. */
async function closeOfBrand(brandId: BrandId, deps: ClickLimitDeps): Promise<number> {
  const { records: table } = deps.tables;
  const entries: Stored[] = [];
  for await (const entry of table.query(LIMITED_PARTITION, { prefix: `${brandId}#` })) entries.push(entry);
  const linkOf = ({ sk }: Stored): string => sk.slice(brandId.length + 1);
  const limited = (await deps.brand(brandId).links.getMany(entries.map(linkOf))).filter(isLimited);
  const usedUp = new Set(await usedUpOf(brandId, limited, deps));
  for (const link of usedUp) await close(link, deps);
  const open = new Set(limited.filter((link) => !usedUp.has(link)).map(({ id }): string => id));
  const over = entries.filter((entry) => !open.has(linkOf(entry)));
  // A limit that was set anew meanwhile is looked at again: its entry says another one than we read.
  for (const { pk, sk, clickLimit } of over)
    await table.eraseIf({ pk, sk }, 'attribute_not_exists(clickLimit) OR clickLimit = :read', {
      ':read': clickLimit ?? 0,
    });
  return over.length;
}

type LimitedLink = StoredLink & { clickLimit: number };
const isLimited = (link: StoredLink): link is LimitedLink => link.clickLimit !== undefined;

/** Those of the links whose clicks, since each was made, have come to its limit. */
async function usedUpOf(
  brandId: BrandId,
  links: readonly LimitedLink[],
  { brand, countReader, now }: ClickLimitDeps,
): Promise<LimitedLink[]> {
  if (links.length === 0) return [];
  const { timeZone } = await brand(brandId).getBrand();
  const first = dayOf(Math.min(...links.map(({ createdAt }) => Date.parse(createdAt))), timeZone);
  const clicks = new Map<string, number>();
  for (const day of await countReader.listLinkDays({ brandId, timeZone }, first, dayOf(now(), timeZone)))
    clicks.set(day.linkId, (clicks.get(day.linkId) ?? 0) + day.clicks);
  return links.filter(({ id, clickLimit }) => (clicks.get(id) ?? 0) >= clickLimit);
}

async function close(
  { slug, domainId, clickLimit }: LimitedLink,
  { linkRoutes, routeChanged }: ClickLimitDeps,
): Promise<void> {
  await linkRoutes(domainId).close(slug, clickLimit);
  routeChanged?.(slugInSpace(slug, domainId));
}
