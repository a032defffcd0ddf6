import type { BrandStores } from '../../../../shared/data/stores.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import { foldSlug } from '../../../../shared/domain/link/slug.ts';
import { isFiltering, wantedIn } from '../../../../shared/domain/post-filter.ts';
import {
  addAliases,
  archiveLink,
  createLink,
  createLinks,
  getLink,
  getLinkByExternalId,
  type Link,
  LinkInput,
  listLinks,
  patchLink,
  putLink,
  type StoredLink,
} from '../../../../shared/domain/schema/programme/links.ts';
import { allows } from '../../../../shared/domain/schema/scopes.ts';
import { type BulkPart, itemOfPut } from '../../bulk/part.ts';
import { onMany } from '../../bulk/take-many.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Call, created, type Handler, ok } from '../../http/call.ts';
import { missingScope, Refusal, refuse } from '../../http/refusal.ts';
import { checkAddresses, refuseProblems, rulesFor, shownLink } from '../../links.ts';
import { catalogOf } from '../../reading/catalog.ts';
import { contains, inOrderOf, type OrderKeys, pageOfWanted, sortOf } from '../../reading/lists.ts';
import { daysNamed, rangeOf } from '../../reading/range.ts';
import { externalIdTaken, patched } from '../../records.ts';
import { refuseEndedRights, shownAnew } from './asset-rights.ts';
import { checkLinkItem, putLinkAs, putTogether } from './change-link.ts';
import { makeLinks, platformProblems } from './make-links.ts';

const ORDERS: OrderKeys<StoredLink> = {
  slug: ({ slug }) => slug.toLocaleLowerCase(),
  createdAt: ({ createdAt }) => createdAt,
};

