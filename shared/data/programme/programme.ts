import { createHash } from 'node:crypto';
import type { Catalog, EngagementFact, RatingFact, RightsFact } from '../../domain/facts.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import { StoredSpend } from '../../domain/schema/orders/spend.ts';
import { Campaign } from '../../domain/schema/programme/campaigns.ts';
import { Creator } from '../../domain/schema/programme/creators.ts';
import type { Engagement } from '../../domain/schema/programme/engagement.ts';
import type { StoredLink } from '../../domain/schema/programme/links.ts';
import type { StoredPost } from '../../domain/schema/programme/posts.ts';
import { Squad } from '../../domain/schema/programme/squads.ts';
import { dayOf } from '../../domain/time/week.ts';
import type { Timetable } from '../../domain/timetable/timetable.ts';
import { weekOfCampaign } from '../../domain/timetable/timetable-of-brand.ts';
import type { CheckResult } from '../../domain/vocabulary.ts';
import { linkRecords, postsOf } from '../links/link-shelf.ts';
import type { BrandRecords, Collection, Keepable } from '../table/records-store.ts';
import { assetsOf } from './assets-store.ts';
import { engagementOf } from './engagement-store.ts';

/** What a brand's records say, apart from clicks and orders: read whole, kept while nothing of it changes. */
export type Programme = {
  catalog: Catalog;
  spend: StoredSpend[];
  engagement: EngagementFact[];
  rights: RightsFact[];
  ratings: RatingFact[];
  /** Results of checks against negative instructions. */
  checks: {
    postId: string;
    creatorId: string;
    result: CheckResult;
    checkedAt: string;
  }[];
  /** Out of lists; what they brought and cost still counts. */
  archivedPosts: ReadonlySet<string>;
};

/** Records asked for at once where all are wanted: some hundred KB. */
const PAGE = 1_000;

/** Everything that a brand's records say now. */
export async function readProgramme(records: BrandRecords, brand: Brand): Promise<Programme> {
  const assets = assetsOf(records);
  const [creators, posts, links, campaigns, squads, spend, engagement, rights, ratings] = await Promise.all([
    everyOf(records.collection('CREATOR', Creator)),
    everyOf(postsOf(records)),
    everyOf(linkRecords(records)),
    everyOf(records.collection('CAMPAIGN', Campaign)),
    everyOf(records.collection('SQUAD', Squad)),
    everyOf(records.collection('SPEND', StoredSpend), false),
    newestEngagement(records),
    assets.allRights(),
    assets.allRatings(),
  ]);
  const catalog: Catalog = {
    creators: creatorsIn(creators, posts),
    posts: postsIn(posts, { creators, squads, campaigns }, brand.timeZone),
    links: linksIn(links),
    campaigns: campaignsIn(campaigns),
    squads: squadsIn(squads),
  };
  const checks = posts.flatMap(({ id: postId, creatorId, checks }) =>
    checks.map(({ result, checkedAt }) => ({ postId, creatorId, result, checkedAt })),
  );
  const archivedPosts = new Set(posts.flatMap(({ id, archivedAt }) => (archivedAt ? [id as string] : [])));
  return {
    catalog,
    spend,
    engagement,
    checks,
    archivedPosts,
    rights: rights.map(({ postId, from, until }) => ({ postId, from, ...optional('until', until) })),
    ratings: ratings.map(({ postId, creativity }) => ({ postId, creativity })),
  };
}

async function newestEngagement(records: BrandRecords): Promise<EngagementFact[]> {
  const facts: EngagementFact[] = [];
  for await (const snapshot of engagementOf(records).newestOfAll()) facts.push(engagementFactOf(snapshot));
  return facts;
}

function creatorsIn(creators: readonly Creator[], posts: readonly StoredPost[]): Catalog['creators'] {
  const violators = new Set(posts.flatMap((post) => (isViolation(post) ? [post.creatorId] : [])));
  return creators.map((creator) => ({
    creatorId: creator.id,
    handle: creator.handle,
    platform: creator.platform,
    source: creator.source,
    violated: violators.has(creator.id),
    ...optional('displayName', creator.displayName),
    ...optional('followers', creator.followers),
    ...optional('city', creator.city),
    ...optional('ageBand', creator.ageBand),
    ...optional('tags', creator.tags),
  }));
}

