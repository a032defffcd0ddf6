import { type FoundClick, pageOfClicks } from '../../../../shared/data/clicks/click-pages.ts';
import type { BrandStores } from '../../../../shared/data/stores.ts';
import { passesWay } from '../../../../shared/domain/analytics/ways.ts';
import { readClickId } from '../../../../shared/domain/click/click-id.ts';
import type { Catalog } from '../../../../shared/domain/facts.ts';
import { isFiltering, type PostFilter, wantedIn } from '../../../../shared/domain/post-filter.ts';
import { type ClickShown, getClick, listClicks } from '../../../../shared/domain/schema/answers/clicks.ts';
import type { BrandId } from '../../../../shared/domain/schema/common.ts';
import { MINUTE_MS } from '../../../../shared/domain/time/units.ts';
import { dayBounds } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { notFound } from '../../http/refusal.ts';
import { rangeOf } from '../../reading/range.ts';

export function registerClicks(api: Api, deps: ApiDeps): void {
  const { clicks, loader } = deps.stores;

  api.on(listClicks, async ({ brandId, stores, query, now, pageStart, pageEnd }) => {
    const brand = await deps.stores.brands.get(brandId);
    const { from, to } = rangeOf(query, brand, now);
    const { linkId, postId, verdict, channel, country, device } = query;
    if (linkId) await stores.links.get(linkId);
    if (postId) await stores.posts.get(postId);
    const { catalog } = await loader.loadProgramme(brand);
    const links = linksOf(catalog, query);
    const linkOf = new Map(catalog.links.map((link) => [link.linkId, link]));
    const search = {
      brandId,
      fromMs: dayBounds(from, brand.timeZone).startMs,
      toMs: dayBounds(to, brand.timeZone).endMs,
      dedupeSeconds: brand.attribution.clickDedupe,
      ...(links ? { links } : {}),
      wanted: (click: FoundClick['click']) =>
        (verdict === undefined || click.verdict.kind === verdict) &&
        (channel === undefined || click.verdict.channel === channel) &&
        passesWay(wayOf(click), linkOf.get(click.linkId)?.placement, query) &&
        (country === undefined || click.country === country) &&
        (device === undefined || click.verdict.device === device),
    };
    const { limit, after } = pageStart();
    const latest = `${Math.min(search.toMs, now + MINUTE_MS)}|`;
    const page = await pageOfClicks(clicks, search, limit, after ?? latest);
    const data = page.found.map((found) => shown(found, linkOf.get(found.click.linkId)?.postId));
    return ok({ data, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(getClick, async ({ params, ...call }) => {
    const found = await findClick(params.id, call, deps);
    return found ? ok(found) : notFound('click');
  });
}

/** The id names link and minute; there the same search finds it as in the list, with what it was the first of. */
async function findClick(
  id: string,
  { brandId, stores }: { brandId: BrandId; stores: BrandStores },
  deps: ApiDeps,
) {
  const place = readClickId(id, deps.clickKeys);
  const link = place && (await stores.links.find(place.linkId));
  if (!place || !link) return undefined;
  const brand = await deps.stores.brands.get(brandId);
  const minute = Math.floor(place.at / MINUTE_MS) * MINUTE_MS;
  const search = {
    brandId,
    fromMs: minute,
    toMs: minute + MINUTE_MS,
    dedupeSeconds: brand.attribution.clickDedupe,
    links: new Set([place.linkId]),
    wanted: (click: FoundClick['click']) => click.id === id,
  };
  const page = await pageOfClicks(deps.stores.clicks, search, 1, `${place.at + 1}|`);
  const found = page.found[0];
  return found && shown(found, link.postId);
}

/** The links that the filter names; undefined when it names none, so that all of the brand's are read. */
function linksOf(catalog: Catalog, filter: PostFilter): Set<string> | undefined {
  if (!isFiltering(filter)) return undefined;
  const wanted = wantedIn(catalog, filter);
  return new Set(catalog.links.map(({ linkId }) => linkId).filter(wanted.link));
}

const wayOf = (click: FoundClick['click']) => ({
  channel: click.verdict.channel,
  app: appOf(click),
  referrerOnly: click.referrerOnly,
});

const appOf = ({ verdict }: FoundClick['click']): string | undefined =>
  verdict.kind === 'excluded' ? (verdict.share?.app ?? verdict.app) : verdict.app;

/** The click as it is shown: never its visitor key, never its raw headers. */
function shown({ click, firstOfMinute }: FoundClick, postId: string | undefined): ClickShown {
  const { verdict } = click;
  const app = appOf(click);
  return {
    id: click.id,
    at: new Date(click.at).toISOString(),
    linkId: click.linkId,
    postId: postId ?? null,
    verdict: verdict.kind,
    ...(verdict.kind === 'excluded' ? { reason: verdict.reason } : {}),
    channel: verdict.channel,
    ...(app ? { app } : {}),
    strength: verdict.strength,
    confidence: verdict.confidence,
    evidence: verdict.evidence,
    rulesVersion: click.rulesVersion,
    ...(verdict.referrerHost ? { referrerHost: verdict.referrerHost } : {}),
    device: verdict.device,
    os: verdict.os,
    browser: verdict.browser,
    ...(click.country ? { country: click.country } : {}),
    unique: click.visitor === undefined ? null : (firstOfMinute ?? null),
    trigger: verdict.trigger,
  };
}
