import { slugInSpace } from '../../../../shared/data/links/link-route-item.ts';
import type { BrandStores } from '../../../../shared/data/stores.ts';
import { foldSlug } from '../../../../shared/domain/link/slug.ts';
import { type FieldRefusal, wrong } from '../../../../shared/domain/reasons.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import type { Id } from '../../../../shared/domain/schema/common.ts';
import type { LinkInput, StoredLink } from '../../../../shared/domain/schema/programme/links.ts';
import type { ItemCall } from '../../bulk/part.ts';
import type { ApiDeps } from '../../deps.ts';
import { invalid, type Refusal } from '../../http/refusal.ts';
import { domainReader, type LinkDomain } from '../../link-domains.ts';
import {
  checkAddresses,
  checkSlug,
  refusalOfMade,
  refuseProblems,
  rulesFor,
  untilDecided,
} from '../../links.ts';
import { externalIdTaken, idFor } from '../../records.ts';
import { refuseEndedRights } from './asset-rights.ts';

export type MakingLinks = Omit<ItemCall, 'newId'> & { newId: (prefix: 'lnk') => Id<'lnk'> };

/** All of them, or a refusal that leaves nothing behind. */
export const makeLinks = (
  inputs: readonly LinkInput[],
  at: string,
  call: MakingLinks,
  deps: ApiDeps,
): Promise<StoredLink[] | Refusal> => {
  const ids = inputs.map((input) => idFor('lnk', input, call));
  return untilDecided(() => makeOnce(inputs, ids, at, call, deps));
};

export async function makeOnce(
  inputs: readonly LinkInput[],
  ids: readonly Id<'lnk'>[],
  at: string,
  call: MakingLinks,
  deps: ApiDeps,
): Promise<StoredLink[] | Refusal | 'again'> {
  const { stores, origin } = call;
  if (new Set(ids).size !== ids.length) return invalid(wrong(`${at}externalId`, 'stands-twice'));
  const brand = await stores.getBrand();
  const links = await plannedLinks(inputs, ids, { at, brand }, call, deps);

  const existing = await stores.links.getMany(ids);
  if (existing.length > 0 && !(await sameOrigin(stores, ids, origin))) return externalIdTaken();
  const standing = new Set(existing.map(({ id }) => id));
  const fresh = links.flatMap((link, i) =>
    standing.has(link.id) ? [] : [{ ...link, at: at && `${at}${i}.` }],
  );
  await refuseEndedRights(fresh, call, brand);
  const outcome = await stores.links.make({ links, origin, now: call.now });
  if (outcome.kind === 'again') return 'again';
  if (outcome.kind !== 'made') return refusalOfMade(outcome) ?? 'again';
  // Made by an earlier request: as they are now. By this one, a look ago too: as they were made, whoever changed them since.
  const areEarlier = existing.some(({ createdAt }) => createdAt !== call.at);
  return areEarlier ? stores.links.getMany(ids) : outcome.links;
}

type Place = { at: string; brand: Brand };

/** As they would be kept. Throws what is wrong with them. */
async function plannedLinks(
  inputs: readonly LinkInput[],
  ids: readonly Id<'lnk'>[],
  { at, brand }: Place,
  { stores, at: stamp }: MakingLinks,
  deps: ApiDeps,
): Promise<StoredLink[]> {
  const domains = await checkNamed(inputs, at, brand, stores, deps);
  const rules = await rulesFor(inputs, brand, deps);
  const problems: FieldRefusal[] = [];
  const links: StoredLink[] = [];
  for (const [index, input] of inputs.entries()) {
    const id = ids[index] as Id<'lnk'>;
    const domain = domains[index] ?? {};
    const { slug = await stores.links.freeSlug(id, domain), domain: _, ...rest } = input;
    const checked = checkAddresses(rest, rules, problems, at && `${at}${index}.`);
    const archived = input.status === 'archived' ? { archivedAt: stamp } : {};
    links.push({ id, slug, ...checked, ...domain, ...archived, createdAt: stamp, updatedAt: stamp });
  }
  refuseProblems(problems);
  const folded = links.map(({ slug, domainId }) => slugInSpace(foldSlug(slug), domainId));
  if (new Set(folded).size !== folded.length) throw invalid(wrong(`${at}slug`, 'stands-twice'));
  return links;
}

/** Were these links made by this very request, before? */
async function sameOrigin(stores: BrandStores, ids: readonly string[], origin: string): Promise<boolean> {
  const outcomes = await Promise.all(ids.map((id) => stores.links.originOf(id)));
  return outcomes.every((made) => made === undefined || made === origin);
}

/** What they are called, where they stand, and that their posts are there. Throws what isn't. */
export async function checkNamed(
  inputs: readonly LinkInput[],
  at: string,
  brand: Brand,
  stores: BrandStores,
  deps: ApiDeps,
): Promise<LinkDomain[]> {
  const problems: FieldRefusal[] = [];
  const domains: LinkDomain[] = [];
  const readDomain = domainReader(brand, stores, deps);
  const posts = await stores.posts.getMany([...new Set(inputs.flatMap(({ postId }) => postId ?? []))]);
  const known = new Set(posts.map(({ id }) => id));
  for (const [index, input] of inputs.entries()) {
    const place = at && `${at}${index}.`;
    if (input.postId !== undefined && !known.has(input.postId))
      problems.push(wrong(`${place}postId`, 'no-such', { what: 'post' }));
    problems.push(...platformProblems(input, place));
    checkSlug(input.slug, problems, place);
    domains.push(await readDomain(input.domain, problems, place));
  }
  refuseProblems(problems);
  return domains;
}

/** A link of a post stands where the post does. */
export const platformProblems = (
  { postId, platform }: { postId?: string | undefined; platform?: string | undefined },
  at = '',
) => (postId !== undefined && platform !== undefined ? [wrong(`${at}platform`, 'said-by-the-post')] : []);
