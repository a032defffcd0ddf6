import { DeleteObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { dayFileKey, dayPartsPrefix, readDayPartKey } from '../../shared/data/clicks/click-columns.ts';
import { FLAT_CLICK_VERSION } from '../../shared/domain/analytics/flat-click.ts';
import { COLUMNS_NOW, type DayList } from './day-parts-to-s3.ts';
import { dayToS3, type Instead } from './day-to-s3.ts';
import { joinParquet, type ParquetPart } from './join-parquet.ts';
import { everyObject, findTag, isNotThere } from './s3-objects.ts';

type Deps = {
  /** A brand's day that was made when there were other columns: it is made anew first. */
  makeAnew: (brandId: string, day: string) => Promise<void>;
  changed: (brandHash: string, day: string) => Promise<void>;
};

/**
 * Puts the days of one share of the brands together into the one file that questions read, in the place of the former;
 * answers whether it stands. Anything in between leaves the former whole: an object is replaced in one step, and only if
 * it is still the one that stood there before the lists were read. Whoever was overtaken answers no, and the mark says the rest.
 */
export function compactDayInS3(s3: S3Client, Bucket: string, deps: Deps) {
  return async function compactDay(brandHash: string, day: string): Promise<boolean> {
    const Key = dayFileKey(FLAT_CLICK_VERSION, day, brandHash);
    const tag = await findTag(s3, Bucket, Key);
    const former: Instead = tag ? { of: tag } : 'none';
    try {
      const lists = await readLists(s3, Bucket, brandHash, day);
      const old = lists.filter(({ columns }) => columns.join() !== COLUMNS_NOW.join());
      for (const { brandId } of old) await deps.makeAnew(brandId, day);
      if (old.length > 0) return false;
      const parts = lists.flatMap((list) => list.parts);
      if (parts.length === 0) return await remove(former);
      const file = dayToS3(s3, Bucket)(Key, former);
      await joinParquet(
        parts.map((part) => partInS3(s3, Bucket, part)),
        file.take,
      );
      await file.done();
      return true;
    } catch (failure) {
      if (isNotThere(failure) || wasOvertaken(failure)) return false;
      throw failure;
    }

    /** No condition holds a deletion: who came in between is seen afterwards. */
    async function remove(instead: Instead): Promise<boolean> {
      if (instead === 'none') return true;
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      if ((await readLists(s3, Bucket, brandHash, day)).some(({ parts }) => parts.length > 0))
        await deps.changed(brandHash, day);
      return true;
    }
  };
}

/** docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html: 412 when it stood no more, 409 while another writes. */
const wasOvertaken = (failure: unknown): boolean =>
  failure instanceof Error && ['PreconditionFailed', 'ConditionalRequestConflict'].includes(failure.name);

async function readLists(s3: S3Client, Bucket: string, brandHash: string, day: string) {
  const found: (DayList & { brandId: string })[] = [];
  for await (const { key } of everyObject(s3, Bucket, dayPartsPrefix(FLAT_CLICK_VERSION, day, brandHash))) {
    const brandId = key.endsWith('.json') && readDayPartKey(key)?.brandId;
    if (!brandId) continue;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
    found.push({ brandId, ...(JSON.parse((await Body?.transformToString()) ?? '') as DayList) });
  }
  return found;
}

/** A part of a few megabytes is fetched once, a larger one as it is read. */
function partInS3(s3: S3Client, Bucket: string, { key, bytes }: DayList['parts'][number]): ParquetPart {
  let whole: Promise<Uint8Array> | undefined;
  async function fetched(from: number, to: number): Promise<Uint8Array> {
    const Range = `bytes=${from}-${to - 1}`;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key, Range }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  }
  return {
    bytes,
    async read(from, to) {
      if (bytes > FETCHED_WHOLE_BYTES) return fetched(from, to);
      whole ??= fetched(0, bytes);
      return (await whole).subarray(from, to);
    },
  };
}

const FETCHED_WHOLE_BYTES = 4 * 1_024 * 1_024;
