import { type SealDeps, sealDue } from '../../../functions/seal/seal.ts';
import { costOf } from '../../../infra/aws/prices.ts';
import { createClickStore } from '../../../shared/data/clicks/click-store.ts';
import { announcement, clickWrite, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import { announceLate } from '../../../shared/data/counts/recount.ts';
import { recountMany } from '../../../shared/data/counts/recount-many.ts';
import { hourOf, type RawPartition, rawPartitionKey } from '../../../shared/data/table/keys.ts';
import { inLanes } from '../../../shared/data/table/lanes.ts';
import type { TableNames } from '../../../shared/data/table/table-shape.ts';
import { type Tables, tablesBy } from '../../../shared/data/table/tables.ts';
import { writeMany } from '../../../shared/data/table/write-many.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { createMeter, type Metered } from '../../cost/meter.ts';
import { aBrandId, aClick, aLinkId, KEYS } from '../../support/builders.ts';
import { startEngine, wireTo } from '../../support/engine.ts';
import { RECOUNT_LANES, seconds } from './reckon.ts';

/** Clicks of one hour: so many links, each clicked so often; each round of them is a batch of the stream. */
type Wish = { links: number; clicksEach: number };
const WISHES: readonly Wish[] = [
  { links: 2_000, clicksEach: 1 },
  { links: 1_000, clicksEach: 6 },
  { links: 4, clicksEach: 600 },
];

/** Where a link's raw clicks lie: by the minute, as it is, or all of an hour together. */
const LAYOUTS: Record<string, (partition: RawPartition) => RawPartition> = {
  minute: (partition) => partition,
  hour: (partition) => ({ ...partition, minute: `${partition.minute.slice(0, 13)}:00` }),
};

const STEPS = ['store', 'recount', 'seal'] as const;
type Steps = Record<(typeof STEPS)[number], Metered & { cpuMs: number }>;

const START = Date.parse('2026-03-10T12:00:00Z');
const STORING_LANES = 16;
const HEADINGS = [
  'links × clicks',
  'raw clicks by the',
  'recount: requests',
  'write units',
  'read units',
  'reckoned ms',
  'sealing: requests',
  'dollars a million, storing and counting',
];

/** The table of docs/decisions/2026-11-28-recount-by-the-minute.md: what each click takes in either layout. */
export async function compareLayouts(): Promise<string> {
  const rows = [HEADINGS, ['---', '---', ...HEADINGS.slice(2).map(() => '---:')]];
  for (const wish of WISHES)
    for (const layout of Object.keys(LAYOUTS)) rows.push(cellsOf(layout, wish, await measure(layout, wish)));
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf(layout: string, { links, clicksEach }: Wish, { store, recount, seal }: Steps): string[] {
  const clicks = links * clicksEach;
  const each = (amount: number) => (amount / clicks).toFixed(2);
  const units = (pick: 'read' | 'write') => store[pick] + recount[pick] + seal[pick];
  const dollars = costOf('writeUnit', units('write')) + costOf('readUnit', units('read'));
  return [
    `${links} × ${clicksEach}`,
    layout,
    each(recount.requests),
    each(recount.write),
    each(recount.read),
    each(seconds(recount, RECOUNT_LANES) * 1_000),
    each(seal.requests),
    each(dollars * 1e6),
  ];
}

async function measure(layout: string, wish: Wish): Promise<Steps> {
  const engine = await startEngine();
  const meter = createMeter(STEPS);
  const tables = tablesBy(meter.wire(wireTo(engine)), engine.tables);
  const deps = countingOn(tables);
  await deps.counts.takeAsSealed(hourOf(START - HOUR_MS));
  meter.reset();
  const cpu = { store: 0, recount: 0, seal: 0 };
  const during = async (step: keyof Steps, work: () => Promise<unknown>): Promise<void> => {
    meter.into(step);
    const began = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(began);
    cpu[step] += (user + system) / 1_000;
  };
  const placeOf = (click: Click) => (LAYOUTS[layout] ?? ((one) => one))(partitionOfClick(click, KEYS));
  const announced = new Set<string>();
  for (let round = 0; round < wish.clicksEach; round++) {
    const clicks = clicksOfRound(round, wish);
    await during('store', () => store(clicks, placeOf, announced, { tables, names: engine.tables }));
    await during('recount', async () => {
      const touched = new Map(clicks.map((click) => [rawPartitionKey(placeOf(click)), placeOf(click)]));
      const failed = await recountMany([...touched.values()], deps.recount);
      if (failed.length > 0) throw new Error(`${failed.length} partitions were not counted`);
    });
  }
  await during('seal', () => sealDue(deps));
  await engine.stop();
  const sums = meter.sums();
  const of = (step: keyof Steps) => ({ ...sums[step], cpuMs: cpu[step] });
  return { store: of('store'), recount: of('recount'), seal: of('seal') };
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

const clicksOfRound = (round: number, { links, clicksEach }: Wish): Click[] =>
  Array.from({ length: links }, (_, link) =>
    aClick({
      name: `${link} ${round}`,
      at: START + Math.floor((round * HOUR_MS) / clicksEach) + (link % 60) * 100,
      brandId: aBrandId(`brand ${link % 10}`),
      linkId: aLinkId(`link ${link}`),
      visitor: `visitor ${link} ${round}`,
    }),
  );
