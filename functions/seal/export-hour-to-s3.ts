import { gunzipSync, gzipSync } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { SURELY_KEPT_MS } from '../../shared/data/clicks/click-writer.ts';
import type { EditExport } from '../../shared/data/clicks/erase-exported.ts';
import { rawPartitionKey, startOfHour } from '../../shared/data/table/keys.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import type { Piece, PieceExport } from './deps.ts';
import { isNotThere } from './s3-objects.ts';

export const EXPORTED_HOURS = 'clicks';
/** Where a sealed hour of a brand lies: `clicks/<brand>/2026-11-22/2026-11-22T14.ndjson.gz`, other pieces `…T14.1.ndjson.gz`. */
export const exportKey = (brandId: string, hour: string, nth = 0): string =>
  `${EXPORTED_HOURS}/${brandId}/${hour.slice(0, 10)}/${hour}${nth === 0 ? '' : `.${nth}`}.ndjson.gz`;
/** The brand and UTC day that such a key names. */
export function readExportKey(key: string): { brandId: string; day: string } | undefined {
  const [, brandId, day] = /^clicks\/([^/]+)\/(\d{4}-\d\d-\d\d)\//.exec(key) ?? [];
  return brandId && day ? { brandId, day } : undefined;
}

/**
 * Writes a piece of a sealed hour as one object of gzip members, a raw partition each, from the reading that counted
 * it. Written again it holds the late ones too; once the first ones may have expired it keeps what it held, and late
 * ones are added.
 */
export function exportPieceToS3(s3: S3Client, Bucket: string, now: () => number) {
  return ({ brandId, hour, nth }: Piece): PieceExport => {
    const Key = exportKey(brandId, hour, nth);
    const isOld = startOfHour(hour) < now() - SURELY_KEPT_MS;
    const members = new Map<string, Buffer>();
    return {
      take(partition, clicks) {
        members.set(rawPartitionKey(partition), linesOf(clicks));
      },
      async done() {
        if (members.size === 0) return;
        const held = isOld ? await read(s3, Bucket, Key) : undefined;
        const all = [...members.values()];
        await write(s3, Bucket, Key, Buffer.concat(held ? [zipped(held), ...freshOf(all, held)] : all));
      },
    };
  };
}

const zipped = (lines: string): Buffer => gzipSync(lines, { level: 1 });
const linesOf = (clicks: readonly Click[]): Buffer =>
  zipped(clicks.map((click) => `${JSON.stringify(click)}\n`).join(''));

/** Those of the clicks that are not among the lines. */
const freshOf = (members: readonly Buffer[], held: string): Buffer[] =>
  members.map((member) => {
    const clicks = gunzipSync(member).toString().split('\n').filter(Boolean);
    const fresh = clicks.filter((line) => !held.includes(line.slice(0, line.indexOf(','))));
    return zipped(fresh.map((line) => `${line}\n`).join(''));
  });

/** Rewrites an exported hour in place; the bucket forgets its former version after a month. */
export function editExportInS3(s3: S3Client, Bucket: string): EditExport {
  return async (brandId, hour, edit) => {
    for await (const { Key, lines } of piecesIn(s3, Bucket, brandId, hour)) {
      const edited = edit(lines);
      if (edited !== lines) await write(s3, Bucket, Key, zipped(edited));
    }
  };
}

/** The lines of an exported hour, a piece at a time from the nth; none where there is none. */
export const readExportFromS3 = (s3: S3Client, Bucket: string) =>
  async function* (brandId: string, hour: string, first: number): AsyncGenerator<string> {
    for await (const { lines } of piecesIn(s3, Bucket, brandId, hour, first)) yield lines;
  };

async function* piecesIn(s3: S3Client, Bucket: string, brandId: string, hour: string, first = 0) {
  for (let nth = first; ; nth++) {
    const Key = exportKey(brandId, hour, nth);
    const lines = await read(s3, Bucket, Key);
    if (lines === undefined) return;
    yield { Key, lines };
  }
}

async function read(s3: S3Client, Bucket: string, Key: string): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return Body && gunzipSync(await Body.transformToByteArray()).toString();
  } catch (failure) {
    if (isNotThere(failure)) return undefined;
    throw failure;
  }
}

async function write(s3: S3Client, Bucket: string, Key: string, Body: Buffer): Promise<void> {
  const how = { ContentType: 'application/x-ndjson', ContentEncoding: 'gzip' };
  await s3.send(new PutObjectCommand({ Bucket, Key, Body, ...how }));
}
