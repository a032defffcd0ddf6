import type { CountReader } from '../../../../shared/data/counts/count-reader.ts';
import type { BrandStores, Stores } from '../../../../shared/data/stores.ts';
import type { Facts } from '../../../../shared/domain/facts.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import type { Id } from '../../../../shared/domain/schema/common.ts';
import {
  archiveDrop,
  createDrop,
  type Drop,
  dropTimesOf,
  getDrop,
  listDrops,
  patchDrop,
  timesProblem,
} from '../../../../shared/domain/schema/programme/drops.ts';
import { clicksOfDrop, compareDrop } from '../../../../shared/domain/squads/drop-reading.ts';
import { type DropTimes, timingOf, wasMember } from '../../../../shared/domain/squads/drop-timing.ts';
import { sayComparison } from '../../../../shared/domain/squads/say-comparison.ts';
import { dayBounds, dayOf } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Handler, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';
import { checkAddress, type LinkProblems, refuseProblems, rulesFor } from '../../links.ts';
import { catalogOf } from '../../reading/catalog.ts';
import { archivedAtOf, createdOrRefused, pageWhere, patched } from '../../records.ts';

export function registerDrops(api: Api, deps: ApiDeps): void {
  api.on(createDrop, create(deps));
  api.on(listDrops, async ({ params, stores, pageStart, pageEnd }) => {
    await stores.squads.get(params.id);
    const page = await pageWhere(stores.drops, pageStart(), ({ squadId }) => squadId === params.id);
    return ok({ data: page.records, nextCursor: pageEnd(page.lastKey) });
  });
  api.on(getDrop, async ({ params, stores, now }) => {
    const [drop, brand] = await Promise.all([stores.drops.get(params.id), stores.getBrand()]);
    return ok({ ...drop, ...(await readingOf(drop, brand, now, deps.stores)) });
  });
  api.on(patchDrop, patch(deps));
  api.on(archiveDrop, async ({ params, stores, now, at }) =>
    ok(await changingDrop(params.id, { deps, stores, now }, () => stores.drops.archive(params.id, at))),
  );
}

const create =
  (deps: ApiDeps): Handler<typeof createDrop> =>
  async ({ params, body, stores, newId, at, origin }) => {
    await stores.squads.get(params.id);
    refuseTimes(body);
    const said = await withCheckedAddress(body, stores, deps);
    const drop: Drop = { id: newId('drp'), squadId: params.id, ...said, createdAt: at, updatedAt: at };
    return createdOrRefused(stores.drops, drop, origin, '/v1/drops');
  };

const patch =
  (deps: ApiDeps): Handler<typeof patchDrop> =>
  async ({ params, body: { archived, ...asked }, stores, now, at }) => {
    const said = await withCheckedAddress(asked, stores, deps);
    const change = { ...said, ...archivedAtOf(archived, at), updatedAt: at };
    refuseTimes(patched(await stores.drops.get(params.id), change));
    const update = () =>
      stores.drops.update(params.id, (drop) => {
        const next = patched(drop, change);
        refuseTimes(next);
        return next;
      });
    return ok(await changingDrop(params.id, { deps, stores, now }, update));
  };

/** Who taps too early is sent where any follower may be. Throws what is wrong with the address. */
async function withCheckedAddress<T extends { earlyDestination?: string | null }>(
  said: T,
  stores: BrandStores,
  deps: ApiDeps,
): Promise<T> {
  const { earlyDestination: destination } = said;
  if (!destination) return said;
  const problems: LinkProblems = [];
  const rules = await rulesFor([{ destination }], await stores.getBrand(), deps);
  const earlyDestination = checkAddress(destination, 'earlyDestination', rules, problems);
  refuseProblems(problems);
  return { ...said, earlyDestination };
}

type Changing = { deps: ApiDeps; stores: BrandStores; now: number };

/** The links of its posts follow before the change is acknowledged. */
async function changingDrop<T>(dropId: string, { deps, stores, now }: Changing, change: () => Promise<T>) {
  const catalog = await catalogOf(stores, deps);
  const posts = catalog.posts.filter((post) => post.dropId === dropId).map(({ postId }) => postId);
  return stores.links.rewriteOfPosts(posts, now, change);
}

function refuseTimes(times: Parameters<typeof timesProblem>[0]): void {
  const problem = timesProblem(times);
  if (problem) throw invalid(problem);
}

/** How its posts and clicks lay to it, and how it did beside the squad's ordinary posts. */
async function readingOf(drop: Drop, brand: Brand, now: number, stores: Stores) {
  const { catalog } = await stores.loader.loadProgramme(brand);
  const times = dropTimesOf(drop);
  const posts = catalog.posts.filter(({ dropId }) => dropId === drop.id);
  const today = dayOf(now, brand.timeZone);
  const published = catalog.posts.flatMap(({ squadId, dropId, publishedOn }) =>
    squadId === drop.squadId || dropId === drop.id ? [publishedOn] : [],
  );
  const facts = await stores.loader.loadFacts(brand, [...published, today].sort()[0] ?? today, today);
  const members = (await stores.brand(brand.id).squads.find(drop.squadId))?.members ?? [];
  const comparison = compareDrop(facts, { dropId: drop.id, squadId: drop.squadId }, today);
  return {
    posts: posts.map(({ postId, creatorId, publishedAt, publishedOn }) => ({
      postId: postId as Id<'pst'>,
      creatorId: creatorId as Id<'crt'>,
      publishedAt: new Date(publishedAt).toISOString(),
      timing: timingOf(publishedAt, times),
      member: wasMember(members, creatorId, publishedOn),
    })),
    clicks: await clicksRead(
      facts,
      new Set(posts.map(({ postId }) => postId)),
      times,
      now,
      stores.countReader,
    ),
    comparison: { ...comparison, note: sayComparison(comparison) },
  };
}

/** By day; the days on which it opens and ends by the minute. */
async function clicksRead(
  { brand, catalog, days }: Facts,
  posts: ReadonlySet<string>,
  times: DropTimes,
  now: number,
  countReader: CountReader,
) {
  const bounds = (day: string) => dayBounds(day, brand.timeZone);
  const links = catalog.links.filter(({ postId = '' }) => posts.has(postId)).map(({ linkId }) => linkId);
  const moments = [times.opensAt, times.endsAt].filter((at) => at !== undefined && at <= now);
  const cutDays = new Set(moments.map((at) => dayOf(at as number, brand.timeZone)));
  const wanted = links.flatMap((linkId) =>
    [...cutDays].map((day) => ({ linkId, fromMs: bounds(day).startMs, untilMs: bounds(day).endMs })),
  );
  const minutes = await countReader.listMinutes(brand.brandId, wanted);
  return clicksOfDrop(
    times,
    days.filter(({ linkId }) => links.includes(linkId)),
    { days: cutDays, minutes: minutes.flat() },
    (day) => bounds(day).startMs,
  );
}
