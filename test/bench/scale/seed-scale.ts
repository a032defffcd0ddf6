import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { freshBrand } from '../../../functions/api/brand-maker.ts';
import { brandsOf } from '../../../shared/data/access/brands-store.ts';
import { clickToRow } from '../../../shared/data/clicks/click-item.ts';
import { announcement, clickWrite, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import {
  clickKey,
  minuteOf,
  minuteRowKey,
  type RawPartition,
  rawPartitionKey,
} from '../../../shared/data/table/keys.ts';
import { inLanes } from '../../../shared/data/table/lanes.ts';
import { type Stored, toItem } from '../../../shared/data/table/row.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { inPortions, type Write, writeMany } from '../../../shared/data/table/write-many.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { foldClicks } from '../../../shared/domain/click/fold.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { aBrandId, aClick, aLinkId, IPHONE, KEYS } from '../../support/builders.ts';
import type { Engine } from '../../support/engine.ts';

const LANES = 4;
const DEDUPE_SECONDS = 1_800;
export const SHARDS = 16;
/** A page ends where the items' size has come to a megabyte; ours are about 900 bytes. */
const CLICKS_A_PAGE = 1_150;

export const VIRAL = { brandId: aBrandId('viral'), linkId: aLinkId('viral') };
export const brandOf = (n: number): string => aBrandId(`thin ${n}`);

/** Brands as the API makes them. */
export async function makeBrands(engine: Engine, brandIds: readonly string[]): Promise<void> {
  const store = brandsOf(tablesOn(engine.client, engine.tables));
  const wish = { name: 'Scale', timeZone: 'Europe/Berlin', currency: 'EUR' };
  await inLanes(LANES, brandIds, async (brandId) => {
    await store.create(
      freshBrand(wish as never, brandId as never, `apply-${brandId}`, new Date().toISOString()),
    );
  });
}

/** Of so many clicks of the thin hour recount has missed one, and its row is not there. */
const MISSED_OF = 100;

/**
 * `linkMinutes` clicks, each alone in its link's minute, spread over the brands; answers where the `uncounted` first lie.
 * The others have the row that recount would have written, but for those that it `missed`: who seals has to find them.
 */
export async function storeThinHour(
  engine: Engine,
  startMs: number,
  { brands, linkMinutes, uncounted }: { brands: number; linkMinutes: number; uncounted: number },
): Promise<{ clicks: { pk: string; sk: string }[]; missed: number }> {
  const { call } = tablesOn(engine.client, engine.tables);
  const placed = Array.from({ length: linkMinutes }, (_, n) => thinClick(n, startMs, brands));
  const writes = placed.flatMap(({ click, partition }, n): Write[] => [
    clickWrite(click, partition, engine.tables),
    announcement(click.brandId, partition, engine.tables),
    ...(n < uncounted || isMissed(n) ? [] : [minuteWrite(click, partition, engine)]),
  ]);
  await inLanes(LANES, inPortions(writes), (some) => writeMany(call, some));
  const clicks = placed
    .slice(0, uncounted)
    .map(({ click, partition }) => ({ pk: rawPartitionKey(partition), sk: click.id }));
  return { clicks, missed: placed.filter((_, n) => n >= uncounted && isMissed(n)).length };
}

const isMissed = (n: number): boolean => n % MISSED_OF === MISSED_OF - 1;

function minuteWrite(click: Click, partition: RawPartition, engine: Engine): Write {
  const tally = foldClicks([click], DEDUPE_SECONDS);
  const row = { hits: tally.hits, tally: gzipSync(JSON.stringify(tally), { level: 1 }), generation: 0 };
  return { table: engine.tables.counts, row: { ...minuteRowKey(partition), ...row } };
}

function thinClick(n: number, startMs: number, brands: number) {
  const brand = n % brands;
  const nth = Math.floor(n / brands);
  const at = startMs + ((nth * 7 + brand) % 60) * MINUTE_MS + 1_000;
  const linkId = aLinkId(`thin ${brand} ${Math.floor(nth / 3)} ${nth % 3}`);
  const click = aClick({ name: `thin ${n}`, at, brandId: brandOf(brand), linkId, visitor: visitorOf(n) });
  return { click, partition: partitionOfClick(click, KEYS) };
}

/**
 * The viral hour's counts as recount would have left them had it missed a click in each minute, the last one of a shard, and
 * what a reader of each raw partition is answered: only who really counts finds these clicks.
 */
export async function simulateViralHour(
  engine: Engine,
  startMs: number,
  perPartition: number,
): Promise<{ pages: Buffer[]; partitions: RawPartition[] }> {
  const tables = tablesOn(engine.client, engine.tables);
  const clicks = Array.from({ length: perPartition }, (_, n) => viralClick(n, startMs));
  const whole = foldClicks(clicks, DEDUPE_SECONDS);
  const short = foldClicks(clicks.slice(0, -1), DEDUPE_SECONDS);
  const partitions = Array.from({ length: 60 * SHARDS }, (_, n): RawPartition => {
    const minute = minuteOf(startMs + Math.floor(n / SHARDS) * MINUTE_MS);
    return { linkId: VIRAL.linkId, minute, shard: n % SHARDS };
  });
  const counts = createCountStore(tables);
  await inLanes(LANES, partitions, async (partition) => {
    await counts.putMinuteRowIfGrown(partition, {
      tally: partition.shard === 0 ? short : whole,
      generation: 0,
    });
  });
  await counts.ensureIndexed(partitions.map((partition) => ({ brandId: VIRAL.brandId, partition })));
  return { pages: pagesOf(clicks), partitions };
}

const visitorOf = (n: number): string =>
  createHash('sha256').update(`visitor ${n}`).digest('base64url').slice(0, 22);

/** What is kept of a request from within an app: with it a click is as long as those of followers are. */
export const AS_KEPT = {
  method: 'GET',
  query: 'utm_source=ig',
  headers: {
    'user-agent': IPHONE,
    'accept-language': 'de-DE,de;q=0.9',
    referer: 'https://l.instagram.com/',
  },
};

/** Every fifth follower taps again within the minute. */
function viralClick(n: number, startMs: number): Click {
  return aClick({
    ...VIRAL,
    name: `viral ${n}`,
    at: startMs + (n % 60_000),
    visitor: visitorOf(n - (n % 5 === 0 ? 1 : 0)),
    country: 'DE',
    raw: AS_KEPT,
  });
}

function pagesOf(clicks: readonly Click[]): Buffer[] {
  const rows = clicks.map((click): Stored => {
    const key = clickKey({ linkId: click.linkId, at: click.at, shard: 0 }, click.id);
    return clickToRow(click, key, 2_000_000_000);
  });
  const count = Math.ceil(rows.length / CLICKS_A_PAGE);
  return Array.from({ length: count }, (_, n) => {
    const Items = rows.slice(n * CLICKS_A_PAGE, (n + 1) * CLICKS_A_PAGE).map(toItem);
    const LastEvaluatedKey = n + 1 < count && { pk: { S: 'more' }, sk: { S: `page ${n + 1}` } };
    const page = { Items, Count: Items.length, ...(LastEvaluatedKey && { LastEvaluatedKey }) };
    return Buffer.from(JSON.stringify(page));
  });
}
