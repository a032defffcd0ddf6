import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import { isFiltering } from '../../../../shared/domain/post-filter.ts';
import { wrong } from '../../../../shared/domain/reasons.ts';
import { campaignsWith } from '../../../../shared/domain/roi/post-owners.ts';
import {
  archiveCampaign,
  type Campaign,
  CampaignInput,
  createCampaign,
  createCampaigns,
  getCampaign,
  getCampaignByExternalId,
  listCampaigns,
  patchCampaign,
  putCampaign,
} from '../../../../shared/domain/schema/programme/campaigns.ts';
import { checkAsked } from '../../asked-creators.ts';
import { type BulkItem, type ItemCall, itemOfPut } from '../../bulk/part.ts';
import { onMany } from '../../bulk/take-many.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Handler, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';
import { catalogOf } from '../../reading/catalog.ts';
import { among, contains, inOrderOf, type OrderKeys, pageOfWanted } from '../../reading/lists.ts';
import { archivedAtOf, createdOrRefused, idFor, patched, upsertItem } from '../../records.ts';

const ORDERS: OrderKeys<Campaign> = {
  name: ({ name }) => name.toLocaleLowerCase(),
  startsOn: ({ startsOn }) => startsOn,
};

export function registerCampaigns(api: Api, deps: ApiDeps): void {
  api.on(createCampaign, create);
  api.on(listCampaigns, async ({ stores, query, pageStart, pageEnd }) => {
    const { limit: _limit, cursor: _cursor, ids, q, sort, ...filter } = query;
    const kept = isFiltering(filter) && campaignsWith(await catalogOf(stores, deps), filter);
    const page = await pageOfWanted(among(stores.campaigns, ids), pageStart(), {
      isWanted: ({ id, name }) => (!kept || kept.has(id)) && contains(q, name),
      ...inOrderOf(sort, ORDERS),
    });
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });
  api.on(getCampaign, async ({ stores, params }) => ok(await stores.campaigns.get(params.id)));
  api.on(getCampaignByExternalId, async ({ stores, brandId, params }) =>
    ok(await stores.campaigns.get(idOfExternal('cmp', brandId, params.externalId))),
  );
  api.on(patchCampaign, patch);
  api.on(archiveCampaign, async ({ stores, params, at }) =>
    ok(await stores.campaigns.archive(params.id, at)),
  );
  api.on(putCampaign, (call) => put(itemOfPut('cmp', call), call));
  onMany(api, createCampaigns, () => ({
    many: 'campaigns',
    one: 'campaign',
    prefix: 'cmp',
    schema: CampaignInput,
    find: (id, stores) => stores.campaigns.find(id),
    check: ({ body }, { stores }) => checkAsked(body, stores),
    keep: put,
  }));
}

const create: Handler<typeof createCampaign> = async ({ body, stores, at, origin, ...call }) => {
  await checkAsked(body, stores);
  const campaign = { id: idFor('cmp', body, call), ...body, createdAt: at, updatedAt: at };
  return createdOrRefused(stores.campaigns, campaign, origin, '/v1/campaigns');
};

const patch: Handler<typeof patchCampaign> = async ({ stores, params, body, at }) => {
  const { archived, ...said } = body;
  await checkAsked(said, stores);
  const change = { ...said, ...archivedAtOf(archived, at), updatedAt: at };
  const changed = await stores.campaigns.update(params.id, (campaign) => {
    const next = patched(campaign, change);
    if (next.startsOn > next.endsOn)
      throw invalid(wrong('endsOn', 'ends-before-start', { first: 'startsOn' }));
    return next;
  });
  return ok(changed);
};

async function put(item: BulkItem<'cmp', CampaignInput>, { stores, at }: Pick<ItemCall, 'stores' | 'at'>) {
  await checkAsked(item.body, stores);
  return upsertItem(stores.campaigns, item, at, (said, { id, ...stamps }) => ({ id, ...said, ...stamps }));
}
