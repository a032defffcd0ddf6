import { amendClick } from '../data/clicks/amend-click.ts';
import type { BrandStores } from '../data/stores.ts';
import {
  beforeOrder,
  type ClickClaim,
  type CouponClaim,
  type Credit,
  type CreditDecision,
  creditConversion,
  oldestFirst,
  type SurveyClaim,
} from '../domain/attribution/credit.ts';
import type { Click } from '../domain/click/click.ts';
import { type ClickPlace, looksLikeClickId, readClickId } from '../domain/click/click-id.ts';
import { idOfExternal } from '../domain/external-id.ts';
import { codesOf, codesWithin } from '../domain/orders/coupon-code.ts';
import { isNetUnknown } from '../domain/orders/order-figures.ts';
import { placed } from '../domain/orders/place.ts';
import { wrong } from '../domain/reasons.ts';
import { invalid } from '../domain/refusal.ts';
import type { Brand } from '../domain/schema/access/brand.ts';
import type { ConversionInput, StoredConversion } from '../domain/schema/orders/conversions.ts';
import { refuseFuture } from '../domain/time/not-ahead.ts';
import { dayOf } from '../domain/time/week.ts';
import type { OrderDesk, Taking } from './desk.ts';

/** The order with whom it owes what, by the brand's model and window as they are now; fixed from here on. */
export async function creditOrder(
  { clickId, clickIds = clickId === undefined ? [] : [clickId], ...said }: ConversionInput,
  brand: Brand,
  { stores, at, now, desk }: Taking,
): Promise<StoredConversion> {
  const occurredAt = Date.parse(said.occurredAt);
  refuseFuture('occurredAt', said.occurredAt, now);
  const clicks = await Promise.all([...new Set(clickIds)].map((id) => claimOf(id, stores, desk)));
  const coupons = await Promise.all(codesOf(said).map((code) => couponClaims(code, occurredAt, stores)));
  const survey = said.survey && (await surveyClaim(said.survey, stores));
  const { model, windowDays, couponDays = windowDays } = brand.attribution;
  const decision = creditConversion({
    occurredAt,
    windowDays,
    model,
    clicks: clickIds.flatMap((id) => clicks.filter((claim) => claim.clickId === id)),
    coupons: coupons.flat(),
    ...(survey ? { survey } : {}),
  });
  const { splitBy: _, ...credit } = decision;
  const day = dayOf(occurredAt, brand.timeZone);
  const credits = await placedCredits(decision.credits, { day, couponDays, brand, desk });
  return {
    id: idOfExternal('cnv', stores.brandId, said.externalId),
    ...said,
    receivedAt: at,
    clickIds,
    ...credit,
    credits,
    flags: flagsOf(said, credit.flags, credits),
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

type Flag = StoredConversion['flags'][number];

function flagsOf(
  said: Parameters<typeof isNetUnknown>[0],
  decided: readonly Flag[],
  credits: readonly Credit[],
): Flag[] {
  const untied = credits.some(({ postId, linkId }) => postId === undefined && linkId === undefined);
  return [
    ...decided,
    ...(untied ? ['not-tied-to-a-post' as const] : []),
    ...(isNetUnknown(said) ? ['net-amount-unknown' as const] : []),
  ];
}

type Placing = { day: string; couponDays: number; brand: Brand; desk: OrderDesk };

/** Which post a code or a survey answer counts for: decided now, whatever is posted later. */
async function placedCredits(
  credits: readonly Credit[],
  { day, couponDays, brand, desk }: Placing,
): Promise<Credit[]> {
  if (credits.every(({ linkId }) => linkId !== undefined)) return [...credits];
  return placed(credits, day, couponDays, await desk.stores.loader.findPosts(brand));
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
async function claimOf(clickId: string, stores: BrandStores, desk: OrderDesk): Promise<ClickClaim> {
  const place = readClickId(clickId, desk.clickKeys);
  if (!place) return { clickId, status: looksLikeClickId(clickId) ? 'forged' : 'unknown' };
  const link = await stores.links.find(place.linkId);
  if (!link) {
    const owner = await desk.stores.findLinkOwner(place.linkId);
    return { clickId, status: owner === undefined ? 'unknown' : 'foreign' };
  }
  const [post, click] = await Promise.all([
    link.postId === undefined ? undefined : stores.posts.find(link.postId),
    desk.stores.clicks.find(place, clickId),
  ]);
  if (link.postId !== undefined && !post) return { clickId, status: 'unknown' };
  if (click && isUnshownPrefetch(click)) await proveShown(place, clickId, desk);
  const way = click && {
    channel: click.verdict.channel,
    ...(click.verdict.app ? { app: click.verdict.app } : {}),
  };
  const { linkId, at } = place;
  const posted = post && { postId: post.id, creatorId: post.creatorId };
  return { clickId, status: 'ok', linkId, ...posted, at, ...way };
}

const isUnshownPrefetch = ({ verdict }: Click): boolean =>
  verdict.kind === 'excluded' && verdict.reason === 'prefetch';

/** Whoever ordered was shown the page that was fetched ahead: then that fetch was the click. */
const proveShown = (place: ClickPlace, clickId: string, { stores }: OrderDesk): Promise<void> =>
  amendClick(place, clickId, ['shown'], stores);

/** Of a text that is no creator's code, what it holds may be: then that is what the order named. */
async function couponClaims(code: string, at: number, stores: BrandStores): Promise<CouponClaim[]> {
  const whole = await couponClaim(code, at, stores);
  if (whole.kind === 'creator') return [whole];
  const within = await Promise.all(codesWithin(code).map((part) => couponClaim(part, at, stores)));
  return within.some(({ kind }) => kind === 'creator') ? within : [whole];
}

/** A code of nobody's may be the shop's own: it blocks nothing. */
async function couponClaim(code: string, at: number, stores: BrandStores): Promise<CouponClaim> {
  const creator = await stores.coupons.findCreator(code, at);
  return creator ? { code, kind: 'creator', creatorId: creator.id } : { code, kind: 'unknown' };
}

async function surveyClaim(
  survey: NonNullable<ConversionInput['survey']>,
  stores: BrandStores,
): Promise<SurveyClaim> {
  if (survey.creatorId && !(await stores.creators.find(survey.creatorId)))
    throw invalid(wrong('survey.creatorId', 'no-such', { what: 'creator' }));
  return survey;
}
