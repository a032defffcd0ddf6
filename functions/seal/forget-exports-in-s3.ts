import { DeleteObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { CLICKS_PREFIX, readDayObjectKey } from '../../shared/data/clicks/click-columns.ts';
import type { ForgetExports } from '../../shared/data/clicks/forget-exports.ts';
import { EXPORTED_HOURS, readExportKey } from './export-hour-to-s3.ts';

/** Removes old hours and days from the bucket, which forgets their last version after a month. */
export const forgetExportsInS3 =
  (s3: S3Client, Bucket: string): ForgetExports =>
  async (keptOf) => {
    let removed = 0;
    for await (const Key of everyKey(s3, Bucket)) {
      const [hour, day] = [readExportKey(Key), readDayObjectKey(Key)];
      const isOld =
        (hour && hour.day < (keptOf.get(hour.brandId)?.hoursFrom ?? '')) ||
        (day && day.day < (keptOf.get(day.brandId)?.daysFrom ?? ''));
      if (!isOld) continue;
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      removed++;
    }
    return removed;
  };

async function* everyKey(s3: S3Client, Bucket: string): AsyncGenerator<string> {
  for (const Prefix of [`${EXPORTED_HOURS}/`, `${CLICKS_PREFIX}/`]) {
    let ContinuationToken: string | undefined;
    do {
      const from = ContinuationToken ? { ContinuationToken } : {};
      const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ...from }));
      for (const { Key } of page.Contents ?? []) if (Key) yield Key;
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
  }
}
