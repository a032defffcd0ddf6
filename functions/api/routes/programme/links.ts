import type { BrandStores } from '../../../../shared/data/stores.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import { foldSlug } from '../../../../shared/domain/link/slug.ts';
import { isFiltering, passes, placesOf } from '../../../../shared/domain/post-filter.ts';
import type { BrandId, Id } from '../../../../shared/domain/schema/common.ts';
import {
  archiveLink,
  createLink,
  createLinks,
  getLink,
  getLinkByExternalId,
  type LinkInput,
  listLinks,
  patchLink,
  putLink,
  type StoredLink,
} from '../../../../shared/domain/schema/programme/links.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, ok } from '../../http/call.ts';
import { invalid, Refusal } from '../../http/refusal.ts';
import {
  checkAddresses,
  checkNames,
  refusalOfMade,
  refuseProblems,
  shownLink,
  untilDecided,
} from '../../links.ts';
import { contains, pageOfWanted } from '../../lists.ts';
import { externalIdTaken, patched } from '../../records.ts';

export function registerLinks(api: Api, deps: ApiDeps): void {
  api.on(createLink, async (call) => {
    const made = await makeLinks([call.body], '', call, deps);
    if (made instanceof Refusal) return made;
    const [link] = made;
    return link ? created(shownLink(link, deps), '/v1/links') : externalIdTaken();
  });

  api.on(createLinks, async (call) => {
    const made = await makeLinks(call.body.links, 'links.', call, deps);
    if (made instanceof Refusal) return made;
    return { status: 201 as const, body: { data: made.map((link) => shownLink(link, deps)) } };
  });

  api.on(listLinks, async ({ stores, query, pageStart, pageEnd }) => {
    const { limit: _limit, cursor: _cursor, q, postId, status, ...filter } = query;
    if (postId && Object.keys(query).length === 2) {
      const { records: data } = await pageOfPost(stores, postId);
      return ok({ data: data.map((link) => shownLink(link, deps)), nextCursor: null });
    }
    if (postId) await stores.posts.get(postId);
    const places = isFiltering(filter)
      ? placesOf((await deps.stores.loader.loadProgramme(await stores.getBrand())).catalog)
      : undefined;
    const page = await pageOfWanted(stores.links, pageStart(), {
      isWanted: (link) =>
        (!postId || link.postId === postId) &&
        (!status || link.status === status) &&
        (!places || passes(places.ofLink(link.id) ?? {}, filter)) &&
        contains(q, link.slug, link.destination),
    });
    return ok({ data: page.records.map((link) => shownLink(link, deps)), nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getLink, async ({ stores, params }) => ok(shownLink(await stores.links.get(params.id), deps)));

  api.on(getLinkByExternalId, async ({ stores, brandId, params }) =>
    ok(shownLink(await stores.links.get(idOfExternal('lnk', brandId, params.externalId)), deps)),
  );

  api.on(patchLink, async ({ stores, params, body, now, at }) => {
    await stores.links.get(params.id);
    const problems: { path: string; message: string }[] = [];
    const { expiredDestination, targeting, ...rest } = body;
    const given = {
      ...rest,
      ...(expiredDestination ? { expiredDestination } : {}),
      ...(targeting ? { targeting } : {}),
    };
    const checked = checkAddresses(given as Partial<StoredLink>, await stores.getBrand(), deps, problems);
    refuseProblems(problems);
    const change = {
      ...body,
      ...checked,
      ...(body.status ? statusChange(body.status, at) : {}),
      updatedAt: at,
    };
    const link = await stores.links.update(params.id, (stored) => patched(stored, change), now);
    return ok(shownLink(link, deps));
  });

  api.on(archiveLink, async ({ stores, params, now, at }) => {
    const change = { ...statusChange('archived', at), updatedAt: at };
    const link = await stores.links.update(params.id, (stored) => patched(stored, change), now);
    return ok(shownLink(link, deps));
  });

  api.on(putLink, async (call) => {
    const { stores, brandId, params, body, now, at } = call;
    const id = idOfExternal('lnk', brandId, params.externalId);
    const inputs = [{ ...body, externalId: params.externalId }];
    const existing = await untilDecided(async () => {
      const found = await stores.links.find(id);
      if (found) return found;
      const made = await makeOnce(inputs, [id], '', call, deps);
      return made instanceof Refusal ? ((await stores.links.find(id)) ?? made) : made;
    });
    if (existing instanceof Refusal) return existing;
    if (Array.isArray(existing))
      return { status: 201 as const, body: shownLink(existing[0] as StoredLink, deps) };
    const problems: { path: string; message: string }[] = [];
    const { postId, slug, domain, ...settings } = checkAddresses(
      body,
      await stores.getBrand(),
      deps,
      problems,
    );
    problems.push(...frozenProblems({ postId, slug, domain }, existing));
    refuseProblems(problems);
    const link = await stores.links.update(
      id,
      ({ id, postId, externalId, slug, domain, createdAt }) => ({
        id,
        postId,
        slug,
        ...settings,
        ...(externalId ? { externalId } : {}),
        ...(domain ? { domain } : {}),
        ...(settings.status === 'archived' ? { archivedAt: at } : {}),
        createdAt,
        updatedAt: at,
      }),
      now,
    );
    return { status: 200 as const, body: shownLink(link, deps) };
  });
}

/** What a link keeps for good: said otherwise, it is refused rather than passed over. */
function frozenProblems(
  { slug, ...given }: Record<'postId' | 'slug' | 'domain', string | undefined>,
  link: StoredLink,
) {
  const isOther = {
    slug: slug !== undefined && foldSlug(slug) !== foldSlug(link.slug),
    postId: given.postId !== link.postId,
    domain: given.domain !== undefined && given.domain !== link.domain,
  };
  return (['postId', 'slug', 'domain'] as const)
    .filter((path) => isOther[path])
    .map((path) => ({ path, message: `cannot be changed; it is ${link[path] ?? 'not set'}` }));
}

const statusChange = (status: StoredLink['status'], at: string) => ({
  status,
  archivedAt: status === 'archived' ? at : null,
});

async function pageOfPost(stores: BrandStores, postId: string) {
  await stores.posts.get(postId);
  const links = await stores.links.listOfPost(postId);
  return { records: links.filter(({ archivedAt }) => archivedAt === undefined), lastKey: undefined };
}

type Making = {
  stores: BrandStores;
  brandId: BrandId;
  newId: (prefix: 'lnk') => Id<'lnk'>;
  now: number;
  at: string;
  origin: string;
};

/** All of them, or a refusal that leaves nothing behind. */
const makeLinks = (
  inputs: readonly LinkInput[],
  at: string,
  call: Making,
  deps: ApiDeps,
): Promise<StoredLink[] | Refusal> => {
  const ids = inputs.map(({ externalId }) =>
    externalId === undefined ? call.newId('lnk') : idOfExternal('lnk', call.brandId, externalId),
  );
  return untilDecided(() => makeOnce(inputs, ids, at, call, deps));
};

async function makeOnce(
  inputs: readonly LinkInput[],
  ids: readonly Id<'lnk'>[],
  at: string,
  call: Making,
  deps: ApiDeps,
): Promise<StoredLink[] | Refusal | 'again'> {
  const { stores, origin } = call;
  const many = stores.links;
  if (new Set(ids).size !== ids.length)
    return invalid({ path: `${at}externalId`, message: 'stands twice in this request' });
  await check(inputs, at, stores, deps);

  const brand = await stores.getBrand();
  const problems: { path: string; message: string }[] = [];
  const links: StoredLink[] = [];
  for (const [index, input] of inputs.entries()) {
    const id = ids[index] as Id<'lnk'>;
    const { slug = await many.freeSlug(id), ...rest } = input;
    const checked = checkAddresses(rest, brand, deps, problems, at && `${at}${index}.`);
    const archived = input.status === 'archived' ? { archivedAt: call.at } : {};
    links.push({ id, slug, ...checked, ...archived, createdAt: call.at, updatedAt: call.at });
  }
  refuseProblems(problems);
  const folded = links.map(({ slug }) => foldSlug(slug));
  if (new Set(folded).size !== folded.length)
    return invalid({ path: `${at}slug`, message: 'stands twice in this request' });

  const existing = await stores.links.getMany(ids);
  if (existing.length > 0 && !(await sameOrigin(stores, ids, origin))) return externalIdTaken();
  const outcome = await many.make({ links, origin, now: call.now });
  if (outcome.kind === 'again') return 'again';
  if (outcome.kind !== 'made') return refusalOfMade(outcome) ?? 'again';
  // Made by an earlier request: as they are now. By this one, a look ago too: as they were made, whoever changed them since.
  const areEarlier = existing.some(({ createdAt }) => createdAt !== call.at);
  return areEarlier ? stores.links.getMany(ids) : outcome.links;
}

/** Were these links made by this very request, before? */
async function sameOrigin(stores: BrandStores, ids: readonly string[], origin: string): Promise<boolean> {
  const outcomes = await Promise.all(ids.map((id) => stores.links.originOf(id)));
  return outcomes.every((made) => made === undefined || made === origin);
}

async function check(
  inputs: readonly LinkInput[],
  at: string,
  stores: BrandStores,
  deps: ApiDeps,
): Promise<void> {
  const problems: { path: string; message: string }[] = [];
  const posts = await stores.posts.getMany([...new Set(inputs.map(({ postId }) => postId))]);
  const known = new Set(posts.map(({ id }) => id));
  for (const [index, input] of inputs.entries()) {
    const place = at && `${at}${index}.`;
    if (!known.has(input.postId)) problems.push({ path: `${place}postId`, message: 'there is no such post' });
    checkNames(input, deps, problems, place);
  }
  refuseProblems(problems);
}
