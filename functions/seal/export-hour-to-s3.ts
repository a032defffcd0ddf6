import { gzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ClickStore } from '../../shared/data/click-store.ts';
import type { RawPartition } from '../../shared/data/keys.ts';

/** Where a sealed hour of a brand lies: `clicks/<brand>/2026-11-22/2026-11-22T14.ndjson.gz`. */
export const exportKey = (brandId: string, hour: string): string =>
  `clicks/${brandId}/${hour.slice(0, 10)}/${hour}.ndjson.gz`;

/** Writes a sealed hour's raw clicks as one object of gzip members. Written again it holds the late ones too. */
export function exportHourToS3(s3: S3Client, Bucket: string, clicks: Pick<ClickStore, 'listPartition'>) {
  return async function exportHour(hour: string, brandId: string, partitions: RawPartition[]): Promise<void> {
    if (partitions.length === 0) return;
    const members: Buffer[] = [];
    for (const partition of partitions) {
      const lines = (await clicks.listPartition(partition)).map((click) => `${JSON.stringify(click)}\n`);
      members.push(gzipSync(lines.join(''), { level: 1 }));
    }
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: exportKey(brandId, hour),
        Body: Buffer.concat(members),
        ContentType: 'application/x-ndjson',
        ContentEncoding: 'gzip',
      }),
    );
  };
}
