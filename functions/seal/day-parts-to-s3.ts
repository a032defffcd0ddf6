import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  brandHashOf,
  CLICK_COLUMNS,
  dayListKey,
  dayPartKey,
  dayPartsPrefix,
} from '../../shared/data/clicks/click-columns.ts';
import { FLAT_CLICK_VERSION } from '../../shared/domain/analytics/flat-click.ts';
import { dayToS3 } from './day-to-s3.ts';
import type { SealedDay } from './deps.ts';
import { type DayExport, exportDay } from './export-day.ts';
import { everyObject, findTag } from './s3-objects.ts';

/** A brand's day: its parts, whole, and the columns that they have. */
export type DayList = { columns: string[]; parts: { key: string; bytes: number }[] };
export const COLUMNS_NOW: readonly string[] = Object.keys(CLICK_COLUMNS);

type Deps = Omit<DayExport, 'open'> & {
  /** Told once the day's list has changed: the file that it belongs to must be put together again. */
  changed: (brandHash: string, day: string) => Promise<void>;
};

/**
 * Writes the next part of a brand's sealed day, and after the last of them the list that makes them its day; answers
 * where to go on, or that it is whole. Each making of a day has parts of its own, and the former ones go last: cut short
 * anywhere, the day is what it was. The same making goes on where it was, for a part is written again under the same name.
 */
export function exportDayToS3(s3: S3Client, Bucket: string, deps: Deps) {
  return async function exportSealedDay(sealed: SealedDay): Promise<number | undefined> {
    const { brandId, day, token: making, from } = sealed;
    const open = () => dayToS3(s3, Bucket)(dayPartKey(FLAT_CLICK_VERSION, day, brandId, { making, from }));
    const { rows, goOnAt } = await exportDay(sealed, { ...deps, open });
    if (goOnAt !== undefined) return goOnAt;
    const listKey = dayListKey(FLAT_CLICK_VERSION, day, brandId);
    if (rows + from === 0 && !(await findTag(s3, Bucket, listKey))) return undefined;
    const all = await partsOf(s3, Bucket, brandId, day);
    const ours = all.filter(({ key }) => isOfMaking(key, making));
    const list: DayList = { columns: [...COLUMNS_NOW], parts: rows + from === 0 ? [] : ours };
    await s3.send(new PutObjectCommand({ Bucket, Key: listKey, Body: JSON.stringify(list) }));
    await deps.changed(brandHashOf(brandId), day);
    for (const { key } of all.filter((part) => !list.parts.includes(part)))
      await s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
    return undefined;
  };
}

const isOfMaking = (key: string, making: string): boolean => key.includes(`/${making}-`);

async function partsOf(
  s3: S3Client,
  Bucket: string,
  brandId: string,
  day: string,
): Promise<DayList['parts']> {
  const prefix = `${dayPartsPrefix(FLAT_CLICK_VERSION, day, brandHashOf(brandId))}${brandId}/`;
  const found: DayList['parts'] = [];
  for await (const part of everyObject(s3, Bucket, prefix)) found.push(part);
  return found;
}
