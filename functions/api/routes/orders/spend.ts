import { booked, costsTheSame } from '../../../../shared/data/orders/spend-store.ts';
import { levelOf } from '../../../../shared/data/programme/facts-of-records.ts';
import type { BrandStores } from '../../../../shared/data/stores.ts';
import { upsert } from '../../../../shared/data/table/records-store.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import type { Catalog } from '../../../../shared/domain/facts.ts';
import { isFiltering, type PostFilter } from '../../../../shared/domain/post-filter.ts';
import { wrong } from '../../../../shared/domain/reasons.ts';
import { spendWantedIn } from '../../../../shared/domain/roi/spend-allocation.ts';
import {
  archiveSpend,
  createSpend,
  createSpendings,
  getSpend,
  getSpendByExternalId,
  LEVELS,
  listSpend,
  patchSpend,
  putSpend,
  SpendInput,
  type StoredSpend,
} from '../../../../shared/domain/schema/orders/spend.ts';
import { type BulkItem, type ItemCall, itemOfPut } from '../../bulk/part.ts';
import { onMany } from '../../bulk/take-many.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Handler, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';
import { contains, inOrderOf, pageOfWanted } from '../../reading/lists.ts';
import { daysAsked } from '../../reading/range.ts';
import { archivedAtOf, createdOrRefused, idFor, patched } from '../../records.ts';

export function registerSpend(api: Api, deps: ApiDeps): void {
  api.on(createSpend, create);
  api.on(listSpend, list(deps));
  api.on(getSpend, async ({ stores, params }) => ok(await stores.spend.get(params.id)));
  api.on(getSpendByExternalId, async ({ stores, brandId, params }) =>
    ok(await stores.spend.get(idOfExternal('spd', brandId, params.externalId))),
  );
  api.on(patchSpend, async ({ stores, params, body: { archived, ...patch }, at }) => {
    const change = { ...patch, ...archivedAtOf(archived, at), updatedAt: at };
    return ok(await stores.spend.update(params.id, (spend) => patched(spend, change)));
  });
  api.on(archiveSpend, async ({ stores, params, at }) => ok(await stores.spend.archive(params.id, at)));
  api.on(putSpend, (call) => put(itemOfPut('spd', call), call));
  onMany(api, createSpendings, () => ({
    many: 'spend',
    one: 'spend',
    prefix: 'spd',
    schema: SpendInput,
    find: (id, stores) => stores.spend.find(id),
    oneOf: LEVELS,
    check: ({ body }, { stores }) => checkLevel(body, stores),
    alike: namesOfEqual(),
    keep: put,
  }));
}

const create: Handler<typeof createSpend> = async ({ body, stores, at, origin, ...call }) => {
  const id = idFor('spd', body, call);
  const spend = await book({ id, ...body, createdAt: at, updatedAt: at }, stores);
  return createdOrRefused(stores.spend, spend, origin, '/v1/spend');
};

const list =
  ({ stores: { loader } }: ApiDeps): Handler<typeof listSpend> =>
  async ({ stores, query, now, pageStart, pageEnd }) => {
    const { sort, kind, state, q } = query;
    const brand = await stores.getBrand();
    const days = daysAsked(query, brand, now);
    const borneThere = isFiltering(query)
      ? spendBorneIn((await loader.loadProgramme(brand)).catalog, query)
      : undefined;
    const page = await pageOfWanted(stores.spend, pageStart(), {
      isWanted: (spend) =>
        days(spend.incurredOn) &&
        (!kind || spend.kind === kind) &&
        (!state || spend.state === state) &&
        (!borneThere || borneThere(spend)) &&
        contains(q, spend.note, spend.externalId),
      ...inOrderOf(sort, { incurredOn: ({ incurredOn }) => incurredOn }),
    });
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  };

function spendBorneIn(catalog: Catalog, filter: PostFilter): (spend: StoredSpend) => boolean {
  const isWanted = spendWantedIn(catalog, filter);
  return (spend) => {
    const on = levelOf(spend);
    return on !== undefined && isWanted({ on, incurredOn: spend.incurredOn });
  };
}

async function book(spend: StoredSpend, stores: BrandStores): Promise<StoredSpend> {
  await checkLevel(spend, stores);
  return booked(spend, await stores.getBrand(), stores.fx);
}

async function put(
  { id, body, over }: BulkItem<'spd', SpendInput>,
  { stores, at }: Pick<ItemCall, 'stores' | 'at'>,
) {
  const fresh = await book({ id, ...body, createdAt: at, updatedAt: at }, stores);
  return upsert(stores.spend, fresh, (standing) => {
    const { createdAt } = standing;
    const said = { id, ...over(standing), createdAt, updatedAt: at };
    // Where another has told its amount meanwhile, the sweep converts that one.
    return fresh.booked && costsTheSame(said, fresh) ? { ...said, booked: fresh.booked } : said;
  });
}

/** Names of the costs that stand and say the same; reads all once for a whole request, and only if one asks. */
function namesOfEqual(): (item: { body: SpendInput }, call: Pick<ItemCall, 'stores'>) => Promise<string[]> {
  let names: Promise<Map<string, string[]>> | undefined;
  const read = async ({ spend }: BrandStores) => {
    const byCost = new Map<string, string[]>();
    for await (const { externalId, ...cost } of spend.all()) {
      if (!externalId) continue;
      const told = costOf(cost);
      const equal = byCost.get(told);
      if (equal) equal.push(externalId);
      else byCost.set(told, [externalId]);
    }
    return byCost;
  };
  return async ({ body }, { stores }) => {
    names ??= read(stores);
    return (await names).get(costOf(body)) ?? [];
  };
}

/** What tells two costs apart that have no name: when, what, how much, for whom. */
const costOf = (cost: Omit<SpendInput, 'externalId' | 'basis' | 'state'>): string =>
  JSON.stringify([
    cost.incurredOn,
    cost.kind,
    cost.amount.amount,
    cost.amount.currency,
    cost.note ?? '',
    ...LEVELS.map((level) => cost[level] ?? ''),
  ]);

/** What the spend is booked on must exist in the brand. */
async function checkLevel(spend: SpendInput, stores: BrandStores): Promise<void> {
  const { postId, creatorId, campaignId, squadId } = spend;
  const lookUps = [
    ['postId', postId, stores.posts],
    ['creatorId', creatorId, stores.creators],
    ['campaignId', campaignId, stores.campaigns],
    ['squadId', squadId, stores.squads],
  ] as const;
  for (const [path, id, collection] of lookUps)
    if (id !== undefined && !(await collection.find(id)))
      throw invalid(wrong(path, 'no-such', { what: 'thing' }));
}
