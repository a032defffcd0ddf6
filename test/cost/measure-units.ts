import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { freshBrand } from '../../functions/api/brand-maker.ts';
import { changeRecordOf, recountBatch } from '../../functions/recount/recount.ts';
import { type RedirectDeps, redirect } from '../../functions/redirect/redirect.ts';
import { createRepeatMemory } from '../../functions/redirect/repeat-memory.ts';
import { createRouteCache } from '../../functions/redirect/route-cache.ts';
import { createShardChooser } from '../../functions/redirect/shard-chooser.ts';
import { sealDue } from '../../functions/seal/seal.ts';
import { type EngineAddress, openStores } from '../../infra/local/clients.ts';
import { createMissingTables, startEngine } from '../../infra/local/engine/engine.ts';
import { createBrandSettings } from '../../shared/data/access/brand-settings.ts';
import { brandsOf } from '../../shared/data/access/brands-store.ts';
import { createClickStore } from '../../shared/data/clicks/click-store.ts';
import { createClickWriter } from '../../shared/data/clicks/click-writer.ts';
import { createSaltStore } from '../../shared/data/clicks/salt-store.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { announceLate, type RecountDeps } from '../../shared/data/counts/recount.ts';
import { routeToRow } from '../../shared/data/links/link-route-item.ts';
import { createRouteLookup } from '../../shared/data/links/route-lookup.ts';
import { hourOf, minuteOf, type RawPartition } from '../../shared/data/table/keys.ts';
import { toItem } from '../../shared/data/table/row.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import { namedTables } from '../../shared/data/table/table-shape.ts';
import { createWire, type Wire } from '../../shared/data/table/wire.ts';
import { readClickId } from '../../shared/domain/click/click-id.ts';
import { idFromBytes } from '../../shared/domain/id.ts';
import type { LinkRoute } from '../../shared/domain/link/link-route.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time/units.ts';
import { clientConfig } from '../support/engine-client.ts';
import { createMeter, type Units } from './meter.ts';

/** DynamoDB request units per click, of the three steps that every click takes. */
export type Traffic = {
  clicks: number;
  redirect: Units;
  recount: Units;
  seal: Units;
  /** Lambda invocations of recount per click (stream batches). */
  batchesPerClick: number;
};

type Shape = {
  links: number;
  clicks: number;
  /** Milliseconds between two clicks. */
  gapMs: number;
  /** Lambda instances that share the traffic. */
  instances: number;
  /** Days of the same traffic that lie sealed in the tables before. */
  history?: number;
};

/** Busy: one link taken by 33 clicks a second for four minutes. Quiet: 600 links, a click every three seconds. */
export const DENSE: Shape = { links: 1, clicks: 8_000, gapMs: 30, instances: 2 };
export const SPARSE: Shape = { links: 600, clicks: 1_200, gapMs: 3_000, instances: 2 };

/** As infra/aws/vouch-stack.ts sets recount's window and batch. */
const BATCH_WINDOW_MS = 20_000;
const BATCH_SIZE = 10_000;
const START = Date.parse('2026-03-10T12:00:00Z');
const CLICK_KEYS = [Buffer.alloc(32, 1)] as const;

/**
 * Runs the product's own redirect, recount and seal over simulated minutes against the embedded engine, which tells
 * the capacity that each request consumed as DynamoDB would.
 */
export async function measureUnits(shape: Shape): Promise<Traffic> {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-units-'));
  const engine = await startEngine(join(folder, 'engine'));
  try {
    return await measure(shape, engine.address('units-'));
  } finally {
    await engine.stop();
    rmSync(folder, { recursive: true });
  }
}

