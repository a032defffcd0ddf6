import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportDay } from '../../../functions/seal/export-day.ts';
import { brandHashOf, CLICK_COLUMNS, dayFileKey } from '../../../shared/data/clicks/click-columns.ts';
import { FLAT_CLICK_VERSION, type FlatClick } from '../../../shared/domain/analytics/flat-click.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { randomInt, seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { dayBounds, listDays } from '../../../shared/domain/time/week.ts';
import {
  BROWSERS,
  CHANNELS,
  DEVICES,
  EXCLUDED_REASONS,
  OPERATING_SYSTEMS,
  STAGES,
  STRENGTHS,
  TRIGGERS,
} from '../../../shared/domain/vocabulary.ts';
import { aBrandId, aClick, aLinkId, counted, excluded } from '../../support/builders.ts';
import { keepingDays } from '../../support/day-files.ts';
import { askParquet } from '../../support/duckdb.ts';
import type { Resources } from './policies.ts';
import { settingsOf, synthesized } from './synthesized.ts';

/** A year of two brands' sealed days as files, and no table anywhere: what DuckDB says, against plain counting. */

const ZONE = 'Europe/Berlin';
const [FROM, TO] = ['2025-11-01', '2026-10-31'];
const BRANDS = [aBrandId('socks'), aBrandId('hats')];
const LINKS = Array.from({ length: 7 }, (_, index) => aLinkId(`link ${index}`));
/** The last link has been taken out of the programme: its clicks are at no post. */
const PLACES = new Map(
  LINKS.slice(0, -1).map((linkId, index) => [
    linkId,
    {
      postId: `pst_${index}`,
      creatorId: `crt_${index % 3}`,
      stage: STAGES[index % STAGES.length] ?? '',
      platform: ['instagram', 'tiktok'][index % 2] ?? '',
    },
  ]),
);

type Drawn = { day: string; click: Click };
const random = seededRandom('a year of clicks');
const one = <T>(of: readonly T[]): T => of[randomInt(random, 0, of.length - 1)] as T;

function drawDay(brandId: string, day: string): Drawn[] {
  const { startMs, endMs } = dayBounds(day, ZONE);
  return Array.from({ length: randomInt(random, 4, 12) }, (_, index) => {
    const reading = {
      channel: one(CHANNELS),
      strength: one(STRENGTHS),
      confidence: randomInt(random, 50, 100) / 100,
      device: one(DEVICES),
      os: one(OPERATING_SYSTEMS),
      browser: one(BROWSERS),
      trigger: one(TRIGGERS),
      app: one(['instagram', 'whatsapp', undefined]) as never,
    };
    // The day's first and last moment belong to it, on the days of 23 and of 25 hours as well.
    const at = [startMs, endMs - 1][index] ?? randomInt(random, 0, endMs - startMs - 1) + startMs;
    const country = one(['DE', 'AT', undefined]);
    const click = aClick({
      name: `${brandId}${day}${index}`,
      brandId,
      linkId: one(LINKS),
      at,
      visitor: `${day} ${index}`,
      verdict: random() < 0.8 ? counted(reading) : excluded(one(EXCLUDED_REASONS), reading),
      rulesVersion: one(['2026-01', '2026-07']),
      referrerOnly: one(['Direct', 'Organic Social']),
      ...(country && { country }),
    });
    return { day, click };
  });
}

const drawn = BRANDS.flatMap((brandId) => listDays(FROM, TO).flatMap((day) => drawDay(brandId, day)));
function grouped(nameOf: (drawn: Drawn) => string): Map<string, Drawn[]> {
  const groups = new Map<string, Drawn[]>();
  for (const one of drawn) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
  return groups;
}
const folder = mkdtempSync(join(tmpdir(), 'vouch-year-'));
const ask = (sql: string) => askParquet(folder, sql);

