import { gunzipSync, gzipSync } from 'node:zlib';
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Tally } from '../../domain/click/fold.ts';
import { type DynamoItem, partitionQuery, queryAll, unlessRefused } from '../table/dynamo.ts';
import {
  afterChunks,
  chunkSort,
  DIRTY_PARTITION,
  type DirtyKind,
  dirtyKey,
  ERASED_PARTITION,
  erasedKey,
  headSort,
  hourIndexKey,
  type Key,
  minuteOf,
  minuteRowKey,
  type RawPartition,
  readMinuteRowSort,
  type SealMark,
  sealStateKey,
  startOfMinute,
  versionsPartition,
} from '../table/keys.ts';
import { pack, unpack } from '../table/packed.ts';
import type { TableNames } from '../table/table-shape.ts';

/** The fold of one raw partition, and the generation of judgement it was made under. */
export type MinuteRow = { tally: Tally; generation: number };
type Head = { version: string; chunks: number };
/** A swap between two pages of one read is rare, twenty in a row a fault. */
const MOST_READS = 20;
const DAY_MS = 86_400_000;
export type DirtyPeriod = { kind: DirtyKind; brandId: string; period: string; token: string };

/** Recounts of raw clicks. No method adds: each writes a whole row that was folded from what lies beneath it. */
export function createCountStore(client: DynamoDBClient, tables: TableNames) {
  const TableName = tables.counts;
  const keyOf = ({ pk, sk }: Key): DynamoItem => ({ pk: { S: pk }, sk: { S: sk } });

  async function findHead(pk: string, period: string): Promise<Head | undefined> {
    const { Item } = await client.send(
      new GetItemCommand({
        TableName,
        Key: keyOf({ pk, sk: headSort(period) }),
        ConsistentRead: true,
        ProjectionExpression: 'version, chunks',
      }),
    );
    return Item && headOf(Item);
  }

  function swapHead(
    key: Key,
    { version, chunks }: Head,
    first: DynamoItem,
    standing: string | undefined,
  ): Promise<'done' | 'refused'> {
    const values = { version: { S: version }, chunks: { N: String(chunks) }, ...first };
    return unlessRefused(
      client.send(
        new PutItemCommand({
          TableName,
          Item: { ...keyOf(key), ...values },
          ...(standing === undefined
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'version = :standing',
                ExpressionAttributeValues: { ':standing': { S: standing } },
              }),
        }),
      ),
    );
  }

  async function findSealState(mark: SealMark): Promise<string | undefined> {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: keyOf(sealStateKey(mark)), ConsistentRead: true }),
    );
    return Item?.hour?.S;
  }

  function advanceSealState(mark: SealMark, hour: string): Promise<'done' | 'refused'> {
    return unlessRefused(
      client.send(
        new UpdateItemCommand({
          TableName,
          Key: keyOf(sealStateKey(mark)),
          UpdateExpression: 'SET #hour = :hour',
          ConditionExpression: 'attribute_not_exists(#hour) OR #hour < :hour',
          ExpressionAttributeNames: { '#hour': 'hour' },
          ExpressionAttributeValues: { ':hour': { S: hour } },
        }),
      ),
    );
  }

  async function listDirty(kind?: DirtyKind, brandId?: string): Promise<DirtyPeriod[]> {
    const range = kind ? { prefix: brandId ? `${kind}#${brandId}#` : `${kind}#` } : undefined;
    const periods: DirtyPeriod[] = [];
    for await (const item of queryAll(client, partitionQuery(TableName, DIRTY_PARTITION, range))) {
      const [found = 'hour', brand = '', period = ''] = (item.sk?.S ?? '').split('#');
      periods.push({ kind: found as DirtyKind, brandId: brand, period, token: item.token?.S ?? '' });
    }
    return periods;
  }

  return {
    async findMinuteRow(partition: RawPartition): Promise<MinuteRow | undefined> {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: keyOf(minuteRowKey(partition)), ConsistentRead: true }),
      );
      return Item && minuteRowOf(Item);
    },

    /** The hour index names the partition: asked before a first row is written, because reading is cheaper. */
    async ensureIndexed(brandId: string, partition: RawPartition): Promise<void> {
      const Key = keyOf(hourIndexKey(brandId, partition));
      const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      if (!Item) await client.send(new PutItemCommand({ TableName, Item: Key }));
    },

    /**
     * Writes the fold if it has more hits than the row that stands there, under the same generation. A set of hits
     * only grows, so whoever comes late with a smaller fold is refused and has nothing to mend. The condition has no
     * brackets (AND binds first): dynalite's parser takes four times as long over them.
     */
    putMinuteRowIfGrown(partition: RawPartition, row: MinuteRow): Promise<'done' | 'refused'> {
      return unlessRefused(
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: keyOf(minuteRowKey(partition)),
            UpdateExpression: 'SET hits = :hits, tally = :tally, generation = :generation',
            ConditionExpression: 'attribute_not_exists(hits) OR hits < :hits AND generation = :generation',
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

    /** A link's minute rows from … until (exclusive), epoch ms, however many shards a minute has; one at a time. */
    async *readMinuteRowsOfLink(
      linkId: string,
      { fromMs, untilMs }: { fromMs: number; untilMs: number },
    ): AsyncGenerator<{ at: number; tally: Tally }> {
      const range = { from: minuteOf(fromMs), to: minuteOf(untilMs) };
      for (let at = fromMs; minuteOf(at).slice(0, 10) <= range.to.slice(0, 10); at += DAY_MS) {
        const { pk } = minuteRowKey({ linkId, minute: minuteOf(at), shard: 0 });
        for await (const item of queryAll(client, partitionQuery(TableName, pk, range))) {
          const { minute } = readMinuteRowSort(item.sk?.S ?? '');
          yield { at: startOfMinute(minute), tally: minuteRowOf(item).tally };
        }
      }
    },

    /**
     * Replaces the packed rows of one period by what `fold` reads and makes. The head item, which holds the version
     * and the first chunk, is swapped only if nobody swapped it since before `fold` read; otherwise `fold` is asked
     * again. So of two sealers at once the one who read last wins, and no reader sees chunks of both.
     * `expiresAt` (epoch seconds): when the table may forget the period.
     */
    async replacePacked<Row>(
      pk: string,
      period: string,
      newToken: () => string,
      fold: () => Promise<Row[]>,
      expiresAt?: number,
    ): Promise<void> {
      const packed = (chunk: Uint8Array): DynamoItem => ({
        chunk: { B: chunk },
        ...(expiresAt === undefined ? {} : { expiresAt: { N: String(expiresAt) } }),
      });
      for (;;) {
        const standing = await findHead(pk, period);
        const version = newToken();
        const [first = new Uint8Array(), ...rest] = pack(await fold());
        for (const [index, chunk] of rest.entries()) {
          const key = keyOf({ pk, sk: chunkSort(period, version, index + 1) });
          await client.send(new PutItemCommand({ TableName, Item: { ...key, ...packed(chunk) } }));
        }
        const head = { version, chunks: rest.length + 1 };
        const swap = await swapHead({ pk, sk: headSort(period) }, head, packed(first), standing?.version);
        const isMine = swap === 'done' || (await findHead(pk, period))?.version === version;
        const left = isMine ? standing : head;
        for (let index = 1; index < (left?.chunks ?? 0); index++) {
          const key = keyOf({ pk, sk: chunkSort(period, left?.version ?? '', index) });
          await client.send(new DeleteItemCommand({ TableName, Key: key }));
        }
        if (isMine) return;
      }
    },

    /** Packed rows of the periods from … to (inclusive), by period. */
    async listPacked<Row>(pk: string, from: string, to: string): Promise<Map<string, Row[]>> {
      for (let attempt = 0; attempt < MOST_READS; attempt++) {
        const range = { from: headSort(from), to: afterChunks(to) };
        const items = [];
        for await (const item of queryAll(client, partitionQuery(TableName, pk, range))) items.push(item);
        const whole = wholePeriods<Row>(items);
        if (whole) return whole;
      }
      throw new Error(`rows of ${pk} changed during ${MOST_READS} reads`);
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

    listDirty,

    /** The brand's hours from … to (inclusive) that the seal went past although they could not be counted. */
    async listUnsealed(brandId: string, from: string, to: string): Promise<string[]> {
      const marked = await listDirty('unsealed', brandId);
      return marked.map(({ period }) => period).filter((hour) => hour >= from && hour <= to);
    },

    /** Says that this click's person is gone, before the click is rewritten. `expiresAt`: epoch seconds. */
    async putErased(clickId: string, expiresAt: number): Promise<void> {
      const Item = { ...keyOf(erasedKey(clickId)), expiresAt: { N: String(expiresAt) } };
      await client.send(new PutItemCommand({ TableName, Item }));
    },

    /** Which clicks were erased, of those whose ids lie between two (inclusive). */
    async listErased(from: string, to: string): Promise<Set<string>> {
      const erased = new Set<string>();
      for await (const item of queryAll(client, partitionQuery(TableName, ERASED_PARTITION, { from, to })))
        erased.add(item.sk?.S ?? '');
      return erased;
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
    findSealedThrough: () => findSealState('THROUGH'),
    /** Moves the seal forward only. */
    advanceSealedThrough: (hour: string) => advanceSealState('THROUGH', hour),
    /** The hour up to which sealers have begun to read: whoever stores a click of such an hour later, must say so. */
    findSealBegun: () => findSealState('BEGUN'),
    advanceSealBegun: (hour: string) => advanceSealState('BEGUN', hour),
    /** Takes everything up to this hour as sealed, at a start: what comes later for it is announced, and counted by sealing. */
    async takeAsSealed(hour: string): Promise<void> {
      await advanceSealState('BEGUN', hour);
      await advanceSealState('THROUGH', hour);
    },
  };
}
export type CountStore = ReturnType<typeof createCountStore>;

const headOf = (item: DynamoItem): Head => ({
  version: item.version?.S ?? '',
  chunks: Number(item.chunks?.N ?? 0),
});

/** Each period's rows from its head and the chunks of the head's version; `undefined` when a swap came between. */
function wholePeriods<Row>(items: DynamoItem[]): Map<string, Row[]> | undefined {
  const heads = new Map<string, { head: Head; chunks: Uint8Array[] }>();
  for (const item of items) {
    const [period = '', version = ''] = (item.sk?.S ?? '').split('#');
    const chunk = item.chunk?.B ?? new Uint8Array();
    const held = heads.get(period);
    if (version === '') heads.set(period, { head: headOf(item), chunks: [chunk] });
    else if (held?.head.version === version) held.chunks.push(chunk);
  }
  const whole = new Map<string, Row[]>();
  for (const [period, { head, chunks }] of heads) {
    if (chunks.length !== head.chunks) return undefined;
    whole.set(period, unpack<Row>(chunks));
  }
  return whole;
}

const minuteValues = (row: MinuteRow): DynamoItem => ({
  ':hits': { N: String(row.tally.hits) },
  ':tally': { B: gzipSync(JSON.stringify(row.tally), { level: 1 }) },
  ':generation': { N: String(row.generation) },
});

const minuteRowOf = (item: DynamoItem): MinuteRow => ({
  tally: JSON.parse(gunzipSync(item.tally?.B ?? new Uint8Array()).toString()),
  generation: Number(item.generation?.N ?? 0),
});
