import { adDayOf, followAds, followPosts, sumOfAds } from '../../../../shared/domain/ppc/follow.ts';
import {
  type CurveRefusal,
  curvesBeside,
  FOLLOWED_DAYS,
  type ResidualCurve,
} from '../../../../shared/domain/ppc/residual-curve.ts';
import { wrong } from '../../../../shared/domain/reasons.ts';
import { computeRoi } from '../../../../shared/domain/roi/compute-roi.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import { MOST_DAYS } from '../../../../shared/domain/schema/day-bulk.ts';
import {
  comparePpc,
  deletePpcDay,
  listPpcDays,
  type PpcCurve,
  PpcOfDay,
  postPpcDays,
  putPpcDay,
} from '../../../../shared/domain/schema/orders/ppc.ts';
import { addDays, dayOf, listDays } from '../../../../shared/domain/time/week.ts';
import { allOf, keepDays, readDays } from '../../bulk/take-days.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Handler, noContent, ok, okOrMade } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';
import { rangeOf } from '../../reading/range.ts';
import { refuseUnfitDay } from '../../told-day.ts';

export function registerPpc(api: Api, deps: ApiDeps): void {
  api.on(putPpcDay, async ({ stores, params: { day }, body, now, at }) => {
    refuseUnfit({ day, ...body }, await stores.getBrand(), now);
    return okOrMade(await stores.ppc.put({ day, ...body, createdAt: at, updatedAt: at }));
  });
  api.on(postPpcDays, takeMany);
  api.on(listPpcDays, async ({ stores, query: { from, to }, pageStart, pageEnd }) => {
    const asked = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
    const page = await stores.ppc.list(pageStart(), asked);
    return ok({ data: page.days, nextCursor: pageEnd(page.lastKey) });
  });
  api.on(deletePpcDay, async ({ stores, params }) => {
    await stores.ppc.erase(params.day);
    return noContent();
  });
  api.on(comparePpc, compare(deps));
}

const takeMany: Handler<typeof postPpcDays> = async ({
  stores,
  body,
  query,
  now,
  at,
  deps: { publicUrl },
}) => {
  const brand = await stores.getBrand();
  const put = (told: PpcOfDay) => stores.ppc.put({ ...told, createdAt: at, updatedAt: at });
  const days = readDays(body.days, PpcOfDay, (told) => refuseUnfit(told, brand, now));
  const all = query.atomic === 'true' || body.restIsNothing ? allOf(days) : [];
  const rest = body.restIsNothing ? daysWithoutAds(all, brand.currency) : [];
  const answer = await keepDays(days, put, { sent: body.days, publicUrl });
  for (const told of rest) await put(told);
  answer.body.days += rest.length;
  return answer;
};

const compare =
  ({ stores: { loader } }: ApiDeps): Handler<typeof comparePpc> =>
  async ({ stores, query, now, at }) => {
    const brand = await stores.getBrand();
    const { from: _from, to: _to, interval: _interval, ...filter } = query;
    const { from, to } = rangeOf(query, brand, now);
    const today = dayOf(now, brand.timeZone);
    const lastWholeDay = addDays(today, -1);
    const told = await stores.ppc.between(from, addDays(to, FOLLOWED_DAYS));
    const days = told.map(adDayOf);
    const facts = await loader.loadFacts(brand, from, today > to ? today : to, {});
    const { totals } = computeRoi(facts, { groupBy: 'stage', basis: 'cohort', from, to, filter, draws: 1 });
    const { currency } = brand;
    const ofPosts = { spendMinor: totals.spendMinor, clicks: totals.clicks };
    const ofAds = sumOfAds(days.filter(({ day }) => day <= to));
    const { posts, ads } = curvesBeside({
      posts: followPosts(facts, { from, to, lastWholeDay, filter }),
      ads: followAds(days, { lastSpendDay: to, lastWholeDay }),
    });
    return ok({
      from,
      to,
      posts: shown(posts, ofPosts, currency),
      ads: shown(ads, ofAds, currency),
      asOf: at,
    });
  };

const refuseUnfit = ({ day, spend }: PpcOfDay, brand: Brand, now: number): void =>
  refuseUnfitDay({ day, money: [{ path: 'spend', money: spend }] }, brand, now);

/** Those between that were not named had neither spend nor clicks. */
function daysWithoutAds(days: readonly PpcOfDay[], currency: string): PpcOfDay[] {
  const named = new Set(days.map(({ day }) => day));
  const nothing = { spend: { amount: 0, currency }, clicks: 0 };
  return daysAround(days).flatMap((day) => (named.has(day) ? [] : [{ day, ...nothing }]));
}

/** From the first to the last of them. */
function daysAround(told: readonly { day: string }[]): string[] {
  const days = told.map(({ day }) => day).sort();
  const all = listDays(days[0] ?? '', days.at(-1) ?? '');
  if (all.length > MOST_DAYS) throw invalid(wrong('days', 'days-too-far-apart', { n: MOST_DAYS }));
  return all;
}

type Sums = ReturnType<typeof sumOfAds>;

function shown(curve: ResidualCurve, { spendMinor, clicks }: Sums, currency: string): PpcCurve {
  const paid = spendMinor > 0;
  return {
    units: curve.units,
    spend: paid ? { amount: Math.round(spendMinor), currency } : null,
    clicks,
    cpc: paid && clicks > 0 ? { amount: Math.round(spendMinor / clicks), currency } : null,
    ...(curve.kind === 'told'
      ? { points: curve.points, leftAfterFirstDay: curve.leftAfterFirstDay }
      : { points: null, leftAfterFirstDay: null, note: { code: curve.reason, text: WHY[curve.reason] } }),
  };
}

const WHY: Record<CurveRefusal, string> = {
  noDays: 'nothing was published, or no day with spend on ads was told',
  notFollowed: 'nothing was followed by a week without new money; days without spend have to be told too',
  tooFewClicks: 'fewer than 20 clicks on the first days',
};
