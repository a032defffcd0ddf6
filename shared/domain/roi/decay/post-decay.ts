import type { Facts, LinkDay, PostFacts } from '../../facts.ts';
import { roundMinor } from '../../money/money.ts';
import { once } from '../../remember.ts';
import { fitPrior, posterior } from '../../statistics/beta-binomial.ts';
import { DAY_MS } from '../../time/units.ts';
import { addDays, dayBounds, dayOf, daysBetween } from '../../time/week.ts';
import { computeRoi } from '../compute-roi.ts';
import { spendOfPosts } from '../spend-allocation.ts';
import { type DecayFit, decayOf } from './decay.ts';
import type { DecayBin } from './decay-curve.ts';

/** The same clicks bought in paid search, which earns nothing once the spend stops. Minor units, null: not known. */
export type PpcLine = {
  ourCpcToDateMinor: number | null;
  ourLifetimeCpcMinor: number | null;
  ppcCpcMinor: number | null;
  sameClicksByPpcMinor: number | null;
  ppcResidualClicks: 0;
};

/** `bins` are days of the brand's, the day of publication and that of `asOf` cut where the post's life is. */
export type PostDecay = DecayFit & { postId: string; asOf: string; bins: DecayBin[]; ppc: PpcLine };

/** `asOfMs`: until when the clicks are known. Undefined when there is no such post. */
export const decayOfPost = (
  facts: Facts,
  postId: string,
  asOfMs: number,
  draws?: number,
): PostDecay | undefined => postDecays(facts, asOfMs)(postId, draws);

/** The same for several posts of one brand: what all posts say together is computed once, and only when asked for. */
export function postDecays(facts: Facts, asOfMs: number) {
  const today = dayOf(asOfMs, facts.brand.timeZone);
  const worth = once(() => worthsOf(facts, today));
  const spend = once(() => spendOfPosts(facts, today));
  return (postId: string, draws?: number): PostDecay | undefined => {
    const post = facts.catalog.posts.find((one) => one.postId === postId);
    if (!post) return undefined;
    const bins = dailyBins(post, clicksByDay(facts, postId), facts.brand.timeZone, asOfMs);
    const mine = worth()?.(post);
    const decay = decayOf(bins, {
      platform: post.platform,
      firstHours: facts.firstHours?.find((one) => one.postId === postId)?.clicks ?? [],
      seed: `${facts.brand.brandId} ${postId} ${today}`,
      ...(draws === undefined ? {} : { draws }),
      ...(mine ? { worth: mine } : {}),
    });
    const ppc = ppcLine(facts.brand.ppcCpcMinor, spend().get(postId) ?? 0, decay);
    return { ...decay, postId, asOf: today, bins, ppc };
  };
}

/** Local days since publication; the day of publication and the one of `asOfMs` are cut where the post's life is. */
export function dailyBins(
  post: Pick<PostFacts, 'publishedAt'>,
  clicks: ReadonlyMap<string, number>,
  timeZone: string,
  asOfMs: number,
): DecayBin[] {
  if (asOfMs <= post.publishedAt) return [];
  const ageAt = (ms: number) => (Math.min(ms, asOfMs) - post.publishedAt) / DAY_MS;
  const first = dayOf(post.publishedAt, timeZone);
  const last = dayOf(asOfMs, timeZone);
  const bins: DecayBin[] = [];
  for (let i = 0; i <= daysBetween(first, last); i++) {
    const day = addDays(first, i);
    const fromDays = bins.at(-1)?.toDays ?? 0;
    const toDays = ageAt(dayBounds(day, timeZone).endMs);
    if (toDays > fromDays) bins.push({ fromDays, toDays, clicks: clicks.get(day) ?? 0 });
  }
  return bins;
}

function clicksByDay({ catalog, days }: Facts, postId: string): Map<string, number> {
  const links = new Set(catalog.links.filter((link) => link.postId === postId).map((link) => link.linkId));
  const byDay = new Map<string, number>();
  const add = ({ day, clicks }: LinkDay) => byDay.set(day, (byDay.get(day) ?? 0) + clicks);
  for (const row of days) if (links.has(row.linkId)) add(row);
  return byDay;
}

/** Orders per click of a post, drawn towards all creators'; profit per order is the brand's. */
function worthsOf(facts: Facts, today: string) {
  const all = { basis: 'period', from: '0001-01-01', to: today, draws: 1 } as const;
  const { rows, totals } = computeRoi(facts, { ...all, groupBy: 'creator' });
  if (totals.grossProfitMinor === null || totals.orders <= 0 || totals.clicks <= 0) return undefined;
  const perOrderMinor = totals.grossProfitMinor / totals.orders;
  const tally = (row: { clicks: number; ordersByClick: number }) => ({
    trials: row.clicks,
    successes: Math.min(row.clicks, row.ordersByClick),
  });
  const prior = fitPrior(rows.map(tally));
  return (post: PostFacts) => {
    const own = rows.find((row) => row.group === post.creatorId);
    return { rate: own ? posterior(prior, tally(own)) : { a: prior.a, b: prior.b }, perOrderMinor };
  };
}

function ppcLine(cpc: number | undefined, spendMinor: number, decay: DecayFit): PpcLine {
  const { clicksToDate, lifetimeClicks } = decay;
  return {
    ourCpcToDateMinor: clicksToDate > 0 && spendMinor > 0 ? spendMinor / clicksToDate : null,
    ourLifetimeCpcMinor: lifetimeClicks > 0 && spendMinor > 0 ? spendMinor / lifetimeClicks : null,
    ppcCpcMinor: cpc ?? null,
    sameClicksByPpcMinor: cpc === undefined ? null : roundMinor(cpc * lifetimeClicks),
    ppcResidualClicks: 0,
  };
}
