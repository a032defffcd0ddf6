import { brandsOf } from '../../../../shared/data/access/brands-store.ts';
import { postsOf } from '../../../../shared/data/links/links-store.ts';
import { fxOf } from '../../../../shared/data/orders/fx-store.ts';
import { booked, spendOf } from '../../../../shared/data/orders/spend-store.ts';
import type { BrandRecords } from '../../../../shared/data/table/records-store.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import {
  archiveSpend,
  createSpend,
  getSpend,
  getSpendByExternalId,
  listSpend,
  patchSpend,
  putSpend,
  type StoredSpend,
} from '../../../../shared/domain/schema/orders/spend.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, ok } from '../../http/call.ts';
import { invalid, Refusal } from '../../http/refusal.ts';
import { pageOfWanted, sortOf } from '../../lists.ts';
import { archivedAtOf, createOrRefuse, patched, upsert } from '../../records.ts';
import { campaignsOf } from '../programme/campaigns.ts';
import { creatorsOf } from '../programme/creators.ts';
import { squadsOf } from '../programme/squads.ts';

export function registerSpend(api: Api, deps: ApiDeps): void {
  const book = async (spend: StoredSpend, records: BrandRecords) => {
    await checkLevel(spend, records);
    const brand = await brandsOf(deps.tables).get(records.brandId);
    return booked(spend, brand, fxOf(deps.tables, records));
  };

  api.on(createSpend, async ({ body, records, brandId, newId, at, origin }) => {
    const id = body.externalId === undefined ? newId('spd') : idOfExternal('spd', brandId, body.externalId);
    const spend = await book({ id, ...body, createdAt: at, updatedAt: at }, records);
    const made = await createOrRefuse(spendOf(records), spend, origin);
    return made instanceof Refusal ? made : created(made, '/v1/spend');
  });

  api.on(listSpend, async ({ records, query, pageStart, pageEnd }) => {
    const { limit: _limit, cursor: _cursor, sort, from, to, ...exact } = query;
    const { name, descending } = sortOf(sort);
    const page = await pageOfWanted(spendOf(records), pageStart(), {
      isWanted: (spend) =>
        (!from || spend.incurredOn >= from) &&
        (!to || spend.incurredOn <= to) &&
        Object.entries(exact).every(([field, value]) => spend[field as keyof StoredSpend] === value),
      order: name ? ({ incurredOn }) => incurredOn : undefined,
      descending,
    });
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getSpend, async ({ records, params }) => ok(await spendOf(records).get(params.id)));

  api.on(getSpendByExternalId, async ({ records, brandId, params }) =>
    ok(await spendOf(records).get(idOfExternal('spd', brandId, params.externalId))),
  );

  api.on(patchSpend, async ({ records, params, body: { archived, ...patch }, at }) => {
    const change = { ...patch, ...archivedAtOf(archived, at), updatedAt: at };
    return ok(await spendOf(records).update(params.id, (spend) => patched(spend, change)));
  });

  api.on(archiveSpend, async ({ records, params, at }) => ok(await spendOf(records).archive(params.id, at)));

  api.on(putSpend, async ({ records, brandId, params, body, at }) => {
    const id = idOfExternal('spd', brandId, params.externalId);
    const fresh = await book(
      { id, externalId: params.externalId, ...body, createdAt: at, updatedAt: at },
      records,
    );
    return upsert(spendOf(records), fresh, ({ createdAt }) => ({ ...fresh, createdAt }));
  });
}

/** What the spend is booked on must exist in the brand. */
async function checkLevel(spend: StoredSpend, records: BrandRecords): Promise<void> {
  const { postId, creatorId, campaignId, squadId } = spend;
  const lookUps = [
    ['postId', postId, postsOf(records)],
    ['creatorId', creatorId, creatorsOf(records)],
    ['campaignId', campaignId, campaignsOf(records)],
    ['squadId', squadId, squadsOf(records)],
  ] as const;
  for (const [path, id, collection] of lookUps)
    if (id !== undefined && !(await collection.find(id)))
      throw invalid({ path, message: 'there is no such thing' });
}
