import type { PerOrderModel } from '../../domain/attribution/credit-shares.ts';
import type {
  BrandFacts,
  Catalog,
  CreditedOrder,
  EngagementFact,
  Facts,
  FirstHours,
  LinkDayChannel,
  PostFacts,
  SpendFact,
  WaitingAmount,
} from '../../domain/facts.ts';
import type { OrderLine } from '../../domain/orders/order-lines.ts';
import { type FindPost, newestPostAmong, placedOrder } from '../../domain/orders/place.ts';
import { recredited } from '../../domain/orders/recredit.ts';
import { firstHoursOf, firstHoursSpan } from '../../domain/roi/decay/first-hours.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import { StoredSpend } from '../../domain/schema/orders/spend.ts';
import { Campaign } from '../../domain/schema/programme/campaigns.ts';
import { Creator } from '../../domain/schema/programme/creators.ts';
import type { Engagement } from '../../domain/schema/programme/engagement.ts';
import type { StoredPost } from '../../domain/schema/programme/posts.ts';
import { Squad } from '../../domain/schema/programme/squads.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import { dayOf } from '../../domain/time/week.ts';
import type { Channel, CheckResult } from '../../domain/vocabulary.ts';
import type { CountReader } from '../counts/count-reader.ts';
import { type DayCube, dayRowsOf, type HourRow } from '../counts/hour-rows.ts';
import { linkRecords, postsOf } from '../links/link-shelf.ts';
import type { OrderReader } from '../orders/orders-store.ts';
import { type BrandRecords, type Collection, type Keepable, recordsOf } from '../table/records-store.ts';
import type { Tables } from '../table/sdk.ts';
import { catalogVersionsOf } from './catalog-version.ts';
import { engagementOf } from './engagement-store.ts';

