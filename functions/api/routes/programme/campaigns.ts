import { upsert } from '../../../../shared/data/table/records-store.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
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
import { type BulkItem, type ItemCall, wholly } from '../../bulk/part.ts';
import { onMany } from '../../bulk/take-many.ts';
import { type Api, created, ok } from '../../http/call.ts';
import { invalid, Refusal } from '../../http/refusal.ts';
import { archivedAtOf, createOrRefuse, patched } from '../../records.ts';

export function registerCampaigns(api: Api): void {
  api.on(createCampaign, async ({ body, stores, brandId, newId, at, origin }) => {
    await checkAsked(body, stores);
    const id = body.externalId === undefined ? newId('cmp') : idOfExternal('cmp', brandId, body.externalId);
    const made = await createOrRefuse(
      stores.campaigns,
      { id, ...body, createdAt: at, updatedAt: at },
      origin,
    );
    return made instanceof Refusal ? made : created(made, '/v1/campaigns');
  });

  api.on(listCampaigns, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.campaigns.list(pageStart());
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getCampaign, async ({ stores, params }) => ok(await stores.campaigns.get(params.id)));

  api.on(getCampaignByExternalId, async ({ stores, brandId, params }) =>
    ok(await stores.campaigns.get(idOfExternal('cmp', brandId, params.externalId))),
  );

  api.on(patchCampaign, async ({ stores, params, body: { archived, ...patch }, at }) => {
    await checkAsked(patch, stores);
    const change = { ...patch, ...archivedAtOf(archived, at), updatedAt: at };
    return ok(
      await stores.campaigns.update(params.id, (campaign) => {
        const next = patched(campaign, change);
        if (next.startsOn > next.endsOn)
          throw invalid({ path: 'endsOn', message: 'must not lie before startsOn' });
        return next;
      }),
    );
  });

  api.on(archiveCampaign, async ({ stores, params, at }) =>
    ok(await stores.campaigns.archive(params.id, at)),
  );

  api.on(putCampaign, ({ params: { externalId }, body, ...call }) => {
    const sent = { externalId, ...body };
    return put({ id: idOfExternal('cmp', call.brandId, externalId), ...wholly(sent) }, call);
  });

  onMany(api, createCampaigns, () => ({
    many: 'campaigns',
    one: 'campaign',
    prefix: 'cmp',
    schema: CampaignInput,
    find: (id, stores) => stores.campaigns.find(id),
    keep: put,
  }));
}

type Sent = BulkItem<'cmp', CampaignInput>;

const put = async ({ id, body, over }: Sent, { stores, at }: Pick<ItemCall, 'stores' | 'at'>) => {
  await checkAsked(body, stores);
  const as = (said: CampaignInput, createdAt: string): Campaign => ({
    id,
    ...said,
    createdAt,
    updatedAt: at,
  });
  return upsert(stores.campaigns, as(body, at), (standing) => as(over(standing), standing.createdAt));
};
