import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compactDayInS3 } from '../../../functions/seal/compact-day.ts';
import { exportDayToS3 } from '../../../functions/seal/day-parts-to-s3.ts';
import { editExportInS3, exportKey, readExportFromS3 } from '../../../functions/seal/export-hour-to-s3.ts';
import { forgetExportsInS3 } from '../../../functions/seal/forget-exports-in-s3.ts';
import { brandHashOf, dayFileKey, dayListKey } from '../../../shared/data/clicks/click-columns.ts';
import { eraseFromLines } from '../../../shared/domain/click/erase-click.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { type AwsStandIn, startAwsStandIn } from '../../support/aws-stand-in.ts';
import { aBrandId, aClick, aLinkId } from '../../support/builders.ts';
import { askParquet } from '../../support/duckdb.ts';
import { s3ClientOf } from '../../support/s3-client.ts';

const DAY = '2026-11-22';
const START = Date.parse(`${DAY}T00:00:00Z`);
/** Several brands of one share, and one of another. */
const names = Array.from({ length: 400 }, (_, n) => aBrandId(`brand ${n}`));
const OURS = names.filter((id) => brandHashOf(id) === brandHashOf(names[0] ?? '')).slice(0, 5);
const OTHER = names.find((id) => brandHashOf(id) !== brandHashOf(names[0] ?? '')) ?? '';
const HASH = brandHashOf(OURS[0] ?? '');
const FILE = `/exports/${dayFileKey(1, DAY, HASH)}`;

let aws: AwsStandIn;
let s3: S3Client;
let told: string[];
beforeAll(async () => {
  aws = await startAwsStandIn({});
  s3 = s3ClientOf(aws);
});
beforeEach(() => {
  aws.objects.clear();
  told = [];
});
afterAll(() => {
  s3.destroy();
  aws.stop();
});

const tell = async (...about: string[]) => void told.push(about.join(' '));
const compact = () => compactDayInS3(s3, 'exports', { makeAnew: tell, changed: tell })(HASH, DAY);

/** A brand's exported day: an hour in two pieces, another in one; every follower taps twice. */
function keepHours(brandId: string, clicks: number): void {
  for (const [hour, nth] of [
    ['09', 0],
    ['09', 1],
    ['14', 0],
  ] as const) {
    const lines = Array.from({ length: clicks }, (_, n) => {
      const at = START + Number(hour) * HOUR_MS + (n % 60) * MINUTE_MS;
      const linkId = aLinkId(`${brandId} ${hour} ${nth}`);
      const click = aClick({
        name: `${hour} ${nth} ${n}`,
        at,
        brandId,
        linkId,
        visitor: `${brandId} ${n >> 1}`,
      });
      return `${JSON.stringify(click)}\n`;
    });
    aws.objects.set(`/exports/${exportKey(brandId, `${DAY}T${hour}`, nth)}`, gzipSync(lines.join('')));
  }
}

async function leave(
  brandId: string,
  { token = 'one', mostRows = 1_000_000, most = 9 } = {},
): Promise<number | undefined> {
  const exporting = exportDayToS3(s3, 'exports', {
    readHour: readExportFromS3(s3, 'exports'),
    placesOf: async () => new Map(),
    dedupeSecondsOf: async () => 0,
    mostRows,
    changed: tell,
  });
  let from: number | undefined = 0;
  for (let run = 0; run < most && from !== undefined; run++)
    from = await exporting({ brandId, day: DAY, startMs: START, endMs: START + 24 * HOUR_MS, token, from });
  return from;
}

/** Two brands' days of ten clicks a piece, put together into one file. */
async function twoTogether(): Promise<[string, string]> {
  const [one = '', two = ''] = OURS;
  for (const brandId of [one, two]) keepHours(brandId, 10);
  for (const brandId of [one, two]) await leave(brandId);
  await compact();
  return [one, two];
}

