import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { exportKey } from '../../../functions/seal/export-hour-to-s3.ts';
import type { SnapshotStore } from '../../../shared/data/reports/snapshot-store.ts';
import { readSnapshotPartition } from '../../../shared/data/table/keys.ts';
import type { MovingItem } from './move-tables.ts';
import type { Target } from './target.ts';

/**
 * Exported hours become objects under the names that the sealer gives them: late files of an hour are its further pieces.
 * One that is there stays: it may have been written anew there, without somebody who was erased.
 */
export async function moveExports(
  folder: string,
  { s3, exportsBucket: Bucket }: Pick<Target, 's3' | 'exportsBucket'>,
): Promise<number> {
  let count = 0;
  for (const brandId of await namesIn(folder)) {
    for (const day of await namesIn(join(folder, brandId))) {
      const pieces = new Map<string, number>();
      for (const name of (await namesIn(join(folder, brandId, day))).filter((one) => one.endsWith('.gz'))) {
        const hour = name.slice(0, name.indexOf('.'));
        const nth = pieces.get(hour) ?? 0;
        pieces.set(hour, nth + 1);
        const Body = await readFile(join(folder, brandId, day, name));
        const object = { Bucket, Key: exportKey(brandId, hour, nth), Body, IfNoneMatch: '*' };
        await s3.send(new PutObjectCommand(object)).catch(unlessThere);
        count++;
      }
    }
  }
  return count;
}

function unlessThere(failure: unknown): void {
  const isThere = failure instanceof S3ServiceException && failure.$metadata.httpStatusCode === 412;
  if (!isThere) throw failure;
}

/** In their order, an hour’s first file before its late ones. */
async function namesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const isLate = (name: string): number => (name.includes('.late-') ? 1 : 0);
  return (await readdir(folder)).sort((a, b) => isLate(a) - isLate(b) || (a < b ? -1 : 1));
}

/** Reports' snapshots among these items of the records table, from there to the bucket. */
export async function moveSnapshots(
  items: readonly MovingItem[],
  from: SnapshotStore,
  to: SnapshotStore,
): Promise<number> {
  let count = 0;
  for (const { pk, sk } of items) {
    const named = readSnapshotPartition(pk?.S ?? '');
    if (!named || sk?.S !== FIRST_PIECE) continue;
    const json = await from.find(named.brandId, named.address);
    if (json === undefined) continue;
    await to.put(named.brandId, named.address, json);
    count++;
  }
  return count;
}
const FIRST_PIECE = '000';
