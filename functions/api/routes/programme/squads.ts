import type { BrandStores } from '../../../../shared/data/stores.ts';
import { upsert } from '../../../../shared/data/table/records-store.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
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
import { dayOf } from '../../../../shared/domain/time/week.ts';
import { checkAsked } from '../../asked-creators.ts';
import { type BulkItem, type ItemCall, wholly } from '../../bulk/part.ts';
import { onMany } from '../../bulk/take-many.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, ok } from '../../http/call.ts';
import { invalid, Refusal } from '../../http/refusal.ts';
import { archivedAtOf, createOrRefuse, patched } from '../../records.ts';

export function registerSquads(api: Api, deps: ApiDeps): void {
  const today = async (stores: BrandStores, now: number) => dayOf(now, (await stores.getBrand()).timeZone);

  api.on(createSquad, async ({ body, stores, brandId, newId, at, origin }) => {
    await checkAsked(body, stores);
    const id = body.externalId === undefined ? newId('sqd') : idOfExternal('sqd', brandId, body.externalId);
    const squad: Squad = { id, ...body, members: [], createdAt: at, updatedAt: at };
    const made = await createOrRefuse(stores.squads, squad, origin);
    return made instanceof Refusal ? made : created(made, '/v1/squads');
  });

  api.on(listSquads, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.squads.list(pageStart());
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getSquad, async ({ stores, params }) => ok(await stores.squads.get(params.id)));

  api.on(getSquadByExternalId, async ({ stores, brandId, params }) =>
    ok(await stores.squads.get(idOfExternal('sqd', brandId, params.externalId))),
  );

  api.on(patchSquad, async ({ stores, params, body: { archived, ...patch }, at }) => {
    await checkAsked(patch, stores);
    const change = { ...patch, ...archivedAtOf(archived, at), updatedAt: at };
    return ok(await stores.squads.update(params.id, (squad) => patched(squad, change)));
  });

  api.on(archiveSquad, async ({ stores, params, at }) => ok(await stores.squads.archive(params.id, at)));

  api.on(putSquad, ({ params: { externalId }, body, ...call }) => {
    const sent = { externalId, ...body };
    return put({ id: idOfExternal('sqd', call.brandId, externalId), ...wholly(sent) }, call);
  });

  onMany(api, createSquads, () => ({
    many: 'squads',
    one: 'squad',
    prefix: 'sqd',
    schema: SquadInput,
    find: (id, stores) => stores.squads.find(id),
    keep: put,
  }));

  api.on(putMember, async ({ stores, params, body, now, at }) => {
    const creator = await stores.creators.get(params.creatorId);
    const day = await today(stores, now);
    const change = (squad: Squad) => ({ ...withMember(squad, creator.id, body, day), updatedAt: at });
    return ok(await changeMembers(stores, params, now, change));
  });

  api.on(deleteMember, async ({ stores, params, now, at }) => {
    await stores.creators.get(params.creatorId);
    const day = await today(stores, now);
    const change = (squad: Squad) => ({
      ...squad,
      members: squad.members.map((member) =>
        isOpen(member, params.creatorId) ? { ...member, until: later(day, member.since) } : member,
      ),
      updatedAt: at,
    });
    return ok(await changeMembers(stores, params, now, change));
  });

  /** Members' links of a drop lead on before it opens: those of this creator follow before it is acknowledged. */
  async function changeMembers(
    stores: BrandStores,
    { id, creatorId }: { id: string; creatorId: string },
    now: number,
    change: (squad: Squad) => Squad,
  ): Promise<Squad> {
    const { catalog } = await deps.stores.loader.loadProgramme(await stores.getBrand());
    const posts = catalog.posts.filter((post) => post.dropId && post.creatorId === creatorId);
    const ids = posts.map(({ postId }) => postId);
    return stores.links.rewriteOfPosts(ids, now, () => stores.squads.update(id, change));
  }
}

type Kept = Pick<Squad, 'members' | 'createdAt'>;

const put = async (
  { id, body, over }: BulkItem<'sqd', SquadInput>,
  { stores, at }: Pick<ItemCall, 'stores' | 'at'>,
) => {
  await checkAsked(body, stores);
  const as = (said: SquadInput, { members, createdAt }: Kept): Squad => ({
    id,
    ...said,
    members,
    createdAt,
    updatedAt: at,
  });
  return upsert(stores.squads, as(body, { members: [], createdAt: at }), (it) => as(over(it), it));
};

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
    throw invalid({ path: 'until', message: 'must not lie before since' });
  const clash = others.some(
    (member) =>
      member.creatorId === creatorId &&
      (member.until ?? '9999') >= since &&
      member.since <= (until ?? '9999'),
  );
  if (clash) throw invalid({ path: 'since', message: 'lies within another membership of this creator' });
  if (others.length >= 5_000) throw invalid({ path: 'creatorId', message: 'the squad is full' });
  return { ...squad, members: [...others, { creatorId, since, ...(until === undefined ? {} : { until }) }] };
}
