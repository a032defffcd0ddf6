import { type Called, isCalledSo } from '../../../../shared/data/programme/handles-store.ts';
import type { BrandStores } from '../../../../shared/data/stores.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import { foldCode } from '../../../../shared/domain/orders/coupon-code.ts';
import { creatorsWith } from '../../../../shared/domain/roi/post-owners.ts';
import { rankEngagement } from '../../../../shared/domain/roi/promotions/engagement-ranking.ts';
import {
  archiveCreator,
  type Creator,
  CreatorInput,
  createCreator,
  createCreators,
  getCreator,
  getCreatorByExternalId,
  listCreators,
  patchCreator,
  putCreator,
} from '../../../../shared/domain/schema/programme/creators.ts';
import { allows } from '../../../../shared/domain/schema/scopes.ts';
import { type BulkItem, type BulkPart, type ItemCall, itemOfPut } from '../../bulk/part.ts';
import type { Finder } from '../../bulk/references.ts';
import { onMany } from '../../bulk/take-many.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, type Handler, ok } from '../../http/call.ts';
import { missingScope, Refusal, refuse } from '../../http/refusal.ts';
import { pageOfRanking } from '../../reading/creator-ranking.ts';
import { among, contains, inOrderOf, type OrderKeys, pageOfWanted } from '../../reading/lists.ts';
import { archivedAtOf, createdOrRefused, idFor, patched, upsertItem } from '../../records.ts';

const ORDERS: OrderKeys<Creator> = {
  handle: ({ handle }) => handle.toLocaleLowerCase().replace(/^@/, ''),
  followers: ({ followers = 0 }) => String(followers).padStart(12, '0'),
  createdAt: ({ createdAt }) => createdAt,
};

export function registerCreators(api: Api, deps: ApiDeps): void {
  api.on(createCreator, create);
  api.on(listCreators, list(deps));
  api.on(getCreator, async ({ stores, params }) => ok(await stores.creators.get(params.id)));
  api.on(getCreatorByExternalId, async ({ stores, brandId, params }) =>
    ok(await stores.creators.get(idOfExternal('crt', brandId, params.externalId))),
  );
  api.on(patchCreator, patch);
  api.on(archiveCreator, async ({ stores, params, at }) => ok(await stores.creators.archive(params.id, at)));
  api.on(putCreator, (call) => put(itemOfPut('crt', call), call));
  onMany(api, createCreators, partOf);
}

const create: Handler<typeof createCreator> = async ({ body, stores, now, at, origin, ...call }) => {
  const id = idFor('crt', body, call);
  const isNamed = body.externalId !== undefined;
  const other = isNamed ? undefined : await stores.handles.findOther(body, id, now);
  if (other) return repeatOrRefuse(body, other, origin, stores);
  const taken = await stores.coupons.claim(body.couponCodes, id, now);
  if (taken) return couponTaken(taken);
  const meanwhile = await stores.handles.claim(body, id, now);
  if (meanwhile && !isNamed) return creatorExists(body, meanwhile);
  const creator = { id, ...body, createdAt: at, updatedAt: at };
  return createdOrRefused(stores.creators, creator, origin, '/v1/creators');
};

/** The request that made her, sent again, gets its answer; another one is told whom to change. */
async function repeatOrRefuse(called: Called, other: string, origin: string, { creators }: BrandStores) {
  const standing = (await creators.originOf(other)) === origin ? await creators.find(other) : undefined;
  return standing ? created(standing, '/v1/creators') : creatorExists(called, other);
}

