import type { BrandStores } from '../../../../shared/data/stores.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import { codesOf, foldCode } from '../../../../shared/domain/orders/coupon-code.ts';
import { isFiltering, type PostFilter, wantedIn } from '../../../../shared/domain/post-filter.ts';
import {
  amendConversion,
  ConversionInput,
  createConversion,
  createConversions,
  createRefund,
  createRefundByExternalId,
  getConversion,
  getConversionByExternalId,
  listConversions,
  listWaitingRefunds,
  putConversion,
  type RefundInput,
  restoreConversion,
  reverseRefund as reverseRefundRoute,
  type StoredConversion,
  voidConversion,
} from '../../../../shared/domain/schema/orders/conversions.ts';
import { bareClickId, customerNamed } from '../../../../shared/domain/shops/personal-data.ts';
import { amendOrder, bookReversal, restoreOrder, voidOrder } from '../../../../shared/orders/change-order.ts';
import type { Taking } from '../../../../shared/orders/desk.ts';
import { bookWaitingAs, refundByExternal, refundOrder } from '../../../../shared/orders/refund-order.ts';
import { shownDetail, shownWaiting } from '../../../../shared/orders/shown.ts';
import { checkOrder, takeOrder } from '../../../../shared/orders/take-order.ts';
import { guestKey } from '../../../../shared/shops/hook-secrets.ts';
import { bareRefund, prefixesOfHooks, toldByHooks } from '../../../../shared/shops/told-by-file.ts';
import type { ItemCall } from '../../bulk/part.ts';
import { onMany } from '../../bulk/take-many.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, type Handler, ok, okOrMade } from '../../http/call.ts';
import { accept, refuseLarge } from '../../http/read-body.ts';
import { catalogOf } from '../../reading/catalog.ts';
import { contains, inOrderOf, pageOfWanted } from '../../reading/lists.ts';
import { daysAsked } from '../../reading/range.ts';

export function registerConversions(api: Api, deps: ApiDeps): void {
  registerTaking(api, deps);
  registerReading(api, deps);
  registerRefunds(api, deps);
  registerChanges(api, deps);
}

/** Orders as they come: one, many, or under a name of the shop's. */
function registerTaking(api: Api, desk: ApiDeps): void {
  api.on(createConversion, async (call) => {
    refuseLarge(call.body);
    const { status, body } = await takeOrder(await asItStands(call.body, call, desk), taking(call, desk));
    return status === 200 ? ok(body) : created(body, '/v1/conversions');
  });
  onMany(api, createConversions, () => {
    const prefixes = prefixesOf();
    return {
      many: 'conversions',
      one: 'conversion',
      prefix: 'cnv',
      schema: ConversionInput,
      emptyEntriesToo: true,
      check: async ({ body }, call) =>
        checkOrder(await asItStands(body, call, desk, prefixes), taking(call, desk)),
      isKept: async ({ id }, { stores }) => (await stores.conversions.find(id)) !== undefined,
      alike: async ({ body }, { stores }) => {
        const found = await toldByHooks(body.externalId, await prefixes(stores), stores, body);
        return found.map(({ externalId }) => externalId);
      },
      keep: async ({ body }, call) =>
        takeOrder(await asItStands(body, call, desk, prefixes), taking(call, desk)),
    };
  });
  api.on(putConversion, async (call) => {
    const { externalId } = call.params;
    refuseLarge(call.body);
    const input = accept(ConversionInput, { ...call.body, externalId });
    return okOrMade(await takeOrder(await asItStands(input, call, desk), taking(call, desk)));
  });
}

/** The prefixes of the brand's hooks, those that are gone too; read once for a whole request. */
function prefixesOf(): (stores: BrandStores) => Promise<string[]> {
  let prefixes: Promise<string[]> | undefined;
  return (stores) => {
    prefixes ??= prefixesOfHooks(stores);
    return prefixes;
  };
}

/**
 * An order under the name under which it stands: one that the shop's hook has told by then is that one, whatever a program
 * calls it, as a hook's is one with what a program told before.
 */
async function asItStands(
  input: ConversionInput,
  { stores, brandId }: Pick<ItemCall, 'stores' | 'brandId'>,
  desk: ApiDeps,
  prefixes = prefixesOf(),
): Promise<ConversionInput> {
  const order = unnamed(input, { stores }, desk);
  if (await stores.conversions.find(idOfExternal('cnv', brandId, order.externalId))) return order;
  const [same] = await toldByHooks(order.externalId, await prefixes(stores), stores, order);
  return same ? { ...order, externalId: same.externalId } : order;
}

/** A customer whom the shop knows by a mail address is kept as its hooks name guests, a click without what stands round it. */
function unnamed(
  { customerId: told, clickId, clickIds, ...order }: ConversionInput,
  { stores }: Pick<Taking, 'stores'>,
  deps: ApiDeps,
): ConversionInput {
  const customerId = told && customerNamed(told, guestKey(deps, stores));
  return {
    ...order,
    ...(customerId === undefined ? {} : { customerId }),
    ...(clickId === undefined ? {} : { clickId: bareClickId(clickId) }),
    ...(clickIds === undefined ? {} : { clickIds: clickIds.map(bareClickId) }),
  };
}

