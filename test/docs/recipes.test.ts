import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '@hono/node-server';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildClient } from '../../infra/build/client.ts';
import { createVouch } from '../../shared/client/vouch.ts';
import { anApi, postBody, type TestApi } from '../support/api-builders.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { blocksOf, runPage } from '../support/page-run.ts';

const root = join(import.meta.dirname, '../..');
const page = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');

let engine: Engine;
let api: TestApi;
let server: Server;
let folder: string;
let url = '';
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine, { now: () => Date.now() });
  server = serve({ fetch: api.app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'recipes-'));
  buildClient(join(folder, 'built'));
});
afterAll(async () => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
  await engine.stop();
});

it.each(['import.md', 'recipes/creators-to-links.md', 'recipes/nightly-spend.md'])(
  'docs/%s runs as it is written, with the built command',
  async (name) => {
    const vouch = `vouch() { "${process.execPath}" "${join(folder, 'built/command.js')}" "$@"; }\n`;
    const blocks = blocksOf(page(name)).map((block) => ({ ...block, sh: vouch + block.sh }));
    expect(blocks.length).toBeGreaterThan(0);
    await runPage(blocks, { cwd: folder, env: { VOUCH_URL: url, VOUCH_API_KEY: api.sock.ownerKey } });
  },
  60_000,
);

/** The `js` block of a page, as a module. */
async function moduleOf(name: string): Promise<Record<string, (...given: unknown[]) => Promise<unknown>>> {
  const [, code = ''] = /^```js\n([\s\S]*?)^```$/m.exec(page(name)) ?? [];
  const file = join(folder, `${name.replace(/\W/g, '-')}.mjs`);
  const client = pathToFileURL(join(folder, 'built/index.js')).href;
  writeFileSync(file, code.replace("'vouch/client'", `'${client}'`));
  return import(/* @vite-ignore */ file);
}

it('docs/recipes/shop.md keeps the click and sends it with the order, once', async () => {
  const { rememberClick, reportOrder } = await moduleOf('recipes/shop.md');
  const { as } = api.sock;
  const { json: creator } = await as.post('/v1/creators', {
    handle: '@shop',
    platform: 'instagram',
    couponCodes: ['SHOP10'],
  });
  await as.post(
    '/v1/posts',
    postBody((creator as { id: string }).id, { publishedAt: new Date().toISOString() }),
  );
  const arrived = new Request('https://shop.example.com/socks?vclid=clk_forged');
  const headers = (await rememberClick?.(arrived)) as Headers;
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  const paying = new Request('https://shop.example.com/pay', { headers: { cookie: `a=b; ${cookie}` } });
  const vouch = createVouch({ baseUrl: url, apiKey: api.sock.ownerKey });
  const order = {
    number: 'shop-1',
    paidAt: new Date().toISOString(),
    total: '49.90',
    currency: 'EUR',
    coupon: 'SHOP10',
  };
  const first = (await reportOrder?.(vouch, paying, order)) as
    | { refused: unknown[]; attributedBy: string }
    | undefined;
  expect(first).toMatchObject({ attributedBy: 'coupon', refused: [{ clickId: 'clk_forged' }] });
  await reportOrder?.(vouch, paying, order);
  const { json } = await as.get('/v1/conversions?q=shop-1');
  expect((json as { data: unknown[] }).data).toHaveLength(1);
});

it('docs/recipes/webhook-receiver.md takes a signed event once, and none that is not', async () => {
  const { receive } = await moduleOf('recipes/webhook-receiver.md');
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const body = JSON.stringify({ type: 'link.created', timestamp: new Date().toISOString(), data: {} });
  const at = new Date();
  const signature = new Webhook(secret).sign('evt_1', at, body);
  const sent = (signed: string) =>
    new Request('https://shop.example.com/hooks', {
      method: 'POST',
      body,
      headers: {
        'webhook-id': 'evt_1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': signed,
      },
    });
  const worked: unknown[] = [];
  const work = async (event: unknown) => void worked.push(event);
  const status = async (signed: string) =>
    ((await receive?.(sent(signed), secret, work)) as Response | undefined)?.status;
  expect(await status(signature)).toBe(204);
  expect(await status(signature)).toBe(204);
  expect(await status('v1,AAAA')).toBe(401);
  expect(worked).toHaveLength(1);
});
