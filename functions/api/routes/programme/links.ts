import { linkRecords, postsOf } from '../../../../shared/data/links/links-store.ts';
import type { BrandRecords } from '../../../../shared/data/table/records-store.ts';
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
  brandOf,
  checkAddresses,
  checkNames,
  linksFor,
  refusalOfMade,
  refuseProblems,
  shownLink,
  untilDecided,
} from '../../links.ts';
import { contains, pageOfWanted } from '../../lists.ts';
import { readingOf } from '../../reading.ts';
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

  api.on(listLinks, async ({ records, query, pageStart, pageEnd }) => {
    const { limit: _limit, cursor: _cursor, q, postId, status, ...filter } = query;
    if (postId && Object.keys(query).length === 2) {
      const { records: data } = await pageOfPost(records, postId, deps);
      return ok({ data: data.map((link) => shownLink(link, deps)), nextCursor: null });
    }
    if (postId) await postsOf(records).get(postId);
    const places = isFiltering(filter)
      ? placesOf((await readingOf(deps).loader.loadProgramme(await brandOf(deps, records))).catalog)
      : undefined;
    const page = await pageOfWanted(linkRecords(records), pageStart(), {
      isWanted: (link) =>
        (!postId || link.postId === postId) &&
        (!status || link.status === status) &&
        (!places || passes(places.ofLink(link.id) ?? {}, filter)) &&
        contains(q, link.slug, link.destination),
    });
    return ok({ data: page.records.map((link) => shownLink(link, deps)), nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getLink, async ({ records, params }) =>
    ok(shownLink(await linkRecords(records).get(params.id), deps)),
  );

  api.on(getLinkByExternalId, async ({ records, brandId, params }) =>
    ok(shownLink(await linkRecords(records).get(idOfExternal('lnk', brandId, params.externalId)), deps)),
  );

  api.on(patchLink, async ({ records, params, body, now, at }) => {
    await linkRecords(records).get(params.id);
    const problems: { path: string; message: string }[] = [];
    const { expiredDestination, targeting, ...rest } = body;
    const given = {
      ...rest,
      ...(expiredDestination ? { expiredDestination } : {}),
      ...(targeting ? { targeting } : {}),
    };
    const checked = checkAddresses(
      given as Partial<StoredLink>,
      await brandOf(deps, records),
      deps,
      problems,
    );
    refuseProblems(problems);
    const change = {
      ...body,
      ...checked,
      ...(body.status ? statusChange(body.status, at) : {}),
      updatedAt: at,
    };
    const link = await linksFor(deps, records).update(params.id, (stored) => patched(stored, change), now);
    return ok(shownLink(link, deps));
  });

  api.on(archiveLink, async ({ records, params, now, at }) => {
    const change = { ...statusChange('archived', at), updatedAt: at };
    const link = await linksFor(deps, records).update(params.id, (stored) => patched(stored, change), now);
    return ok(shownLink(link, deps));
  });

  api.on(putLink, async (call) => {
    const { records, brandId, params, body, now, at } = call;
    const id = idOfExternal('lnk', brandId, params.externalId);
    const inputs = [{ ...body, externalId: params.externalId }];
    const existing = await untilDecided(async () => {
      const found = await linkRecords(records).find(id);
      if (found) return found;
      const made = await makeOnce(inputs, [id], '', call, deps);
      return made instanceof Refusal ? ((await linkRecords(records).find(id)) ?? made) : made;
    });
    if (existing instanceof Refusal) return existing;
    if (Array.isArray(existing))
      return { status: 201 as const, body: shownLink(existing[0] as StoredLink, deps) };
    const problems: { path: string; message: string }[] = [];
    const { postId, slug, domain, ...settings } = checkAddresses(
      body,
      await brandOf(deps, records),
      deps,
      problems,
    );
    problems.push(...frozenProblems({ postId, slug, domain }, existing));
    refuseProblems(problems);
    const link = await linksFor(deps, records).update(
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

async function pageOfPost(records: BrandRecords, postId: string, deps: ApiDeps) {
  await postsOf(records).get(postId);
  const links = await linksFor(deps, records).listOfPost(postId);
  return { records: links.filter(({ archivedAt }) => archivedAt === undefined), lastKey: undefined };
}

type Making = {
  records: BrandRecords;
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
  const { records, origin } = call;
  const many = linksFor(deps, records);
  if (new Set(ids).size !== ids.length)
    return invalid({ path: `${at}externalId`, message: 'stands twice in this request' });
  await check(inputs, at, records, deps);

  const brand = await brandOf(deps, records);
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

  const existing = await linkRecords(records).getMany(ids);
  if (existing.length > 0 && !(await sameOrigin(records, ids, origin))) return externalIdTaken();
  const outcome = await many.make({ links, origin, now: call.now });
  if (outcome.kind === 'again') return 'again';
  if (outcome.kind !== 'made') return refusalOfMade(outcome) ?? 'again';
  // Made by an earlier request: as they are now. By this one, a look ago too: as they were made, whoever changed them since.
  const areEarlier = existing.some(({ createdAt }) => createdAt !== call.at);
  return areEarlier ? linkRecords(records).getMany(ids) : outcome.links;
}

/** Were these links made by this very request, before? */
async function sameOrigin(records: BrandRecords, ids: readonly string[], origin: string): Promise<boolean> {
  const outcomes = await Promise.all(ids.map((id) => linkRecords(records).originOf(id)));
  return outcomes.every((made) => made === undefined || made === origin);
}

async function check(
  inputs: readonly LinkInput[],
  at: string,
  records: BrandRecords,
  deps: ApiDeps,
): Promise<void> {
  const problems: { path: string; message: string }[] = [];
  const posts = await postsOf(records).getMany([...new Set(inputs.map(({ postId }) => postId))]);
  const known = new Set(posts.map(({ id }) => id));
  for (const [index, input] of inputs.entries()) {
    const place = at && `${at}${index}.`;
    if (!known.has(input.postId)) problems.push({ path: `${place}postId`, message: 'there is no such post' });
    checkNames(input, deps, problems, place);
  }
  refuseProblems(problems);
}
