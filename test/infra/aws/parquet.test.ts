import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLICK_COLUMNS } from '../../../shared/data/clicks/click-columns.ts';
import { streamEvent } from '../../support/aws-events.ts';
import { type Bundles, startBundles } from '../../support/bundles.ts';
import { askParquet } from '../../support/duckdb.ts';
import { dumpOf } from '../../support/engine.ts';
import { throughHttpApi } from '../../support/fronts.ts';
import type { RunningLambda } from '../../support/lambda-runtime.ts';

const AGENTS = {
  instagram:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 334.0.4.32.98',
  browser:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  bot: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
};

let bundles: Bundles;
let api: RunningLambda;
let key: string;
let folder: string;
let later: Record<string, string>;

const call = async (method: string, target: string, json?: object) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const event = throughHttpApi({ target, method, headers, ...(json && { body: JSON.stringify(json) }) });
  const answer = (await api.invoke(event)) as APIGatewayProxyStructuredResultV2;
  expect([target, answer.statusCode, answer.body]).toEqual([
    target,
    expect.toBeOneOf([200, 201]),
    answer.body,
  ]);
  return JSON.parse(answer.body ?? '');
};

beforeAll(async () => {
  bundles = await startBundles();
  key = await bundles.ownerKey();
  api = await bundles.start('api');
  const slugs = await postsOfThreeStages();
  // Three hours of one brand's day, the last of them after midnight in Berlin: 21:30, 22:30 and 23:30 UTC.
  for (const time of ['2026-11-10T21:30:05Z', '2026-11-10T22:30:05Z', '2026-11-10T23:30:05Z'])
    await follow(slugs, time);
  later = { TEST_CLOCK_OFFSET_MS: String(Date.parse('2026-11-12T03:10:00Z') - Date.now()) };
  const first = await bundles.start('seal', {
    TEST_CLOCK_OFFSET_MS: String(Date.parse('2026-11-10T22:10:00Z') - Date.now()),
  });
  await bundles.work(first, 'to-seal');
  const seal = await bundles.start('seal', later);
  await bundles.work(seal, 'to-seal');
  expect(seal.log()).toContain('"failed":0');
  expect(seal.log()).not.toContain('"failed":1');
  folder = mkdtempSync(join(tmpdir(), 'vouch-parquet-'));
  keepObjects();
});
afterAll(() => bundles.stop());

async function postsOfThreeStages(): Promise<string[]> {
  const creator = await call('POST', '/v1/creators', {
    handle: 'knit',
    platform: 'instagram',
    source: 'invited',
  });
  const slugs: string[] = [];
  for (const stage of ['microcontent', 'campaign', 'community']) {
    const campaign =
      stage === 'campaign'
        ? await call('POST', '/v1/campaigns', {
            name: 'Autumn',
            startsOn: '2026-11-01',
            endsOn: '2026-11-30',
          })
        : undefined;
    const post = await call('POST', '/v1/posts', {
      creatorId: creator.id,
      stage,
      platform: 'instagram',
      format: 'short',
      publishedAt: '2026-11-01T10:00:00Z',
      destination: 'https://shop.example.com/socks',
      ...(campaign && { campaignId: campaign.id }),
    });
    slugs.push(new URL(post.links[0].shortUrl).pathname);
  }
  return slugs;
}

async function follow(slugs: string[], time: string): Promise<void> {
  const redirect = await bundles.start('redirect', {
    TEST_CLOCK_OFFSET_MS: String(Date.parse(time) - Date.now()),
  });
  for (const [index, target] of slugs.entries())
    for (const [agent, userAgent] of Object.entries(AGENTS))
      for (let taps = 0; taps <= index; taps++) {
        const headers = {
          'user-agent': userAgent,
          ...(agent === 'browser' && { referer: 'https://t.co/x' }),
        };
        await redirect.invoke(throughHttpApi({ target, headers, address: `203.0.113.${taps + 1}` }));
        // The same tap once more: a repeat, which no sum may count.
        if (taps === 0) await redirect.invoke(throughHttpApi({ target, headers, address: '203.0.113.1' }));
      }
  const recount = await bundles.start('recount');
  const clicks = (await dumpOf(bundles.engine)).filter(({ item }) => item.pk?.S?.startsWith('CLK#'));
  await recount.invoke(
    streamEvent(clicks.map(({ item }) => ({ pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' }))),
  );
}

/** The objects of the bucket, as a tool that reads S3 would find them. */
function keepObjects(): void {
  for (const [name, body] of bundles.aws.objects) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, body);
  }
}

const ask = (sql: string): Promise<unknown[][]> => askParquet(join(folder, 'exports'), sql);

const answered = async (groupBy: string) => {
  api = await bundles.start('api', later);
  const { rows } = await call('GET', `/v1/analytics/clicks?groupBy=${groupBy}&from=2026-11-10&to=2026-11-11`);
  return rows as Record<string, unknown>[];
};

describe('DuckDB over the exported days says what the API says', () => {
  it.each(['day', 'channel', 'stage'])('clicks and hits by %s', async (group) => {
    const column = group === 'day' ? 'day::varchar' : group;
    const found = await ask(
      `select ${column}, count(*) filter (is_counted)::bigint, count(*)::bigint from CLICKS group by 1 order by 1`,
    );
    const told = (await answered(group)).filter(({ hits }) => Number(hits) > 0);
    const named = told.map((row) => [row[group], row.clicks, row.hits]).sort();
    expect(found.length).toBeGreaterThan(1);
    expect(found.sort()).toEqual(named);
  });

  it('days are dates, distinct followers are exact, and what does not count says why', async () => {
    expect(await ask('select distinct typeof(day), typeof(clicked_at) from CLICKS')).toEqual([
      ['DATE', expect.stringMatching(/^TIMESTAMP/)],
    ]);
    const [[followers]] = (await ask('select count(distinct day_visitor) from CLICKS where is_counted')) as [
      [number],
    ];
    expect(followers).toBeGreaterThan(3);
    const reasons = await ask(
      'select excluded_as, count(*) from CLICKS where not is_counted group by 1 order by 1',
    );
    expect(reasons.map(([reason]) => reason)).toEqual(['bot', 'repeat']);
  });

  it('no file holds a word of what a follower sent, and no column is a word of SQL', async () => {
    const text = [...bundles.aws.objects]
      .filter(([name]) => name.endsWith('.parquet'))
      .map(([, body]) => body.toString('latin1'));
    // Two days, each as the brand's own part and as the file that it is put into.
    expect(text.length).toBe(4);
    for (const secret of ['203.0.113', 'Mozilla', 't.co', 'clk_']) expect(text.join()).not.toContain(secret);
    for (const name of Object.keys(CLICK_COLUMNS))
      expect((await ask(`select ${name} from CLICKS limit 1`)).length).toBe(1);
  });
});
