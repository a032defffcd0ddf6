import { brandsOf } from '../../shared/data/access/brands-store.ts';
import { emitEvent, type NewEvent } from '../../shared/data/access/webhooks-store.ts';
import { amendClick } from '../../shared/data/clicks/amend-click.ts';
import { findLinkOwner } from '../../shared/data/links/link-owner.ts';
import { linkRecords, postsOf } from '../../shared/data/links/links-store.ts';
import { couponsOf } from '../../shared/data/orders/coupons-store.ts';
import { fxOf } from '../../shared/data/orders/fx-store.ts';
import { conversionsOf, type Orders, ordersOf } from '../../shared/data/orders/orders-store.ts';
import type { BrandRecords } from '../../shared/data/table/records-store.ts';
import {
  beforeOrder,
  type ClickClaim,
  type CouponClaim,
  type Credit,
  type CreditDecision,
  creditConversion,
  oldestFirst,
  type SurveyClaim,
} from '../../shared/domain/attribution/credit.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { type ClickPlace, looksLikeClickId, readClickId } from '../../shared/domain/click/click-id.ts';
import { idOfExternal } from '../../shared/domain/external-id.ts';
import { foldCode } from '../../shared/domain/orders/coupon-code.ts';
import { placed } from '../../shared/domain/orders/place.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import type {
  Conversion,
  ConversionDetail,
  ConversionInput,
  Refund,
  StoredConversion,
} from '../../shared/domain/schema/orders/conversions.ts';
import { dayOf } from '../../shared/domain/time/week.ts';
import type { ApiDeps } from './deps.ts';
import { refuseFuture } from './future.ts';
import { invalid } from './http/refusal.ts';
import { readingOf } from './reading.ts';
import { creatorsOf } from './routes/programme/creators.ts';

/** The orders of the call's brand. */
export function ordersFor(deps: ApiDeps, records: BrandRecords, brand: Pick<Brand, 'currency'>): Orders {
  return ordersOf(readingOf(deps).orderDeps, records, brand, fxOf(deps.client, deps.tables, records));
}

export type Taking = { brandId: BrandId; records: BrandRecords; now: number; at: string; deps: ApiDeps };

type Taken = { status: 200 | 201; body: Conversion };

/** Credits the order and stores it, unless it is there: then its first answer. */
export async function takeConversion(input: ConversionInput, taking: Taking): Promise<Taken> {
  const brand = await brandsOf(taking.deps.client, taking.deps.tables).get(taking.brandId);
  return keep(await credited(input, brand, taking), brand, taking);
}

/** The same for many, in their order: where one is refused, none is stored. */
export async function takeConversions(inputs: readonly ConversionInput[], taking: Taking): Promise<Taken[]> {
  const brand = await brandsOf(taking.deps.client, taking.deps.tables).get(taking.brandId);
  const conversions: StoredConversion[] = [];
  for (const input of inputs) conversions.push(await credited(input, brand, taking));
  const taken: Taken[] = [];
  for (const conversion of conversions) taken.push(await keep(conversion, brand, taking));
  return taken;
}

async function credited(input: ConversionInput, brand: Brand, taking: Taking): Promise<StoredConversion> {
  const id = idOfExternal('cnv', taking.brandId, input.externalId);
  const known = await conversionsOf(taking.records).find(id);
  return known ?? (await creditedOf(input, brand, taking));
}

async function keep(conversion: StoredConversion, brand: Brand, taking: Taking): Promise<Taken> {
  const { records, now, deps } = taking;
  const taken = await ordersFor(deps, records, brand).take(conversion, now);
  const body = shownConversion(taken.kind === 'created' ? conversion : taken.existing);
  const event = { type: 'conversion.created' as const, subjectId: body.id, data: body, at: body.receivedAt };
  await tell(event, taking);
  return { status: taken.kind === 'created' ? 201 : 200, body };
}

/** Whoever sends an order or refund again mends what broke off, so long: the log of what was told doesn't last. */
const TOLD_AGAIN_MS = 24 * 3_600_000;

/** Tells the brand's webhooks of an order or a refund, unless it came long ago. */
export async function tell(
  event: NewEvent,
  { brandId, now, deps }: Pick<Taking, 'brandId' | 'now' | 'deps'>,
): Promise<void> {
  if (Date.parse(event.at) >= now - TOLD_AGAIN_MS) await emitEvent(deps.client, deps.tables, brandId, event);
}

/** The first answer: what never changes. */
export const shownConversion = (stored: StoredConversion): Conversion => {
  const {
    day: _,
    booking: __,
    refunds: ___,
    touches: ____,
    createdAt,
    updatedAt,
    archivedAt,
    ...shown
  } = stored;
  return shown;
};

export const shownDetail = (stored: StoredConversion): ConversionDetail => ({
  ...shownConversion(stored),
  booked: stored.booking
    ? {
        netAmount: { amount: stored.booking.netMinor, currency: stored.booking.currency },
        rate: stored.booking.rate,
        rateDate: stored.booking.rateDate,
      }
    : null,
  refunds: stored.refunds.map(shownRefund),
});

export const shownRefund = ({ day: _, ...refund }: StoredConversion['refunds'][number]): Refund => refund;