beforeAll(async () => {
  const byHour = grouped(({ click }) => `${click.brandId} ${new Date(click.at).toISOString().slice(0, 13)}`);
  for (const brandId of BRANDS)
    for (const day of listDays(FROM, TO))
      await exportDay(
        { brandId, day, ...dayBounds(day, ZONE) },
        {
          async *readHour(ofBrand, hour) {
            const clicks = byHour.get(`${ofBrand} ${hour}`) ?? [];
            if (clicks.length > 0) yield clicks.map(({ click }) => JSON.stringify(click)).join('\n');
          },
          placesOf: async () => PLACES,
          dedupeSecondsOf: async () => 0,
          open: keepingDays((ofBrand, name, parquet) => {
            const path = join(folder, dayFileKey(FLAT_CLICK_VERSION, name, brandHashOf(ofBrand)));
            mkdirSync(dirname(path), { recursive: true });
            writeFileSync(path, parquet);
          }),
        },
      );
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What each column says of a click, in plain words of the click itself. */
const READ: Record<Dimension, (drawn: Drawn) => string | boolean | null> = {
  brand_id: ({ click }) => click.brandId,
  link_id: ({ click }) => click.linkId,
  post_id: ({ click }) => PLACES.get(click.linkId)?.postId ?? null,
  creator_id: ({ click }) => PLACES.get(click.linkId)?.creatorId ?? null,
  stage: ({ click }) => PLACES.get(click.linkId)?.stage ?? null,
  platform: ({ click }) => PLACES.get(click.linkId)?.platform ?? null,
  is_counted: ({ click }) => click.verdict.kind === 'counted',
  excluded_as: ({ click: { verdict } }) => (verdict.kind === 'excluded' ? verdict.reason : null),
  channel: ({ click }) => click.verdict.channel,
  app: ({ click }) => click.verdict.app ?? null,
  device: ({ click }) => click.verdict.device,
  os: ({ click }) => click.verdict.os,
  browser: ({ click }) => click.verdict.browser,
  country: ({ click }) => click.country ?? null,
  opened_by: ({ click }) => click.verdict.trigger,
  referrer_only: ({ click }) => click.referrerOnly,
  strength: ({ click }) => click.verdict.strength,
  rules_version: ({ click }) => click.rulesVersion,
};
/** Every column but the moment, a measure and a follower. */
type Dimension = Exclude<keyof FlatClick, 'clicked_at' | 'confidence' | 'day_visitor'>;

function tally(groupOf: (drawn: Drawn) => unknown): string[] {
  return [...grouped((one) => String(groupOf(one)))]
    .map(([group, of]) => [
      group,
      of.length,
      of.filter(({ click }) => click.verdict.kind === 'counted').length,
    ])
    .map(String)
    .sort();
}
const asked = async (columns: string): Promise<string[]> =>
  (
    await ask(
      `select ${columns}, count(*)::bigint, count(*) filter (is_counted)::bigint from CLICKS group by all`,
    )
  )
    .map((row) => row.map((value) => String(value)).join())
    .sort();

describe('a year of raw clicks, by any dimension, from files alone', () => {
  it('every column that can group is one of the dimensions below', () => {
    const others = ['clicked_at', 'confidence', 'day_visitor'];
    expect(Object.keys(READ).sort()).toEqual(
      Object.keys(CLICK_COLUMNS)
        .filter((name) => !others.includes(name))
        .sort(),
    );
    expect(drawn.length).toBeGreaterThan(5_000);
  });

  it.each(Object.entries(READ))('%s', async (column, read) => {
    const found = await asked(column);
    expect(found.length).toBeGreaterThan(1);
    expect(found).toEqual(tally(read));
  });

  it.each<[string, string, (drawn: Drawn) => unknown]>([
    ['day', 'day::varchar', ({ day }) => day],
    ['month', "strftime(day, '%Y-%m')", ({ day }) => day.slice(0, 7)],
    [
      'hour of the clock',
      'hour(clicked_at)',
      ({ click }) => Number(new Date(click.at).toISOString().slice(11, 13)),
    ],
    [
      'several at once',
      "concat_ws(' ', stage, channel, strftime(day, '%Y-%m'))",
      (of) =>
        [READ.stage(of), READ.channel(of), of.day.slice(0, 7)].filter((word) => word !== null).join(' '),
    ],
  ])('%s', async (_name, sql, groupOf) => {
    expect(await asked(sql)).toEqual(tally(groupOf));
  });

  it('followers of a day are told apart exactly, and a mean of confidence is one', async () => {
    const [[followers, confidence]] = (await ask(
      'select sum(n)::bigint, avg(c) from (select count(distinct day_visitor) n, avg(confidence) c from CLICKS group by day, brand_id)',
    )) as [[number, number]];
    expect(followers).toBe(drawn.length);
    expect(confidence).toBeGreaterThan(0.5);
  });
});

describe('the table of Athena’s', () => {
  const { Resources: resources } = synthesized(settingsOf('prod')).toJSON() as { Resources: Resources };
  const table = Object.values(resources).find(({ Type }) => Type === 'AWS::Glue::Table');
  const { StorageDescriptor, PartitionKeys, Parameters } = (table as Resources[string]).Properties
    .TableInput as {
    StorageDescriptor: { Columns: { Name: string; Type: string }[] };
    PartitionKeys: { Name: string; Type: string }[];
    Parameters: Record<string, unknown>;
  };
  /** docs.aws.amazon.com/athena/latest/ug/data-types.html, for what DuckDB finds in the file itself. */
  const GLUE_FOR: Record<string, string> = {
    VARCHAR: 'string',
    BOOLEAN: 'boolean',
    DOUBLE: 'double',
    TIMESTAMP: 'timestamp',
    'TIMESTAMP WITH TIME ZONE': 'timestamp',
  };

  it('has the columns of the files that are written, by name, order and type', async () => {
    const found = (await ask('select column_name, column_type from (describe from CLICKS)')) as [
      string,
      string,
    ][];
    const written = found.filter(([name]) => name !== 'day');
    expect(StorageDescriptor.Columns.map(({ Name, Type }) => [Name, Type])).toEqual(
      written.map(([name, type]) => [name, GLUE_FOR[type]]),
    );
  });

  it('looks for its days where the files are, the first of them not after the product’s', () => {
    expect(PartitionKeys).toEqual([{ Name: 'day', Type: 'date' }]);
    const template = JSON.stringify(Parameters['storage.location.template']);
    const of = dayFileKey(FLAT_CLICK_VERSION, `\${day}`, '00').replace('/00.parquet', '');
    expect(template).toContain(`/${of}"`);
    expect(String(Parameters['projection.day.range'])).toMatch(/^2026-01-01,NOW\+1DAYS$/);
  });
});
