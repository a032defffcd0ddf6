import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayToS3 } from '../../../functions/seal/day-to-s3.ts';
import { type DayFile, exportDay } from '../../../functions/seal/export-day.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { type AwsStandIn, startAwsStandIn } from '../../support/aws-stand-in.ts';
import { aBrandId, aClick, aLinkId } from '../../support/builders.ts';
import { askParquet } from '../../support/duckdb.ts';
import { s3ClientOf } from '../../support/s3-client.ts';

const START = Date.parse('2026-11-22T00:00:00Z');
const LINES_A_PIECE = 25_000;
let aws: AwsStandIn;
let s3: S3Client;
const folder = mkdtempSync(join(tmpdir(), 'vouch-day-'));
beforeAll(async () => {
  aws = await startAwsStandIn({});
  s3 = s3ClientOf(aws);
});
afterAll(() => {
  s3.destroy();
  aws.stop();
  rmSync(folder, { recursive: true });
});

/** A piece of one viral link's hour; the same lines each time, under other ids: what is written, not what is counted. */
function pieceOf(hour: number): string {
  const lines: string[] = [];
  for (let n = 0; n < LINES_A_PIECE; n++) {
    const at = START + hour * HOUR_MS + (n % 60) * MINUTE_MS;
    const click = aClick({ at, linkId: aLinkId('viral'), visitor: `${hour}-${(n * 7_919) % 1_000_003}` });
    lines.push(JSON.stringify({ ...click, id: `${click.id}${hour}-${n}` }));
  }
  return lines.join('\n');
}

const exporting = (pieces: number, open: (brandId: string, day: string) => DayFile) =>
  exportDay(
    { brandId: aBrandId(), day: '2026-11-22', startMs: START, endMs: START + 24 * HOUR_MS },
    {
      async *readHour(_brandId, hour) {
        const nth = Number(hour.slice(11));
        if (nth < pieces) yield pieceOf(nth);
      },
      placesOf: async () => new Map(),
      dedupeSecondsOf: async () => 0,
      open,
    },
  );

it('hands a day on as its groups of rows are finished, and DuckDB reads all of it', async () => {
  const handed: Uint8Array[] = [];
  const path = join(folder, 'clicks-parquet/v1/day=2026-11-22/one.parquet');
  mkdirSync(dirname(path), { recursive: true });
  await exporting(6, () => ({
    take: async (bytes) => void handed.push(bytes),
    done: async () => writeFileSync(path, Buffer.concat(handed)),
  }));
  expect(handed.length).toBeGreaterThan(3);
  const sizes = handed.map(({ length }) => length);
  expect(Math.max(...sizes)).toBeLessThan(sizes.reduce((sum, size) => sum + size, 0) / 2);
  const asked = "select count(*)::bigint, count(distinct date_trunc('hour', clicked_at))::bigint from CLICKS";
  expect(await askParquet(folder, asked)).toEqual([[6 * LINES_A_PIECE, 6]]);
});

it('sends a large day in parts, none of which is seen before the last', async () => {
  const file = dayToS3(s3, 'exports')('day.parquet');
  const chunks = Array.from({ length: 7 }, (_, n) => Buffer.alloc(3_000_000 + n, n));
  for (const chunk of chunks) await file.take(chunk);
  expect(aws.objects.size).toBe(0);
  await file.done();
  expect([...aws.objects.values()].map((body) => body.equals(Buffer.concat(chunks)))).toEqual([true]);
});

it('sends a small day in one request, and nothing of a day without clicks', async () => {
  aws.objects.clear();
  const open = () => dayToS3(s3, 'exports')('day.parquet');
  await exporting(0, open);
  expect(aws.objects.size).toBe(0);
  await exporting(1, open);
  expect([...aws.objects.keys()]).toEqual(['/exports/day.parquet']);
});