type Around = { creators: readonly Creator[]; squads: readonly Squad[]; campaigns: readonly Campaign[] };

function postsIn(
  posts: readonly StoredPost[],
  { creators, squads, campaigns }: Around,
  timeZone: string,
): Catalog['posts'] {
  const cityOfSquad = new Map(squads.map(({ id, city }) => [id as string, city]));
  const cityOfCreator = new Map(creators.map(({ id, city }) => [id as string, city]));
  const startOf = new Map(campaigns.map(({ id, startsOn }) => [id as string, startsOn]));
  return posts.map((post) => {
    const publishedAt = Date.parse(post.publishedAt);
    const publishedOn = dayOf(publishedAt, timeZone);
    return {
      postId: post.id,
      creatorId: post.creatorId,
      stage: post.stage,
      platform: post.platform,
      format: post.format,
      publishedOn,
      publishedAt,
      messages: post.messages,
      ...optional('tier', post.tier),
      ...optional('campaignId', post.campaignId),
      ...optional('squadId', post.squadId),
      ...optional('dropId', post.dropId),
      ...optional('campaignWeek', weekOfCampaign(publishedOn, startOf.get(post.campaignId ?? ''))),
      ...optional('city', cityOfSquad.get(post.squadId ?? '') ?? cityOfCreator.get(post.creatorId)),
      ...optional('tags', post.tags),
    };
  });
}

function linksIn(links: readonly StoredLink[]): Catalog['links'] {
  return links.map((link) => ({
    linkId: link.id,
    ...optional('postId', link.postId),
    ...optional('placement', link.placement),
    ...optional('tags', link.tags),
  }));
}

function campaignsIn(campaigns: readonly Campaign[]): Catalog['campaigns'] {
  return campaigns.map((campaign) => ({
    campaignId: campaign.id,
    name: campaign.name,
    startsOn: campaign.startsOn,
    endsOn: campaign.endsOn,
    briefs: campaign.brief,
    ...optional('goal', campaign.goal),
    ...optional('creatorIds', campaign.creatorIds),
    ...optional('timetable', timetableOf(campaign)),
  }));
}

function squadsIn(squads: readonly Squad[]): Catalog['squads'] {
  return squads.map((squad) => ({
    squadId: squad.id,
    name: squad.name,
    city: squad.city,
    country: squad.country,
    members: squad.members,
    ...optional('targetSize', squad.targetSize),
    ...optional('timetable', timetableOf(squad)),
  }));
}

/** What is archived, or asks for nothing, has none. */
const timetableOf = ({ archivedAt, rhythm = [], dueDates = [] }: Campaign | Squad): Timetable | undefined =>
  !archivedAt && rhythm.length + dueDates.length > 0 ? { rhythm, dueDates } : undefined;

/** Names how records are read here: a process that reads them otherwise finds nothing of what this one kept. */
export const programmeForm = (): string =>
  createHash('sha256')
    .update(
      [
        readProgramme,
        creatorsIn,
        postsIn,
        linksIn,
        campaignsIn,
        squadsIn,
        timetableOf,
        engagementFactOf,
      ].join('\n'),
    )
    .digest('base64url');

const isViolation = (post: StoredPost): boolean => post.checks.some(({ result }) => result === 'violation');

/** Archived things keep their past: reports count them. Archived spend was taken back, and is left out. */
async function everyOf<T extends Keepable>(collection: Collection<T>, archived = true): Promise<T[]> {
  const found: T[] = [];
  let after: string | undefined;
  do {
    const page = await collection.list({ limit: PAGE, archived, ...(after ? { after } : {}) });
    for (const record of page.records) found.push(record);
    after = page.lastKey;
  } while (after);
  return found;
}

export function engagementFactOf({
  id: _,
  createdAt: __,
  metadata: ___,
  takenAt,
  ...counts
}: Engagement): EngagementFact {
  return { ...counts, takenAt: Date.parse(takenAt) };
}

const optional = <K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [key in K]: V });
