import { roundMinor } from '../../../../shared/domain/money/money.ts';
import { decayOfPost, type PostDecay } from '../../../../shared/domain/roi/decay/post-decay.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import { type Decay, getDecay } from '../../../../shared/domain/schema/answers/decay.ts';
import { addDays, dayOf } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { notFound, refuse } from '../../http/refusal.ts';

/** What a click is worth is learned from half a year at most. */
const LOOK_BACK_DAYS = 182;
const LEVEL = 0.9;

export function registerDecay(api: Api, deps: ApiDeps): void {
  const { loader } = deps.stores;

  api.on(getDecay, async ({ brandId, stores, params, now }) => {
    const brand = await deps.stores.brands.get(brandId);
    const post = await stores.posts.get(params.id);
    if (Date.parse(post.publishedAt) >= now)
      return refuse(409, 'not-published', 'This post is not published yet.');
    const today = dayOf(now, brand.timeZone);
    const published = dayOf(Date.parse(post.publishedAt), brand.timeZone);
    const [first = published] = [published, addDays(today, -LOOK_BACK_DAYS)].sort();
    const facts = await loader.loadFacts(brand, first, today);
    const posts = facts.catalog.posts.filter(({ postId }) => postId === params.id);
    const firstHours = await loader.loadFirstHours(facts, posts, now);
    const decay = decayOfPost({ ...facts, firstHours }, params.id, now);
    return decay ? ok(shown(decay, params.id, brand)) : notFound('post');
  });
}

function shown(decay: PostDecay, postId: Decay['postId'], { currency }: Brand): Decay {
  const money = (minor: number) => ({ amount: roundMinor(minor), currency });
  const maybe = (minor: number | null | undefined) =>
    minor === null || minor === undefined ? null : money(minor);
  const { ppc, residualProfitInterval: profit } = decay;
  return {
    postId,
    asOf: decay.asOf,
    model: decay.model,
    curve: decay.curve,
    bins: decay.bins,
    clicksToDate: decay.clicksToDate,
    halfLifeDays: decay.halfLifeDays,
    halfLifeInterval: { ...decay.halfLifeInterval, level: LEVEL },
    residualClicks: decay.residualClicks,
    residualInterval: { ...decay.residualInterval, level: LEVEL },
    residualProfit: maybe(decay.residualProfitMinor),
    residualProfitInterval: profit
      ? { low: money(profit.low), high: money(profit.high), level: LEVEL }
      : null,
    lifetimeClicks: decay.lifetimeClicks,
    waves: decay.waves,
    ppc: {
      ourCpcToDate: maybe(ppc.ourCpcToDateMinor),
      ourLifetimeCpc: maybe(ppc.ourLifetimeCpcMinor),
      ppcCpc: maybe(ppc.ppcCpcMinor),
      sameClicksByPpc: maybe(ppc.sameClicksByPpcMinor),
      ppcResidualClicks: ppc.ppcResidualClicks,
    },
  };
}