function registerReading(api: Api, deps: ApiDeps): void {
  api.on(listConversions, list(deps));
  api.on(getConversion, async ({ stores, params }) =>
    detailOf(stores, await stores.conversions.get(params.id)),
  );
  api.on(getConversionByExternalId, async ({ stores, params: { externalId } }) =>
    detailOf(
      stores,
      (await orderCalled(externalId, stores)) ??
        (await stores.conversions.get(idOfExternal('cnv', stores.brandId, externalId))),
    ),
  );
}

/** The order of that name, or the one that a hook told under it. Of two shops' orders that have one number neither is meant for certain. */
async function orderCalled(externalId: string, stores: BrandStores): Promise<StoredConversion | undefined> {
  const own = await stores.conversions.find(idOfExternal('cnv', stores.brandId, externalId));
  const hooked = own ? [] : await toldByHooks(externalId, await prefixesOf()(stores), stores);
  return own ?? (hooked.length === 1 ? hooked[0] : undefined);
}

function registerRefunds(api: Api, desk: ApiDeps): void {
  api.on(createRefund, ({ params, body, ...call }) => refundOrder(params.id, body, taking(call, desk)));
  api.on(createRefundByExternalId, async ({ params, body, ...call }) => {
    const { stores } = call;
    const order = await orderCalled(params.externalId, stores);
    if (order) return refundOrder(order.id, asTold(body, order), taking(call, desk));
    const kept = await refundByExternal(params.externalId, body, taking(call, desk));
    // Asked again after writing: the hook's order may have come meanwhile, and looked before this refund was there.
    const meanwhile = kept.status === 202 ? await orderCalled(params.externalId, stores) : undefined;
    if (!meanwhile) return kept;
    await bookWaitingAs(
      idOfExternal('cnv', stores.brandId, params.externalId),
      meanwhile.id,
      taking(call, desk),
    );
    return refundOrder(meanwhile.id, asTold(body, meanwhile), taking(call, desk));
  });
  api.on(listWaitingRefunds, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.waitingRefunds.list(pageStart());
    return ok({ data: page.records.map(shownWaiting), nextCursor: pageEnd(page.lastKey) });
  });
  api.on(reverseRefundRoute, async ({ params, body, ...call }) =>
    detailOf(call.stores, await bookReversal(params.id, params.refundId, body, taking(call, desk))),
  );
}

/** A refund under the name under which a hook has told it, if one has; a file names its own after the order. */
function asTold(refund: RefundInput, { externalId: order, refunds }: StoredConversion): RefundInput {
  const hooked = refunds.find(
    ({ externalId }) =>
      bareRefund(externalId) === refund.externalId && !externalId.startsWith(`${order}:refund:`),
  );
  return hooked ? { ...refund, externalId: hooked.externalId } : refund;
}

/** What happens to an order afterwards, but for its refunds. */
function registerChanges(api: Api, desk: ApiDeps): void {
  api.on(voidConversion, async ({ params, body, ...call }) =>
    detailOf(call.stores, await voidOrder(params.id, body, taking(call, desk))),
  );
  api.on(restoreConversion, async ({ params, ...call }) =>
    detailOf(call.stores, await restoreOrder(params.id, taking(call, desk))),
  );
  api.on(amendConversion, async ({ params, body, ...call }) =>
    detailOf(call.stores, await amendOrder(params.id, body, taking(call, desk))),
  );
}

const taking = ({ stores, now, at }: Omit<Taking, 'desk'>, desk: ApiDeps): Taking => ({
  stores,
  now,
  at,
  desk,
});

const detailOf = async (stores: BrandStores, order: StoredConversion) =>
  ok(shownDetail(order, await stores.waitingRefunds.listOf(order.id)));

const list =
  (deps: ApiDeps): Handler<typeof listConversions> =>
  async ({ stores, query, now, pageStart, pageEnd }) => {
    const { sort, kind, attributedBy, couponCode, q } = query;
    const days = daysAsked(query, await stores.getBrand(), now);
    const creditedThere = isFiltering(query) ? await creditsPassing(query, stores, deps) : undefined;
    const page = await pageOfWanted(stores.conversions, pageStart(), {
      isWanted: (order) =>
        days(order.day) &&
        (!kind || order.kind === kind) &&
        (!attributedBy || order.attributedBy === attributedBy) &&
        (!couponCode || hasCode(order, couponCode)) &&
        (!creditedThere || order.credits.some(creditedThere)) &&
        contains(q, order.externalId, order.number),
      ...inOrderOf(sort, { occurredAt: ({ occurredAt }) => occurredAt }),
    });
    return ok({ data: page.records.map((order) => shownDetail(order)), nextCursor: pageEnd(page.lastKey) });
  };

async function creditsPassing(filter: PostFilter, stores: BrandStores, deps: ApiDeps) {
  const catalog = await catalogOf(stores, deps);
  return wantedIn(catalog, filter).credit;
}

/** However it is spelled. */
const hasCode = (order: StoredConversion, code: string): boolean =>
  codesOf(order).some((own) => foldCode(own) === foldCode(code));
