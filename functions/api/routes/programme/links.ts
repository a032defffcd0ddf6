import type { BrandStores } from '../../../../shared/data/stores.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import { foldSlug } from '../../../../shared/domain/link/slug.ts';
import { isFiltering, passes, placesOf } from '../../../../shared/domain/post-filter.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import type { Id } from '../../../../shared/domain/schema/common.ts';
import {
  addAliases,
  archiveLink,
  createLink,
  createLinks,
  getLink,
  getLinkByExternalId,
  LinkInput,
  listLinks,
  patchLink,
  putLink,
  type StoredLink,
} from '../../../../shared/domain/schema/programme/links.ts';
import { type BulkItem, type ItemCall, itemOfPut } from '../../bulk/part.ts';
import { onMany } from '../../bulk/take-many.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, ok } from '../../http/call.ts';
import { invalid, Refusal, refuse } from '../../http/refusal.ts';
import {
  checkAddresses,
  checkNames,
  refusalOfMade,
  refuseProblems,
  shownLink,
  slugTaken,
  untilDecided,
} from '../../links.ts';
import { contains, pageOfWanted } from '../../lists.ts';
import { externalIdTaken, idFor, patched } from '../../records.ts';

export function registerLinks(api: Api, deps: ApiDeps): void {
  api.on(createLink, async (call) => {
    const made = await makeLinks([call.body], '', call, deps);
    if (made instanceof Refusal) return made;
    const [link] = made;
    return link ? created(shownLink(link, deps), '/v1/links') : externalIdTaken();
  });

  onMany(api, createLinks, () => ({
    many: 'links',
    one: 'link',
    prefix: 'lnk',
    schema: LinkInput,
    find: (id, stores) => stores.links.find(id),
    // What the redirect reads is written anew: an earlier attempt may have died before that.
    same: async ({ id }: StoredLink, _item, { stores, now }) =>
      shownLink(await stores.links.update(id, (link) => link, now), deps),
    claims: ({ body }) => (body.slug === undefined ? [] : [['slug', foldSlug(body.slug)]]),
    check: (item, call) => checkLinkItem(item, call, deps),
    keep: (item, call) => putLinkAs(item, call, deps),
    keepAll: (items, call) => putTogether(items, call, deps),
  }));

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

  api.on(addAliases, async ({ stores, params, body, at }) => {
    const outcome = await stores.links.addAliases(params.id, body.aliases, at);
    if (outcome.kind === 'given') return ok(shownLink(outcome.link, deps));
    return refuse(409, 'slug-taken', `Another link has the address ${outcome.address}.`);
  });

  api.on(archiveLink, async ({ stores, params, now, at }) => {
    const change = { ...statusChange('archived', at), updatedAt: at };
    const link = await stores.links.update(params.id, (stored) => patched(stored, change), now);
    return ok(shownLink(link, deps));
  });

  api.on(putLink, (call) => putLinkAs(itemOfPut('lnk', call), call, deps));
}

type LinkItem = BulkItem<'lnk', LinkInput>;

/** Makes the link of that id, or changes the one that is there. */
async function putLinkAs(item: LinkItem, call: Making, deps: ApiDeps) {
  const { id, body } = item;
  const { stores } = call;
  const existing = await untilDecided(async () => {
    const found = await stores.links.find(id);
    if (found) return found;
    const made = await makeOnce([body], [id], '', call, deps);
    return made instanceof Refusal ? ((await stores.links.find(id)) ?? made) : made;
  });
  if (existing instanceof Refusal) return existing;
  if (Array.isArray(existing))
    return { status: 201 as const, body: shownLink(existing[0] as StoredLink, deps) };
  return changeLink(existing, item, call, deps);
}

async function changeLink(existing: StoredLink, { body, over }: LinkItem, call: Making, deps: ApiDeps) {
  const { stores, now, at } = call;
  const brand = await stores.getBrand();
  changedLink(existing, body, brand, deps);
  const link = await stores.links.update(
    existing.id,
    (standing) => {
      const settings = changedLink(standing, over(standing), brand, deps);
      const { id, postId, externalId, slug, aliases, domain, createdAt } = standing;
      return {
        id,
        postId,
        slug,
        ...settings,
        ...(aliases ? { aliases } : {}),
        ...(externalId ? { externalId } : {}),
        ...(domain ? { domain } : {}),
        ...(settings.status === 'archived' ? { archivedAt: standing.archivedAt ?? at } : {}),
        createdAt,
        updatedAt: at,
      };
    },
    now,
  );
  return { status: 200 as const, body: shownLink(link, deps) };
}

/** What is said of a link that stands there, less what it keeps for good. Throws what can't be. */
function changedLink(standing: StoredLink, said: LinkInput, brand: Brand, deps: ApiDeps) {
  const problems: { path: string; message: string }[] = [];
  const { postId, slug, domain, externalId: _, ...settings } = checkAddresses(said, brand, deps, problems);
  problems.push(...frozenProblems({ postId, slug, domain }, standing));
  refuseProblems(problems);
  return settings;
}

async function checkLinkItem({ id, body }: LinkItem, { stores }: Making, deps: ApiDeps): Promise<void> {
  const existing = await stores.links.find(id);
  const brand = await stores.getBrand();
  if (existing) {
    changedLink(existing, body, brand, deps);
    return;
  }
  await check([body], '', stores, deps);
  const problems: { path: string; message: string }[] = [];
  checkAddresses(body, brand, deps, problems);
  refuseProblems(problems);
  const taken = body.slug === undefined ? [] : await stores.links.takenOf([{ id, slug: body.slug }]);
  if (taken.length > 0) throw slugTaken(taken);
}

/** The new ones in one plan: all of them or none, whoever wants one of their slugs meanwhile. Then what is changed. */
async function putTogether(items: readonly LinkItem[], call: Making, deps: ApiDeps) {
  const made = await untilDecided(async () => {
    const known = new Set((await call.stores.links.getMany(items.map(({ id }) => id))).map(({ id }) => id));
    const fresh = firstOfEach(items.filter(({ id }) => !known.has(id)));
    if (fresh.length === 0) return [];
    const outcome = await makeOnce(
      fresh.map(({ body }) => body),
      fresh.map(({ id }) => id),
      'links.',
      call,
      deps,
    );
    return outcome instanceof Refusal && outcome.code === 'external-id-taken' ? 'again' : outcome;
  });
  if (made instanceof Refusal) return made;
  const byId = new Map(made.map((link) => [link.id, link]));
  const answers = [];
  for (const item of items) {
    const fresh = byId.get(item.id);
    byId.delete(item.id);
    answers.push(
      fresh ? { status: 201 as const, body: shownLink(fresh, deps) } : await putLinkAs(item, call, deps),
    );
  }
  return answers;
}

const firstOfEach = <T extends { id: string }>(items: readonly T[]): T[] =>
  items.filter(({ id }, index) => items.findIndex((one) => one.id === id) === index);

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

type Making = Omit<ItemCall, 'newId'> & { newId: (prefix: 'lnk') => Id<'lnk'> };

/** All of them, or a refusal that leaves nothing behind. */
const makeLinks = (
  inputs: readonly LinkInput[],
  at: string,
  call: Making,
  deps: ApiDeps,
): Promise<StoredLink[] | Refusal> => {
  const ids = inputs.map((input) => idFor('lnk', input, call));
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
