import { type SealDeps, sealDue } from '../../../functions/seal/seal.ts';
import { costOf } from '../../../infra/aws/prices.ts';
import { createClickStore } from '../../../shared/data/clicks/click-store.ts';
import { announcement, clickWrite, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import type { HourRow } from '../../../shared/data/counts/hour-rows.ts';
import { announceLate } from '../../../shared/data/counts/recount.ts';
import { recountMany } from '../../../shared/data/counts/recount-many.ts';
import {
  hourOf,
  hourRowsPartition,
  type RawPartition,
  rawPartitionKey,
} from '../../../shared/data/table/keys.ts';
import { inLanes } from '../../../shared/data/table/lanes.ts';
import { sdkCall } from '../../../shared/data/table/sdk.ts';
import type { TableNames } from '../../../shared/data/table/table-shape.ts';
import { type Tables, tablesBy } from '../../../shared/data/table/tables.ts';
import type { Wire } from '../../../shared/data/table/wire.ts';
import { writeMany } from '../../../shared/data/table/write-many.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { createMeter, type Metered } from '../../cost/meter.ts';
import { aBrandId, aClick, aLinkId, KEYS } from '../../support/builders.ts';
import { startEngine } from '../../support/engine.ts';
import { dollars } from './reckon.ts';
import { AS_KEPT } from './seed-scale.ts';

/** An hour of so many brands, so many of whose links are clicked so often, at any moment of it. */
type Wish = { brands: number; links: number; clicksEach: number };
/** Of docs/scale.md's load a brand has 417 clicks an hour: on as many links, on seventy, on fourteen. And one whose links are busy. */
const WISHES: readonly Wish[] = [
  { brands: 5, links: 417, clicksEach: 1 },
  { brands: 5, links: 139, clicksEach: 3 },
  { brands: 5, links: 70, clicksEach: 6 },
  { brands: 5, links: 14, clicksEach: 30 },
  { brands: 1, links: 4, clicksEach: 600 },
];

type Place = (partition: RawPartition, click: Click) => RawPartition;
const ofTheHour: Place = (partition) => ({ ...partition, minute: `${partition.minute.slice(0, 13)}:00` });
const ofTheBrand =
  (parts: number): Place =>
  (partition, click) => ({
    ...ofTheHour(partition, click),
    linkId: aLinkId(`all of ${click.brandId}`),
    shard: click.at % parts,
  });
/**
 * Where raw clicks lie: a link's by the minute, as it is; all of its hour together; all of a brand's hour together, or in parts. A
 * brand's are folded as if they were one link's, so that its units written are the least that they could be.
 */
const LAYOUTS: Record<string, Place> = {
  'link and minute': (partition) => partition,
  'link and hour': ofTheHour,
  'brand and hour': ofTheBrand(1),
  'brand and hour, 16 parts': ofTheBrand(16),
};

const STEPS = ['store', 'recount', 'seal'] as const;
type Steps = Record<(typeof STEPS)[number], Metered>;
/** What it took, and how many clicks the sealed hours came to. */
type Counted = { steps: Steps; hits: number };

const START = Date.parse('2026-03-10T12:00:00Z');
const HOUR = hourOf(START);
/** infra/aws/vouch-stack.ts, RECOUNT_WINDOW: clicks of twenty seconds are a batch. */
const WINDOW_MS = 20_000;
const WINDOWS = HOUR_MS / WINDOW_MS;
const STORING_LANES = 16;
const MILLIONS_A_MONTH = 3_000;
const HEADINGS = [
  'links of a brand × clicks',
  'raw clicks by',
  'recount: requests',
  'its units written',
  'read',
  'sealing: requests',
  'its units written and read',
  'dollars a million, storing and counting',
  '100 million a day, dollars a month',
];

/**
 * The table of docs/decisions/2026-11-28-recount-by-the-minute.md: what each click takes in each layout, stored, recounted as its
 * stream brings it, and sealed by the product's own code. Says no figure unless the sealed hours hold each click once.
 */
export async function compareLayouts(
  wishes: readonly Wish[] = WISHES,
  say: (line: string) => void = () => {},
): Promise<string> {
  const rows = [HEADINGS, ['---', '---', ...HEADINGS.slice(2).map(() => '---:')]];
  for (const wish of wishes)
    for (const layout of Object.keys(LAYOUTS)) {
      const { steps, hits } = await measure(layout, wish);
      if (hits !== clicksOf(wish)) throw new Error(`${layout}: ${hits} of ${clicksOf(wish)} were counted`);
      rows.push(cellsOf(layout, wish, steps));
      say(rows.at(-1)?.join(' | ') ?? '');
    }
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const clicksOf = ({ brands, links, clicksEach }: Wish): number => brands * links * clicksEach;

function cellsOf(layout: string, wish: Wish, { store, recount, seal }: Steps): string[] {
  const each = (amount: number) => (amount / clicksOf(wish)).toFixed(2);
  const units = (pick: 'read' | 'write') => store[pick] + recount[pick] + seal[pick];
  const perMillion =
    ((costOf('writeUnit', units('write')) + costOf('readUnit', units('read'))) / clicksOf(wish)) * 1e6;
  return [
    `${wish.links} × ${wish.clicksEach}`,
    layout,
    each(recount.requests),
    each(recount.write),
    each(recount.read),
    each(seal.requests),
    `${each(seal.write)}, ${each(seal.read)}`,
    perMillion.toFixed(2),
    dollars(perMillion * MILLIONS_A_MONTH),
  ];
}

async function measure(layout: string, wish: Wish): Promise<Counted> {
  const engine = await startEngine();
  const meter = createMeter(STEPS);
  const tables = tablesBy(meter.wire(sdkCall(engine.client) as Wire), engine.tables);
  const deps = countingOn(tables);
  await deps.counts.takeAsSealed(hourOf(START - HOUR_MS));
  meter.reset();
  const placeOf = (click: Click): RawPartition =>
    (LAYOUTS[layout] as Place)(partitionOfClick(click, KEYS), click);
  const announced = new Set<string>();
  for (const clicks of inWindows(wish)) {
    meter.into('store');
    await store(clicks, placeOf, announced, { tables, names: engine.tables });
    meter.into('recount');
    const touched = new Map(clicks.map((click) => [rawPartitionKey(placeOf(click)), placeOf(click)]));
    const failed = await recountMany([...touched.values()], deps.recount);
    if (failed.length > 0) throw new Error(`${failed.length} partitions were not counted`);
  }
  meter.into('seal');
  await sealDue(deps);
  const steps = structuredClone(meter.sums());
  const hits = await hitsOfHours(deps, wish);
  await engine.stop();
  return { steps, hits };
}

async function hitsOfHours({ counts }: SealDeps, { brands }: Wish): Promise<number> {
  let hits = 0;
  for (let n = 0; n < brands; n++) {
    const packed = await counts.listPacked<HourRow>(hourRowsPartition(brandOf(n)), HOUR, HOUR);
    for (const { tally } of [...packed.values()].flat()) hits += tally.hits;
  }
  return hits;
}

function countingOn(tables: Tables): SealDeps {
  const now = () => START + HOUR_MS + 6 * MINUTE_MS;
  const [clicks, counts] = [createClickStore(tables, now), createCountStore(tables, now)];
  let tokens = 0;
  const newToken = () => `t${tokens++}`;
  const dedupeSecondsOf = async () => 1_800;
  return {
    clicks,
    counts,
    recount: { clicks, counts, announce: announceLate(counts, newToken), dedupeSecondsOf },
    timeZoneOf: async () => 'UTC',
    recountOrders: async () => {},
    exportAsRead: () => ({ take: () => {}, done: async () => {} }),
    now,
    newToken,
  };
}

/** As redirects do: the first click of a partition comes with the entry of its hour. */
function store(
  clicks: readonly Click[],
  placeOf: (click: Click) => RawPartition,
  announced: Set<string>,
  { tables, names }: { tables: Tables; names: TableNames },
): Promise<void> {
  return inLanes(STORING_LANES, clicks, async (click) => {
    const partition = placeOf(click);
    const name = rawPartitionKey(partition);
    const entry = announced.has(name) ? [] : [announcement(click.brandId, partition, names)];
    announced.add(name);
    await writeMany(tables.call, [clickWrite(click, partition, names), ...entry]);
  });
}

const brandOf = (n: number): string => aBrandId(`brand ${n}`);

/** The hour's clicks as the stream brings them: a link's are spread over the hour, each link's from a moment of its own. */
function inWindows({ brands, links, clicksEach }: Wish): Click[][] {
  const windows = Array.from({ length: WINDOWS }, (): Click[] => []);
  const apart = HOUR_MS / clicksEach;
  for (let link = 0; link < brands * links; link++)
    for (let nth = 0; nth < clicksEach; nth++) {
      const within = Math.floor(((link * GOLDEN) % 1) * apart + nth * apart);
      const click = aClick({
        name: `${link} ${nth}`,
        at: START + within,
        brandId: brandOf(link % brands),
        linkId: aLinkId(`link ${link}`),
        visitor: `visitor ${link} ${nth}`,
        raw: AS_KEPT,
      });
      windows[Math.floor(within / WINDOW_MS)]?.push(click);
    }
  return windows.filter((clicks) => clicks.length > 0);
}
/** Spreads any number of links evenly. */
const GOLDEN = 0.618_033_988_749_895;
