import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStores } from '../../../infra/local/clients.ts';
import { startEngine } from '../../../infra/local/engine/engine.ts';
import { openDataFolder } from '../../../infra/local/folder/data-folder.ts';
import { createRescue } from '../../../infra/local/folder/rescue.ts';
import { createRedirecting } from '../../../infra/local/redirecting.ts';
import { makeLinks, type RunningProduct, startProduct, waitForHits } from '../../bench/product.ts';
import { IPHONE } from '../../support/builders.ts';
import { startOn } from '../../support/start-on.ts';

const ENDING_THREADS = { NODE_OPTIONS: `--import=${resolve('test/support/end-threads.mjs')}` };

let product: RunningProduct;
let slug = '';
beforeAll(async () => {
  product = await startProduct(undefined, ENDING_THREADS);
  slug = (await makeLinks(product, 1))[0] ?? '';
}, 60_000);
afterAll(async () => {
  await product.kill('SIGTERM');
  product.remove();
});

const tap = async (): Promise<boolean> => {
  const answer = await fetch(`${product.url}/${slug}`, {
    redirect: 'manual',
    headers: { 'user-agent': IPHONE },
  });
  expect(answer.status).toBe(302);
  return (answer.headers.get('location') ?? '').includes('vclid=');
};
const health = async () => {
  const answer = await fetch(`${product.url}/healthz`);
  const { status } = answer;
  return { status, retryAfter: answer.headers.get('retry-after'), body: (await answer.json()) as object };
};
/** Asks until it is so; health is asked anew once a second. */
async function healthOnce(isSo: (status: number) => boolean) {
  for (let asked = 0; asked < 150; asked++) {
    const found = await health();
    if (isSo(found.status)) return found;
    await new Promise((over) => setTimeout(over, 100));
  }
  throw new Error('health never said so');
}

describe('a thread that ends', () => {
  it('the engine: /healthz answers 503 and names it, taps go on, another one takes over and nothing is missing', async () => {
    expect((await health()).body).toEqual({ status: 'ok' });
    expect(await tap()).toBe(true);
    product.process.kill('SIGUSR2');
    const taps: boolean[] = [];
    const unwell = await healthOnce((status) => status === 503);
    for (let n = 0; n < 5; n++) taps.push(await tap());
    expect(unwell).toMatchObject({
      retryAfter: '5',
      body: { status: 'unwell', parts: { engine: expect.any(String) } },
    });
    expect((await healthOnce((status) => status === 200)).body).toEqual({ status: 'ok' });
    const { status, body } = await product.api('GET', '/v1/brand');
    expect([status, body]).toEqual([200, expect.objectContaining({ id: expect.stringMatching(/^brd_/) })]);
    const answered = 1 + taps.filter(Boolean).length;
    expect((await waitForHits(product, answered, 60)).shown).toBeGreaterThanOrEqual(answered);
  }, 60_000);

  it('the API: taps go on, a request that was in it is refused or cut, and another one takes over', async () => {
    const statuses: (number | undefined)[] = [];
    let over = false;
    const askers = Array.from({ length: 4 }, async () => {
      while (!over)
        statuses.push((await product.api('GET', '/v1/brand').catch(() => undefined))?.status ?? undefined);
    });
    await vi.waitFor(() => expect(statuses.length).toBeGreaterThan(4));
    product.process.kill('SIGIO');
    expect(await tap()).toBe(true);
    await vi.waitFor(() => expect(new Set(statuses).size).toBeGreaterThan(1), 5_000);
    // Until its end is heard of, who asks may still be sent to the one that ended: 503, come again.
    await vi.waitFor(async () => expect((await product.api('GET', '/v1/brand')).status).toBe(200), 10_000);
    over = true;
    await Promise.all(askers);
    for (const status of statuses) expect([undefined, 200, 503]).toContain(status);
    expect((await health()).status).toBe(200);
  }, 60_000);

  it('the background: another one takes over, and what is clicked meanwhile is counted', async () => {
    const { shown } = await waitForHits(product, 1, 60);
    product.process.kill('SIGWINCH');
    expect(await tap()).toBe(true);
    expect((await waitForHits(product, shown + 1, 60)).shown).toBeGreaterThan(shown);
  }, 60_000);
});

it('clicks that neither journal nor tables took lie in a file; the next start offers their replay, which counts them', async () => {
  const first = await startProduct();
  const [own = ''] = await makeLinks(first, 1);
  await first.kill('SIGTERM');
  await rescueClicks(first.folder, own, 3);

  const offered = await startOn(first.folder);
  expect(offered.heard).toMatch(/3 clicks were rescued.*npm run replay/);
  const { stdout } = await promisify(execFile)(process.execPath, ['infra/local/run.mjs', 'commands/replay'], {
    env: { ...process.env, VOUCH_DATA_DIR: first.folder, NODE_NO_WARNINGS: '1' },
  });
  expect(stdout).toMatch(/3 clicks replayed/);
  expect(existsSync(`${first.folder}/rescued.ndjson`)).toBe(false);

  const again = await startProduct(first.folder);
  expect((await waitForHits(again, 3, 60)).shown).toBe(3);
  await again.kill('SIGTERM');
  again.remove();
}, 90_000);

/** Followers of a product whose journal and click table take nothing. */
async function rescueClicks(path: string, own: string, count: number): Promise<void> {
  const folder = openDataFolder(path);
  const engine = await startEngine(folder.engine);
  const stores = openStores(engine.address('vouch-'));
  const full = async () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
  const wire: typeof stores.wire = (operation, body, signal) =>
    operation === 'GetItem' ? stores.wire(operation, body, signal) : full();
  const rescue = createRescue(folder, () => {});
  const journal = { append: full } as never;
  const { follow } = createRedirecting(
    { ...stores, wire },
    journal,
    rescue,
    [folder.secrets.clickKey],
    Date.now,
  );
  for (let n = 0; n < count; n++) {
    const request = { method: 'GET', path: `/${own}`, query: '', headers: { 'user-agent': IPHONE } };
    await follow({ ...request, address: `192.0.2.${n}` });
  }
  rescue.flush();
  await engine.stop();
}
