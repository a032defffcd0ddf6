import type { BrandStores } from '../../../../shared/data/stores.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import { isFiltering } from '../../../../shared/domain/post-filter.ts';
import { wrong } from '../../../../shared/domain/reasons.ts';
import { squadsWith } from '../../../../shared/domain/roi/post-owners.ts';
import {
  archiveSquad,
  createSquad,
  createSquads,
  deleteMember,
  getSquad,
  getSquadByExternalId,
  listSquads,
  patchSquad,
  putMember,
  putSquad,
  type Squad,
  SquadInput,
} from '../../../../shared/domain/schema/programme/squads.ts';
import { checkAsked } from '../../asked-creators.ts';
import { type BulkItem, type ItemCall, itemOfPut } from '../../bulk/part.ts';
import { onMany } from '../../bulk/take-many.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Handler, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';
import { catalogOf } from '../../reading/catalog.ts';
import { among, contains, inOrderOf, type OrderKeys, pageOfWanted } from '../../reading/lists.ts';
import { todayOf } from '../../reading/range.ts';
import { archivedAtOf, createdOrRefused, idFor, patched, upsertItem } from '../../records.ts';

const ORDERS: OrderKeys<Squad> = {
  name: ({ name }) => name.toLocaleLowerCase(),
  city: ({ city }) => city.toLocaleLowerCase(),
};

export function registerSquads(api: Api, deps: ApiDeps): void {
  api.on(createSquad, create);
  api.on(listSquads, async ({ stores, query, pageStart, pageEnd }) => {
    const { limit: _limit, cursor: _cursor, ids, q, sort, ...filter } = query;
    const kept = isFiltering(filter) && squadsWith(await catalogOf(stores, deps), filter);
    const page = await pageOfWanted(among(stores.squads, ids), pageStart(), {
      isWanted: ({ id, name, city, managerName }) =>
        (!kept || kept.has(id)) && contains(q, name, city, managerName),
      ...inOrderOf(sort, ORDERS),
    });
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });
  api.on(getSquad, async ({ stores, params }) => ok(await stores.squads.get(params.id)));
  api.on(getSquadByExternalId, async ({ stores, brandId, params }) =>
    ok(await stores.squads.get(idOfExternal('sqd', brandId, params.externalId))),
  );
  api.on(patchSquad, patch);
  api.on(archiveSquad, async ({ stores, params, at }) => ok(await stores.squads.archive(params.id, at)));
  api.on(putSquad, (call) => put(itemOfPut('sqd', call), call));
  onMany(api, createSquads, () => ({
    many: 'squads',
    one: 'squad',
    prefix: 'sqd',
    schema: SquadInput,
    find: (id, stores) => stores.squads.find(id),
    check: ({ body }, { stores }) => checkAsked(body, stores),
    keep: put,
  }));
  api.on(putMember, takeIn(deps));
  api.on(deleteMember, letGo(deps));
}

const create: Handler<typeof createSquad> = async ({ body, stores, at, origin, ...call }) => {
  await checkAsked(body, stores);
  const squad: Squad = { id: idFor('sqd', body, call), ...body, members: [], createdAt: at, updatedAt: at };
  return createdOrRefused(stores.squads, squad, origin, '/v1/squads');
};

const patch: Handler<typeof patchSquad> = async ({ stores, params, body, at }) => {
  const { archived, ...said } = body;
  await checkAsked(said, stores);
  const change = { ...said, ...archivedAtOf(archived, at), updatedAt: at };
  return ok(await stores.squads.update(params.id, (squad) => patched(squad, change)));
};

async function put(item: BulkItem<'sqd', SquadInput>, { stores, at }: Pick<ItemCall, 'stores' | 'at'>) {
  await checkAsked(item.body, stores);
  return upsertItem(stores.squads, item, at, (said, { id, ...stamps }, standing) => ({
    id,
    ...said,
    members: standing?.members ?? [],
    ...stamps,
  }));
}

const takeIn =
  (deps: ApiDeps): Handler<typeof putMember> =>
  async ({ stores, params, body, now, at }) => {
    const creator = await stores.creators.get(params.creatorId);
    const day = await todayOf(stores, now);
    const change = (squad: Squad) => ({ ...withMember(squad, creator.id, body, day), updatedAt: at });
    return ok(await changeMembers(params, { deps, stores, now }, change));
  };

const letGo =
  (deps: ApiDeps): Handler<typeof deleteMember> =>
  async ({ stores, params, now, at }) => {
    await stores.creators.get(params.creatorId);
    const day = await todayOf(stores, now);
    const change = (squad: Squad) => ({
      ...squad,
      members: squad.members.map((member) =>
        isOpen(member, params.creatorId) ? { ...member, until: later(day, member.since) } : member,
      ),
      updatedAt: at,
    });
    return ok(await changeMembers(params, { deps, stores, now }, change));
  };

/** Members' links of a drop lead on before it opens: those of this creator follow before it is acknowledged. */
async function changeMembers(
  { id, creatorId }: { id: string; creatorId: string },
  { deps, stores, now }: { deps: ApiDeps; stores: BrandStores; now: number },
  change: (squad: Squad) => Squad,
): Promise<Squad> {
  const catalog = await catalogOf(stores, deps);
  const posts = catalog.posts.filter((post) => post.dropId && post.creatorId === creatorId);
  const ids = posts.map(({ postId }) => postId);
  return stores.links.rewriteOfPosts(ids, now, () => stores.squads.update(id, change));
}

type Member = Squad['members'][number];
type Dates = { since?: string; until?: string | null };

const isOpen = (member: Member, creatorId: string): boolean =>
  member.creatorId === creatorId && member.until === undefined;
const later = (one: string, other: string): string => (one > other ? one : other);

/** Changes the open membership, or begins one. Two memberships of one creator never share a day. */
function withMember(squad: Squad, creatorId: Member['creatorId'], dates: Dates, today: string): Squad {
  const open = squad.members.find((member) => isOpen(member, creatorId));
  const others = squad.members.filter((member) => member !== open);
  const since = dates.since ?? open?.since ?? today;
  const until = dates.until ?? undefined;
  if (until !== undefined && until < since)
    throw invalid(wrong('until', 'ends-before-start', { first: 'since' }));
  const clash = others.some(
    (member) =>
      member.creatorId === creatorId &&
      (member.until ?? '9999') >= since &&
      member.since <= (until ?? '9999'),
  );
  if (clash) throw invalid(wrong('since', 'membership-overlaps'));
  if (others.length >= 5_000) throw invalid(wrong('creatorId', 'squad-full'));
  return { ...squad, members: [...others, { creatorId, since, ...(until === undefined ? {} : { until }) }] };
}
