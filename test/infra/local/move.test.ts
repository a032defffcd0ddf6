import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../../functions/api/app.ts';
import { sealKeysOf, slugSecretOf } from '../../../shared/data/access/secret-parameter.ts';
import { bucketSnapshots } from '../../../shared/data/reports/bucket-snapshots.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { readClickKeys } from '../../../shared/domain/click/click-keys.ts';
import { makeLinks, startProduct, waitForHits } from '../../bench/product.ts';
import { apiDeps, type Caller, caller } from '../../support/api-builders.ts';
import { type AwsStandIn, startAwsStandIn } from '../../support/aws-stand-in.ts';
import { dumpOf, type Engine, startEngine } from '../../support/engine.ts';
import { s3ClientOf } from '../../support/s3-client.ts';

const base = mkdtempSync(join(tmpdir(), 'vouch-move-'));
const data = join(base, 'data');
const outputs = join(base, 'outputs.json');
const run = promisify(execFile);
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const PROGRESS = { pk: { S: 'INSTALLATION' }, sk: { S: 'MOVED' } };
const NOTHING = { S: '' };
const PARAMETERS = ['/vouch/dev/click-keys', '/vouch/dev/sealing-key'] as const;
/** What both places are asked for. */
const QUESTIONS = [
  '/v1/brand',
  '/v1/links',
  '/v1/clicks?limit=100',
  '/v1/analytics/clicks?groupBy=channel',
  '/v1/analytics/clicks?groupBy=link',
  '/v1/roi?groupBy=post',
  '/v1/conversions',
  '/v1/spend',
  '/v1/reports',
];

let aws: AwsStandIn;
let engine: Engine;
let key: string;
let clickId: string;
let before: Record<string, unknown>;

const move = (...words: string[]) => moveIn({}, ...words);
const moveIn = (environment: Record<string, string>, ...words: string[]) =>
  run(process.execPath, ['infra/local/run.mjs', 'commands/move', ...words], {
    env: {
      ...process.env,
      ...aws.environment,
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      VOUCH_DATA_DIR: data,
      NODE_NO_WARNINGS: '1',
      ...environment,
    },
  });
/** An hour that was exported here, as the sealer writes it. */
const HOUR = 'brd_x/2026-10-04/2026-10-04T10.ndjson.gz';
const EXPORTED = `/exports/clicks/${HOUR}`;

beforeAll(async () => {
  aws = await startAwsStandIn({});
  engine = await startEngine();
  const { clicks, counts, records } = engine.tables;
  const told = {
    clickstable: clicks,
    countstable: counts,
    recordstable: records,
    publicurl: 'https://x.example',
  };
  const buckets = { exportsbucket: 'exports', snapshotsbucket: 'snapshots' };
  writeFileSync(outputs, JSON.stringify({ 'vouch-edge': {}, 'vouch-dev': { ...told, ...buckets } }));
  const product = await startProduct(data);
  const [slug = ''] = await makeLinks(product, 3);
  for (let n = 0; n < 40; n++) {
    const headers = { 'user-agent': PHONE, 'x-forwarded-for': `10.1.0.${n}` };
    const answer = await fetch(`${product.url}/${slug}`, { redirect: 'manual', headers });
    clickId = new URL(answer.headers.get('location') ?? '').searchParams.get('vclid') ?? '';
  }
  const occurredAt = new Date().toISOString();
  const amount = { amount: 4990, currency: 'EUR' };
  await product.api('POST', '/v1/conversions', {
    ...{ kind: 'sale', externalId: 'o-1', occurredAt, amount, clickId, customerId: 'ada@example.com' },
  });
  const incurredOn = occurredAt.slice(0, 10);
  await product.api('POST', '/v1/spend', { kind: 'fee', amount, incurredOn, stage: 'microcontent' });
  await product.api('POST', '/v1/reports', { week: '2026-W40' });
  const { body: brand } = await product.api('GET', '/v1/brand');
  const application = { handle: '@bo.sews', platform: 'instagram', followers: 2_300, message: 'Hello' };
  await product.api('POST', '/v1/applications', { formToken: brand.applyToken, ...application });
  await waitForHits(product, 40, 60);
  key = await keyOf(product.folder);
  before = await answersOf((path) => product.api('GET', path).then(({ body }) => body));
  await expect(move(outputs)).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('stop it first'),
  });
  await product.kill('SIGTERM');
  const exported = join(data, 'exports', HOUR);
  mkdirSync(dirname(exported), { recursive: true });
  writeFileSync(exported, 'as it was here');
}, 180_000);
afterAll(async () => {
  await engine.stop();
  aws.stop();
  rmSync(base, { recursive: true, force: true });
});

