import type { PerOrderModel } from '../../domain/attribution/credit-shares.ts';
import type {
  BrandFacts,
  Catalog,
  CreditedOrder,
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
import type { StoredSpend } from '../../domain/schema/orders/spend.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import type { Channel } from '../../domain/vocabulary.ts';
import type { CountReader } from '../counts/count-reader.ts';
import { type DayCube, dayRowsOf, type HourRow } from '../counts/hour-rows.ts';
import type { OrderReader } from '../orders/order-lines-store.ts';
import { recordsOf } from '../table/records-store.ts';
import type { Tables } from '../table/sdk.ts';
import { catalogVersionsOf } from './catalog-version.ts';
import { keptProgrammesOf } from './kept-programme.ts';
import { type Programme, readProgramme } from './programme.ts';

export type FactsDeps = {
  tables: Tables;
  now: () => number;
  newToken: () => string;
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
/** Programmes kept in memory. */
const MOST_BRANDS = 50;

export function createFactsLoader(deps: FactsDeps) {
  const versions = catalogVersionsOf(deps.tables);
  const kept = keptProgrammesOf(deps.tables, deps.newToken);
  const cached = new Map<string, { version: string; until: number; programme: Promise<Programme> }>();

  async function loadProgramme(brand: Brand): Promise<Programme> {
    const { token, settled } = await versions.find(brand.id, deps.now());
    const version = `${brand.timeZone}|${token}`;
    const held = cached.get(brand.id);
    if (held && held.version === version && held.until > deps.now()) return held.programme;
    const programme = found(brand, named(brand, settled));
    cached.delete(brand.id);
    cached.set(brand.id, { version, until: deps.now() + FRESH_MS, programme });
    if (cached.size > MOST_BRANDS) cached.delete(cached.keys().next().value ?? '');
    programme.catch(() => cached.delete(brand.id));
    return programme;
  }

  /** As a process before kept it, or from the records; then kept, where no write may be on its way. */
  async function found(brand: Brand, version: string | undefined): Promise<Programme> {
    const known = version && (await kept.find(brand.id, version));
    if (known) return known;
    const programme = await readProgramme(recordsOf(deps.tables, brand.id), brand);
    if (version) await keep(brand, version, programme).catch(notKept);
    return programme;
  }

  /** Asked again after writing: who was erased meanwhile is not to come back by what was read before. */
  async function keep(brand: Brand, version: string, programme: Programme): Promise<void> {
    await kept.keep(brand.id, version, programme, deps.now());
    if ((await settledVersion(brand)) !== version) await kept.forget(brand.id);
  }

  const settledVersion = async (brand: Brand): Promise<string | undefined> =>
    named(brand, (await versions.find(brand.id, deps.now())).settled);

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
        voided: lines.flatMap((line) => (line.kind === 'void' && line.was ? [line.was] : [])),
        spend: spent.flatMap(spendFactOf),
        engagement: programme.engagement,
        rights: programme.rights,
        ratings: programme.ratings,
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
const named = (brand: Brand, settled: string | undefined): string | undefined =>
  settled && `${brand.timeZone}|${settled}`;

/** It is for the next process alone: without it that one reads the records. */
const notKept = (): void => {};

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
  ...(brand.colour === undefined ? {} : { colour: brand.colour }),
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
