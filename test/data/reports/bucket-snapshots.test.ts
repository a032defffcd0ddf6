import { gzipSync } from 'node:zlib';
import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { bucketSnapshots } from '../../../shared/data/reports/bucket-snapshots.ts';

const s3 = mockClient(S3Client);
const store = bucketSnapshots(new S3Client({ region: 'eu-central-1' }), 'snapshots');
beforeEach(() => s3.reset());

describe('snapshots in a bucket', () => {
  it('puts the same content under the same name, so that putting twice changes nothing', async () => {
    s3.on(PutObjectCommand).resolves({});
    await store.put('brd_a', 'abc', '{"week":"2026-W46"}');
    await store.put('brd_a', 'abc', '{"week":"2026-W46"}');
    const [first, second] = s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ Bucket: 'snapshots', Key: 'reports/brd_a/abc.json.gz' });
    expect(first?.Body).toEqual(gzipSync('{"week":"2026-W46"}'));
  });

  it('says that there is none, when the bucket says so', async () => {
    s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'gone', $metadata: {} }));
    expect(await store.find('brd_a', 'abc')).toBeUndefined();
  });

  it('does not take a failure for "there is none"', async () => {
    const slowDown = new S3ServiceException({ name: 'SlowDown', $fault: 'server', $metadata: {} });
    s3.on(GetObjectCommand).rejects(slowDown);
    await expect(store.find('brd_a', 'abc')).rejects.toBe(slowDown);
  });
});