const list =
  ({ stores: { brands, loader } }: ApiDeps): Handler<typeof listCreators> =>
  async ({ brandId, stores, key, query, pageStart, pageEnd }) => {
    const { limit: _limit, cursor: _cursor, ids, sort, q, platform, source, ...byPosts } = query;
    const ofPosts = Object.keys(byPosts).length > 0;
    const brand = await brands.get(brandId);
    if (sort === 'er_posterior') {
      if (!allows(key.scopes, 'engagement:read')) return missingScope('engagement:read');
      const { catalog, engagement } = await loader.loadProgramme(brand);
      const page = await pageOfRanking(rankEngagement(catalog, engagement), stores.creators, pageStart());
      return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
    }
    const having = ofPosts ? creatorsWith((await loader.loadProgramme(brand)).catalog, byPosts) : undefined;
    const page = await pageOfWanted(among(stores.creators, ids), pageStart(), {
      isWanted: (creator) =>
        (!platform || creator.platform === platform) &&
        (!source || creator.source === source) &&
        (!having || having.has(creator.id)) &&
        contains(q, creator.handle, creator.displayName, creator.city),
      ...inOrderOf(sort, ORDERS),
    });
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  };

const patch: Handler<typeof patchCreator> = async ({ stores, params, body, now, at }) => {
  const { archived, ...said } = body;
  const standing = await stores.creators.get(params.id);
  const called = { handle: said.handle ?? standing.handle, platform: said.platform ?? standing.platform };
  const isRenamed = !isCalledSo(standing, called);
  const isNamedAnew = isRenamed || (archived === false && standing.archivedAt !== undefined);
  const other = isNamedAnew ? await stores.handles.findOther(called, params.id, now) : undefined;
  if (other) return creatorExists(called, other);
  const taken = await stores.coupons.claim(said.couponCodes ?? [], params.id, now);
  if (taken) return couponTaken(taken);
  const meanwhile = isNamedAnew ? await stores.handles.claim(called, params.id, now) : undefined;
  if (meanwhile) return creatorExists(called, meanwhile);
  if (said.couponCodes) await stores.coupons.keepOnly(said.couponCodes, params.id, now);
  const change = { ...said, ...archivedAtOf(archived, at), updatedAt: at };
  const changed = await stores.creators.update(params.id, (creator) => patched(creator, change));
  if (isRenamed) await stores.handles.release(standing, params.id);
  return ok(changed);
};

type Item = BulkItem<'crt', CreatorInput>;

async function put(item: Item, { stores, now, at }: Pick<ItemCall, 'stores' | 'now' | 'at'>) {
  const { couponCodes } = item.body;
  const taken = await stores.coupons.claim(couponCodes, item.id, now);
  if (taken) return couponTaken(taken);
  await stores.coupons.keepOnly(couponCodes, item.id, now);
  const other = await stores.handles.claim(item.body, item.id, now);
  const isNobody = item.body.externalId === undefined && !(await stores.creators.find(item.id));
  if (other && isNobody) return creatorExists(item.body, other);
  return upsertItem(stores.creators, item, at, (said, { id, ...stamps }) => ({ id, ...said, ...stamps }));
}

const partOf = (finder: Finder): BulkPart<'crt', CreatorInput, Creator, Creator> => ({
  many: 'creators',
  one: 'creator',
  prefix: 'crt',
  schema: CreatorInput,
  find: (id, stores) => stores.creators.find(id),
  named: async ({ handle, platform }) =>
    typeof handle === 'string' ? (await finder.creatorsCalled(handle, platform))[0] : undefined,
  claims: ({ body }) => body.couponCodes.map((code, at) => [`couponCodes.${at}`, foldCode(code)]),
  check: async ({ id, body }, { stores, now }) => {
    const taken = await stores.coupons.findTaken(body.couponCodes, id, now);
    if (taken) throw couponTaken(taken);
  },
  note: ({ id, body }) => finder.noteCreator({ id, ...body }),
  async keep(item, call) {
    const kept = await put(item, call);
    if (!(kept instanceof Refusal)) await finder.noteCreator(kept.body);
    return kept;
  },
});

const couponTaken = (code: string): Refusal =>
  refuse(409, 'coupon-taken', `The coupon code ${code} is another creator’s.`, { code });

const creatorExists = ({ handle, platform }: Called, other: string): Refusal =>
  refuse(409, 'creator-exists', `${handle} on ${platform} is a creator already, ${other}; change that one.`, {
    handle,
  });
