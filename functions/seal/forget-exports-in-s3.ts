import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { DAY_PARTS_PREFIX, readDayPartKey } from '../../shared/data/clicks/click-columns.ts';
import type { ForgetExports } from '../../shared/data/clicks/forget-exports.ts';
import { EXPORTED_HOURS, readExportKey } from './export-hour-to-s3.ts';
import { everyObject } from './s3-objects.ts';

/**
 * Removes old hours and days from the bucket, which forgets their last version after a month. What a day's list named is
 * gone with it; `changed` is told of the file that it was in. Lists stand before their parts: cut short between the two,
 * the next run finds the parts, and tells it.
 */
export const forgetExportsInS3 =
  (s3: S3Client, Bucket: string, changed: (brandHash: string, day: string) => Promise<void>): ForgetExports =>
  async (keptOf) => {
    let removed = 0;
    const told = new Set<string>();
    for (const prefix of [EXPORTED_HOURS, DAY_PARTS_PREFIX])
      for await (const { key: Key } of everyObject(s3, Bucket, `${prefix}/`)) {
        const [hour, day] = [readExportKey(Key), readDayPartKey(Key)];
        const isOld =
          (hour && hour.day < (keptOf.get(hour.brandId)?.hoursFrom ?? '')) ||
          (day && day.day < (keptOf.get(day.brandId)?.daysFrom ?? ''));
        if (!isOld) continue;
        await s3.send(new DeleteObjectCommand({ Bucket, Key }));
        removed++;
        const file = day && `${day.brandHash} ${day.day}`;
        if (!file || told.has(file)) continue;
        await changed(day.brandHash, day.day);
        told.add(file);
      }
    return removed;
  };
