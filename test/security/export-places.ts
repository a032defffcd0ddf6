import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { editExportInS3, exportKey, exportPieceToS3 } from '../../functions/seal/export-hour-to-s3.ts';
import { forgetExportsInS3 } from '../../functions/seal/forget-exports-in-s3.ts';
import {
  editExportedFiles,
  exportHourToFiles,
  exportPath,
  forgetExportedFiles,
} from '../../infra/local/background/export-hour.ts';
import type { EditExport } from '../../shared/data/clicks/erase-exported.ts';
import type { ForgetExports } from '../../shared/data/clicks/forget-exports.ts';
import type { RawPartition } from '../../shared/data/table/keys.ts';
import type { TestApi } from '../support/api-builders.ts';

/** Where sealed hours are exported to: what product and tests do there. */
export type ExportPlace = {
  exportHour: (hour: string, brandId: string, partitions: RawPartition[]) => Promise<void>;
  edit: EditExport;
  /** The exported hour's lines. */
  lines: (brandId: string, hour: string) => Promise<string[]>;
  forget: ForgetExports;
  /** What lies there, by its path. */
  names: () => string[];
  stop: () => void;
};

export function onDisk(api: TestApi): ExportPlace {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-erasure-'));
  return {
    exportHour: exportHourToFiles(folder, api.deps.stores.clicks, api.deps.now),
    edit: editExportedFiles(folder),
    lines: async (brandId, hour) => linesOf(readFileSync(exportPath(folder, brandId, hour))),
    forget: forgetExportedFiles(folder),
    names: () =>
      (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.gz')),
    stop: () => rmSync(folder, { recursive: true }),
  };
}

/** `keep`: lays an object there, by its key. */
export function inS3(api: TestApi): ExportPlace & { keep: (key: string) => void } {
  const objects = new Map<string, Uint8Array>();
  const s3 = mockClient(S3Client);
  s3.on(PutObjectCommand).callsFake(({ Key, Body }) => objects.set(Key, Body));
  s3.on(GetObjectCommand).callsFake(({ Key }) => {
    const held = objects.get(Key);
    if (!held) throw new NoSuchKey({ message: 'no such key', $metadata: {} });
    return { Body: { transformToByteArray: async () => held } };
  });
  s3.on(DeleteObjectCommand).callsFake(({ Key }) => objects.delete(Key));
  // A page holds one key, so that there is always a next page.
  s3.on(ListObjectsV2Command).callsFake(({ Prefix, ContinuationToken = '' }) => {
    const keys = [...objects.keys()]
      .filter((key) => key.startsWith(Prefix) && key > ContinuationToken)
      .sort();
    return {
      Contents: keys.slice(0, 1).map((Key) => ({ Key })),
      NextContinuationToken: keys.slice(0, -1)[0],
    };
  });
  const client = new S3Client({ region: 'eu-central-1' });
  return {
    async exportHour(hour, brandId, partitions) {
      const { take, done } = exportPieceToS3(
        client,
        'bucket',
        api.deps.now,
      )({ hour, brandId, nth: 0, of: 1 });
      for (const partition of partitions)
        take(partition, await api.deps.stores.clicks.listPartition(partition));
      await done();
    },
    edit: editExportInS3(client, 'bucket'),
    lines: async (brandId, hour) => linesOf(objects.get(exportKey(brandId, hour)) ?? new Uint8Array()),
    forget: forgetExportsInS3(client, 'bucket', async (brandHash, day) => {
      await api.deps.stores.counts.markDirty('file', brandHash, day, 'forgotten');
    }),
    names: () => [...objects.keys()],
    keep: (key) => void objects.set(key, new Uint8Array()),
    stop: () => s3.restore(),
  };
}

const linesOf = (bytes: Uint8Array): string[] => gunzipSync(bytes).toString().trim().split('\n');
