import { brandsOf } from '../../../../shared/data/access/brands-store.ts';
import { conversionsOf } from '../../../../shared/data/orders/orders-store.ts';
import type { BrandRecords } from '../../../../shared/data/table/records-store.ts';
import { derivedId } from '../../../../shared/domain/id.ts';
import { refundable, refundedSoFar } from '../../../../shared/domain/orders/order-lines.ts';
import { isFiltering, type PostFilter, passes, placesOf } from '../../../../shared/domain/post-filter.ts';
import type { Id } from '../../../../shared/domain/schema/common.ts';
import {
  ConversionInput,
  createConversion,
  createConversions,
  createRefund,
  getConversion,
  listConversions,
  putConversion,
  type StoredConversion,
} from '../../../../shared/domain/schema/orders/conversions.ts';
import { dayOf } from '../../../../shared/domain/time/week.ts';
import {
  ordersFor,
  shownDetail,
  shownRefund,
  takeConversion,
  takeConversions,
  tell,
} from '../../conversions.ts';
import type { ApiDeps } from '../../deps.ts';
import { refuseFuture } from '../../future.ts';
import { type Api, created, ok } from '../../http/call.ts';
import { accept } from '../../http/read-body.ts';
import { invalid, refuse } from '../../http/refusal.ts';
import { contains, pageOfWanted, sortOf } from '../../lists.ts';
import { readingOf } from '../../reading.ts';

const codesOf = ({ couponCode, couponCodes = [] }: StoredConversion): string[] =>
  [couponCode ?? '', ...couponCodes].map((code) => code.toUpperCase());

export function registerConversions(api: Api, deps: ApiDeps): void {
  api.on(createConversion, async (call) => {
    const { status, body } = await takeConversion(call.body, call);
    return status === 200 ? ok(body) : created(body, '/v1/conversions');
  });

  api.on(createConversions, async (call) => {
    const taken = await takeConversions(call.body.conversions, call);
    return { status: 201 as const, body: { data: taken.map(({ body }) => body) } };
  });

  api.on(putConversion, async (call) => {
    const { externalId } = call.params;
    const input = accept(ConversionInput, { ...call.body, externalId });
    const { status, body } = await takeConversion(input, call);
    return status === 200 ? ok(body) : { status: 201 as const, body };
  });

  /** Where a credit falls: its link, else its post, else its creator alone. */
  async function creditsPassing(filter: PostFilter, records: BrandRecords) {
    const brand = await brandsOf(deps.client, deps.tables).get(records.brandId);
    const { catalog } = await readingOf(deps).loader.loadProgramme(brand);
    const places = placesOf(catalog);
    const posts = new Map(catalog.posts.map((post) => [post.postId, post]));
    return ({ linkId, postId, creatorId }: StoredConversion['credits'][number]) => {
      const post = posts.get(postId ?? '');
      const place =
        (linkId && places.ofLink(linkId)) || (post ? places.ofPost(post) : places.ofCreator(creatorId));
      return passes(place, filter);
    };
  }

  api.on(listConversions, async ({ records, query, pageStart, pageEnd }) => {
    const { sort, from, to, kind, attributedBy, couponCode, q } = query;
    const creditedThere = isFiltering(query) ? await creditsPassing(query, records) : undefined;
    const { name, descending } = sortOf(sort);
    const page = await pageOfWanted(conversionsOf(records), pageStart(), {
      isWanted: (order) =>
        (!from || order.day >= from) &&
        (!to || order.day <= to) &&
        (!kind || order.kind === kind) &&
        (!attributedBy || order.attributedBy === attributedBy) &&
        (!couponCode || codesOf(order).includes(couponCode.toUpperCase())) &&
        (!creditedThere || order.credits.some(creditedThere)) &&
        contains(q, order.externalId),
      order: name ? ({ occurredAt }) => occurredAt : undefined,
      descending,
    });
    return ok({ data: page.records.map(shownDetail), nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getConversion, async ({ records, params }) =>
    ok(shownDetail(await conversionsOf(records).get(params.id))),
  );

  api.on(createRefund, async ({ brandId, records, params, body, now, at }) => {
    refuseFuture('occurredAt', body.occurredAt, now);
    const brand = await brandsOf(deps.client, deps.tables).get(brandId);
    const id = derivedId('rfd', brandId, params.id, body.externalId) as Id<'rfd'>;
    const refund = {
      id,
      conversionId: params.id,
      ...body,
      receivedAt: at,
      day: dayOf(Date.parse(body.occurredAt), brand.timeZone),
    };
    let isNew = false;
    const changed = await ordersFor(deps, records, brand).refund(
      params.id,
      id,
      (order) => {
        isNew = !order.refunds.some((known) => known.id === id);
        if (isNew) checkRefund(order, refund);
        return isNew ? refund : undefined;
      },
      now,
    );
    const kept = changed.refunds.find((known) => known.id === id) ?? refund;
    const shown = shownRefund(kept);
    const event = { type: 'conversion.refunded' as const, subjectId: id, data: shown, at: kept.receivedAt };
    await tell(event, { brandId, now, deps });
    return isNew ? { status: 201 as const, body: shown } : ok(shown);
  });
}

/** Never more than the order, never in another currency, never before it. */
function checkRefund(order: StoredConversion, refund: StoredConversion['refunds'][number]): void {
  const whole = refundable(order);
  if (!whole || whole.amount === 0) throw refuse(409, 'nothing-to-refund', 'This conversion has no amount.');
  if (whole.currency !== refund.amount.currency)
    throw invalid({ path: 'amount.currency', message: `must be ${whole.currency}, the order’s currency` });
  if (refund.occurredAt < order.occurredAt)
    throw invalid({ path: 'occurredAt', message: 'must not lie before the order' });
  if (refundedSoFar(order) + refund.amount.amount > whole.amount)
    throw refuse(409, 'refund-exceeds-order', 'All refunds together would exceed the order.');
  if (order.refunds.length >= 500) throw refuse(409, 'too-many-refunds', 'An order takes 500 refunds.');
}