async function ask(sql: string): Promise<unknown[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-compact-'));
  for (const [name, body] of aws.objects) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), body);
  }
  try {
    return await askParquet(join(folder, 'exports'), sql);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const counted = () =>
  ask(
    'select brand_id, count(*)::bigint, count(distinct day_visitor)::bigint from CLICKS group by 1 order by 1',
  );
const expected = (clicks: readonly (readonly [string, number])[]) =>
  clicks.map(([brandId, count]) => [brandId, 3 * count, Math.ceil(count / 2)]).sort();

describe('the days of a share of the brands in one file', () => {
  it('DuckDB reads every brand’s rows once, counts followers exactly, and skips by the groups’ own bounds', async () => {
    for (const [n, brandId] of OURS.entries()) keepHours(brandId, 10 + n);
    for (const brandId of OURS) await leave(brandId);
    expect(told).toEqual(OURS.map(() => `${HASH} ${DAY}`));
    expect([...aws.objects.keys()].filter((name) => name.includes('clicks-parquet'))).toEqual([]);
    expect(await compact()).toBe(true);
    expect(await counted()).toEqual(expected(OURS.map((brandId, n) => [brandId, 10 + n])));
    const last = OURS.at(-1);
    const late = `select count(*)::bigint from CLICKS where brand_id = '${last}' and clicked_at >= timestamp '${DAY} 14:00:00'`;
    expect(await ask(late)).toEqual([[14]]);
    const path = `CLICKS_FOLDER/${dayFileKey(1, DAY, HASH)}`;
    const bounds = `select distinct stats_min_value, stats_max_value from parquet_metadata('${path}') where path_in_schema = 'brand_id' order by 1`;
    const groups = (await ask(bounds)) as [string, string][];
    const others = (own: string) => OURS.filter((id) => id !== own);
    for (const [n, own] of [...OURS].sort().entries()) {
      const [least = '', most = ''] = groups[n] ?? [];
      expect([least <= own, own <= most, others(own).some((id) => least <= id && id <= most)]).toEqual([
        true,
        true,
        false,
      ]);
    }
  });

  it('put together again it is the same bytes, and a day made anew stands in it once', async () => {
    const [one, two] = await twoTogether();
    const before = aws.objects.get(FILE);
    await compact();
    expect(aws.objects.get(FILE)?.equals(before ?? Buffer.alloc(0))).toBe(true);
    keepHours(one, 25);
    await leave(one, { token: 'two' });
    expect(await counted()).toEqual(
      expected([
        [one, 10],
        [two, 10],
      ]),
    );
    await compact();
    expect(await counted()).toEqual(
      expected([
        [one, 25],
        [two, 10],
      ]),
    );
    const parts = [...aws.objects.keys()].filter(
      (name) => name.includes(`/${one}/`) && name.includes('clicks-days'),
    );
    expect(parts).toHaveLength(1);
  });

  it('a large day leaves in several runs, goes on where it was, and is read only when it is whole', async () => {
    const [one = ''] = OURS;
    keepHours(one, 40);
    await leave(one);
    await compact();
    keepHours(one, 90);
    const goOnAt = await leave(one, { token: 'two', mostRows: 50, most: 2 });
    expect(goOnAt).toBeGreaterThan(0);
    await compact();
    expect(await counted()).toEqual(expected([[one, 40]]));
    // The run that died here is repeated: what it wrote is written again under the same name.
    expect(await leave(one, { token: 'two', mostRows: 50 })).toBe(undefined);
    await compact();
    expect(await counted()).toEqual(expected([[one, 90]]));
    expect(JSON.parse(String(aws.objects.get(`/exports/${dayListKey(1, DAY, one)}`))).parts).toHaveLength(3);
  });
});

describe('cut short', () => {
  it.each(['PUT list', 'PUT file', 'DELETE part'])(
    'at %s there is the former file or the new one, and the next run ends it',
    async (at) => {
      const [one, two] = await twoTogether();
      keepHours(one, 30);
      const [method = '', what = ''] = at.split(' ');
      const ends = { list: '.json', file: FILE, part: '.parquet' }[what] ?? '';
      aws.breakObjects((asked, name) => asked === method && name.endsWith(ends));
      await leave(one, { token: 'two' }).catch(() => {});
      await compact().catch(() => {});
      aws.breakObjects(() => false);
      const [[, standing]] = (await counted()) as [[string, number]];
      expect([30, 90]).toContain(standing);
      await leave(one, { token: 'two' });
      expect(await compact()).toBe(true);
      expect(await counted()).toEqual(
        expected([
          [one, 30],
          [two, 10],
        ]),
      );
    },
  );

  it('who was overtaken while it read writes nothing, and says so', async () => {
    const [one = '', two = ''] = OURS;
    keepHours(one, 10);
    await leave(one);
    await compact();
    keepHours(two, 10);
    let isFirst = true;
    const slow = compactDayInS3(s3, 'exports', { makeAnew: tell, changed: tell });
    aws.breakObjects((asked, name) => {
      if (asked !== 'GET' || !name.endsWith('.parquet') || !isFirst) return false;
      isFirst = false;
      aws.objects.set(FILE, Buffer.from('of somebody who was quicker'));
      return false;
    });
    expect(await slow(HASH, DAY)).toBe(false);
    expect(String(aws.objects.get(FILE))).toBe('of somebody who was quicker');
    aws.breakObjects(() => false);
  });
});

describe('what must go, goes', () => {
  it('an erased person is in no object of the bucket once her day is made anew', async () => {
    const [one, two] = await twoTogether();
    const holding = async (visitor: string) =>
      (await ask(`select count(*)::bigint from CLICKS where day_visitor = '${visitor}'`))[0]?.[0];
    expect(await holding(`${one} 0`)).toBe(6);
    for (const hour of ['09', '14'])
      await editExportInS3(s3, 'exports')(one, `${DAY}T${hour}`, (lines) =>
        lines
          .split('\n')
          .filter((line) => line.includes(`"${one} 0"`))
          .reduce((text, line) => eraseFromLines(text, JSON.parse(line).id), lines),
      );
    await leave(one, { token: 'two' });
    await compact();
    expect([await holding(`${one} 0`), await holding(`${two} 0`)]).toEqual([0, 6]);
    const parquet = [...aws.objects].filter(([name]) => name.endsWith('.parquet'));
    expect(parquet.filter(([, body]) => body.includes(`${one} 0`))).toEqual([]);
    expect(await counted()).toEqual([
      [one, 30, 4],
      [two, 30, 5],
    ]);
  });

  it('a brand’s old day leaves the file that others still stand in; the last one takes the file with it', async () => {
    const [one, two] = await twoTogether();
    const forget = (brandId: string) =>
      forgetExportsInS3(
        s3,
        'exports',
        tell,
      )(new Map([[brandId, { hoursFrom: '2026-12-01', daysFrom: '2026-12-02' }]]));
    told = [];
    expect(await forget(one)).toBe(5);
    expect(told).toEqual([`${HASH} ${DAY}`]);
    await compact();
    expect(await counted()).toEqual(expected([[two, 10]]));
    await forget(two);
    expect(await compact()).toBe(true);
    expect([...aws.objects.keys()]).toEqual([]);
  });

  it('a day of former columns is made anew before it is put together with others', async () => {
    const [one, two] = await twoTogether();
    const listName = `/exports/${dayListKey(1, DAY, one)}`;
    const list = JSON.parse(String(aws.objects.get(listName)));
    aws.objects.set(listName, Buffer.from(JSON.stringify({ ...list, columns: list.columns.slice(1) })));
    told = [];
    expect(await compact()).toBe(false);
    expect(told).toEqual([`${one} ${DAY}`]);
    await leave(one, { token: 'two' });
    expect(await compact()).toBe(true);
    expect(await counted()).toEqual(
      expected([
        [one, 10],
        [two, 10],
      ]),
    );
  });
});

it('brands of another share are in another file', async () => {
  keepHours(OTHER, 10);
  await leave(OTHER);
  expect(told).toEqual([`${brandHashOf(OTHER)} ${DAY}`]);
  expect(await compact()).toBe(true);
  expect(aws.objects.has(FILE)).toBe(false);
});
