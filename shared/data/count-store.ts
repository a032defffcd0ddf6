import { gunzipSync, gzipSync } from 'node:zlib';
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Tally } from '../domain/fold.ts';
import { type DynamoItem, partitionQuery, queryAll, unlessRefused } from './dynamo.ts';
import {
  afterChunks,
  chunkSort,
  DIRTY_PARTITION,
  dirtyKey,
  type Key,
  minuteRowKey,
  type RawPartition,
  sealStateKey,
  versionsPartition,
} from './keys.ts';
import { pack, unpack } from './packed.ts';
import type { TableNames } from './table-shape.ts';

/** The fold of one raw partition, and the generation of judgement it was made under. */
export type MinuteRow = { tally: Tally; generation: number };
export type DirtyKind = 'hour' | 'day' | 'orders';
export type DirtyPeriod = { kind: DirtyKind; brandId: string; period: string; token: string };

/** Recounts of raw clicks. No method adds: each writes a whole row that was folded from what lies beneath it. */
export function createCountStore(client: DynamoDBClient, tables: TableNames) {
  const TableName = tables.counts;
  const keyOf = ({ pk, sk }: Key): DynamoItem => ({ pk: { S: pk }, sk: { S: sk } });

  return {
    async findMinuteRow(partition: RawPartition): Promise<MinuteRow | undefined> {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: keyOf(minuteRowKey(partition)), ConsistentRead: true }),
      );
      return Item && minuteRowOf(Item);
    },

    /**
     * Writes the fold if it has more hits than the row that stands there, under the same generation. A set of hits
     * only grows, so whoever comes late with a smaller fold is refused and has nothing to mend.
     */
    putMinuteRowIfGrown(partition: RawPartition, row: MinuteRow): Promise<'done' | 'refused'> {
      return unlessRefused(
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: keyOf(minuteRowKey(partition)),
            UpdateExpression: 'SET hits = :hits, tally = :tally, generation = :generation',
            ConditionExpression: 'attribute_not_exists(hits) OR (hits < :hits AND generation = :generation)',
            ExpressionAttributeValues: minuteValues(row),
          }),
        ),
      );
    },

    /** Writes the fold of rejudged or erased clicks: only a newer generation may change what was counted. */
    putMinuteRowOfGeneration(partition: RawPartition, row: MinuteRow): Promise<'done' | 'refused'> {
      return unlessRefused(
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: keyOf(minuteRowKey(partition)),
            UpdateExpression: 'SET hits = :hits, tally = :tally, generation = :generation',
            ConditionExpression: 'attribute_not_exists(hits) OR generation < :generation',
            ExpressionAttributeValues: minuteValues(row),
          }),
        ),
      );
    },

    /** Minute rows of many partitions, in the order asked; `undefined` where none was counted yet. */
    async listMinuteRows(partitions: RawPartition[]): Promise<(MinuteRow | undefined)[]> {
      const found = new Map<string, MinuteRow>();
      for (let from = 0; from < partitions.length; from += 100) {
        let wanted: DynamoItem[] | undefined = partitions
          .slice(from, from + 100)
          .map((p) => keyOf(minuteRowKey(p)));
        while (wanted && wanted.length > 0) {
          const answer: {
            Responses?: Record<string, DynamoItem[]>;
            UnprocessedKeys?: Record<string, { Keys?: DynamoItem[] }>;
          } = (await client.send(
            new BatchGetItemCommand({
              RequestItems: { [TableName]: { Keys: wanted, ConsistentRead: true } },
            }),
          )) as never;
          for (const item of answer.Responses?.[TableName] ?? []) {
            found.set(`${item.pk?.S}|${item.sk?.S}`, minuteRowOf(item));
          }
          wanted = answer.UnprocessedKeys?.[TableName]?.Keys;
        }
      }
      return partitions.map((partition) => {
        const key = minuteRowKey(partition);
        return found.get(`${key.pk}|${key.sk}`);
      });
    },

    /** Replaces the packed rows of one period: new chunks first, then what an earlier, longer version left behind. */
    async putPacked<Row>(pk: string, period: string, rows: Row[]): Promise<void> {
      const chunks = pack(rows);
      for (const [index, chunk] of chunks.entries()) {
        const key = { pk, sk: chunkSort(period, index) };
        await client.send(
          new PutItemCommand({
            TableName,
            Item: { ...keyOf(key), chunk: { B: chunk }, of: { N: String(chunks.length) } },
          }),
        );
      }
      const stale = partitionQuery(TableName, pk, {
        from: chunkSort(period, chunks.length),
        to: afterChunks(period),
      });
      for await (const item of queryAll(client, { ...stale, ProjectionExpression: 'pk, sk' })) {
        await client.send(new DeleteItemCommand({ TableName, Key: keyOf({ pk, sk: item.sk?.S ?? '' }) }));
      }
    },

    /** Packed rows of the periods from … to (inclusive), by period. */
    async listPacked<Row>(pk: string, from: string, to: string): Promise<Map<string, Row[]>> {
      const chunks = new Map<string, Uint8Array[]>();
      for await (const item of queryAll(
        client,
        partitionQuery(TableName, pk, { from: `${from}#`, to: afterChunks(to) }),
      )) {
        const [period = '', index = '0'] = (item.sk?.S ?? '').split('#');
        const held = chunks.get(period) ?? [];
        if (Number(index) < Number(item.of?.N ?? 0) && item.chunk?.B) held.push(item.chunk.B);
        chunks.set(period, held);
      }
      return new Map([...chunks].map(([period, held]) => [period, unpack<Row>(held)]));
    },

    /** Which materialised days are current, by day. Small; read before the large rows, which may then be cached. */
    async listVersions(brandId: string, from: string, to: string): Promise<Map<string, string>> {
      const versions = new Map<string, string>();
      const query = partitionQuery(TableName, versionsPartition(brandId), { from, to: afterChunks(to) });
      for await (const item of queryAll(client, query)) versions.set(item.sk?.S ?? '', item.version?.S ?? '');
      return versions;
    },

    async putVersion(brandId: string, period: string, version: string): Promise<void> {
      const key = keyOf({ pk: versionsPartition(brandId), sk: period });
      await client.send(new PutItemCommand({ TableName, Item: { ...key, version: { S: version } } }));
    },

    /** "Count this again": written before late facts are, so that a crash in between costs a recount, not a number. */
    async markDirty(kind: DirtyKind, brandId: string, period: string, token: string): Promise<void> {
      const key = keyOf(dirtyKey(kind, brandId, period));
      await client.send(new PutItemCommand({ TableName, Item: { ...key, token: { S: token } } }));
    },

    async listDirty(kind?: DirtyKind, brandId?: string): Promise<DirtyPeriod[]> {
      const range = kind ? { prefix: brandId ? `${kind}#${brandId}#` : `${kind}#` } : undefined;
      const periods: DirtyPeriod[] = [];
      for await (const item of queryAll(client, partitionQuery(TableName, DIRTY_PARTITION, range))) {
        const [found = 'hour', brand = '', period = ''] = (item.sk?.S ?? '').split('#');
        periods.push({ kind: found as DirtyKind, brandId: brand, period, token: item.token?.S ?? '' });
      }
      return periods;
    },

    /** Done, unless somebody marked it again meanwhile. */
    clearDirty({ kind, brandId, period, token }: DirtyPeriod): Promise<'done' | 'refused'> {
      return unlessRefused(
        client.send(
          new DeleteItemCommand({
            TableName,
            Key: keyOf(dirtyKey(kind, brandId, period)),
            ConditionExpression: '#token = :token',
            ExpressionAttributeNames: { '#token': 'token' },
            ExpressionAttributeValues: { ':token': { S: token } },
          }),
        ),
      );
    },

    /** The hour up to which (inclusive) everything is sealed. */
    async findSealedThrough(): Promise<string | undefined> {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: keyOf(sealStateKey()), ConsistentRead: true }),
      );
      return Item?.hour?.S;
    },

    /** Moves the seal forward only. */
    advanceSealedThrough(hour: string): Promise<'done' | 'refused'> {
      return unlessRefused(
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: keyOf(sealStateKey()),
            UpdateExpression: 'SET #hour = :hour',
            ConditionExpression: 'attribute_not_exists(#hour) OR #hour < :hour',
            ExpressionAttributeNames: { '#hour': 'hour' },
            ExpressionAttributeValues: { ':hour': { S: hour } },
          }),
        ),
      );
    },
  };
}
export type CountStore = ReturnType<typeof createCountStore>;

const minuteValues = (row: MinuteRow): DynamoItem => ({
  ':hits': { N: String(row.tally.hits) },
  ':tally': { B: gzipSync(JSON.stringify(row.tally), { level: 1 }) },
  ':generation': { N: String(row.generation) },
});

const minuteRowOf = (item: DynamoItem): MinuteRow => ({
  tally: JSON.parse(gunzipSync(item.tally?.B ?? new Uint8Array()).toString()),
  generation: Number(item.generation?.N ?? 0),
});
