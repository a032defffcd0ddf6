import { snapshotsOfPost } from '../../../../shared/data/programme/post-shapes.ts';
import type { Facts } from '../../../../shared/domain/facts.ts';
import type { Id } from '../../../../shared/domain/schema/common.ts';
import {
  deleteRights,
  getPostAsset,
  listRights,
  type PostAsset,
  putRating,
  putRights,
} from '../../../../shared/domain/schema/programme/assets.ts';
import { shapesIn } from '../../../../shared/domain/selection/engagement-shape.ts';
import { isAsset, rightsStateOn } from '../../../../shared/domain/selection/usage-rights.ts';
import { dayOf } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Handler, noContent, ok, okOrMade } from '../../http/call.ts';
import { todayOf } from '../../reading/range.ts';
import { sayShape } from '../../reading/shapes.ts';

export function registerAssets(api: Api, deps: ApiDeps): void {
  api.on(putRating, async ({ stores, params, body, at }) => {
    await stores.posts.get(params.id);
    const { status, rating } = await stores.assets.rate({ postId: params.id, ...body, ratedAt: at });
    return okOrMade({ status, body: rating });
  });
  api.on(putRights, async ({ stores, params, body, at }) => {
    await stores.posts.get(params.id);
    const { status, rights } = await stores.assets.allow({ postId: params.id, ...body, updatedAt: at });
    return okOrMade({ status, body: rights });
  });
  api.on(deleteRights, async ({ stores, params }) => {
    await stores.posts.get(params.id);
    await stores.assets.forbid(params.id);
    return noContent();
  });
  api.on(listRights, async ({ stores, now, pageStart, pageEnd }) => {
    const today = await todayOf(stores, now);
    const { rights, lastKey } = await stores.assets.listRights(pageStart());
    const data = rights.map((one) => ({ ...one, state: rightsStateOn(one, today) }));
    return ok({ data, nextCursor: pageEnd(lastKey) });
  });
  api.on(getPostAsset, read(deps));
}

const read =
  ({ stores: { loader } }: ApiDeps): Handler<typeof getPostAsset> =>
  async ({ stores, params: { id }, now }) => {
    const post = await stores.posts.get(id);
    const brand = await stores.getBrand();
    const today = dayOf(now, brand.timeZone);
    const published = dayOf(Date.parse(post.publishedAt), brand.timeZone);
    const [facts, ratings, rights, history] = await Promise.all([
      loader.loadFacts(brand, published < today ? published : today, today),
      stores.assets.ratingsOf(id),
      stores.assets.rightsTo(id),
      snapshotsOfPost(stores, id),
    ]);
    const rightsState = rightsStateOn(rights, today);
    return ok({
      postId: id,
      creativity: meanOf(ratings.map(({ creativity }) => creativity)),
      ratings,
      rights: rights ?? null,
      rightsState,
      ...reuseOf(facts, id, rightsState === 'held' || rightsState === 'endingSoon'),
      shape: (shapesIn(facts, new Map([[id, history]])).get(id) ?? []).map(sayShape),
    });
  };

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Clicks of links that lead from the post elsewhere, apart from those of its own readers. */
function reuseOf(
  { catalog, days }: Pick<Facts, 'catalog' | 'days'>,
  postId: string,
  allowed: boolean,
): Pick<PostAsset, 'links' | 'ownClicks'> {
  const clicksOf = (linkId: string) =>
    days.reduce((sum, day) => sum + (day.linkId === linkId ? day.clicks : 0), 0);
  const links = catalog.links.filter((link) => link.postId === postId);
  return {
    links: links
      .filter(({ placement }) => isAsset(placement))
      .map(({ linkId, placement = '' }) => ({
        linkId: linkId as Id<'lnk'>,
        placement,
        clicks: clicksOf(linkId),
        withoutRights: !allowed,
      })),
    ownClicks: links
      .filter(({ placement }) => !isAsset(placement))
      .reduce((sum, { linkId }) => sum + clicksOf(linkId), 0),
  };
}
