import { gunzipSync, gzipSync } from 'node:zlib';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { partitionQuery, queryAll } from '../table/dynamo.ts';
import { snapshotPartition, snapshotPieceKey } from '../table/keys.ts';
import type { TableNames } from '../table/table-shape.ts';

/** Where report snapshots lie, by content address: a table on one machine, a bucket in AWS. Never changed. */
export type SnapshotStore = {
  put(brandId: string, address: string, json: string): Promise<void>;
  find(brandId: string, address: string): Promise<string | undefined>;
};

const PIECE_BYTES = 300_000;

/** Snapshots as gzipped pieces in the records table; the same content is always the same items. */
export function tableSnapshots(client: DynamoDBClient, tables: TableNames): SnapshotStore {
  return {
    async put(brandId, address, json) {
      const bytes = gzipSync(json);
      const count = Math.ceil(bytes.length / PIECE_BYTES);
      for (let piece = count - 1; piece >= 0; piece--) {
        const { pk, sk } = snapshotPieceKey(brandId, address, piece);
        const part = bytes.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES);
        const Item = { pk: { S: pk }, sk: { S: sk }, piece: { B: part }, of: { N: String(count) } };
        await client.send(new PutItemCommand({ TableName: tables.records, Item }));
      }
    },
    async find(brandId, address) {
      const pieces: Uint8Array[] = [];
      let count = 0;
      for await (const item of queryAll(
        client,
        partitionQuery(tables.records, snapshotPartition(brandId, address)),
      )) {
        pieces.push(item.piece?.B ?? new Uint8Array());
        count = Number(item.of?.N ?? 0);
      }
      if (pieces.length === 0 || pieces.length < count) return undefined;
      return gunzipSync(Buffer.concat(pieces)).toString('utf8');
    },
  };
}
