import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { DayFile } from './export-day.ts';

/** Every part but the last has 5 MB at least: docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const PART_BYTES = 8 * 1_024 * 1_024;

/** What must stand at its place for an object to be put there: the one with this tag, or with `none` nothing. */
export type Instead = { of: string } | 'none';

/**
 * A Parquet file as one object: in a single request while it is small, in parts as they come once it isn't, so that a
 * viral day is never held whole. Nothing is seen of it before `done`; a run that dies leaves parts that the bucket forgets.
 */
export const dayToS3 =
  (s3: S3Client, Bucket: string, partBytes = PART_BYTES) =>
  (Key: string, instead?: Instead): DayFile => {
    const at = { Bucket, Key };
    const only = instead && (instead === 'none' ? { IfNoneMatch: '*' } : { IfMatch: instead.of });
    const sent: { PartNumber: number; ETag: string | undefined }[] = [];
    let UploadId: string | undefined;
    let held: Uint8Array[] = [];
    let bytes = 0;

    async function send(): Promise<void> {
      UploadId ??= (await s3.send(new CreateMultipartUploadCommand(at))).UploadId;
      const PartNumber = sent.length + 1;
      const Body = Buffer.concat(held);
      [held, bytes] = [[], 0];
      const { ETag } = await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }));
      sent.push({ PartNumber, ETag });
    }

    return {
      async take(chunk) {
        held.push(chunk);
        bytes += chunk.length;
        if (bytes >= partBytes) await send();
      },
      async done() {
        if (!UploadId)
          return void (await s3.send(new PutObjectCommand({ ...at, ...only, Body: Buffer.concat(held) })));
        if (bytes > 0) await send();
        await s3.send(
          new CompleteMultipartUploadCommand({
            ...at,
            ...only,
            UploadId,
            MultipartUpload: { Parts: sent },
          }),
        );
      },
    };
  };
