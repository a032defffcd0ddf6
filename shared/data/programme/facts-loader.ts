import type { PerOrderModel } from '../../domain/attribution/credit-shares.ts';
import type { Catalog, Facts, FirstHours, PostFacts } from '../../domain/facts.ts';
import type { OrderLine } from '../../domain/orders/order-lines.ts';
import { type FindPost, newestPostAmong, placedOrder } from '../../domain/orders/place.ts';
import { once, rememberingOf } from '../../domain/remember.ts';
import { firstHoursOf, firstHoursSpan } from '../../domain/roi/decay/first-hours.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import type { CountReader } from '../counts/count-reader.ts';
import { dayRowsOf, type HourRow } from '../counts/hour-rows.ts';
import type { Zoned } from '../counts/open-rows.ts';
import type { OrderReader } from '../orders/order-lines-store.ts';
import {
  bookedOrders,
  brandFactsOf,
  channelsOf,
  spendFactOf,
  waitingOrder,
  waitingSpend,
} from './facts-of-records.ts';
import { createProgrammeLoader, type LoadProgramme, type ProgrammeDeps } from './programme-loader.ts';

export type FactsDeps = ProgrammeDeps & { countReader: CountReader; orders: OrderReader };

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

export type FactsLoader = ReturnType<typeof createFactsLoader>;

export function createFactsLoader(deps: FactsDeps) {
  const loadProgramme = createProgrammeLoader(deps);
  const loadLines = lineLoader(deps.orders, loadProgramme);
  const loads = { loadProgramme, loadLines };
  return {
    loadProgramme,
    loadLines,
    /** Whose newest post a code or a survey answer points to, by the programme as it is now. */
    findPosts: async (brand: Brand): Promise<FindPost> => finderIn((await loadProgramme(brand)).catalog),
    loadFirstHours: firstHoursLoader(deps.countReader),
    /** Click facts of a part of a day. */
    factsOfHours(day: string, hours: HourRow[]): Pick<Facts, 'days' | 'channels'> {
      const { days, cubes } = dayRowsOf(day, hours);
      return { days, channels: channelsOf([{ day, cubes }]) };
    },
    loadFacts: factsLoader(deps.countReader.listLinkDays, deps.countReader, loads),
    /** The same where nobody asks for one of the days: what each link was clicked on all of them together. */
    loadRoiFacts: factsLoader(deps.countReader.sumLinkDays, deps.countReader, loads),
  };
}

type LoadLines = (brand: Brand, from: string, to: string) => Promise<OrderLine[]>;

/** Credited lines by day, each order where it was placed. */
const lineLoader =
  (orders: OrderReader, loadProgramme: LoadProgramme): LoadLines =>
  async (brand, from, to) => {
    const [{ catalog }, lines] = await Promise.all([
      loadProgramme(brand),
      orders.listLines(brand.id, from, to),
    ]);
    const find = finderIn(catalog);
    return lines.map((line) => {
      if (line.kind !== 'booked') return line;
      const order = placedOrder(line.order, brand.attribution, find);
      return order === line.order ? line : { ...line, order };
    });
  };

/** When in their first days these posts were clicked; those too young to tell are left out. */
const firstHoursLoader =
  (countReader: CountReader) =>
  async (
    { catalog, brand }: Pick<Facts, 'catalog' | 'brand'>,
    posts: readonly PostFacts[],
    asOfMs: number,
  ): Promise<FirstHours[]> => {
    const old = posts.flatMap((post) => {
      const span = firstHoursSpan(post, brand.timeZone, asOfMs);
      return span ? [{ post, span }] : [];
    });
    const asked = old.flatMap(({ post: { postId }, span }) =>
      catalog.links
        .filter((link) => link.postId === postId)
        .map(({ linkId }) => ({ postId, linkId, ...span })),
    );
    const minutes = await countReader.listMinutes(brand.brandId, asked);
    const clicksOf = (postId: string) => minutes.filter((_, nth) => asked[nth]?.postId === postId).flat();
    return old.map(({ post, span }) => firstHoursOf(post, span, clicksOf(post.postId)));
  };

/**
 * Everything between two days of the brand's (inclusive) and what was spent before, as plain values. Its cost
 * doesn't grow with raw clicks.
 */
const factsLoader =
  <Day>(
    daysOf: (zoned: Zoned, from: string, to: string) => Promise<Day[]>,
    countReader: CountReader,
    { loadProgramme, loadLines }: { loadProgramme: LoadProgramme; loadLines: LoadLines },
  ) =>
  async (
    brand: Brand,
    from: string,
    to: string,
    need: Need = {},
  ): Promise<Omit<Facts, 'days'> & { days: Day[] }> => {
    const zoned = { brandId: brand.id, timeZone: brand.timeZone };
    const [programme, days, channels, lines] = await Promise.all([
      loadProgramme(brand),
      daysOf(zoned, from, to),
      need.channels ? countReader.listDayCubes(zoned, from, to).then(channelsOf) : [],
      loadLines(brand, from, need.ordersUntil ?? to),
    ]);
    const { catalog, engagement, rights, ratings } = programme;
    const spent = programme.spend.filter(
      ({ incurredOn }) => incurredOn <= to && incurredOn >= (need.spendFrom ?? ''),
    );
    const waiting = lines.filter((line) => line.kind === 'unconverted').filter(({ day }) => day <= to);
    const voided = lines.filter((line) => line.kind === 'void');
    return {
      ...{ brand: brandFactsOf(brand), catalog, days, channels },
      orders: bookedOrders(lines, need.model),
      voided: voided.flatMap(({ was }) => (was ? [was] : [])),
      spend: spent.flatMap(spendFactOf),
      ...{ engagement, rights, ratings },
      unconverted: [...waiting.map(waitingOrder), ...spent.filter(({ booked }) => !booked).map(waitingSpend)],
    };
  };

/** Made once for each catalog that is held, and at the first question: orders of today have their places. */
const finderIn = rememberingOf(({ posts }: Catalog): FindPost => {
  const finder = once(() => newestPostAmong(posts));
  return (...asked) => finder()(...asked);
});