/** The order with whom it owes what, by the brand's model and window as they are now; fixed from here on. */
async function creditedOf(
  { clickId, clickIds = clickId === undefined ? [] : [clickId], ...said }: ConversionInput,
  brand: Brand,
  { records, at, now, deps }: Omit<Taking, 'brandId'>,
): Promise<StoredConversion> {
  const occurredAt = Date.parse(said.occurredAt);
  refuseFuture('occurredAt', said.occurredAt, now);
  const clicks = await Promise.all([...new Set(clickIds)].map((id) => claimOf(id, records, deps)));
  const coupons = await Promise.all(codesOf(said).map((code) => couponClaim(code, occurredAt, records)));
  const survey = said.survey && (await surveyClaim(said.survey, records));
  const { model, windowDays, couponDays = windowDays } = brand.attribution;
  const decision = creditConversion({
    occurredAt,
    windowDays,
    model,
    clicks: clickIds.flatMap((id) => clicks.filter((claim) => claim.clickId === id)),
    coupons,
    ...(survey ? { survey } : {}),
  });
  const { splitBy: _, ...credit } = decision;
  const day = dayOf(occurredAt, brand.timeZone);
  const credits = await placedCredits(decision.credits, { day, couponDays, brand, deps });
  const untied = credits.some(({ postId, linkId }) => postId === undefined && linkId === undefined);
  return {
    id: idOfExternal('cnv', records.brandId, said.externalId),
    ...said,
    receivedAt: at,
    clickIds,
    ...credit,
    credits,
    flags: untied ? [...credit.flags, NOT_TIED_FLAG] : credit.flags,
    model,
    windowDays,
    couponDays,
    day,
    refunds: [],
    touches: touchesOf(clicks, decision, occurredAt),
    createdAt: at,
    updatedAt: at,
  };
}

const NOT_TIED_FLAG = 'not-tied-to-a-post';

type Placing = { day: string; couponDays: number; brand: Brand; deps: ApiDeps };

/** Which post a code or a survey answer counts for: decided now, whatever is posted later. */
async function placedCredits(
  credits: readonly Credit[],
  { day, couponDays, brand, deps }: Placing,
): Promise<Credit[]> {
  if (credits.every(({ linkId }) => linkId !== undefined)) return [...credits];
  return placed(credits, day, couponDays, await readingOf(deps).loader.findPosts(brand));
}

/** The creditable clicks: those of the coupon's creator where a coupon decided, else all inside the window. */
function touchesOf(
  clicks: readonly ClickClaim[],
  { refused, attributedBy, credits }: CreditDecision,
  occurredAt: number,
): StoredConversion['touches'] {
  const barred = new Set(refused.filter(({ reason }) => reason !== 'repeated').map(({ clickId }) => clickId));
  const creatorId = attributedBy === 'coupon' ? credits[0]?.creatorId : undefined;
  return clicks
    .flatMap((claim) => {
      if (claim.status !== 'ok' || barred.has(claim.clickId)) return [];
      if (creatorId !== undefined && claim.creatorId !== creatorId) return [];
      const { clickId: _, status: __, ...touch } = claim;
      return [beforeOrder(touch, occurredAt)];
    })
    .sort(oldestFirst);
}

/** A click id proves its link and its moment by itself; the raw click adds how it travelled, if it is there yet. */
async function claimOf(clickId: string, records: BrandRecords, deps: ApiDeps): Promise<ClickClaim> {
  const place = readClickId(clickId, deps.clickKeys);
  if (!place) return { clickId, status: looksLikeClickId(clickId) ? 'forged' : 'unknown' };
  const link = await linkRecords(records).find(place.linkId);
  if (!link) {
    const owner = await findLinkOwner(deps.client, deps.tables, place.linkId);
    return { clickId, status: owner === undefined ? 'unknown' : 'foreign' };
  }
  const [post, click] = await Promise.all([
    postsOf(records).find(link.postId),
    readingOf(deps).clicks.find(place, clickId),
  ]);
  if (!post) return { clickId, status: 'unknown' };
  if (click && isUnshownPrefetch(click)) await proveShown(place, clickId, deps);
  const way = click && {
    channel: click.verdict.channel,
    ...(click.verdict.app ? { app: click.verdict.app } : {}),
  };
  const { linkId, at } = place;
  return { clickId, status: 'ok', linkId, postId: post.id, creatorId: post.creatorId, at, ...way };
}

/** Every code that the order names, once; one that is nothing but blanks is none. */
const codesOf = ({
  couponCode,
  couponCodes = [],
}: Pick<ConversionInput, 'couponCode' | 'couponCodes'>): string[] => {
  const byName = new Map<string, string>();
  for (const code of couponCode === undefined ? couponCodes : [couponCode, ...couponCodes]) {
    const name = foldCode(code);
    if (name !== '' && !byName.has(name)) byName.set(name, code);
  }
  return [...byName.values()];
};

const isUnshownPrefetch = ({ verdict }: Click): boolean =>
  verdict.kind === 'excluded' && verdict.reason === 'prefetch';

/** Whoever ordered was shown the page that was fetched ahead: then that fetch was the click. */
async function proveShown(place: ClickPlace, clickId: string, deps: ApiDeps): Promise<void> {
  const { clicks, counts, newToken } = readingOf(deps);
  await amendClick(place, clickId, ['shown'], {
    clicks,
    counts,
    tables: deps.tables,
    now: deps.now,
    newToken,
  });
}

/** A code of nobody's may be the shop's own: it blocks nothing. */
async function couponClaim(code: string, at: number, records: BrandRecords): Promise<CouponClaim> {
  const creator = await couponsOf(records).findCreator(code, at);
  return creator ? { code, kind: 'creator', creatorId: creator.id } : { code, kind: 'unknown' };
}

async function surveyClaim(
  survey: NonNullable<ConversionInput['survey']>,
  records: BrandRecords,
): Promise<SurveyClaim> {
  if (survey.creatorId && !(await creatorsOf(records).find(survey.creatorId)))
    throw invalid({ path: 'survey.creatorId', message: 'there is no such creator' });
  return survey;
}
