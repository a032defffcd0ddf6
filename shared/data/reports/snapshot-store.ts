import { gunzipSync, gzipSync } from 'node:zlib';
import { snapshotPartition, snapshotPieceKey } from '../table/keys.ts';
import { byItsVersion } from '../table/noted-reads.ts';
import { bytesOf, numberOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';

/** Where report snapshots lie, by content address: a table on one machine, a bucket in AWS. Never changed. */
export type SnapshotStore = {
  put(brandId: string, address: string, json: string): Promise<void>;
  find(brandId: string, address: string): Promise<string | undefined>;
};

const PIECE_BYTES = 300_000;

/** Snapshots as gzipped pieces in the records table; the same content is always the same items. */
export function tableSnapshots(tables: Tables): SnapshotStore {
  const { records: table } = tables;
  return {
    async put(brandId, address, json) {
      const bytes = gzipSync(json);
      const of = Math.ceil(bytes.length / PIECE_BYTES);
      for (let index = of - 1; index >= 0; index--) {
        const piece = bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES);
        await table.put({ ...snapshotPieceKey(brandId, address, index), piece, of });
      }
    },
    async find(brandId, address) {
      const pieces: Uint8Array[] = [];
      let count = 0;
      await byItsVersion(async () => {
        for await (const row of table.query(snapshotPartition(brandId, address))) {
          pieces.push(bytesOf(row, 'piece'));
          count = numberOf(row, 'of') ?? 0;
        }
      });
      if (pieces.length === 0 || pieces.length < count) return undefined;
      return gunzipSync(Buffer.concat(pieces)).toString('utf8');
    },
  };
}
