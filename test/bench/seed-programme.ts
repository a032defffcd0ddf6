import type { LocalStores } from '../../infra/local/clients.ts';
import type { MinuteRow } from '../../shared/data/counts/count-store.ts';
import { inColumns } from '../../shared/data/counts/day-columns.ts';
import { routeKey, spellingKey } from '../../shared/data/links/link-route-item.ts';
import { type OrderDeps, putLines, recountOrders } from '../../shared/data/orders/order-lines-store.ts';
import { catalogVersionsOf } from '../../shared/data/programme/catalog-version.ts';
import { toColumns } from '../../shared/data/table/columns.ts';
import {
  dayCubesPartition,
  dayRowsPartition,
  hourOf,
  minuteOf,
  type RawPartition,
} from '../../shared/data/table/keys.ts';
import { inLanes } from '../../shared/data/table/lanes.ts';
import { type Keepable, recordRow } from '../../shared/data/table/records-store.ts';
import type { Stored } from '../../shared/data/table/row.ts';
import { inPortions, writeMany } from '../../shared/data/table/write-many.ts';
import type { CubeCell } from '../../shared/domain/click/fold.ts';
import { sketchOf } from '../../shared/domain/click/sketch.ts';
import type { LinkDay } from '../../shared/domain/facts.ts';
import { derivedId } from '../../shared/domain/id.ts';
import type { NamedLine } from '../../shared/domain/orders/order-lines.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import { type Random, randomInt, seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { addDays, dayBounds, listDays, weekOfDay } from '../../shared/domain/time/week.ts';
import { STAGES } from '../../shared/domain/vocabulary.ts';

export type Size = { creators: number; posts: number; clicks: number; orders: number };
type SeededStores = Pick<LocalStores, 'tables' | 'counts'>;
export type SeedPlace = {
  stores: SeededStores;
  brandId: BrandId;
  timeZone: string;
  from: string;
  to: string;
};

type Made = { creatorId: string; postId: string; linkId: string; day: string };

/** Clicks by link, by day. */
type ClicksByDay = ReadonlyMap<string, ReadonlyMap<string, number>>;

const LANES = 8;
/** Posts of a week whose minutes are kept: more than a report shows, as the busiest may be this week's own. */
const FOLLOWED = 10;
const CHANNELS = ['own_inapp', 'own_web', 'dark_messenger', 'dark_unknown', 'search'] as const;

/**
 * A brand of the given size straight into the stores, as it stands after sealing: catalog, counted days, minutes of
 * the posts that reports follow, credited orders, spend. Raw clicks are left out on purpose: nothing that is measured
 * may read them.
 */
export async function seedProgramme(place: SeedPlace, size: Size, seed: string): Promise<void> {
  const random = seededRandom(seed);
  const made = await seedCatalog(place, size, random);
  const clicked = await seedClicks(place, size.clicks, made, random);
  await seedMinutes(place, clicked, made, random);
  await seedOrders(place, size.orders, made, random);
  await catalogVersionsOf(place.stores.tables).change(place.brandId, seed, 0);
}

