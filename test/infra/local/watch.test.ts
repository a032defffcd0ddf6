import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../../infra/local/log.ts';
import { createProgress } from '../../../infra/local/progress.ts';
import { makeLinks, type RunningProduct, startProduct } from '../../bench/product.ts';

const FOLLOWER = '198.51.100.77';
const SECRET = 'reads-like-a-secret';

let product: RunningProduct;
let slug = '';
let said = '';
beforeAll(async () => {
  product = await startProduct(undefined, { VOUCH_ACCESS_LOG: 'on', VOUCH_TRUST_PROXY: 'on' });
  product.process.stdout?.on('data', (chunk) => (said += chunk));
  [slug = ''] = await makeLinks(product, 1);
}, 60_000);
afterAll(async () => {
  await product.kill('SIGTERM');
  product.remove();
});

const operator = () => `Bearer ${readFileSync(join(product.folder, 'operator.key'), 'utf8').trim()}`;

async function metrics(): Promise<string> {
  const answer = await fetch(`${product.url}/metrics`, { headers: { authorization: operator() } });
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  return answer.text();
}

type Line = Record<string, unknown>;
const linesWhere = (isWanted: (line: Line) => boolean): Line[] =>
  said
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text) => JSON.parse(text) as Line)
    .filter(isWanted);

describe('/metrics', () => {
  it('counts what was answered by patterns alone, and clicks by the place that took them', async () => {
    await metrics();
    const headers = { 'x-forwarded-for': FOLLOWER };
    await fetch(`${product.url}/${slug}`, { redirect: 'manual', headers });
    await fetch(`${product.url}/${slug}`, { redirect: 'manual', headers, method: 'HEAD' });
    await fetch(`${product.url}/v1/creators/crt_${SECRET}?name=${SECRET}`);
    await fetch(`${product.url}/r/${SECRET}`);
    await fetch(`${product.url}/v1/nothing/${SECRET}`);
    const text = await metrics();
    expect(text).toContain('vouch_requests_total{route="/:slug",method="GET",status="302"} 1\n');
    expect(text).toContain('vouch_requests_total{route="/:slug",method="HEAD",status="302"} 1\n');
    expect(text).toContain('vouch_requests_total{route="/v1/creators/:id",method="GET",status="401"} 1\n');
    expect(text).toContain('vouch_requests_total{route="/r/:token",method="GET",status="404"} 1\n');
    expect(text).toContain('vouch_requests_total{route="none",method="GET",status="404"} 1\n');
    expect(text).toContain('vouch_clicks_kept_total{place="journal"} 2\n');
    expect(text).toContain('vouch_part_up{part="engine"} 1\n');
    expect(text).toContain('vouch_request_duration_seconds_count{area="redirect"} 2\n');
    for (const personal of [FOLLOWER, slug, SECRET]) expect(text).not.toContain(personal);
  });

  it('is for this machine, or the operator’s key', async () => {
    const through = { 'x-forwarded-for': FOLLOWER };
    expect((await fetch(`${product.url}/metrics`, { headers: through })).status).toBe(401);
    const { status } = await product.api('GET', '/v1/brand');
    expect(status).toBe(200);
    const owner = readFileSync(join(product.folder, 'owner.key'), 'utf8').trim();
    const headers = { authorization: `Bearer ${owner}` };
    expect((await fetch(`${product.url}/metrics`, { headers })).status).toBe(403);
  });
});

describe('the access log', () => {
  it('has a line for each request with the id that its answer carries, and no address, path or query', async () => {
    const headers = { 'x-forwarded-for': FOLLOWER, 'x-request-id': 'from-the-front-1' };
    await fetch(`${product.url}/${slug}?who=${SECRET}`, { redirect: 'manual', headers });
    const answer = await fetch(`${product.url}/u/${SECRET}`, { headers: { 'x-forwarded-for': FOLLOWER } });
    const id = answer.headers.get('x-request-id');
    await expect.poll(() => linesWhere(({ requestId }) => requestId === id)).toHaveLength(1);
    expect(linesWhere(({ requestId }) => requestId === 'from-the-front-1')).toEqual([
      {
        time: expect.stringMatching(/^2\d{3}-.*Z$/),
        route: '/:slug',
        requestId: 'from-the-front-1',
        method: 'GET',
        status: 302,
        ms: expect.any(Number),
      },
    ]);
    expect(linesWhere(({ requestId }) => requestId === id)).toMatchObject([{ route: '/u/:token' }]);
    for (const personal of [FOLLOWER, slug, SECRET]) expect(said).not.toContain(personal);
  });

  it('says when whoever asked was gone before the answer', async () => {
    const authorization = `Bearer ${readFileSync(join(product.folder, 'owner.key'), 'utf8').trim()}`;
    const headers = { authorization, 'content-type': 'application/json', 'content-length': 10 };
    const asking = request(`${product.url}/v1/creators`, { method: 'POST', headers });
    asking.on('error', () => {});
    asking.flushHeaders();
    await new Promise((resolve) => setTimeout(resolve, 100));
    asking.destroy();
    await expect.poll(() => linesWhere(({ cut }) => cut === true).length).toBe(1);
  });
});

describe('levels of the log', () => {
  it.each([
    ['error', ['ERROR']],
    ['warn', ['ERROR', 'WARN']],
    ['info', ['ERROR', 'WARN', 'INFO']],
  ] as const)('%s tells %j', (least, told) => {
    const lines: string[] = [];
    const log = createLog(least, (line) => lines.push(line));
    for (const level of ['ERROR', 'WARN', 'INFO'] as const) log({ level, message: 'x' });
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(told);
  });
});

describe('the progress of a long start', () => {
  const told = (isTTY: boolean) => {
    const terminal = Object.assign(new PassThrough({ encoding: 'utf8', objectMode: true }), { isTTY });
    let clock = 0;
    const progress = createProgress(terminal, () => clock);
    for (let share = 0; share <= 1; share += 0.01) {
      progress.tell({ share, at: 'week 1 of 8' });
      clock += 100;
    }
    progress.end();
    const texts: string[] = [];
    for (let text = terminal.read(); text !== null; text = terminal.read()) texts.push(text);
    return texts;
  };

  it('is a line at each quarter where it is read later', () => {
    expect(told(false)).toEqual([
      expect.stringMatching(/^ {3}25 % {2}about 8 s left {2}week 1 of 8\n$/),
      expect.stringMatching(/^ {3}50 % {2}about 5 s left/),
      expect.stringMatching(/^ {3}75 % {2}about 3 s left/),
    ]);
  });

  it('is one line that changes on a terminal, and leaves nothing behind', () => {
    const texts = told(true);
    expect(texts.length).toBeGreaterThan(30);
    expect(texts.every((text) => text.startsWith('\r\x1b[2K') && !text.includes('\n'))).toBe(true);
    expect(texts.at(-1)).toBe('\r\x1b[2K');
  });
});