/** What a brand's records say, apart from clicks and orders: read whole, kept while nothing of it changes. */
export type Programme = {
  catalog: Catalog;
  spend: StoredSpend[];
  engagement: EngagementFact[];
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

export type FactsDeps = {
  tables: Tables;
  now: () => number;
  countReader: CountReader;
  orders: OrderReader;
};

/** Channels are asked for apart: they are the larger half of the click counts. */
export type Need = {
  channels?: boolean;
  /** Credits journeys of several clicks anew; left out, they stay as they were credited. */
  model?: PerOrderModel;
  /** Left out, spend of every earlier day comes too: posts cost before they are published. */
  spendFrom?: string;
  /** Orders up to this later day too: who came back is told by what followed. */
  ordersUntil?: string;
};

/** A safety net only: changes are told by the token. */
const FRESH_MS = 10 * MINUTE_MS;
/** Records asked for at once where all are wanted: some hundred KB. */
const PAGE = 1_000;
/** Programmes kept in memory. */
const MOST_BRANDS = 50;

export function createFactsLoader(deps: FactsDeps) {
  const versions = catalogVersionsOf(deps.tables);
  const cached = new Map<string, { version: string; until: number; programme: Promise<Programme> }>();

  async function loadProgramme(brand: Brand): Promise<Programme> {
    const version = `${brand.timeZone}|${await versions.find(brand.id)}`;
    const held = cached.get(brand.id);
    if (held && held.version === version && held.until > deps.now()) return held.programme;
    const programme = readProgramme(recordsOf(deps.tables, brand.id), brand);
    cached.delete(brand.id);
    cached.set(brand.id, { version, until: deps.now() + FRESH_MS, programme });
    if (cached.size > MOST_BRANDS) cached.delete(cached.keys().next().value ?? '');
    programme.catch(() => cached.delete(brand.id));
    return programme;
  }

  /** Credited lines by day, each order where it was placed. */
  async function loadLines(brand: Brand, from: string, to: string): Promise<OrderLine[]> {
    const [{ catalog }, lines] = await Promise.all([
      loadProgramme(brand),
      deps.orders.listLines(brand.id, from, to),
    ]);
    const find = finderIn(catalog);
    return lines.map((line) =>
      line.kind === 'booked' ? { ...line, order: placedOrder(line.order, brand.attribution, find) } : line,
    );
  }

  return {
    loadProgramme,
    loadLines,

    /** Whose newest post a code or a survey answer points to, by the programme as it is now. */
    findPosts: async (brand: Brand): Promise<FindPost> => finderIn((await loadProgramme(brand)).catalog),

    /** When in their first days these posts were clicked; those too young to tell are left out. */
    async loadFirstHours(
      { catalog, brand }: Pick<Facts, 'catalog' | 'brand'>,
      posts: readonly PostFacts[],
      asOfMs: number,
    ): Promise<FirstHours[]> {
      const found = await Promise.all(
        posts.map(async (post) => {
          const span = firstHoursSpan(post, brand.timeZone, asOfMs);
          if (!span) return [];
          const links = catalog.links.filter(({ postId }) => postId === post.postId);
          const minutes = links.map(({ linkId }) => deps.countReader.listMinutes(linkId, span));
          return [firstHoursOf(post, span, (await Promise.all(minutes)).flat())];
        }),
      );
      return found.flat();
    },

    /** Click facts of a part of a day. */
    factsOfHours(day: string, hours: HourRow[]): Pick<Facts, 'days' | 'channels'> {
      const { days, cubes } = dayRowsOf(day, hours);
      return { days, channels: channelsOf([{ day, cubes }]) };
    },

    /**
     * Everything between two days of the brand's (inclusive) and what was spent before, as plain values. Its cost
     * doesn't grow with raw clicks.
     */
    async loadFacts(brand: Brand, from: string, to: string, need: Need = {}): Promise<Facts> {
      const zoned = { brandId: brand.id, timeZone: brand.timeZone };
      const [programme, days, channels, lines] = await Promise.all([
        loadProgramme(brand),
        deps.countReader.listLinkDays(zoned, from, to),
        need.channels ? deps.countReader.listDayCubes(zoned, from, to).then(channelsOf) : [],
        loadLines(brand, from, need.ordersUntil ?? to),
      ]);
      const spent = programme.spend.filter(
        ({ incurredOn }) => incurredOn <= to && incurredOn >= (need.spendFrom ?? ''),
      );
      return {
        brand: brandFactsOf(brand),
        catalog: programme.catalog,
        days,
        channels,
        orders: bookedOrders(lines, need.model),
        spend: spent.flatMap(spendFactOf),
        engagement: programme.engagement,
        unconverted: [
          ...lines.flatMap((line) =>
            line.kind === 'unconverted' && line.day <= to ? [waitingOrder(line)] : [],
          ),
          ...spent.filter(({ booked }) => !booked).map(waitingSpend),
        ],
      };
    },
  };
}
const finders = new WeakMap<Catalog, FindPost>();

/** Made once for each catalog that is held. */
function finderIn(catalog: Catalog): FindPost {
  const find = finders.get(catalog) ?? newestPostAmong(catalog.posts);
  finders.set(catalog, find);
  return find;
}

export type FactsLoader = ReturnType<typeof createFactsLoader>;

const bookedOrders = (lines: readonly OrderLine[], model: PerOrderModel | undefined): CreditedOrder[] =>
  lines.flatMap((line) => {
    if (line.kind !== 'booked') return [];
    return [model ? recredited(line, model) : line.order];
  });

export const brandFactsOf = (brand: Brand): BrandFacts => ({
  brandId: brand.id,
  name: brand.name,
  timeZone: brand.timeZone,
  currency: brand.currency,
  windowDays: brand.attribution.windowDays,
  model: brand.attribution.model,
  ...(brand.grossMargin === undefined ? {} : { grossMargin: brand.grossMargin }),
  ...(brand.benchmarks.ppcCpc?.currency === brand.currency
    ? { ppcCpcMinor: brand.benchmarks.ppcCpc.amount }
    : {}),
});

/** Counted clicks by channel and app; excluded hits have no place in it. */
export function channelsOf(days: readonly { day: string; cubes: readonly DayCube[] }[]): LinkDayChannel[] {
  const rows: LinkDayChannel[] = [];
  for (const { day, cubes } of days) {
    for (const { linkId, cells } of cubes) {
      const first = rows.length;
      for (const { reason, channel, app, count } of cells) {
        if (reason !== '') continue;
        const known = rowOf(rows, first, channel, app);
        if (known) known.clicks += count;
        else rows.push({ day, linkId, channel: channel as Channel, ...(app ? { app } : {}), clicks: count });
      }
    }
  }
  return rows;
}

/** Of the link's own rows, which begin at `first`: a handful, found faster by looking than by a map. */
function rowOf(rows: LinkDayChannel[], first: number, channel: string, app: string) {
  for (let index = first; index < rows.length; index++) {
    const row = rows[index];
    if (row?.channel === channel && (row.app ?? '') === app) return row;
  }
  return undefined;
}

async function readProgramme(records: BrandRecords, brand: Brand): Promise<Programme> {
  const engagements = async () => {
    const facts: EngagementFact[] = [];
    for await (const snapshot of engagementOf(records).newestOfAll()) facts.push(engagementFactOf(snapshot));
    return facts;
  };
  const [creators, posts, links, campaigns, squads, spend, engagement] = await Promise.all([
    everyOf(records.collection('CREATOR', Creator)),
    everyOf(postsOf(records)),
    everyOf(linkRecords(records)),
    everyOf(records.collection('CAMPAIGN', Campaign)),
    everyOf(records.collection('SQUAD', Squad)),
    everyOf(records.collection('SPEND', StoredSpend), false),
    engagements(),
  ]);
  const violators = new Set(posts.flatMap((post) => (isViolation(post) ? [post.creatorId] : [])));
  const cityOfSquad = new Map(squads.map(({ id, city }) => [id as string, city]));
  const cityOfCreator = new Map(creators.map(({ id, city }) => [id as string, city]));
  const catalog: Catalog = {
    creators: creators.map((creator) => ({
      creatorId: creator.id,
      handle: creator.handle,
      platform: creator.platform,
      source: creator.source,
      violated: violators.has(creator.id),
      ...optional('displayName', creator.displayName),
      ...optional('followers', creator.followers),
      ...optional('city', creator.city),
      ...optional('ageBand', creator.ageBand),
    })),
    posts: posts.map((post) => {
      const publishedAt = Date.parse(post.publishedAt);
      return {
        postId: post.id,
        creatorId: post.creatorId,
        stage: post.stage,
        platform: post.platform,
        format: post.format,
        publishedOn: dayOf(publishedAt, brand.timeZone),
        publishedAt,
        messages: post.messages,
        ...optional('tier', post.tier),
        ...optional('campaignId', post.campaignId),
        ...optional('squadId', post.squadId),
        ...optional('dropId', post.dropId),
        ...optional('city', cityOfSquad.get(post.squadId ?? '') ?? cityOfCreator.get(post.creatorId)),
      };
    }),
    links: links.map((link) => ({
      linkId: link.id,
      postId: link.postId,
      ...optional('placement', link.placement),
    })),
    campaigns: campaigns.map((campaign) => ({
      campaignId: campaign.id,
      name: campaign.name,
      startsOn: campaign.startsOn,
      endsOn: campaign.endsOn,
      briefs: campaign.brief,
      ...optional('goal', campaign.goal),
    })),
    squads: squads.map((squad) => ({
      squadId: squad.id,
      name: squad.name,
      city: squad.city,
      country: squad.country,
      members: squad.members,
      ...optional('targetSize', squad.targetSize),
    })),
  };
  const checks = posts.flatMap(({ id: postId, creatorId, checks }) =>
    checks.map(({ result, checkedAt }) => ({ postId, creatorId, result, checkedAt })),
  );
  const archivedPosts = new Set(posts.flatMap(({ id, archivedAt }) => (archivedAt ? [id as string] : [])));
  return { catalog, spend, engagement, checks, archivedPosts };
}

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

function spendFactOf(spend: StoredSpend): SpendFact[] {
  const on = levelOf(spend);
  if (!spend.booked || !on) return [];
  const { id: spendId, kind, basis, incurredOn, state } = spend;
  return [{ spendId, kind, basis, incurredOn, state, amountMinor: spend.booked.amount, on }];
}

const waitingOrder = ({
  day,
  currency,
  amountMinor,
}: OrderLine & { kind: 'unconverted' }): WaitingAmount => ({
  of: 'orders',
  day,
  currency,
  amountMinor,
});
const waitingSpend = ({ incurredOn, amount: { currency, amount } }: StoredSpend): WaitingAmount => ({
  of: 'spend',
  day: incurredOn,
  currency,
  amountMinor: amount,
});

function levelOf({
  postId,
  creatorId,
  campaignId,
  squadId,
  stage,
}: StoredSpend): SpendFact['on'] | undefined {
  if (postId) return { postId };
  if (creatorId) return { creatorId };
  if (campaignId) return { campaignId };
  if (squadId) return { squadId };
  return stage && { stage };
}

function engagementFactOf({ id: _, createdAt: __, takenAt, ...counts }: Engagement): EngagementFact {
  return { ...counts, takenAt: Date.parse(takenAt) };
}

const optional = <K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [key in K]: V });