export function registerLinks(api: Api, deps: ApiDeps): void {
  api.on(createLink, async (call) => {
    const made = await makeLinks([call.body], '', call, deps);
    if (made instanceof Refusal) return made;
    const [link] = made;
    return link ? created(shownLink(link, deps), '/v1/links') : externalIdTaken();
  });
  onMany(api, createLinks, () => partOf(deps));
  api.on(listLinks, list(deps));
  api.on(getLink, async ({ stores, params }) => ok(shownLink(await stores.links.get(params.id), deps)));
  api.on(getLinkByExternalId, async ({ stores, brandId, params }) =>
    ok(shownLink(await stores.links.get(idOfExternal('lnk', brandId, params.externalId)), deps)),
  );
  api.on(patchLink, patch(deps));
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

const partOf = (deps: ApiDeps): BulkPart<'lnk', LinkInput, StoredLink, Link> => ({
  many: 'links',
  one: 'link',
  prefix: 'lnk',
  schema: LinkInput,
  find: (id, stores) => stores.links.find(id),
  // What the redirect reads is written anew: an earlier attempt may have died before that.
  same: async ({ id }, _item, { stores, now }) =>
    shownLink(await stores.links.update(id, (link) => link, now), deps),
  claims: ({ body }) =>
    body.slug === undefined ? [] : [['slug', `${body.domain ?? ''} ${foldSlug(body.slug)}`]],
  check: (item, call) => checkLinkItem(item, call, deps),
  keep: (item, call) => putLinkAs(item, call, deps),
  keepAll: (items, call) => putTogether(items, call, deps),
});

const list =
  (deps: ApiDeps): Handler<typeof listLinks> =>
  async (call) => {
    const { stores, query, pageStart, pageEnd } = call;
    const { range, postId, ...asked } = wishesIn(query);
    if (postId && Object.keys(query).length === 2) {
      const { records: data } = await pageOfPost(stores, postId);
      return ok({ data: data.map((link) => shownLink(link, deps)), nextCursor: null });
    }
    if (range && !allows(call.key.scopes, 'analytics:read')) return missingScope('analytics:read');
    if (postId) await stores.posts.get(postId);
    const clicksOf = range && (await clicksByLink(range, call, deps));
    const page = await pageOfWanted(stores.links, pageStart(), {
      isWanted: await wantedLinks(asked, postId, stores, deps),
      ...inOrderOf(query.sort, { ...ORDERS, ...(clicksOf ? { clicks: byClicks(clicksOf) } : {}) }),
    });
    const data = page.records.map((link) => ({
      ...shownLink(link, deps),
      ...(clicksOf ? { clicks: clicksOf(link.id) } : {}),
    }));
    return ok({ data, nextCursor: pageEnd(page.lastKey) });
  };

type Asked = Call<typeof listLinks>['query'];

/** `range`: the days whose clicks are asked for, where any are. */
function wishesIn({ limit: _limit, cursor: _cursor, from, to, interval, sort, ...asked }: Asked) {
  const usual = sortOf(sort).name === 'clicks' ? {} : undefined;
  return { ...asked, range: daysNamed({ from, to, interval }) ?? usual };
}
type Wishes = ReturnType<typeof wishesIn>;

async function wantedLinks(
  { q, withoutPost, status, ...filter }: Omit<Wishes, 'range' | 'postId'>,
  postId: string | undefined,
  stores: BrandStores,
  deps: ApiDeps,
): Promise<(link: StoredLink) => boolean> {
  const wanted = isFiltering(filter) ? wantedIn(await catalogOf(stores, deps), filter) : undefined;
  return (link) =>
    (!postId || link.postId === postId) &&
    (!withoutPost || (link.postId === undefined) === (withoutPost === 'true')) &&
    (!status || link.status === status) &&
    (!wanted || wanted.link(link.id)) &&
    contains(q, link.slug, link.destination);
}

/** What each link counted in these days. */
async function clicksByLink(
  range: NonNullable<Wishes['range']>,
  { stores, now }: Call<typeof listLinks>,
  deps: ApiDeps,
): Promise<(linkId: string) => number> {
  const brand = await stores.getBrand();
  const { from, to } = rangeOf(range, brand, now);
  const zoned = { brandId: brand.id, timeZone: brand.timeZone };
  const clicks = new Map<string, number>();
  for (const day of await deps.stores.countReader.listLinkDays(zoned, from, to))
    clicks.set(day.linkId, (clicks.get(day.linkId) ?? 0) + day.clicks);
  return (linkId) => clicks.get(linkId) ?? 0;
}

const byClicks =
  (clicksOf: (linkId: string) => number) =>
  ({ id }: StoredLink): string =>
    String(clicksOf(id)).padStart(12, '0');

const patch =
  (deps: ApiDeps): Handler<typeof patchLink> =>
  async ({ stores, params, body, now, at }) => {
    const standing = await stores.links.get(params.id);
    const { postId } = standing;
    const problems = platformProblems({ postId, platform: body.platform ?? undefined });
    const { expiredDestination, targeting, ...rest } = body;
    const given = {
      ...rest,
      ...(expiredDestination ? { expiredDestination } : {}),
      ...(targeting ? { targeting } : {}),
    };
    const said = given as Partial<StoredLink>;
    const brand = await stores.getBrand();
    const rules = await rulesFor([said], brand, deps);
    const checked = checkAddresses(said, rules, problems);
    refuseProblems(problems);
    await refuseEndedRights(shownAnew(standing, patched(standing, body)), { stores, now }, brand);
    const change = {
      ...body,
      ...checked,
      ...(body.status ? statusChange(body.status, at) : {}),
      updatedAt: at,
    };
    const link = await stores.links.update(params.id, (stored) => patched(stored, change), now);
    return ok(shownLink(link, deps));
  };

const statusChange = (status: StoredLink['status'], at: string) => ({
  status,
  archivedAt: status === 'archived' ? at : null,
});

async function pageOfPost(stores: BrandStores, postId: string) {
  await stores.posts.get(postId);
  const links = await stores.links.listOfPost(postId);
  return { records: links.filter(({ archivedAt }) => archivedAt === undefined), lastKey: undefined };
}