async function keyOf(folder: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return (await readFile(join(folder, 'owner.key'), 'utf8')).trim();
}

async function answersOf(ask: (path: string) => Promise<unknown>): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const path of QUESTIONS) answers[path] = comparable(await ask(path));
  return answers;
}

/** Where one stands, and when it was asked, are no part of what moved; a cursor is sealed anew each time. */
const comparable = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (name, value) => (APART.has(name) ? undefined : value)));
const APART = new Set(['asOf', 'shortUrl', 'qrUrl', 'nextCursor', 'url', 'lastUsedAt']);

/** The API as the stack's function makes it: keys from the parameters, snapshots in the bucket. */
async function apiThere(): Promise<Caller> {
  const [clickText = '', sealing = ''] = await Promise.all(PARAMETERS.map(parameter));
  const given = { now: Date.now, random: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  const stores = createStores({
    ...given,
    tables: tablesOn(engine.client, engine.tables),
    snapshots: bucketSnapshots(s3ClientOf(aws), 'snapshots'),
    slugSecret: slugSecretOf(sealing),
  });
  const keys = {
    clickKeys: readClickKeys(clickText),
    cursorKeys: sealKeysOf(sealing),
    nameSecret: slugSecretOf(sealing),
  };
  return caller(createApi(apiDeps(engine, { now: Date.now() }, { ...given, ...keys, stores })), key);
}

async function parameter(Name: string): Promise<string> {
  const answer = await fetch(aws.environment['AWS_ENDPOINT_URL_SSM'] ?? '', {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSSM.GetParameter' },
    body: JSON.stringify({ Name }),
  });
  return ((await answer.json()) as { Parameter: { Value: string } }).Parameter.Value;
}

describe('an installation that moves to AWS', () => {
  it('hears what to do where AWS is not told', async () => {
    const untold = { AWS_REGION: '', AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };
    for (const words of [['--secrets', 'dev'], [outputs]]) {
      const failure = await moveIn(untold, ...words).catch((reason: unknown) => reason);
      expect(failure).toMatchObject({ code: 2, stderr: expect.stringContaining('set AWS_REGION and run') });
    }
  }, 120_000);

  it('is refused before its secrets are there, and puts them there once', async () => {
    await expect(move(outputs)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--secrets dev'),
    });
    expect((await move('--secrets', 'dev')).stdout).toContain(PARAMETERS.join(' and '));
    expect((await move('--secrets', 'dev')).stdout).toContain('were there already');
  }, 120_000);

  it('goes on where it was broken off, and answers there what it answered here', async () => {
    aws.breakObjects((method) => method === 'PUT');
    await expect(move(outputs)).rejects.toMatchObject({ code: 1 });
    aws.breakObjects(() => false);
    expect((await move(outputs)).stdout).toMatch(
      /records: \d+ entries moved, 0 were there\nclicks|1 reports/,
    );
    const as = await apiThere();
    expect(await answersOf((path) => as.get(path).then(({ json }) => json))).toEqual(before);
    const { data: reports } = (await as.get('/v1/reports')).json as { data: { id: string }[] };
    expect((await as.get(`/v1/reports/${reports[0]?.id}.json`)).status).toBe(200);
  }, 120_000);

  it('is written to there: a click that was made here is credited, a guest is the same customer', async () => {
    const as = await apiThere();
    const order = {
      kind: 'sale',
      externalId: 'o-2',
      occurredAt: new Date().toISOString(),
      amount: { amount: 100, currency: 'EUR' },
      clickId,
      customerId: 'ADA@example.com',
    };
    const { json } = await as.post('/v1/conversions', order);
    const { data: orders } = (before['/v1/conversions'] as { data: { customerId: string }[] }) ?? {};
    expect(json).toMatchObject({ attributedBy: 'click', customerId: orders[0]?.customerId });
  }, 60_000);

  it('broken off among its clicks, brings nobody back who was erased there meanwhile', async () => {
    // As if the last part had not begun: the new place answers already, and one of its clicks is yet to come.
    const [row] = (await dumpOf(engine)).filter(
      ({ role, item }) => role === 'clicks' && item.sk?.S?.endsWith(clickId),
    );
    const { pk = NOTHING, sk = NOTHING } = row?.item ?? {};
    await engine.client.send(new DeleteItemCommand({ TableName: engine.tables.clicks, Key: { pk, sk } }));
    await engine.client.send(new DeleteItemCommand({ TableName: engine.tables.records, Key: PROGRESS }));
    const as = await apiThere();
    expect((await as.post('/v1/erasures', { clickId })).status).toBe(200);
    expect((await move(outputs)).stdout).toMatch(/clicks: 1 entries moved, \d+ were there/);
    const { json } = await as.get(`/v1/clicks/${clickId}`);
    expect(json).not.toHaveProperty('visitor');
    expect(JSON.stringify(json)).not.toContain('iPhone');
  }, 120_000);

  it('moved again takes nothing back and makes nothing twice', async () => {
    const as = await apiThere();
    const { id } = (await as.get('/v1/brand')).json as { id: string };
    await as.patch('/v1/brand', { name: 'Renamed there' });
    const { data: creators } = (await as.get('/v1/creators')).json as { data: { id: string }[] };
    const [application] = ((await as.get('/v1/applications')).json as { data: { handle: string }[] }).data;
    expect(application?.handle).toBe('@bo.sews');
    const made = await as.post('/v1/creators', { handle: '@bo.sews', platform: 'instagram' });
    await as.post('/v1/erasures', { creatorId: (made.json as { id: string }).id });
    expect(((await as.get('/v1/applications')).json as { data: unknown[] }).data).toEqual([]);
    expect(creators.length).toBeGreaterThan(0);
    expect(aws.objects.get(EXPORTED)?.toString()).toBe('as it was here');
    for (const name of aws.objects.keys()) aws.objects.set(name, Buffer.from('written anew there'));
    const objects = new Map(aws.objects);
    const held = await dumpOf(engine);
    expect((await move(outputs)).stdout).toMatch(/records: 0 entries moved, \d+ were there/);
    expect(await dumpOf(engine)).toEqual(held);
    expect(aws.objects).toEqual(objects);
    expect((await as.get('/v1/brand')).json).toMatchObject({ id, name: 'Renamed there' });
  }, 120_000);

  it('broken off before its clicks, is refused once npm start has run here: what came over is older by then', async () => {
    const row = (await dumpOf(engine)).find(({ item }) => item.sk?.S === PROGRESS.sk.S)?.item ?? {};
    const { clicks: _, ...done } = JSON.parse(row.progress?.S ?? '').done;
    const brokenOff = { ...row, progress: { S: JSON.stringify({ done }) } };
    const TableName = engine.tables.records;
    await engine.client.send(new PutItemCommand({ TableName, Item: brokenOff }));
    const product = await startProduct(data);
    await product.kill('SIGTERM');
    const held = await dumpOf(engine);
    const objects = new Map(aws.objects);
    await expect(move(outputs)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('npm start has run here since the move began'),
    });
    expect(await dumpOf(engine)).toEqual(held);
    expect(aws.objects).toEqual(objects);
    // What has come over whole is never brought again, so its age is nobody's question.
    await engine.client.send(new PutItemCommand({ TableName, Item: row }));
    expect((await move(outputs)).stdout).toMatch(/records: 0 entries moved, \d+ were there/);
  }, 120_000);
});
