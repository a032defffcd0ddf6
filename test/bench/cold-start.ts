import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { type Bundle, bundleFunction, PROJECT_ROOT } from '../../infra/build/bundle.ts';
import { routeToRow } from '../../shared/data/links/link-route-item.ts';
import { toItem } from '../../shared/data/table/row.ts';
import type { LinkRoute } from '../../shared/domain/link/link-route.ts';
import { writeKeyText } from '../../shared/domain/sealed/api-key-text.ts';
import { zoneOffsets } from '../../shared/domain/time/week.ts';
import { median } from './load.ts';
import type { OlderBuild } from './older-build.ts';
import { yardsticks } from './yardsticks.ts';

const FRESH_PROCESSES = 9;
const MOST_TIMES = 10;
const run = promisify(execFile);

/**
 * What a cold start costs: each bundle is loaded in fresh processes, CPU (user + system, all threads) from before the
 * import to after it; the redirect then answers a first recorded click and the API a first program, against stand-ins for
 * DynamoDB and SSM that run in this process, so that their CPU is not counted. Starting Node itself is not in it. Medians and ranges; `older`
 * and the yardsticks are measured in turns with the others, so that one machine at one moment has them all.
 */
export async function coldStartLines(names = functionNames(), older?: OlderBuild): Promise<string[]> {
  const aws = await startStandIn();
  const ours = names.map(bundleFunction);
  const theirs = older ? names.map((name) => older.bundle(name)) : [];
  const yards = yardsticks().map((one) => {
    const code = readFileSync(one.file);
    return { ...one, bytes: code.length, zippedBytes: gzipSync(code).length };
  });
  const subjects = [...ours, ...theirs, ...yards].map((bundle) => ({ bundle, runs: [] as Measured[] }));
  try {
    for (let round = 0; round < FRESH_PROCESSES; round++)
      for (const { bundle, runs } of subjects)
        runs.push(await measured(bundle, aws.endpoint, yards.includes(bundle)));
  } finally {
    aws.stop();
  }
  const head = 'function              bytes     gzip   load ms            load + first answer ms';
  return [head, ...subjects.map(({ bundle, runs }) => row(bundle, runs))];
}

type Measured = { loadMs: number; firstMs?: number };

const functionNames = (): string[] =>
  readdirSync(join(PROJECT_ROOT, 'functions')).filter((name) =>
    existsSync(join(PROJECT_ROOT, 'functions', name, 'handler.ts')),
  );

function row(
  { name, bytes, zippedBytes }: Pick<Bundle, 'name' | 'bytes' | 'zippedBytes'>,
  runs: readonly Measured[],
): string {
  const first = runs.flatMap(({ firstMs }) => (firstMs === undefined ? [] : [firstMs]));
  const cells = [
    name.padEnd(17),
    bytes.toFixed(0).padStart(9),
    zippedBytes.toFixed(0).padStart(8),
    spread(runs.map(({ loadMs }) => loadMs)).padStart(20),
    first.length > 0 ? spread(first).padStart(20) : '',
  ];
  return cells.join(' ').trimEnd();
}

const spread = (times: readonly number[]): string =>
  `${median([...times]).toFixed(1)} (${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)})`;

/** Runs in the fresh process. A first answer that is not the recorded redirect would measure something else: it fails. */
const FRESH = `
const cpuMs = (since) => { const { user, system } = process.cpuUsage(since); return (user + system) / 1000; };
const begun = process.cpuUsage();
const { handler } = await import(process.env.BUNDLE);
const measured = { loadMs: cpuMs(begun) };
if (process.env.EVENT) {
  const answer = await handler(JSON.parse(process.env.EVENT), {});
  measured.firstMs = cpuMs(begun);
  const isRight = process.env.ANSWER === '302' ? answer.headers?.location?.includes('vclid=') : true;
  if (String(answer.statusCode) !== process.env.ANSWER || !isRight) throw new Error(JSON.stringify(answer));
}
process.stdout.write('measured ' + JSON.stringify(measured), () => process.exit(0));
`;

/** On a busy machine a deadline may pass before the stand-in answers: such a first click is another one, and is made again. */
async function measured(...asked: Parameters<typeof measure>): Promise<Measured> {
  for (let times = 1; times < MOST_TIMES; times++) {
    const found = await measure(...asked).catch(() => undefined);
    if (found) return found;
  }
  return measure(...asked);
}

