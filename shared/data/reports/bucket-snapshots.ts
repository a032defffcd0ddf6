import { gunzipSync, gzipSync } from 'node:zlib';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { SnapshotStore } from './snapshot-store.ts';

/** For who loads both at the first report that is asked for: of a library that is imported whole, nothing is left out. */
export { S3Client };

/** Snapshots as gzipped objects `reports/<brand>/<address>.json.gz`; the same content is always the same object. */
export function bucketSnapshots(s3: S3Client, Bucket: string): SnapshotStore {
  const keyOf = (brandId: string, address: string): string => `reports/${brandId}/${address}.json.gz`;
  return {
    async put(brandId, address, json) {
      const object = { Bucket, Key: keyOf(brandId, address), Body: gzipSync(json) };
      await s3.send(
        new PutObjectCommand({ ...object, ContentType: 'application/json', ContentEncoding: 'gzip' }),
      );
    },
    async find(brandId, address) {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: keyOf(brandId, address) }));
        return Body && gunzipSync(await Body.transformToByteArray()).toString('utf8');
      } catch (failure) {
        if (failure instanceof NoSuchKey) return undefined;
        throw failure;
      }
    },
  };
}
