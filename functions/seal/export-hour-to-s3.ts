import { gunzipSync, gzipSync } from 'node:zlib';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ClickStore } from '../../shared/data/clicks/click-store.ts';
import { SURELY_KEPT_MS } from '../../shared/data/clicks/click-writer.ts';
import type { EditExport } from '../../shared/data/clicks/erase-exported.ts';
import { type RawPartition, startOfHour } from '../../shared/data/table/keys.ts';

export const EXPORTED_HOURS = 'clicks';
/** Where a sealed hour of a brand lies: `clicks/<brand>/2026-11-22/2026-11-22T14.ndjson.gz`. */
export const exportKey = (brandId: string, hour: string): string =>
  `${EXPORTED_HOURS}/${brandId}/${hour.slice(0, 10)}/${hour}.ndjson.gz`;
/** The brand and UTC day that such a key names. */
export function readExportKey(key: string): { brandId: string; day: string } | undefined {
  const [, brandId, day] = /^clicks\/([^/]+)\/(\d{4}-\d\d-\d\d)\//.exec(key) ?? [];
  return brandId && day ? { brandId, day } : undefined;
}

/**
 * Writes a sealed hour's raw clicks as one object of gzip members. Written again it holds the late ones too; once the
 * first ones may have expired it keeps what it held, and late ones are added.
 */
export function exportHourToS3(
  s3: S3Client,
  Bucket: string,
  clicks: Pick<ClickStore, 'listPartition'>,
  now: () => number,
) {
  return async function exportHour(hour: string, brandId: string, partitions: RawPartition[]): Promise<void> {
    if (partitions.length === 0) return;
    const Key = exportKey(brandId, hour);
    const held = startOfHour(hour) < now() - SURELY_KEPT_MS ? ((await read(s3, Bucket, Key)) ?? '') : '';
    const members: Buffer[] = held === '' ? [] : [gzipSync(held, { level: 1 })];
    for (const partition of partitions) {
      const found = await clicks.listPartition(partition);
      const fresh = found.filter(({ id }) => !held.includes(`{"id":${JSON.stringify(id)}`));
      members.push(gzipSync(fresh.map((click) => `${JSON.stringify(click)}\n`).join(''), { level: 1 }));
    }
    await write(s3, Bucket, Key, Buffer.concat(members));
  };
}

/** Rewrites an exported hour in place; the bucket forgets its former version after a month. */
export function editExportInS3(s3: S3Client, Bucket: string): EditExport {
  return async (brandId, hour, edit) => {
    const Key = exportKey(brandId, hour);
    const held = await read(s3, Bucket, Key);
    if (held === undefined) return;
    const edited = edit(held);
    if (edited !== held) await write(s3, Bucket, Key, gzipSync(edited, { level: 1 }));
  };
}

/** The lines of an exported hour; `undefined` where there is none. */
export const readExportFromS3 =
  (s3: S3Client, Bucket: string) =>
  (brandId: string, hour: string): Promise<string | undefined> =>
    read(s3, Bucket, exportKey(brandId, hour));

async function read(s3: S3Client, Bucket: string, Key: string): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return Body && gunzipSync(await Body.transformToByteArray()).toString();
  } catch (failure) {
    if (failure instanceof NoSuchKey) return undefined;
    throw failure;
  }
}

async function write(s3: S3Client, Bucket: string, Key: string, Body: Buffer): Promise<void> {
  const how = { ContentType: 'application/x-ndjson', ContentEncoding: 'gzip' };
  await s3.send(new PutObjectCommand({ Bucket, Key, Body, ...how }));
}
