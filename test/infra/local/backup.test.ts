import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it, vi } from 'vitest';
import { makeLinks, type RunningProduct, startProduct, waitForHits } from '../../bench/product.ts';

const base = mkdtempSync(join(tmpdir(), 'vouch-backup-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const run = promisify(execFile);
const command = (name: string, dir: string, folder: string) =>
  run(process.execPath, ['infra/local/run.mjs', `commands/${name}`, dir], {
    env: { ...process.env, VOUCH_DATA_DIR: folder, NODE_NO_WARNINGS: '1' },
  });

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

/** Followers and a shop that go on until they are told to stop; what was acknowledged to them, and when. */
function traffic(product: RunningProduct, slug: string) {
  const clicks: { id: string; at: number }[] = [];
  const orders: { externalId: string; at: number }[] = [];
  let going = true;
  const tap = async (lane: number) => {
    for (let n = 0; going; n++) {
      const headers = { 'user-agent': PHONE, 'x-forwarded-for': `10.${lane}.${n >> 8}.${n & 255}` };
      const answer = await fetch(`${product.url}/${slug}`, { redirect: 'manual', headers });
      const id = new URL(answer.headers.get('location') ?? '').searchParams.get('vclid');
      if (id) clicks.push({ id, at: performance.now() });
    }
  };
  const order = async () => {
    for (let n = 0; going; n++) {
      const externalId = `order-${n}`;
      const body = { kind: 'lead', externalId, occurredAt: new Date().toISOString() };
      const { status } = await product.api('POST', '/v1/conversions', body);
      if (status === 201) orders.push({ externalId, at: performance.now() });
    }
  };
  const lanes = [tap(1), tap(2), tap(3), order()];
  return {
    clicks,
    orders,
    stop: async () => {
      going = false;
      await Promise.all(lanes);
    },
  };
}

it('a backup of a running product holds all that was acknowledged before it began, once', async () => {
  const product = await startProduct(join(base, 'running'));
  const [slug = ''] = await makeLinks(product, 1);
  const load = traffic(product, slug);
  await vi.waitFor(() => {
    expect(load.clicks.length).toBeGreaterThan(300);
    expect(load.orders.length).toBeGreaterThan(20);
  }, 60_000);
  const began = performance.now();
  await command('backup', join(base, 'copy'), product.folder);
  await load.stop();
  await product.kill('SIGKILL');
  const clicks = load.clicks.filter(({ at }) => at < began);
  const orders = load.orders.filter(({ at }) => at < began);
  expect(clicks.length).toBeGreaterThan(200);
  expect(orders.length).toBeGreaterThan(10);
  expect(load.clicks.length).toBeGreaterThan(clicks.length);
  expect(statSync(join(base, 'copy')).mode & 0o777).toBe(0o700);

  await expect(command('restore', join(base, 'copy'), product.folder)).rejects.toMatchObject({ code: 2 });
  await command('restore', join(base, 'copy'), join(base, 'restored'));
  const restored = await startProduct(join(base, 'restored'));
  await waitForHits(restored, clicks.length, 60);
  const seen = new Map<string, number>();
  for (const id of await listed(restored, '/v1/clicks', 'id')) seen.set(id, (seen.get(id) ?? 0) + 1);
  expect(clicks.filter(({ id }) => seen.get(id) !== 1)).toEqual([]);
  const kept = new Set(await listed(restored, '/v1/conversions', 'externalId'));
  expect(orders.filter(({ externalId }) => !kept.has(externalId))).toEqual([]);
  await restored.kill('SIGTERM');
}, 180_000);

async function listed(product: RunningProduct, path: string, field: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await product.api('GET', `${path}?limit=100${cursor ? `&cursor=${cursor}` : ''}`);
    for (const row of body.data as Record<string, string>[]) found.push(row[field] ?? '');
    cursor = body.nextCursor as string | null;
  } while (cursor);
  return found;
}
