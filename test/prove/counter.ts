import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type BatchAnswer, type ChangeRecord, recountBatch } from '../../functions/recount/recount.ts';
import { createClickStore } from '../../shared/data/clicks/click-store.ts';
import { clickWrite, partitionOfClick } from '../../shared/data/clicks/click-writer.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { announceLate } from '../../shared/data/counts/recount.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import { tableOf } from '../../shared/data/table/table.ts';
import { namedTables } from '../../shared/data/table/table-shape.ts';
import { type Random, randomInt, seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { aClick, aLinkId, KEYS, NOON } from '../support/builders.ts';
import { createMemoryStore, type Interference, type MemoryStore } from './memory-store.ts';
import { createStream } from './stream.ts';

/** Whoever counts a stream of clicks: ours, and the designs that don't hold. Memory is lost at every crash. */
export type Counter = { deliver(records: ChangeRecord[]): Promise<BatchAnswer> };
export type MakeCounter = (client: DynamoDBClient, countsTable: string) => Counter;

const tables = namedTables('c-');
const links = [aLinkId('one'), aLinkId('two')];

export const recounting: MakeCounter = (client) => {
  const counts = createCountStore(tablesOn(client, tables));
  const deps = {
    counts,
    clicks: createClickStore(tablesOn(client, tables)),
    announce: announceLate(counts, () => 'token'),
    dedupeSecondsOf: async () => 30,
  };
  return { deliver: (records) => recountBatch(records, deps) };
};

/** The seed of the first run in which the counter ends with another number than there are clicks. */
export async function firstFailure(make: MakeCounter, runs: number): Promise<number | undefined> {
  for (let seed = 1; seed <= runs; seed++) if (!(await survives(make, seed))) return seed;
  return undefined;
}

/** A handful of clicks, some stored twice; batches cut, repeated and overtaking; calls that fail before and after. */
async function survives(make: MakeCounter, seed: number): Promise<boolean> {
  const random = seededRandom(`counter|${seed}`);
  const stream = createStream(random, 5);
  const store = createMemoryStore((table, item) => {
    if (table === tables.clicks) stream.push(item.pk?.S ?? '', item.sk?.S ?? '');
  });
  const stored = new Map(links.map((link) => [link, 0]));
  const wire = store.wire(async (_operation, commit) => commit());
  const clicks = randomInt(random, 1, 12);
  for (let index = 0; index < clicks || stream.waiting > 0; index++) {
    if (index < clicks) {
      const linkId = links[randomInt(random, 0, 1)] ?? '';
      const click = aClick({ name: `${seed}|${index}`, linkId, at: NOON + randomInt(random, 0, 90_000) });
      const { table, row } = clickWrite(click, partitionOfClick(click, KEYS), tables);
      for (let puts = randomInt(random, 1, 2); puts > 0; puts--) await tableOf(wire, table).put(row);
      stored.set(linkId, (stored.get(linkId) ?? 0) + 1);
    }
    const interfere = index < 60 ? failing(random) : failing(() => 1);
    if (random() < 0.6) await stream.deliverOne(make(store.client(interfere), tables.counts).deliver);
  }
  return links.every((link) => hitsOf(store, link) === stored.get(link));
}

const failing =
  (random: Random): Interference =>
  async (_operation, commit) => {
    if (random() < 0.05) throw new Error('refused');
    const answer = commit();
    if (random() < 0.05) throw new Error('unheard');
    return answer;
  };

/** The designs that add keep one total; ours keeps a row per raw partition. */
function hitsOf(store: MemoryStore, linkId: string): number {
  let hits = 0;
  for (const item of store.tables.get(tables.counts)?.values() ?? [])
    if (item.pk?.S?.includes(linkId)) hits += Number(item.hits?.N ?? 0);
  return hits;
}

export const totalKey = (linkId: string) => ({ pk: { S: `TOTAL#${linkId}` }, sk: { S: 'TOTAL' } });

export const sequenceOf = (record: ChangeRecord): number => Number(record.dynamodb?.SequenceNumber ?? 0);

/** How many records of each link a batch brought. */
export function linksOf(records: ChangeRecord[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { dynamodb } of records) {
    const linkId = dynamodb?.Keys?.pk?.S?.split('#')[1] ?? '';
    counts.set(linkId, (counts.get(linkId) ?? 0) + 1);
  }
  return counts;
}