async function seedCatalog(place: SeedPlace, size: Size, random: Random): Promise<Made[]> {
  const { brandId, timeZone, from, to } = place;
  const at = new Date(dayBounds(from, timeZone).startMs).toISOString();
  const stamps = { createdAt: at, updatedAt: at };
  const days = listDays(from, to);
  const creators = Array.from({ length: size.creators }, (_, index) => ({
    id: derivedId('crt', brandId, String(index)),
    handle: `@creator${index}`,
    platform: index % 2 ? 'tiktok' : 'instagram',
    followers: randomInt(random, 1_000, 9_000),
    source: 'invited',
    couponCodes: [],
    ...stamps,
  }));
  const made = Array.from({ length: size.posts }, (_, index) => ({
    creatorId: creators[index % creators.length]?.id ?? '',
    postId: derivedId('pst', brandId, String(index)),
    linkId: derivedId('lnk', brandId, String(index)),
    day: days[randomInt(random, 0, days.length - 8)] ?? from,
  }));
  const posts = made.map(({ creatorId, postId, day }, index) => ({
    id: postId,
    creatorId,
    stage: STAGES[index % 3],
    platform: 'instagram',
    format: 'short',
    publishedAt: new Date(dayBounds(day, timeZone).startMs + 9 * 3_600_000).toISOString(),
    messages: [['warmth', 'looks', 'eco'][index % 3]],
    checks: [],
    ...stamps,
  }));
  const links = made.map(({ postId, linkId }, index) => ({
    id: linkId,
    postId,
    slug: `bench${index}`,
    destination: 'https://shop.example.com/socks',
    status: 'active',
    ...stamps,
  }));
  const spend = made.slice(0, 1_000).map(({ postId, day }, index) => ({
    id: derivedId('spd', brandId, String(index)),
    kind: 'fee',
    amount: { amount: 4_000, currency: 'EUR' },
    booked: { amount: 4_000, currency: 'EUR' },
    basis: 'cash',
    incurredOn: day,
    state: 'accrued',
    postId,
    ...stamps,
  }));
  await putAll(place, 'CREATOR', creators);
  await putAll(place, 'POST', posts);
  await putAll(place, 'LINK', links);
  await reserveAll(place, links);
  await putAll(place, 'SPEND', spend);
  return made;
}

/** Clicks die away after publication; each day's rows as the sealer leaves them. */
async function seedClicks(
  place: SeedPlace,
  clicks: number,
  made: readonly Made[],
  random: Random,
): Promise<ClicksByDay> {
  const { stores, brandId, from, to } = place;
  const days = listDays(from, to);
  const byDay = new Map<string, Map<string, number>>(days.map((day) => [day, new Map()]));
  for (let click = 0; click < clicks; click++) {
    const { linkId, day } = made[randomInt(random, 0, made.length - 1)] as Made;
    const age = Math.floor(-3 * Math.log(1 - random()));
    const on = byDay.get(days[Math.min(days.indexOf(day) + age, days.length - 1)] ?? to);
    on?.set(linkId, (on.get(linkId) ?? 0) + 1);
  }
  const newToken = () => Math.floor(random() * 2 ** 40).toString(36);
  for (const [day, counted] of byDay) {
    const links = [...counted].sort(([a], [b]) => (a < b ? -1 : 1));
    const rows = links.map(([linkId, count]): LinkDay => {
      const darkClicks = Math.floor(count * 0.4);
      return { day, linkId, hits: count, clicks: count, uniques: count, darkClicks, excluded: {} };
    });
    const cubes = links.map(([linkId, count]) => ({ linkId, cells: cellsOf(count) }));
    await stores.counts.replacePacked(dayCubesPartition(brandId), day, newToken, async () =>
      toColumns(cubes),
    );
    await stores.counts.replacePacked(dayRowsPartition(brandId), day, newToken, async () => inColumns(rows));
    await stores.counts.putVersion(brandId, day, newToken());
  }
  await stores.counts.takeAsSealed(hourOf(dayBounds(to, place.timeZone).endMs - 1));
  return byDay;
}

/** The first weeks of each week's busiest posts by the minute, as recounts leave them; reports read no others. */
async function seedMinutes(
  { stores, timeZone }: SeedPlace,
  clicked: ClicksByDay,
  made: readonly Made[],
  random: Random,
): Promise<void> {
  const followed = new Set([...weeksOf([...clicked.keys()])].flatMap((days) => busiest(days, clicked)));
  const born = new Map(made.map(({ linkId, day }) => [linkId, day]));
  const rows: { partition: RawPartition; row: MinuteRow }[] = [];
  for (const [day, counted] of clicked) {
    for (const linkId of followed) {
      if (day > addDays(born.get(linkId) ?? '', 7)) continue;
      const { startMs } = dayBounds(day, timeZone);
      for (const [minute, hits] of minutesOf(startMs, counted.get(linkId) ?? 0, random)) {
        const tally = { hits, cells: cellsOf(hits), visitors: sketchOf([]) };
        rows.push({ partition: { linkId, minute, shard: 0 }, row: { tally, generation: 0 } });
      }
    }
  }
  await inLanes(LANES, rows, async ({ partition, row }) => {
    await stores.counts.putMinuteRowIfGrown(partition, row);
  });
}