async function measure(
  { name, file }: Pick<Bundle, 'name' | 'file'>,
  endpoint: string,
  isYardstick: boolean,
): Promise<Measured> {
  const [role = ''] = name.split(' ');
  const event = isYardstick ? EVENTS.redirect : EVENTS[role as keyof typeof EVENTS];
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', FRESH], {
    env: {
      ...environmentOf(role, endpoint),
      BUNDLE: `file://${file}`,
      ...(event ? { EVENT: JSON.stringify(event), ANSWER: event === EVENTS.api ? '401' : '302' } : {}),
    },
  });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('measured ') + 'measured '.length));
}

const environmentOf = (name: string, endpoint: string): NodeJS.ProcessEnv => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL: endpoint,
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  AWS_ENDPOINT_URL_SSM: endpoint,
  AWS_ENDPOINT_URL_SQS: endpoint,
  AWS_LAMBDA_FUNCTION_NAME: name,
  POWERTOOLS_SERVICE_NAME: name,
  POWERTOOLS_METRICS_NAMESPACE: 'Vouch/bench',
  CLICKS_TABLE: 'clicks',
  COUNTS_TABLE: 'counts',
  RECORDS_TABLE: 'records',
  SALTS_TABLE: 'salts',
  CLICK_KEYS_PARAMETER: '/vouch/bench/click-keys',
  SEALING_KEY_PARAMETER: '/vouch/bench/sealing-key',
  SPILL_QUEUE_URL: `${endpoint}/spill`,
  DELIVER_QUEUE_URL: `${endpoint}/deliver`,
  SHOP_EVENTS_QUEUE_URL: `${endpoint}/shop-events`,
  EXPORTS_BUCKET: 'exports',
  SNAPSHOTS_BUCKET: 'snapshots',
  BEHIND_CLOUDFRONT: 'no',
  SHORT_HOST: 'localhost',
  VOUCH_PUBLIC_URL: 'https://go.vouch.example',
  MAIL_FROM: 'reports@go.vouch.example',
  SES_CONFIGURATION_SET: 'vouch',
  CANARY_SLUG: 'canary',
});

const ROUTE: LinkRoute = {
  slug: 'socks',
  linkId: 'lnk_0000000000000001',
  brandId: 'brd_0000000000000001',
  postId: 'pst_0000000000000001',
  platform: 'instagram',
  destination: 'https://shop.example/socks',
  status: 'active',
  timeZone: 'Europe/Berlin',
  offsets: zoneOffsets('Europe/Berlin', new Date().getUTCFullYear(), 5),
  dedupeSeconds: 30,
};

/** Payload version 2.0, with a referrer, so that every table is read: the dearest first click. */
const CLICK = {
  version: '2.0',
  routeKey: '$default',
  rawPath: '/socks',
  rawQueryString: 'utm_source=ig',
  headers: {
    host: 'abc123.execute-api.us-east-1.amazonaws.com',
    'user-agent':
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
    referer: 'https://l.instagram.com/',
    'x-requested-with': 'com.instagram.android',
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    'accept-language': 'de-DE,de;q=0.9',
  },
  requestContext: { http: { method: 'GET', path: '/socks', protocol: 'HTTP/1.1', sourceIp: '203.0.113.9' } },
  isBase64Encoded: false,
};

/** A key that nobody has: what the API reads, looks up and refuses without an answer of its own to measure. */
const LIST = {
  ...CLICK,
  rawPath: '/v1/links',
  rawQueryString: 'limit=10',
  headers: {
    authorization: `Bearer ${writeKeyText({ keyId: 'key_0000000000000001', secret: 'A'.repeat(32) })}`,
  },
  requestContext: { ...CLICK.requestContext, http: { ...CLICK.requestContext.http, path: '/v1/links' } },
};

const EVENTS = { redirect: CLICK, api: LIST };

/** Just enough of DynamoDB and SSM for a first click: the key, the route and nothing else that is asked for, and every write accepted. */
async function startStandIn(): Promise<{ endpoint: string; stop: () => void }> {
  const answers: Record<string, object> = {
    GetParameter: { Parameter: { Value: Buffer.alloc(32, 7).toString('base64url') } },
    GetItem: { Item: toItem(routeToRow(ROUTE)) },
  };
  const server = createServer((request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').pop() ?? '';
    let asked = '';
    request.on('data', (part) => {
      asked += part;
    });
    request.on('end', () => {
      const isThere = operation !== 'GetItem' || asked.includes(ROUTE.slug);
      response.end(JSON.stringify((isThere && answers[operation]) || {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}
