import type { BrandRecords } from '../../../../shared/data/table/records-store.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import {
  archiveCampaign,
  Campaign,
  createCampaign,
  getCampaign,
  getCampaignByExternalId,
  listCampaigns,
  patchCampaign,
  putCampaign,
} from '../../../../shared/domain/schema/programme/campaigns.ts';
import { type Api, created, ok } from '../../http/call.ts';
import { invalid, Refusal } from '../../http/refusal.ts';
import { archivedAtOf, createOrRefuse, patched, upsert } from '../../records.ts';

export const campaignsOf = (records: BrandRecords) => records.collection('CAMPAIGN', Campaign);

export function registerCampaigns(api: Api): void {
  api.on(createCampaign, async ({ body, records, brandId, newId, at, origin }) => {
    const id = body.externalId === undefined ? newId('cmp') : idOfExternal('cmp', brandId, body.externalId);
    const made = await createOrRefuse(
      campaignsOf(records),
      { id, ...body, createdAt: at, updatedAt: at },
      origin,
    );
    return made instanceof Refusal ? made : created(made, '/v1/campaigns');
  });

  api.on(listCampaigns, async ({ records, pageStart, pageEnd }) => {
    const page = await campaignsOf(records).list(pageStart());
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getCampaign, async ({ records, params }) => ok(await campaignsOf(records).get(params.id)));

  api.on(getCampaignByExternalId, async ({ records, brandId, params }) =>
    ok(await campaignsOf(records).get(idOfExternal('cmp', brandId, params.externalId))),
  );

  api.on(patchCampaign, async ({ records, params, body: { archived, ...patch }, at }) => {
    const change = { ...patch, ...archivedAtOf(archived, at), updatedAt: at };
    return ok(
      await campaignsOf(records).update(params.id, (campaign) => {
        const next = patched(campaign, change);
        if (next.startsOn > next.endsOn)
          throw invalid({ path: 'endsOn', message: 'must not lie before startsOn' });
        return next;
      }),
    );
  });

  api.on(archiveCampaign, async ({ records, params, at }) =>
    ok(await campaignsOf(records).archive(params.id, at)),
  );

  api.on(putCampaign, async ({ records, brandId, params, body, at }) => {
    const id = idOfExternal('cmp', brandId, params.externalId);
    const fresh: Campaign = { id, externalId: params.externalId, ...body, createdAt: at, updatedAt: at };
    return upsert(campaignsOf(records), fresh, ({ createdAt }) => ({ ...fresh, createdAt }));
  });
}