/** A day's clicks, each in a minute of its own choice. */
function minutesOf(startMs: number, clicks: number, random: Random): Map<string, number> {
  const minutes = new Map<string, number>();
  for (let click = 0; click < clicks; click++) {
    const minute = minuteOf(startMs + randomInt(random, 0, 1_439) * 60_000);
    minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
  }
  return minutes;
}

function weeksOf(days: readonly string[]): Iterable<string[]> {
  const weeks = new Map<string, string[]>();
  for (const day of days) weeks.set(weekOfDay(day), [...(weeks.get(weekOfDay(day)) ?? []), day]);
  return weeks.values();
}

function busiest(days: readonly string[], clicked: ClicksByDay): string[] {
  const clicks = new Map<string, number>();
  for (const day of days)
    for (const [linkId, count] of clicked.get(day) ?? [])
      clicks.set(linkId, (clicks.get(linkId) ?? 0) + count);
  const sorted = [...clicks].sort(([, one], [, other]) => other - one);
  return sorted.slice(0, FOLLOWED).map(([linkId]) => linkId);
}

function cellsOf(count: number): CubeCell[] {
  const shares = CHANNELS.map((_, index) =>
    Math.floor((count + CHANNELS.length - 1 - index) / CHANNELS.length),
  );
  return CHANNELS.flatMap((channel, index) => {
    const app = channel === 'dark_messenger' ? 'whatsapp' : '';
    const rest = { device: 'mobile', os: 'ios', country: 'DE', trigger: 'link', referrerOnly: 'Direct' };
    return shares[index] ? [{ reason: '', channel, app, ...rest, count: shares[index] }] : [];
  });
}

async function seedOrders(
  place: SeedPlace,
  orders: number,
  made: readonly Made[],
  random: Random,
): Promise<void> {
  const { stores, brandId, timeZone, to } = place;
  const lines = Array.from({ length: orders }, (_, index): NamedLine => {
    const { linkId, postId, creatorId, day } = made[randomInt(random, 0, made.length - 1)] as Made;
    const id = derivedId('cnv', brandId, String(index));
    const occurredAt =
      dayBounds(day > to ? to : day, timeZone).startMs + randomInt(random, 0, 80_000) * 1_000;
    const netMinor = randomInt(random, 1_500, 9_000);
    const order = {
      conversionId: id,
      kind: 'sale' as const,
      day,
      occurredAt,
      receivedAt: occurredAt,
      netMinor,
      customerId: `customer-${randomInt(random, 0, orders)}`,
      newCustomer: random() < 0.6,
      attributedBy: 'click' as const,
      credits: [
        { linkId, postId, creatorId, share: 1, channel: CHANNELS[index % CHANNELS.length] as 'own_web' },
      ],
    };
    return { id, day, line: { kind: 'booked', order } };
  });
  const deps: OrderDeps = { ...stores, newToken: () => Math.floor(random() * 2 ** 40).toString(36) };
  await putLines(deps, brandId, lines);
  for (const day of new Set(lines.map((line) => line.day))) await recountOrders(deps, brandId, day);
}

/** A link's slug is its own before anything leads there: without that no route can be written anew. */
const reserveAll = (place: SeedPlace, links: readonly { id: string; slug: string }[]): Promise<void> =>
  putRows(
    place,
    links.flatMap(({ id: linkId, slug }) => {
      const owner = { linkId, brandId: place.brandId };
      return [
        { ...routeKey(slug), ...owner },
        { ...spellingKey(slug), ...owner, slug },
      ];
    }),
  );

const putAll = (place: SeedPlace, kind: string, documents: readonly object[]): Promise<void> =>
  putRows(
    place,
    documents.map((document) => recordRow(place.brandId, kind, document as Keepable)),
  );

async function putRows({ stores }: SeedPlace, rows: readonly Stored[]): Promise<void> {
  const { call, records } = stores.tables;
  const writes = rows.map((row) => ({ table: records.name, row }));
  for (const portion of inPortions(writes)) await writeMany(call, portion);
}