async function measure(shape: Shape, address: EngineAddress): Promise<Traffic> {
  const meter = createMeter(['redirect', 'recount', 'seal']);
  const clock = { at: START };
  const now = () => clock.at;
  const tables = namedTables(address.tablePrefix);
  const client = meter.client(new DynamoDBClient(clientConfig(address)));
  const wire = meter.wire(
    createWire({ service: 'dynamodb', ...address, credentials: () => address.credentials }),
  );
  await createMissingTables(openStores(address).wire, tables);
  const slugs = await makeLinks(client, tables, shape.links);
  const clicks = createClickStore(tablesOn(client, tables));
  const counts = createCountStore(tablesOn(client, tables));
  const brands = createBrandSettings(tablesOn(client, tables), now);
  const newToken = () => randomBytes(9).toString('base64url');
  const counting: RecountDeps = {
    clicks,
    counts,
    announce: announceLate(counts, newToken),
    dedupeSecondsOf: brands.dedupeSecondsOf,
  };
  const instances = Array.from({ length: shape.instances }, () => redirecting(wire, tables, now));

  const before = shape.history ?? 0;
  await counts.takeAsSealed(hourOf(START - before * DAY_MS - HOUR_MS));
  let batch: { partition: RawPartition; id: string }[] = [];
  let batches = 0;
  for (let day = before; day >= 0; day--) {
    const start = START - day * DAY_MS;
    // The empty hours since yesterday are sealed before the metering begins.
    clock.at = start + 6 * MINUTE_MS;
    await seal();
    meter.reset();
    batches = 0;
    await takeClicks(start);
    clock.at = start + HOUR_MS + 6 * MINUTE_MS;
    await seal();
  }
  client.destroy();
  const each = ({ write, read }: Units): Units => ({
    write: write / shape.clicks,
    read: read / shape.clicks,
  });
  const { redirect: taken, recount, seal: sealed } = meter.sums();
  return {
    clicks: shape.clicks,
    redirect: each(taken),
    recount: each(recount),
    seal: each(sealed),
    batchesPerClick: batches / shape.clicks,
  };

  async function takeClicks(start: number): Promise<void> {
    let batchEnds = start + BATCH_WINDOW_MS;
    for (let i = 0; i < shape.clicks; i++) {
      clock.at = start + i * shape.gapMs;
      if (clock.at >= batchEnds) {
        await recountAll();
        batchEnds = clock.at + BATCH_WINDOW_MS;
      }
      meter.into('redirect');
      const answer = await redirect(hitOn(slugs[i % slugs.length] ?? '', i), pick(instances, i));
      batch.push(placeOf(answer.headers.location ?? ''));
    }
    await recountAll();
  }

  async function seal(): Promise<void> {
    meter.into('seal');
    await sealDue({
      ...counting,
      clicks,
      counts,
      recount: counting,
      timeZoneOf: brands.timeZoneOf,
      recountOrders: async () => {},
      exportAsRead: () => ({ take: () => {}, done: async () => {} }),
      now,
      newToken,
    });
  }

  async function recountAll(): Promise<void> {
    meter.into('recount');
    batches += Math.ceil(batch.length / BATCH_SIZE);
    await recountBatch(
      batch.map(({ partition, id }, index) => changeRecordOf(partition, id, String(index))),
      counting,
    );
    batch = [];
  }
}

function redirecting(wire: Wire, tables: ReturnType<typeof namedTables>, now: () => number): RedirectDeps {
  const routes = createRouteCache(createRouteLookup(wire, tables), { now, deadlineMs: 60_000 });
  const salts = createSaltStore({ wire, tables, now, randomBytes });
  const table = createClickWriter(wire, tables, CLICK_KEYS);
  return {
    findRoute: routes.find,
    findFallback: async () => undefined,
    findSalt: (brandId, day) => salts.find(brandId, day),
    // No deadline and no spill: a busy machine must not change what is measured.
    keep: (click) => table(click),
    repeats: createRepeatMemory(),
    chooseShard: createShardChooser(),
    clickKeys: CLICK_KEYS,
    now,
    randomBytes,
  };
}

/** Headers as in-app browsers really send them: their length is what a click costs to keep. */
const FOLLOWERS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 334.0.4.32.98 (iPhone14,5; iOS 17_5_1; de_DE; de; scale=3.00; 1170x2532; 606146349)',
  'Mozilla/5.0 (Linux; Android 14; SM-S911B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/125.0.6422.165 Mobile Safari/537.36 Instagram 333.0.0.42.91 Android (34/14; 420dpi; 1080x2131; samsung; SM-S911B; dm1q; qcom; de_DE; 603319853)',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36',
];

const hitOn = (slug: string, i: number) => ({
  method: 'GET',
  path: `/${slug}`,
  query: '',
  headers: {
    'user-agent': pick(FOLLOWERS, i),
    'accept-language': 'de-DE,de;q=0.9',
    'sec-fetch-site': 'none',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    ...(i % 2 === 0 ? { referer: 'https://l.instagram.com/' } : {}),
  },
  address: `203.0.${(i >> 8) & 255}.${i & 255}`,
});

function pick<T>(from: readonly T[], index: number): T {
  const picked = from[index % from.length];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

function placeOf(location: string): { partition: RawPartition; id: string } {
  const id = new URL(location).searchParams.get('vclid') ?? '';
  const place = readClickId(id, CLICK_KEYS);
  if (!place) throw new Error(`no click id in ${location}`);
  return { partition: { linkId: place.linkId, minute: minuteOf(place.at), shard: place.shard }, id };
}

async function makeLinks(
  client: DynamoDBClient,
  tables: ReturnType<typeof namedTables>,
  count: number,
): Promise<string[]> {
  const brandId = idFromBytes('brd', Buffer.alloc(10, 1));
  const input = { name: 'Measured', timeZone: 'Europe/Berlin', currency: 'EUR' };
  const brand = freshBrand(input as never, brandId as never, 'apply', new Date(START).toISOString());
  await brandsOf(tablesOn(client, tables)).create(brand);
  const slugs = Array.from({ length: count }, (_, i) => `measured${String(i).padStart(4, '0')}`);
  for (const [i, slug] of slugs.entries()) {
    const bytes = Buffer.alloc(10);
    bytes.writeUInt32BE((i * 2_654_435_761) % 4_294_967_296, 6);
    const route: LinkRoute = {
      slug,
      linkId: idFromBytes('lnk', bytes),
      brandId,
      postId: idFromBytes('pst', bytes),
      platform: 'instagram',
      destination: 'https://shop.example/winter/socks',
      status: 'active',
      timeZone: 'Europe/Berlin',
      dedupeSeconds: 1_800,
    };
    await client.send(new PutItemCommand({ TableName: tables.records, Item: toItem(routeToRow(route)) }));
  }
  return slugs;
}
